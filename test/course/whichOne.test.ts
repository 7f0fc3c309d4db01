// The decision guide: each of the articles' nine reasons decides as the articles say.
import { describe, expect, test } from 'vitest';
import { decide, loadWhichOne, readingLevel, type Guide } from '../../src/course';
import { readWhichOne } from '../../src/course/vitePlugin';
import { comparison, coverage, lessons, root } from './course';

const compiled = readWhichOne(root);
if ('faults' in compiled) throw new Error(JSON.stringify(compiled.faults));
const guide: Guide = compiled.value;

/** Somebody with one machine and no further wishes. */
const PLAIN = { where: 'azure', resources: 'one', when: 'then', life: 'goes', who: 'nobody' };

/** The nine bullets of "when to use", and what the articles say to use then. */
const BULLETS: [string, Record<string, string>, 'system' | 'user'][] = [
	['system-when-authenticate', { where: 'azure' }, 'system'],
	['system-when-lifecycle', { life: 'goes' }, 'system'],
	['system-when-simple', { who: 'nobody' }, 'system'],
	['system-when-few-targets', { resources: 'one' }, 'system'],
	['user-when-share', { resources: 'several' }, 'user'],
	['user-when-preauthorized', { when: 'ahead' }, 'user'],
	['user-when-recreated', { life: 'stays' }, 'user'],
	['user-when-prepare', { when: 'ahead' }, 'user'],
	['user-when-central', { who: 'team' }, 'user'],
];

describe('which one?', () => {
	test.each(BULLETS)('%s', (bullet, wish, verdict) => {
		const decision = decide(guide, { ...PLAIN, ...wish });
		expect(decision?.verdict).toBe(verdict);
		const reasons = decision?.reasons ?? [];
		expect(reasons.flatMap(({ covers }) => covers)).toContain(bullet);
		for (const { because, breaks } of reasons) expect(because).not.toBe(breaks);
	});

	test('the nine bullets are all there, each in one answer', () => {
		const said = guide.questions.flatMap(({ choices }) => choices.flatMap(({ covers }) => covers));
		const bullets = Object.keys(coverage.rows).filter((row) => /^(system|user)-when-/.test(row));
		expect([...said].sort()).toEqual(bullets.sort());
	});

	test('what runs outside of Azure is federated, whatever else is wished for', () => {
		expect(decide(guide, { where: 'outside' })?.verdict).toBe('federated');
		const both = decide(guide, { ...PLAIN, where: 'outside', resources: 'several' });
		expect(both?.verdict).toBe('federated');
		expect(both?.overruled.map(({ id }) => id)).toEqual(['several']);
	});

	test('what only a user-assigned identity can do outweighs what is convenient', () => {
		const decision = decide(guide, { ...PLAIN, resources: 'several' });
		expect(decision?.verdict).toBe('user');
		expect(decision?.overruled.map(({ id }) => id)).toEqual(['azure', 'then', 'goes', 'nobody']);
	});

	test('says nothing before all five are answered', () => {
		expect(decide(guide, {})).toBeUndefined();
		const { who: _, ...four } = PLAIN;
		expect(decide(guide, four)).toBeUndefined();
		expect(decide(guide, { ...PLAIN, who: 'nonsense' })).toBeUndefined();
	});

	test('its counter-examples and cases are there to be run', () => {
		const rows = comparison.map(({ id }) => id);
		const proven = new Set(lessons.flatMap(({ covers }) => covers));
		for (const { row, covers } of guide.questions.flatMap(({ choices }) => choices)) {
			if (row !== undefined) expect(rows).toContain(row);
			for (const bullet of covers) expect(proven).toContain(bullet);
		}
	});

	test('is said in short sentences, and comes with the build', async () => {
		for (const { choices } of guide.questions)
			for (const { because, breaks, overruled } of choices)
				expect(readingLevel([because, breaks, overruled]).longest).toBeLessThanOrEqual(25);
		expect(await loadWhichOne()).toEqual(guide);
	});
});
