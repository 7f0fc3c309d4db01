import {
	act,
	emptyWorldOf,
	openingOf,
	readActions,
	type ScriptedAction,
	type Standing,
} from './actions';
import type { Ports } from '../cli';
import type { GoalContext } from './context';
import type { Lesson } from './lesson';
import { checkLesson, errorCodes, type GoalProgress, type Tries } from './progress';

/** A failure that a script did not announce, or one that it announced in vain. */
export interface Surprise {
	readonly line: number;
	readonly said: string;
}

/** What came of playing a script in a lesson. */
export interface Played {
	readonly context: GoalContext;
	readonly progress: readonly GoalProgress[];
	readonly tries: Tries;
	/** How it stood at the opening and after each action. */
	readonly moments: readonly Pick<Played, 'context' | 'tries'>[];
	readonly surprises: readonly Surprise[];
}

/** The opening of a lesson, and the first action of its start script that failed. */
export interface Opened extends Standing {
	readonly failed?: string;
}

/** Makes the world in which a lesson starts. `ports` is what other rooms lend to its shell, from here to the lesson's end. */
export function openLesson(lesson: Pick<Lesson, 'start' | 'timing' | 'as'>, ports?: Ports): Opened {
	let standing: Standing = { ...emptyWorldOf(lesson), ports };
	for (const action of openingOf(lesson)) {
		const done = act(standing, action);
		if (done.exitCode !== 0) return { ...standing, failed: done.stderr.trim() };
		standing = { ...standing, world: done.world, session: done.session };
	}
	return standing;
}

const NO_TRIES: Tries = { attempts: 0, errors: [] };

const metCount = (progress: readonly GoalProgress[]): number =>
	progress.filter(({ met }) => met).length;

/** The tries after an action: a goal newly met starts them anew. */
export const countTry = (
	tries: Tries,
	before: readonly GoalProgress[],
	after: readonly GoalProgress[],
	errors: readonly string[],
): Tries =>
	metCount(after) > metCount(before)
		? { attempts: 0, errors }
		: { attempts: tries.attempts + 1, errors: [...new Set([...tries.errors, ...errors])] };

function surpriseOf({ expect, line }: ScriptedAction, stderr: string): Surprise[] {
	const said = stderr.trim();
	if (expect === undefined) return said.startsWith('ERROR') ? [{ line, said }] : [];
	return said.includes(expect)
		? []
		: [{ line, said: `expected ${expect}, got ${said === '' ? 'no error' : said}` }];
}

/** Plays a script from a lesson's opening, with these bets. */
export function play(
	lesson: Pick<Lesson, 'goals'>,
	opened: Standing,
	actions: readonly ScriptedAction[],
	answers: Readonly<Record<string, string>>,
): Played {
	let standing = opened;
	let context: GoalContext = { start: opened.world, worlds: [], answers };
	let progress = checkLesson(lesson, context);
	let tries = NO_TRIES;
	const surprises: Surprise[] = [];
	const moments: Pick<Played, 'context' | 'tries'>[] = [{ context, tries }];
	for (const scripted of actions) {
		const done = act(standing, scripted.action);
		const failure = done.exitCode === 0 ? '' : `ERROR ${done.stderr}`;
		surprises.push(...surpriseOf(scripted, failure));
		context = { ...context, worlds: [...context.worlds, done.world] };
		const after = checkLesson(lesson, context);
		tries = countTry(tries, progress, after, errorCodes(done.exchanges));
		progress = after;
		moments.push({ context, tries });
		standing = { ...standing, world: done.world, session: done.session };
	}
	return { context, progress, tries, moments, surprises };
}

/** Plays a script without goals: what its worlds are, and what failed that nothing announced (line 0: its opening). */
export function playOut(
	opening: Pick<Lesson, 'start' | 'timing' | 'as'>,
	steps: string,
	ports?: Ports,
): Pick<Played, 'context' | 'surprises'> {
	const opened = openLesson(opening, ports);
	const early = opened.failed === undefined ? [] : [{ line: 0, said: opened.failed }];
	const { context, surprises } = play({ goals: [] }, opened, readActions(steps), {});
	return { context, surprises: [...early, ...surprises] };
}
