// How hard a text is to read, against counts made by hand and grades worked out with the published formula.
import { describe, expect, test } from 'vitest';
import { readableText, readingLevel, syllables } from '../../src/course';

describe('reading level', () => {
	test.each([
		['a', 1],
		['the', 1],
		['role', 1],
		['secret', 2],
		['machine', 2],
		['table', 2],
		['vault', 1],
		['Azure', 2],
		['password', 2],
		['identity', 4],
		['assigned', 2],
		['created', 3],
		['needed', 2],
		['resource', 2],
		['resources', 3],
		['subscription', 3],
		['certificate', 4],
	])('%s has %i syllable(s)', (word, count) => {
		expect(syllables(word)).toBe(count);
	});

	test('a colon, a number and a name in code end no sentence', () => {
		expect(readingLevel(['Ask 169.254.169.254 at once: it knows. Then stop!'])).toMatchObject({
			sentences: 2,
			longest: 9,
		});
	});

	test('the grade is that of the formula', () => {
		// 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
		expect(readingLevel(['The cat sat on the mat.']).grade).toBeCloseTo(-1.45, 2);
		// 4 words, 1 sentence, 11 syllables
		expect(readingLevel(['Managed identities authenticate automatically.']).grade).toBeGreaterThan(
			15,
		);
	});

	test('commands and code are not read; a name in the text is one short word', () => {
		expect(
			readableText([
				{ kind: 'command', lines: 'az group list' },
				{
					kind: 'paragraph',
					children: [
						{ kind: 'text', text: 'Delete ' },
						{ kind: 'code', text: 'kv-shop/db-password' },
						{ kind: 'text', text: '.' },
					],
				},
			]),
		).toEqual(['Delete name.']);
	});
});
