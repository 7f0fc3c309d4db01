import type { GoalAnswer, GoalContext } from './context';
import type { Goal } from './goal';
import type { GoalWords } from './goalWords';

/** A goal of one kind. */
export type GoalOf<K extends Goal['kind']> = Extract<Goal, { readonly kind: K }>;

/** A kind of goal: the sentence that the checklist shows, and beside it the check. */
export interface GoalRule<K extends Goal['kind']> {
	readonly sentence: (goal: GoalOf<K>, words: GoalWords) => string;
	readonly check: (
		goal: GoalOf<K>,
		context: GoalContext,
		words: GoalWords,
	) => Omit<GoalAnswer, 'expected'>;
}
