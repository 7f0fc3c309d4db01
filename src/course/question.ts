import type { PersonKey, Timing } from '../azure';
import { checkGoal, goalSentence } from './checkGoal';
import type { GoalContext } from './context';
import type { Goal } from './goal';
import { goalWords, type GoalWords } from './goalWords';
import type { Source } from './lesson';
import { playOut, type Surprise } from './play';

/** One of the answers that a {@link Question} offers: a claim about its world. */
export interface Choice {
	readonly goal: Goal;
	/** In words of its own; without them it is the goal's sentence. */
	readonly text?: string;
}

/** A question of a chapter's check: a small world, something done in it, and claims about what is so now. */
export interface Question {
	/** Unique in its check. */
	readonly id: string;
	readonly question: string;
	/** Builds the world before the question; not shown as lines. */
	readonly start: string;
	/** What is then done, shown to whoever answers. May be empty. */
	readonly steps: string;
	readonly timing: Timing;
	readonly as: PersonKey;
	readonly choices: readonly Choice[];
	/** Why it comes out so; shown afterwards. */
	readonly why: string;
}

/** Three questions at a chapter's end. */
export interface ChapterCheck {
	/** The chapter's slug. */
	readonly chapter: string;
	readonly questions: readonly Question[];
	readonly sources: readonly Source[];
}

/** A claim with what the engine says of it. */
export interface JudgedChoice {
	readonly text: string;
	readonly right: boolean;
	/** What is so in the world, as a sentence. */
	readonly saw: string;
}

/** A question's world, and which of its claims are true there. */
export interface JudgedQuestion {
	readonly context: GoalContext;
	readonly choices: readonly JudgedChoice[];
	/** Failures in its scripts that nothing announced. */
	readonly surprises: readonly Surprise[];
}

/**
 * Builds a question's world and asks every claim of it (pure). The right answer is written nowhere: it is what is so. What has
 * no text of its own is told in `words`.
 */
export function judgeQuestion(question: Question, words: GoalWords = goalWords): JudgedQuestion {
	// When it is judged, its story is over.
	const told = { ...words, happenedTimes: (n: number) => words.happenedTimes(n, true) };
	const { context, surprises } = playOut(question, question.steps);
	const choices = question.choices.map(({ goal, text }): JudgedChoice => {
		const { met, saw } = checkGoal(goal, context, told);
		return { text: text ?? goalSentence(goal, words), right: met, saw };
	});
	return { context, choices, surprises };
}
