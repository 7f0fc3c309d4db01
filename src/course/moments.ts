import type { GoalContext } from './context';

/** The contexts after each step, the oldest first. */
export const prefixes = ({ start, worlds, answers }: GoalContext): readonly GoalContext[] =>
	worlds.map((_, index) => ({ start, worlds: worlds.slice(0, index + 1), answers }));

/** All contexts of a sitting, the opening included: what was true at each of its worlds. */
export const moments = (context: GoalContext): readonly GoalContext[] => [
	{ ...context, worlds: [] },
	...prefixes(context),
];
