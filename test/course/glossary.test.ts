// The glossary: one entry for each term, each in plain words and with a page of Microsoft's.
import { describe, expect, test } from 'vitest';
import { loadGlossary, readingLevel } from '../../src/course';
import { terms } from './course';

describe('the glossary', () => {
	test('explains at least the words without which nothing can be said', () => {
		const needed = [
			'managed-identity',
			'system-assigned-identity',
			'user-assigned-identity',
			'service-principal',
			'azure-rbac',
			'role-assignment',
			'scope',
			'control-plane',
			'data-plane',
			'access-token',
			'federated-identity-credential',
		];
		expect(terms.map(({ id }) => id)).toEqual(expect.arrayContaining(needed));
	});

	test('has no word twice', () => {
		const words = terms.flatMap(({ term, also }) => [term, ...also]).map((w) => w.toLowerCase());
		expect(words.filter((word, index) => words.indexOf(word) < index)).toEqual([]);
	});

	test.each(terms.map((term) => [term.term, term] as const))(
		'%s is said briefly',
		(_, { text }) => {
			const { longest, words } = readingLevel([text]);
			expect(longest).toBeLessThanOrEqual(25);
			expect(words).toBeLessThanOrEqual(45);
		},
	);

	test('comes with the build, in the order of its terms', async () => {
		const loaded = await loadGlossary();
		expect(loaded).toEqual(terms);
		const names = loaded.map(({ term }) => term.toLowerCase());
		expect(names).toEqual([...names].sort());
	});
});
