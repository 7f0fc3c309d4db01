import type { StepEvent } from '../../playground';

/** So many sentences of one step are read; of more, the first are told and the others counted. */
const READ = 8;
const TOLD = 6;

/** What somebody must not miss among much else: what was left behind, and what was not allowed. */
const matters = (event: StepEvent): boolean =>
	event.kind === 'refused' ||
	event.kind === 'failed' ||
	event.kind === 'noToken' ||
	('orphans' in event && event.orphans > 0);

/** The events of a step that are told in its line, the first and those that matter before the others when there are many, and how many others there were. */
export function mainEvents(events: readonly StepEvent[]): {
	readonly told: readonly StepEvent[];
	readonly others: number;
} {
	if (events.length <= READ) return { told: events, others: 0 };
	const rest = events.slice(1);
	const ordered = [...rest.filter(matters), ...rest.filter((event) => !matters(event))];
	return {
		told: [...events.slice(0, 1), ...ordered].slice(0, TOLD),
		others: events.length - TOLD,
	};
}
