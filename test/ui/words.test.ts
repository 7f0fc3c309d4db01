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

const partOf = (node: unknown, key: string): unknown =>
	typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;

/** The texts that an expression can become, as far as they are written in it: not what it compares or hands on. */
function textsOf(expression: unknown): string[] {
	if (Array.isArray(expression)) return expression.flatMap(textsOf);
	const parts = (...keys: string[]): string[] =>
		keys.flatMap((key) => textsOf(partOf(expression, key)));
	switch (partOf(expression, 'type')) {
		case 'Literal': {
			const value = partOf(expression, 'value');
			return typeof value === 'string' ? [value] : [];
		}
		case 'TemplateElement':
			return [String(partOf(partOf(expression, 'value'), 'cooked'))];
		case 'TemplateLiteral':
			return parts('quasis', 'expressions');
		case 'ConditionalExpression':
			return parts('consequent', 'alternate');
		case 'LogicalExpression':
			return parts('left', 'right');
		case 'BinaryExpression':
			return partOf(expression, 'operator') === '+' ? parts('left', 'right') : [];
		case 'ArrayExpression':
			return parts('elements');
		case 'CallExpression': {
			const callee = partOf(expression, 'callee');
			const method = partOf(partOf(callee, 'property'), 'name');
			return method === 'join' ? [...textsOf(partOf(callee, 'object')), ...parts('arguments')] : [];
		}
		case 'TSAsExpression':
		case 'TSNonNullExpression':
			return parts('expression');
		default:
			return [];
	}
}

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
	if (type === 'ExpressionTag') return textsOf(Reflect.get(node, 'expression'));
	if (['Comment', 'StyleSheet', 'Script'].includes(String(type))) return [];
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

	test.each([
		["{open ? 'Fold' : text.more}", ['Fold']],
		['<p title={`Copy ${line}`}></p>', ['Copy']],
		["{names.join(' and ')} · {n + ' of ' + all}", ['and', 'of']],
		["{name ?? 'nobody'}", ['nobody']],
		["<Box label={n === 1 ? 'one' : 'many'} kind={wide ? 'wide' : 'narrow'} />", ['one', 'many']],
		["{words.of('rows')}{kind === 'text' ? text.a : text.b}{[a, b].join(', ')}", []],
	])('in braces too: %s', (source, found) => expect(wordsIn(source)).toEqual(found));
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
