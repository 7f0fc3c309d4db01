// The course in German, each part whole: chapters, lessons, demos, the questions at a chapter's end, comparison and guide.
import { describe, expect, test } from 'vitest';
import {
	chapters,
	demos,
	judgeQuestion,
	loadChapters,
	loadCheck,
	loadComparison,
	loadLesson,
	loadStatements,
	loadWhichOne,
	problemText,
	readableText,
	readingLevel,
	verifyText,
	type Lesson,
} from '../../src/course';
import { faultText, translations } from '../../src/course/vitePlugin';
import { goalWords } from '../../src/ui/words/de/goals';
import { checks, comparison, coverage, germanCoverage, ids, lessons, root } from './course';

/** What nobody translates: names of roles and resources, and numbers. */
const untold = (text: string): boolean => /^[\w\s-]{0,24}$/.test(text);
/** The text where it is the same in both languages. */
const same = (english: string, german: string): string[] =>
	english === german && !untold(english) ? [english] : [];

describe.each(checks.map((check) => [check.chapter, check] as const))(
	'the check of %s',
	(slug, check) => {
		test('asks the same of the same worlds, every word of it in German', async () => {
			const german = await loadCheck(slug, 'de');
			expect(german?.questions.map(({ id, start, steps }) => [id, start, steps])).toEqual(
				check.questions.map(({ id, start, steps }) => [id, start, steps]),
			);
			for (const [index, english] of check.questions.entries()) {
				const question = german?.questions[index];
				if (!question) throw new Error(`'${english.id}' is missing`);
				expect(same(english.question, question.question)).toEqual([]);
				expect(same(english.why, question.why)).toEqual([]);
				const [told, asked] = [judgeQuestion(english), judgeQuestion(question, goalWords)];
				expect(asked.choices.map(({ right }) => right)).toEqual(
					told.choices.map(({ right }) => right),
				);
				// The story is over: nothing is still to come.
				expect(asked.choices.filter(({ saw }) => saw === 'Das ist noch nicht geschehen.')).toEqual(
					[],
				);
				for (const [at, { text, saw }] of asked.choices.entries()) {
					expect(same(told.choices[at]?.text ?? '', text)).toEqual([]);
					expect(same(told.choices[at]?.saw ?? '', saw)).toEqual([]);
					expect(readingLevel([text, question.question, question.why]).longest).toBeLessThanOrEqual(
						25,
					);
				}
			}
		});
	},
);

test('a check in a language that nobody wrote is in English', async () => {
	expect(await loadCheck('tokens', 'tlh')).toEqual(await loadCheck('tokens'));
});

test('the comparison says each row in German, and shows the same two worlds', async () => {
	const german = await loadComparison('de');
	const bare = ({ id, covers, watch, lesson, system, user }: (typeof german)[number]) => ({
		...{ id, covers, watch, lesson },
		worlds: [system.start, system.steps, user.start, user.steps],
	});
	expect(german.map(bare)).toEqual(comparison.map(bare));
	for (const [index, { title, system, user }] of comparison.entries()) {
		const row = german[index];
		expect([row?.title, row?.system.says, row?.user.says]).not.toContain(system.says);
		expect(row?.user.says).not.toBe(user.says);
		// The service has this name in both languages.
		if (title !== 'Azure Resource Manager') expect(row?.title).not.toBe(title);
	}
});

test('the guide asks and answers in German, for the same verdicts and reasons', async () => {
	const [english, german] = [await loadWhichOne(), await loadWhichOne('de')];
	const bare = (guide: typeof english) =>
		guide?.questions.map(({ id, choices }) => [
			id,
			choices.map((choice) => [choice.id, choice.for, choice.covers, choice.row]),
		]);
	expect(bare(german)).toEqual(bare(english));
	const said = (guide: typeof english) => [
		...Object.values(guide?.verdicts ?? {}).flatMap(({ title, text }) => [title, text]),
		...(guide?.questions.flatMap(({ question, choices }) => [
			question,
			...choices.flatMap(({ text, because, breaks, overruled }) => [
				...[text, because, breaks, overruled],
			]),
		]) ?? []),
	];
	const words = said(english);
	expect(said(german)).toHaveLength(words.length);
	expect(said(german).filter((text) => words.includes(text))).toEqual([]);
});

test('what the course proves is stated in German, row by row', async () => {
	const german = await loadStatements('de');
	expect(german).toEqual(germanCoverage.rows);
	expect(Object.keys(german)).toEqual(Object.keys(coverage.rows));
	for (const [row, english] of Object.entries(coverage.rows))
		// Names of services, with a full stop.
		expect(same(english.replace(/\.$/, ''), german[row]?.replace(/\.$/, '') ?? '')).toEqual([]);
	expect(germanCoverage.notYet).toEqual(coverage.notYet);
	expect(await loadStatements('tlh')).toEqual(coverage.rows);
});

test('every chapter, lesson and demo has a German file that fits the English one', () => {
	const all = translations(root, 'de');
	expect(all.length).toBe(chapters.length + lessons.length + demos.length);
	const wrong = all.flatMap(({ file, faults }) => faults?.map(faultText) ?? `${file} is missing`);
	expect(wrong).toEqual([]);
});

test('the map of the course says every chapter and lesson in German, with the same slugs', async () => {
	const german = await loadChapters('de');
	const slugs = (all: typeof chapters) =>
		all.map(({ slug, lessons: own }) => [slug, own.map((each) => each.slug)]);
	expect(slugs(german)).toEqual(slugs(chapters));
	for (const [index, chapter] of chapters.entries()) {
		expect(same(chapter.summary, german[index]?.summary ?? '')).toEqual([]);
		for (const [at, heading] of chapter.lessons.entries())
			expect(same(heading.summary, german[index]?.lessons[at]?.summary ?? '')).toEqual([]);
	}
	expect(await loadChapters('tlh')).toEqual(chapters);
});

/** What a lesson says beside its text. */
const said = ({ title, summary, hints, predict, notes }: Lesson): string[] => [
	...[title, summary],
	...hints.map(({ text }) => text),
	...predict.flatMap(({ question, choices, why }) => [
		...[question, why],
		...choices.map(({ text }) => text),
	]),
	...notes,
];

test.each([...ids.lessons, ...demos])('%s is read and done in German', async (slug) => {
	const [english, german] = [await loadLesson(slug), await loadLesson(slug, 'de')];
	if (!english || !german) throw new Error('It is missing.');
	expect(german.language).toBe('de');
	const problems = verifyText(german, { ...ids, rows: english.covers });
	// A demo names no page.
	expect(problems.map(problemText)).toEqual([]);
	expect(german.goals).toEqual(english.goals);
	expect(german.solutions).toEqual(english.solutions);
	const [before, after] = [said(english), said(german)];
	expect(after).toHaveLength(before.length);
	expect(before.flatMap((text, index) => same(text, after[index] ?? ''))).toEqual([]);
	const texts = readableText(german.prose);
	const untranslated = readableText(english.prose).filter(
		(text) => /[.:?!]$/.test(text) && texts.includes(text),
	);
	expect(untranslated).toEqual([]);
	const long = [...texts, ...after].filter((text) => readingLevel([text]).longest > 25);
	expect(long).toEqual([]);
});

test('a lesson that nobody wrote in a language is in English, and says so', async () => {
	expect(await loadLesson('turn-it-on', 'tlh')).toMatchObject({ language: 'en' });
});
