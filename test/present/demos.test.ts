// What is shown to a room: every lesson can be, and a demo says what it needs.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	chapters,
	compileElsewhere,
	demos,
	faultText,
	loadLesson,
	openLesson,
	openingOf,
	readActions,
	type Lesson,
} from '../../src/course';
import { createPlayground } from '../../src/playground';
import { alignBlocks, isSameCommand } from '../../src/ui/present/align';
import { beatOfStep, deckOf, type Deck } from '../../src/ui/present/deck';
import { notesAt } from '../../src/ui/present/notesAt';
import { clockText, paceOf } from '../../src/ui/present/pacing';

async function demo(slug: string): Promise<Lesson> {
	const lesson = await loadLesson(slug);
	if (!lesson) throw new Error(`There is no ${slug}.`);
	return lesson;
}

describe('the demos that come with Keyless', () => {
	test('there are some', () => expect(demos.length).toBeGreaterThanOrEqual(2));

	test.each(demos)('%s is proven, has notes at every stop, and keeps its time', async (slug) => {
		const text = readFileSync(`${import.meta.dirname}/../../lessons/demos/${slug}.md`, 'utf8');
		const compiled = await compileElsewhere(text);
		expect('faults' in compiled ? compiled.faults.map(faultText) : []).toEqual([]);
		const lesson = await demo(slug);
		const deck = deckOf(lesson);
		expect(deck.notes.length).toBeGreaterThan(0);
		const shown = lesson.prose.filter(({ kind }) => kind === 'command');
		expect(alignBlocks(lesson.prose, readActions(lesson.solutions[0]?.text ?? '')).size).toBe(
			shown.length,
		);
		const noted = deck.steps.filter(({ notes }) => notes.length > 0).length;
		expect(noted).toBeGreaterThanOrEqual(shown.length);
		const planned = paceOf(deck, 0, 0).planned;
		expect(Math.abs(planned - lesson.minutes * 60_000)).toBeLessThan(90_000);
	});
});

describe('any lesson of the course can be presented', () => {
	const slugs = chapters.flatMap(({ lessons }) => lessons.map(({ slug }) => slug));

	test.each(slugs)('%s', async (slug) => {
		const lesson = await demo(slug);
		const deck = deckOf(lesson);
		const actions = readActions(lesson.solutions[0]?.text ?? '');
		expect(deck.steps.map(({ action }) => action)).toEqual(actions.map(({ action }) => action));
		const shows = deck.beats.map(({ show }) => show);
		expect(shows.filter((show) => show === 'ran')).toHaveLength(actions.length);
		expect([shows[0], shows.at(-1)]).toEqual(['title', 'end']);
		// Every bet of the text is asked once, and answered after it was asked.
		const asked = deck.beats.flatMap(({ show, bet }) => (show === 'bet' && bet ? [bet.id] : []));
		const answered = deck.beats.flatMap(({ show, bet }) =>
			show === 'answer' && bet ? [bet.id] : [],
		);
		expect([...asked].sort()).toEqual(lesson.predict.map(({ id }) => id).sort());
		expect(answered).toEqual(asked);
		for (const id of asked) {
			const at = (show: string) =>
				deck.beats.findIndex((beat) => beat.show === show && beat.bet?.id === id);
			expect(at('bet')).toBeLessThan(at('answer'));
		}
		// All of the text is shown at one time or another.
		const text = new Set([...deck.steps.flatMap(({ text }) => text), ...deck.last]);
		const read = lesson.prose.filter(
			(block) => !['command', 'predict', 'notes'].includes(block.kind),
		);
		expect(read.filter((block) => !text.has(block))).toEqual([]);
		// What was done never goes back as the beats go on.
		for (const [index, { done }] of deck.beats.entries())
			expect(done).toBeGreaterThanOrEqual(deck.beats[index - 1]?.done ?? 0);
	});
});

describe('a deck', () => {
	let deck: Deck;
	let lesson: Lesson;
	beforeAll(async () => {
		lesson = await demo('managed-identities-in-ten-minutes');
		deck = deckOf(lesson);
	});

	test('bets come before the command, answers after it has run', () => {
		expect(deck.beats.slice(0, 9).map(({ show, step, done }) => [show, step, done])).toEqual([
			['title', 0, 0],
			['typed', 1, 0],
			['ran', 1, 1],
			['typed', 2, 1],
			['ran', 2, 2],
			['bet', 3, 2],
			['typed', 3, 2],
			['ran', 3, 3],
			['answer', 3, 3],
		]);
	});

	test('a step is gone to by its number, and what is past the end is the end', () => {
		expect(deck.beats[beatOfStep(deck, 3)]).toMatchObject({ show: 'bet', step: 3 });
		expect(deck.beats[beatOfStep(deck, 999)]?.show).toBe('end');
	});

	test('notes are those of the step; at the title those of the whole', () => {
		expect(notesAt(deck, 0)).toEqual(lesson.notes);
		expect(notesAt(deck, 1)[0]).toMatch(/^Point at the two cards/);
		expect(notesAt(deck, deck.beats.length + 5)).toEqual([]);
	});

	test('nobody but the presenter sees a note', () => {
		const seen = JSON.stringify([deck.steps.map(({ text }) => text), deck.last]);
		expect(seen).not.toMatch(/Point at the two cards|Let the room bet/);
	});

	test('each rehearsal is the same, id for id', () => {
		const rehearse = () => {
			const playground = createPlayground({
				world: { timing: lesson.timing },
				opening: openingOf(lesson),
			});
			for (const { action } of deck.steps) if (action.kind === 'run') playground.run(action.line);
			return playground.world;
		};
		expect(rehearse()).toEqual(rehearse());
		expect(openLesson(lesson).failed).toBeUndefined();
	});
});

describe('pacing', () => {
	test('within a step there is nothing to hurry for; after it one is behind, before it ahead', async () => {
		const deck = deckOf(await demo('managed-identities-in-ten-minutes'));
		const [one = 0, two = 0] = deck.steps.map(({ planned }) => planned);
		expect([one, two]).toEqual([60_000, 45_000]);
		const second = beatOfStep(deck, 2);
		expect(paceOf(deck, second, one + 10_000).behind).toBe(0);
		expect(paceOf(deck, second, one + two + 30_000).behind).toBe(30_000);
		expect(paceOf(deck, second, one - 20_000).behind).toBe(-20_000);
		expect(paceOf(deck, 0, 99_000).behind).toBe(0);
	});

	test.each([
		[0, '0:00'],
		[65_400, '1:05'],
		[3_600_000, '60:00'],
	])('%d milliseconds are %s', (time, text) => expect(clockText(time)).toBe(text));
});

describe('lines of the text and of the solution', () => {
	test.each([
		['az vm show -g rg-a -n vm', 'az vm show --resource-group rg-a --name vm', true],
		['az group create \\\n  --name rg-a', 'az group create --name rg-a', true],
		['az vm identity assign -g rg -n vm-a', 'az vm identity remove -g rg -n vm-a', true],
		['az group create --name rg-a', 'az keyvault create --name kv', false],
	])('%s · %s', (a, b, same) => expect(isSameCommand(a, b)).toBe(same));
});
