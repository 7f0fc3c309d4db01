import type { Ports } from '../cli';
import { readActions } from './actions';
import { chapters, loadGlossary } from './catalog';
import { faultsOf, type Fault, type Faults } from './fault';
import { readFrontMatter, splitFrontMatter } from './frontMatter';
import type { Lesson } from './lesson';
import { elsewhereFrontMatter } from './lessonSchema';
import { openLesson, play, type Surprise } from './play';
import { quotedLine } from './quotedLine';
import { readMarked, type Fence } from './readMarked';
import { translateElsewhere } from './translateElsewhere';
import { verifyText } from './verifyText';

/** More than this is no lesson. */
const MOST = { characters: 60_000, commands: 200 };

/** The name under which faults are told. */
const FILE = 'lesson.md';

/** The one `start` or `solution` among the fenced blocks. */
function scriptOf(fences: readonly Fence[], language: string, faults: Faults): Fence | undefined {
	const [found, second] = fences.filter((fence) => fence.language === language);
	if (!found) faults.add(1, `a fenced block marked ${language} is missing`);
	if (second) faults.add(second.line, `${language} is there twice`);
	if (found && readActions(found.text).length > MOST.commands)
		faults.add(found.line, `${language} has more than ${MOST.commands} commands`);
	return found;
}

const slugOf = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

/** Whether it can be done at all: its start works, and its solution meets every goal. */
function prove(
	lesson: Lesson,
	start: Fence,
	solution: Fence,
	faults: Faults,
	ports: Ports | undefined,
): void {
	const opened = openLesson(lesson, ports);
	if (opened.failed !== undefined) {
		faults.add(start.line, `the start fails: ${opened.failed}`);
		return;
	}
	const answers = Object.fromEntries(lesson.predict.map(({ id, answer }) => [id, answer]));
	const actions = readActions(solution.text);
	const { progress, surprises } = play(lesson, opened, actions, answers);
	const tell = ({ line, said }: Surprise): void => faults.add(solution.line + line, said);
	surprises.forEach(tell);
	for (const { id, expected, saw, met } of progress)
		if (!met)
			faults.add(solution.line, `the solution does not reach '${id}': ${expected} Saw: ${saw}`);
}

/** Reads and proves a lesson from elsewhere: the lesson, in another language where it is given, or every fault with its line. */
export async function readElsewhere(
	text: string,
	ports?: Ports,
	spoken?: { readonly language: string; readonly text: string },
): Promise<{ readonly value: Lesson } | { readonly faults: readonly Fault[] }> {
	const faults = faultsOf(FILE);
	const whole = text.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
	if (whole.length > MOST.characters) {
		faults.add(1, `is longer than ${MOST.characters} characters`);
		return { faults: faults.found };
	}
	const parts = splitFrontMatter(whole, faults);
	const front = parts && readFrontMatter(parts, elsewhereFrontMatter, faults);
	const { prose, fences } = parts
		? readMarked(parts.body, parts.bodyLine, faults)
		: { prose: [], fences: [] };
	const start = parts && scriptOf(fences, 'start', faults);
	const solution = parts && scriptOf(fences, 'solution', faults);
	if (!front || !start || !solution || faults.found.length > 0) return { faults: faults.found };
	const lesson: Lesson = {
		slug: slugOf(front.title),
		chapter: '',
		...front,
		prose,
		start: start.text,
		solutions: [{ name: 'solution', text: solution.text }],
		mistakes: [],
	};
	const problems = verifyText(lesson, {
		lessons: chapters.flatMap(({ lessons }) => lessons.map(({ slug }) => slug)),
		rows: lesson.covers,
		terms: (await loadGlossary()).map(({ id }) => id),
	});
	for (const { message, code } of problems)
		// Its pages may be anybody's; only that they are https: is asked.
		if (code !== 'badSource') faults.add(quotedLine(whole, message), message);
	if (faults.found.length === 0) prove(lesson, start, solution, faults, ports);
	if (faults.found.length > 0) return { faults: faults.found };
	return spoken
		? translateElsewhere(lesson, { ...spoken, english: whole }, `lesson.${spoken.language}.md`)
		: { value: lesson };
}
