// No word that a person reads stands in markup: all of them are in src/ui/words, so that they can be translated.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../src/azure';
import { CREATABLE_TYPES } from '../../src/ui/actions/resourceTypes';
import { words } from '../../src/ui/words';

const root = new URL('../../src/ui/', import.meta.url).pathname;
const components = readdirSync(root, { recursive: true })
	.map(String)
	.filter((file) => file.endsWith('.svelte'));

/** Attributes that people read or hear. */
const SPOKEN = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'about', 'submit', 'note'];
/** Marks between words that mean the same in every language. */
const MARKS = /^[\s·/…:;,.()\-–—|<>{}$]*$/;

/** The texts that stand in a component's markup. */
function literalsIn(node: AST.SvelteNode | AST.SvelteNode[] | unknown): string[] {
	if (Array.isArray(node)) return node.flatMap(literalsIn);
	if (typeof node !== 'object' || node === null) return [];
	const type: unknown = Reflect.get(node, 'type');
	if (type === 'Text') return [String(Reflect.get(node, 'data'))];
	if (type === 'Attribute') {
		const name = String(Reflect.get(node, 'name'));
		return SPOKEN.includes(name) ? literalsIn(Reflect.get(node, 'value')) : [];
	}
	// Code cannot be told from words: what is written in braces comes from the tables or from the world.
	if (['ExpressionTag', 'Comment', 'StyleSheet', 'Script'].includes(String(type))) return [];
	return [
		'fragment',
		'nodes',
		'children',
		'attributes',
		'consequent',
		'alternate',
		'body',
		'fallback',
		'pending',
		'then',
		'catch',
	]
		.map((key) => Reflect.get(node, key))
		.flatMap(literalsIn);
}

const wordsIn = (source: string): string[] =>
	literalsIn(parse(source, { modern: true }).fragment)
		.map((text) => text.trim())
		.filter((text) => !MARKS.test(text));

describe('markup', () => {
	test.each(components)('%s has no word of its own', (file) => {
		expect(wordsIn(readFileSync(join(root, file), 'utf8'))).toEqual([]);
	});

	test('a word in markup is found, wherever it stands', () => {
		const source =
			'<p title="Hello">{#if x}<b>there</b>{:else}{#each y as z (z)}you{/each}{/if} · {name}</p>';
		expect(wordsIn(source).sort()).toEqual(['Hello', 'there', 'you']);
	});
});

describe('names', () => {
	test('every type that can be created has a name that people know', () => {
		expect(CREATABLE_TYPES.filter(({ type }) => words.types[type] === undefined)).toEqual([]);
	});

	test('every named type is one that Azure has here', () => {
		const known = new Set(PROVIDERS.map(({ type }) => type));
		expect(Object.keys(words.types).filter((type) => !known.has(type))).toEqual([]);
	});
});
