import { createWorld, type WorldOptions } from '../azure';
import { startSession } from '../cli';
import { perform } from './perform';
import { at, now, record, type History } from './history';
import type { Cause, Moment } from './step';
import { withoutPause } from './turns';

/**
 * All that it takes to have a sitting again. No world is in it: the same options and causes make the same worlds, byte
 * for byte.
 */
export interface Sitting {
	readonly options: WorldOptions;
	/** What is done before the first step and cannot be undone: a lesson's start. */
	readonly opening: readonly Cause[];
	readonly causes: readonly Cause[];
	/** How many of the causes are in effect; the rest was undone. */
	readonly position: number;
}

/** Begins a sitting, a cause of its opening at a time: whoever asks for the next may let others have their turn. */
export function* beginning(
	options: WorldOptions = {},
	opening: readonly Cause[] = [],
): Generator<void, History> {
	const world = createWorld(options);
	let start: Moment = { world, session: startSession(world) };
	for (const cause of opening) {
		yield;
		const { world, session } = perform(start, cause);
		start = { world, session };
	}
	return { options, opening, start, steps: [], position: 0, nextId: 1 };
}

/** Begins a sitting: the opening is done, no step yet. */
export const begin = (options?: WorldOptions, opening?: readonly Cause[]): History =>
	withoutPause(beginning(options, opening));

/** Does everything again, a cause at a time, and goes to the position at which it was left. */
export function* replaying({
	options,
	opening,
	causes,
	position,
}: Sitting): Generator<void, History> {
	let history = yield* beginning(options, opening);
	for (const cause of causes) {
		yield;
		history = record(history, cause, perform(now(history), cause));
	}
	return at(history, position);
}

/** Does everything again, and goes to the position at which it was left. */
export const replay = (sitting: Sitting): History => withoutPause(replaying(sitting));

/** What to keep of a history. */
export const sittingOf = ({ options, opening, steps, position }: History): Sitting => ({
	options,
	opening,
	causes: steps.map(({ cause }) => cause),
	position,
});
