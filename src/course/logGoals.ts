import type { GoalContext } from './context';
import type { LoggedEvent } from './goal';
import { eventWords, sightings, type Sighting } from './loggedEvents';
import { prefixes } from './moments';
import type { GoalRule } from './rule';

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** `happened` */
export const happened: GoalRule<'happened'> = {
	sentence: ({ event, times: wanted = 1 }) =>
		`${eventWords(event)}${wanted > 1 ? `, ${times(wanted)}` : ''}.`,
	check({ event, times: wanted = 1 }, context) {
		const seen = sightings(context, event).length;
		return {
			met: seen >= wanted,
			saw: seen === 0 ? 'That has not happened yet.' : `That happened ${times(seen)}.`,
		};
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

/** `before` */
export const before: GoalRule<'before'> = {
	sentence: ({ first, then }) => `${eventWords(first)} before ${eventWords(then)}.`,
	check({ first, then }, context) {
		const earliest = placed(context, first)[0];
		const latest = placed(context, then).at(-1);
		if (!earliest) return { met: false, saw: `Not yet: ${eventWords(first)}.` };
		if (!latest) return { met: false, saw: `Not yet: ${eventWords(then)}.` };
		const met = isEarlier(earliest, latest, first.log === then.log);
		return { met, saw: met ? 'It happened in this order.' : 'It happened the other way round.' };
	},
};
