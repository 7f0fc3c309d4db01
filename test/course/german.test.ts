// The course's pages in German: the questions at a chapter's end, the comparison and the guide, each whole.
import { describe, expect, test } from 'vitest';
import {
	judgeQuestion,
	loadCheck,
	loadComparison,
	loadWhichOne,
	readingLevel,
} from '../../src/course';
import { goalWords } from '../../src/ui/words/de/goals';
import { checks, comparison } from './course';

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
