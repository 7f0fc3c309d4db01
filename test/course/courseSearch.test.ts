// Finding lessons on the map, the numbers of steps in a text, and where the course's links lead.
import { describe, expect, test } from 'vitest';
import { chapters, type Block } from '../../src/course';
import { searchLessons } from '../../src/ui/course/mapSearch';
import { stepNumbers } from '../../src/ui/lesson/stepNumbers';
import { hashOf, parseHash, sittingNameOf, type Place } from '../../src/ui/place';

describe('the map', () => {
	test('shows all lessons, in order, while nothing is searched for', () => {
		const found = searchLessons(chapters, '  ');
		expect(found.map(({ number }) => number)).toEqual(chapters.map((_, index) => index + 1));
		expect(found.flatMap(({ lessons }) => lessons)).toHaveLength(
			chapters.flatMap(({ lessons }) => lessons).length,
		);
	});

	test('finds lessons by every word of the search, in any order and case', () => {
		const slugs = (search: string) =>
			searchLessons(chapters, search).flatMap(({ lessons }) => lessons.map(({ slug }) => slug));
		expect(slugs('NINETY days')).toContain('ninety-one-days');
		expect(slugs('days ninety')).toEqual(slugs('ninety days'));
		expect(slugs('no such lesson xyz')).toEqual([]);
	});

	test('keeps the numbers of chapters when some are left out', () => {
		const [found] = searchLessons(chapters, 'owner cannot read');
		expect(found?.number).toBe(chapters.findIndex(({ slug }) => slug === 'azure-rbac') + 1);
	});
});

test('what is done in a text is numbered through, lists and quotes included', () => {
	const run: Block = { kind: 'command', lines: 'az group list' };
	const bet: Block = { kind: 'predict', prediction: 'x' };
	const seen: Block = { kind: 'canvas', start: '', steps: '' };
	const text: Block = { kind: 'paragraph', children: [] };
	const blocks: Block[] = [text, run, { kind: 'list', ordered: true, items: [[text, bet]] }, seen];
	const numbers = stepNumbers(blocks);
	expect([run, bet, seen, text].map((block) => numbers.get(block))).toEqual([1, 2, 3, undefined]);
});

describe('a link', () => {
	test.each<[Place, string]>([
		[{ name: 'course' }, '#/course'],
		[{ name: 'course', page: 'compare' }, '#/course/compare'],
		[{ name: 'course', page: 'glossary', of: 'scope' }, '#/course/glossary/scope'],
		[{ name: 'lesson', slug: 'turn-it-on' }, '#/lesson/turn-it-on'],
		[{ name: 'lesson', slug: 'turn-it-on', step: 3 }, '#/lesson/turn-it-on/3'],
		[{ name: 'given', text: 'q1-_x' }, '#/given/q1-_x'],
		[{ name: 'play' }, '#/play'],
		[{ name: 'play', workspace: 'a b' }, '#/play/a%20b'],
	])('to %j is %s, and leads back', (place, hash) => {
		expect(hashOf(place)).toBe(hash);
		expect(parseHash(hash)).toEqual(place);
	});

	test.each([
		'#/lesson/x/0',
		'#/lesson/x/y',
		'#/lesson/x/1/2',
		'#/course/nowhere',
		'#/given',
		'#/x',
	])('%s leads nowhere', (hash) => {
		expect(parseHash(hash)).toBeUndefined();
	});

	test('to a step is the same sitting', () => {
		expect(sittingNameOf({ name: 'lesson', slug: 'x', step: 2 })).toBe('lesson.x');
		const one = sittingNameOf({ name: 'given', text: 'one' });
		expect(sittingNameOf({ name: 'given', text: 'two' })).not.toBe(one);
	});
});
