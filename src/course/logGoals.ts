import type { GoalContext } from './context';
import type { LoggedEvent } from './goal';
import { sightings, spokenEvent, type Sighting } from './loggedEvents';
import { prefixes } from './moments';
import type { GoalRule } from './rule';

/** `happened` */
export const happened: GoalRule<'happened'> = {
	sentence: ({ event, times = 1 }, words) => words.happened(words.event(spokenEvent(event)), times),
	check({ event, times = 1 }, context, words) {
		const seen = sightings(context, event).length;
		return { met: seen >= times, saw: words.happenedTimes(seen) };
	},
};

/** A sighting with the step that brought it. */
interface Placed extends Sighting {
	readonly step: number;
}

function placed(context: GoalContext, event: LoggedEvent): readonly Placed[] {
	const counts = prefixes(context).map((each) => sightings(each, event).length);
	return sightings(context, event).map((sighting, index) => ({
		...sighting,
		step: counts.findIndex((count) => count > index),
	}));
}

/** The logs share no counter: within one step, entries of two logs at the same time have no order. */
function isEarlier(a: Placed, b: Placed, sameLog: boolean): boolean {
	if (a.step !== b.step) return a.step < b.step;
	return a.time === b.time ? sameLog && a.index < b.index : a.time < b.time;
}

/** Whether two events differ in their time alone. */
function isSameLater(first: LoggedEvent, then: LoggedEvent): boolean {
	const names = [...Object.keys(first), ...Object.keys(then)] as (keyof LoggedEvent)[];
	return names.every((name) => name === 'after' || first[name] === then[name]);
}

/** `before` */
export const before: GoalRule<'before'> = {
	// The same thing done twice is told once, with `again`.
	sentence: ({ first, then }, words) =>
		isSameLater(first, then)
			? words.happened(words.event({ ...spokenEvent(then), again: true }), 1)
			: words.before(words.event(spokenEvent(first)), words.event(spokenEvent(then))),
	check({ first, then }, context, words) {
		const earliest = placed(context, first)[0];
		const latest = placed(context, then).at(-1);
		const waiting = (event: LoggedEvent) => ({
			met: false,
			saw: words.notYet(words.event(spokenEvent(event))),
		});
		if (!earliest) return waiting(first);
		if (!latest) return waiting(then);
		const met = isEarlier(earliest, latest, first.log === then.log);
		return { met, saw: words.inOrder(met) };
	},
};
