import type { Ports } from '../cli';
import { headMark, readActions, type ScriptedAction } from './actions';
import type { Lesson, LessonScript } from './lesson';
import { openLesson, play, type Played } from './play';
import type { Problem, ProblemCode } from './problem';
import { hintsFor, isSolved } from './progress';
import { verifyReading } from './verifyReading';
import { verifyNames, verifyText, type CourseIds } from './verifyText';

const list = (ids: readonly string[]): string => ids.map((id) => `'${id}'`).join(', ');

const unmet = ({ progress }: Played): string[] =>
	progress.filter(({ met }) => !met).map(({ id }) => id);

function shown({ action }: ScriptedAction): string {
	if (action.kind === 'run') return action.line;
	return action.kind === 'advance' ? 'the wait' : `signing in as ${action.as}`;
}

/**
 * The proof of a lesson (pure): unsolved at the start, solved by each of its solutions, no step of them needless, each mistake
 * failing the goal that it names and no other and getting its hint, no error that was not announced, and everything that
 * is named leading somewhere. No problems, no doubts. `ports` is what other rooms lend to its shell.
 */
export function verifyLesson(lesson: Lesson, ids: CourseIds, ports?: Ports): readonly Problem[] {
	const found: Problem[] = [...verifyText(lesson, ids), ...verifyReading(lesson)];
	const say = (code: ProblemCode, where: string, message: string) =>
		found.push({ lesson: lesson.slug, code, where, message });
	const opened = openLesson(lesson, ports);
	if (opened.failed !== undefined) {
		say('startFails', 'start.azcli', opened.failed);
		return found;
	}
	const answers = Object.fromEntries(lesson.predict.map(({ id, answer }) => [id, answer]));
	const given = new Set<string>();
	const tell = (name: string, played: Played) => {
		for (const { context, tries } of played.moments)
			for (const { id } of hintsFor(lesson, context, { ...tries, attempts: Infinity }))
				given.add(id);
		for (const { line, said } of played.surprises) say('unexpectedError', `${name}:${line}`, said);
	};

	const before = play(lesson, opened, [], {});
	tell('start.azcli', before);
	for (const { id, met, keep } of before.progress) {
		if (met && !keep) say('metAtStart', 'lesson.md', `goal '${id}' is met before anything is done`);
		if (!met && keep)
			say('keptNotMetAtStart', 'lesson.md', `goal '${id}' does not hold at the start`);
	}

	const solve = ({ name, text }: LessonScript): Played => {
		const actions = readActions(text);
		const played = play(lesson, opened, actions, answers);
		tell(name, played);
		if (!isSolved(played.progress)) {
			say('notSolved', name, `it does not reach ${list(unmet(played))}`);
			return played;
		}
		const needed = actions.filter(({ observe }) => !observe);
		for (const left of needed) {
			const rest = actions.filter((other) => other !== left);
			if (isSolved(play(lesson, opened, rest, answers).progress))
				say('needlessStep', `${name}:${left.line}`, `nothing fails without ${shown(left)}`);
		}
		if (needed.length < actions.length) {
			const bare = play(lesson, opened, needed, answers);
			if (!isSolved(bare.progress))
				say('observedStepNeeded', name, `${list(unmet(bare))} needs a step marked # observe`);
		}
		return played;
	};

	const solved = lesson.solutions.map(solve);
	found.push(
		...verifyNames(
			lesson,
			solved.map(({ context }) => context),
		),
	);

	for (const { name, text } of lesson.mistakes) {
		const goal = headMark(text, 'fails');
		if (goal === undefined || !lesson.goals.some(({ id }) => id === goal)) {
			say('mistakeNamesNoGoal', name, "its first comment must be '# fails: ' and one of the goals");
			continue;
		}
		const played = play(lesson, opened, readActions(text), answers);
		tell(name, played);
		const failing = played.progress.filter(({ state }) => state === 'failing').map(({ id }) => id);
		if (!failing.includes(goal)) say('mistakeSolves', name, `goal '${goal}' does not fail`);
		const others = failing.filter((id) => id !== goal);
		if (others.length > 0) say('mistakeFailsOthers', name, `${list(others)} fails as well`);
		const hints = hintsFor(lesson, played.context, played.tries).filter(
			(hint) => hint.goal === goal,
		);
		const wanted = headMark(text, 'hint');
		if (wanted === undefined ? hints.length === 0 : !hints.some(({ id }) => id === wanted))
			say(
				'mistakeWithoutHint',
				name,
				wanted === undefined ? 'no hint is shown for it' : `hint '${wanted}' is not shown`,
			);
	}
	for (const { id } of lesson.hints)
		if (!given.has(id))
			say('deadHint', 'lesson.md', `hint '${id}' is shown in no solution and in no mistake`);
	return found;
}
