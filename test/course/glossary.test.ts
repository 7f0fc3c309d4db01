// The glossary: one entry for each term, each in plain words and with a page of Microsoft's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadGlossary, readingLevel } from '../../src/course';
import { germanTerms, root, terms } from './course';

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

	test('says the same terms in German, each in other words', async () => {
		expect(await loadGlossary('de')).toEqual(germanTerms);
		expect(germanTerms.map(({ id, term, url }) => [id, term, url])).toEqual(
			terms.map(({ id, term, url }) => [id, term, url]),
		);
		const english = new Set(terms.map(({ text }) => text));
		expect(germanTerms.filter(({ text }) => english.has(text))).toEqual([]);
		expect(await loadGlossary('tlh')).toEqual(terms);
	});

	test('its German explains no term that is not there', () => {
		const file = readFileSync(join(root, 'glossary.de.yaml'), 'utf8');
		const explained = [...file.matchAll(/^ {2}([\w-]+):$/gm)].map(([, id]) => id);
		expect(explained.sort()).toEqual(terms.map(({ id }) => id).sort());
	});
});
