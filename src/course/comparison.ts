import { checkGoal } from './checkGoal';
import type { GoalContext } from './context';
import type { Goal } from './goal';
import type { GoalWords } from './goalWords';
import { playOut, type Surprise } from './play';

/** One of the two worlds of a {@link ComparisonRow}. */
export interface ComparisonSide {
	/** What the table's cell says. */
	readonly says: string;
	/** Builds the world; not shown. */
	readonly start: string;
	/** What is done in it, shown line by line. */
	readonly steps: string;
}

/** A row of the comparison table, as an experiment: two worlds, the same question asked of both. */
export interface ComparisonRow {
	readonly id: string;
	/** `Lifecycle` */
	readonly title: string;
	/** Rows of the coverage table that it shows. */
	readonly covers: readonly string[];
	readonly system: ComparisonSide;
	readonly user: ComparisonSide;
	/** True in exactly one of the two worlds: the difference. */
	readonly watch: Goal;
	/** A lesson in which this is done by hand. */
	readonly lesson: string;
}

/** What came of one side. */
export interface ComparedSide {
	readonly context: GoalContext;
	/** Whether what is watched is so here. */
	readonly met: boolean;
	readonly saw: string;
	readonly surprises: readonly Surprise[];
}

function runSide(
	{ start, steps }: ComparisonSide,
	watch: Goal,
	words: GoalWords | undefined,
): ComparedSide {
	const { context, surprises } = playOut({ start, timing: 'instant', as: 'ada' }, steps);
	const { met, saw } = checkGoal(watch, context, words);
	return { context, met, saw, surprises };
}

/** Runs both worlds of a row and asks both the same question (pure). What was seen is told in `words`. */
export const runComparison = (
	{ system, user, watch }: ComparisonRow,
	words?: GoalWords,
): { readonly system: ComparedSide; readonly user: ComparedSide } => ({
	system: runSide(system, watch, words),
	user: runSide(user, watch, words),
});
