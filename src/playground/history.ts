import type { WorldOptions } from '../azure';
import { sameSession } from '../cli';
import type { Cause, Moment, Outcome, Step } from './step';

/**
 * The steps of a sitting as plain data. Undo is going back to an older world; nothing is ever un-done, because no
 * world was ever changed.
 */
export interface History {
	readonly options: WorldOptions;
	/** What was done before the first step, and cannot be undone: a lesson's start. */
	readonly opening: readonly Cause[];
	/** What the opening left. */
	readonly start: Moment;
	/** Undone steps included: they lie at and after {@link position}. */
	readonly steps: readonly Step[];
	/** How many of the steps are in effect. */
	readonly position: number;
	readonly nextId: number;
}

/** Where things stand now. */
export const now = ({ steps, position, start }: History): Moment => steps[position - 1] ?? start;

/** Adds what was just done. Changing the world drops the undone steps; looking at it keeps them. */
export function record(history: History, cause: Cause, outcome: Outcome): History {
	const { steps, position, nextId } = history;
	const before = now(history);
	const changed = outcome.world !== before.world;
	const step: Step = { id: nextId, cause, at: before.world.now, changed, ...outcome };
	const undone =
		changed || !sameSession(outcome.session, before.session) ? [] : steps.slice(position);
	return {
		...history,
		steps: steps.slice(0, position).concat(step, undone),
		position: position + 1,
		nextId: nextId + 1,
	};
}

/** Where undo leads: before the last step that changed something. `undefined` when there is none. */
export function undoTarget({ steps, position }: History): number | undefined {
	const last = steps.slice(0, position).findLastIndex((step) => step.changed);
	return last < 0 ? undefined : last;
}

/** Where redo leads: after the next undone step that changed something and the looks that followed it. */
export function redoTarget({ steps, position }: History): number | undefined {
	const next = steps.findIndex((step, index) => index >= position && step.changed);
	if (next < 0) return undefined;
	const following = steps.findIndex((step, index) => index > next && step.changed);
	return following < 0 ? steps.length : following;
}

/** The same steps seen from another position, which is held within them. */
export const at = (history: History, position: number): History => ({
	...history,
	position: Math.min(Math.max(Math.trunc(position), 0), history.steps.length),
});
