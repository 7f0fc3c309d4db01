import { readActions } from './actions';
import type { Lesson } from './lesson';
import type { Problem, ProblemCode } from './problem';
import type { Block } from './prose';
import { readableText, readingLevel } from './readingLevel';

/** What a lesson's text may be at most. */
const LIMITS = { grade: 9, sentence: 25, average: 15, minutes: 6, sentencesBeforeDoing: 2 };

/** Words read in a minute, and minutes that one step of the solution takes a learner. */
const PACE = { words: 180, step: 0.45 };

const isDoing = ({ kind }: Block): boolean => kind === 'command' || kind === 'predict';

/** How long a lesson takes, in minutes: its words read, and the steps of its first solution done. */
export function minutesOf({ prose, solutions }: Pick<Lesson, 'prose' | 'solutions'>): number {
	const { words } = readingLevel(readableText(prose));
	const steps = readActions(solutions[0]?.text ?? '').length;
	return words / PACE.words + steps * PACE.step;
}

/** Whether a lesson's text is short and plain, begins with something to do, and takes as long as it says. */
export function verifyReading(lesson: Lesson): readonly Problem[] {
	const found: Problem[] = [];
	const say = (code: ProblemCode, message: string) =>
		found.push({ lesson: lesson.slug, code, where: 'lesson.md', message });
	const { prose, summary, hints, predict, notes } = lesson;
	const said = [
		...readableText(prose),
		summary,
		...notes,
		...prose.flatMap((block) => (block.kind === 'notes' ? block.text.split(/\n+/) : [])),
		...hints.map(({ text }) => text),
		...predict.flatMap(({ question, why, choices }) => [
			question,
			why,
			...choices.map(({ text }) => text),
		]),
	];
	const level = readingLevel(readableText(prose));
	for (const text of said) {
		const { longest } = readingLevel([text]);
		if (longest > LIMITS.sentence)
			say('hardToRead', `a sentence of ${longest} words: “${text.slice(0, 60)}…”`);
	}
	if (level.average > LIMITS.average)
		say('hardToRead', `its sentences have ${level.average.toFixed(1)} words on average`);
	if (level.grade > LIMITS.grade)
		say('hardToRead', `its reading grade is ${level.grade.toFixed(1)}, above ${LIMITS.grade}`);
	const doing = prose.findIndex(isDoing);
	const before = readingLevel(readableText(doing < 0 ? prose : prose.slice(0, doing)));
	if (doing < 0 || before.sentences > LIMITS.sentencesBeforeDoing)
		say('lateStart', `${before.sentences} sentences come before the first thing to do`);
	const minutes = minutesOf(lesson);
	if (minutes > LIMITS.minutes)
		say('tooLong', `it takes ${minutes.toFixed(1)} minutes, above ${LIMITS.minutes}`);
	else if (Math.abs(minutes - lesson.minutes) > 1.5)
		say('tooLong', `it says ${lesson.minutes} minutes and takes ${minutes.toFixed(1)}`);
	return found;
}
