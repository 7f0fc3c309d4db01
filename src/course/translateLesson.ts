import type { Faults } from './fault';
import { readFrontMatter, splitFrontMatter } from './frontMatter';
import type { Lesson } from './lesson';
import { lessonTranslation } from './lessonSchema';
import { compareBlocks, writtenIn, type PlacedText } from './sameBlocks';

/** A lesson in another language: its text there, and the English file that it says again. */
export interface Translation {
	/** `de` */
	readonly language: string;
	readonly text: string;
	readonly english: string;
	/** Reads the text after the front matter. */
	readonly read: (body: string, bodyLine: number, faults: Faults) => PlacedText;
}

/** What of a lesson is said in another language. */
type Translated = Pick<
	Lesson,
	'language' | 'title' | 'summary' | 'hints' | 'predict' | 'notes' | 'prose'
>;

/** The line on which the front matter of a text has a key; that of its end where it has not. */
const lineOfKey = (text: string, key: string): number => {
	const lines = text.split('\n');
	const at = lines.findIndex((line) => line.trimStart().startsWith(`${key}:`));
	return (at < 0 ? Math.max(0, lines.indexOf('---', 1)) : at) + 1;
};

/** Tells which ids are missing and which are none of the English file's. */
function sameIds(
	what: string,
	expected: readonly string[],
	found: readonly string[],
	{ text, faults }: { readonly text: string; readonly faults: Faults },
): void {
	for (const id of expected)
		if (!found.includes(id))
			faults.add(lineOfKey(text, what.split(' ')[0] ?? ''), `${what} has no '${id}': add it`);
	for (const id of found)
		if (!expected.includes(id))
			faults.add(lineOfKey(text, id), `${what}: the English file has no '${id}'`);
}

const differing = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Tells which links the text has lost or made up, and which names in code the English file does not have. */
function sameLinks(english: PlacedText, other: PlacedText, original: string, faults: Faults): void {
	const [expected, found] = [writtenIn(english), writtenIn(other)];
	const last = other.lines.at(-1) ?? 1;
	for (const kind of ['term', 'link'] as const) {
		const spelled = (to: string): string => (kind === 'term' ? `#term/${to}` : to);
		const of = (all: typeof expected) => all.filter((each) => each.kind === kind);
		const known = of(expected).map(({ text }) => text);
		for (const to of differing(known))
			if (!of(found).some(({ text }) => text === to))
				faults.add(last, `nothing links to ${spelled(to)}, as the English file does: link a word`);
		for (const { text, line } of of(found))
			if (!known.includes(text))
				faults.add(line, `the English file has no link to ${spelled(text)}: keep its links`);
	}
	for (const { kind, text, line } of found)
		if (kind === 'code' && !original.includes(text))
			faults.add(line, `\`${text}\` stands nowhere in the English file: keep its names`);
}

/**
 * Says a lesson in another language: title, summary, hints, bets, notes and text are those of the translation, everything
 * else is the English lesson's. `undefined`, and faults, where it does not say the same.
 */
export function translateLesson<T extends Translated>(
	lesson: T,
	{ language, text, english, read }: Translation,
	faults: Faults,
): T | undefined {
	const parts = splitFrontMatter(text, faults);
	const original = splitFrontMatter(english, faults);
	const front = parts && readFrontMatter(parts, lessonTranslation, faults);
	if (!parts || !original || !front) return undefined;
	const { title, summary, hints, predict, notes } = front;
	const told = { text, faults };
	sameIds(
		'hints',
		lesson.hints.map(({ id }) => id),
		Object.keys(hints),
		told,
	);
	sameIds(
		'predict',
		lesson.predict.map(({ id }) => id),
		Object.keys(predict),
		told,
	);
	for (const { id, choices } of lesson.predict)
		sameIds(
			`${id} (its choices)`,
			choices.map((choice) => choice.id),
			Object.keys(predict[id]?.choices ?? {}),
			told,
		);
	if (notes.length !== lesson.notes.length)
		faults.add(
			lineOfKey(text, 'notes'),
			`notes are ${notes.length} here and ${lesson.notes.length} in the English file`,
		);
	const placed = read(parts.body, parts.bodyLine, faults);
	const before = read(original.body, original.bodyLine, faults);
	compareBlocks(before, placed, faults);
	sameLinks(before, placed, english, faults);
	if (faults.found.length > 0) return undefined;
	return {
		...lesson,
		language,
		title,
		summary,
		notes,
		hints: lesson.hints.map((hint) => ({ ...hint, text: hints[hint.id] ?? hint.text })),
		predict: lesson.predict.map((bet) => {
			const { question = bet.question, why = bet.why, choices = {} } = predict[bet.id] ?? {};
			return {
				...bet,
				question,
				why,
				choices: bet.choices.map((choice) => ({
					...choice,
					text: choices[choice.id] ?? choice.text,
				})),
			};
		}),
		prose: placed.prose,
	};
}
