import { isObject, parseJson, type Exchange } from '../azure';
import { checkGoal } from './checkGoal';
import type { GoalAnswer, GoalContext } from './context';
import type { GoalWords } from './goalWords';
import type { Hint, Lesson } from './lesson';

/** Where a goal of a lesson stands. `waiting`: a goal that it needs is not met yet, so it is not to blame. */
export interface GoalProgress extends GoalAnswer {
	readonly id: string;
	readonly state: 'met' | 'failing' | 'waiting';
	/** It held from the start and must go on holding. */
	readonly keep: boolean;
}

/** Where all goals of a lesson stand, in the lesson's order, told in `words`: English where none are given. */
export function checkLesson(
	lesson: Pick<Lesson, 'goals'>,
	context: GoalContext,
	words?: GoalWords,
): readonly GoalProgress[] {
	const answers = new Map(
		lesson.goals.map(({ id, goal }) => [id, checkGoal(goal, context, words)]),
	);
	return lesson.goals.map(({ id, goal, needs, keep }) => {
		const answer = answers.get(id) ?? checkGoal(goal, context, words);
		const waits = needs.some((other) => answers.get(other)?.met === false);
		const state = answer.met ? 'met' : waits ? 'waiting' : 'failing';
		return { ...answer, id, keep, state };
	});
}

/** Whether nothing is left to do. */
export const isSolved = (progress: readonly GoalProgress[]): boolean =>
	progress.every(({ met }) => met);

/** What was tried since the last goal was met. */
export interface Tries {
	readonly attempts: number;
	/** Azure's error codes among the answers. */
	readonly errors: readonly string[];
}

/**
 * The hints that fit: their goal is failing, and all that they wait for has come. In the lesson's order, but once
 * something was done a bet that was passed over comes last.
 */
export function hintsFor(lesson: Lesson, context: GoalContext, tries: Tries): readonly Hint[] {
	const failing = checkLesson(lesson, context)
		.filter(({ state }) => state === 'failing')
		.map(({ id }) => id);
	const fitting = lesson.hints.filter(
		({ goal, attempts, error, when }) =>
			failing.includes(goal) &&
			tries.attempts >= attempts &&
			(error === undefined || tries.errors.includes(error)) &&
			(when === undefined || checkGoal(when, context).met),
	);
	if (context.worlds.length === 0) return fitting;
	const isBet = (hint: Hint): boolean =>
		lesson.goals.some(({ id, goal }) => id === hint.goal && goal.kind === 'answered');
	return [...fitting.filter((hint) => !isBet(hint)), ...fitting.filter(isBet)];
}

/** The names of what the lesson wants gone in the end, and what is gone while a goal that comes before is still open. */
export function goneTooEarly(
	lesson: Pick<Lesson, 'goals'>,
	context: GoalContext,
): readonly string[] {
	const goals = new Map(lesson.goals.map((each) => [each.id, each]));
	// Of several things that go, one after the other, the order is free.
	const isOpen = (id: string): boolean => {
		const each = goals.get(id);
		if (!each) return false;
		if (each.goal.kind === 'absent') return each.needs.some(isOpen);
		return !checkGoal(each.goal, context).met;
	};
	return lesson.goals.flatMap(({ goal, needs }) =>
		goal.kind === 'absent' && needs.some(isOpen) && checkGoal(goal, context).met ? [goal.name] : [],
	);
}

/** Azure's error codes in what was answered, inner ones included, in any of the shapes in which Azure writes them. */
export function errorCodes(exchanges: readonly Exchange[]): readonly string[] {
	const codes = exchanges.flatMap(({ response: { status, body } }) => {
		if (status < 400) return [];
		const parsed = parseJson(body);
		if (!isObject(parsed)) return [/<Code>([^<]*)<\/Code>/.exec(body)?.[1]];
		const { error } = parsed;
		if (!isObject(error)) return [error, parsed.error_description, parsed.message];
		return [error.code, isObject(error.innererror) ? error.innererror.code : undefined];
	});
	return [...new Set(codes.filter((code) => typeof code === 'string'))];
}
