// --query, held against what the JMESPath specification says of its examples.
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/azure';
import { query } from '../../src/cli/query';
import { inGroup } from './support';

/** Expression, value, what is picked. https://jmespath.org/specification.html */
const SPECIFIED: [string, unknown, unknown][] = [
	['foo', { foo: 'value' }, 'value'],
	['bar', { foo: 'value' }, null],
	['foo.bar.baz', { foo: { bar: { baz: 'value' } } }, 'value'],
	['[-1]', ['first', 'last'], 'last'],
	['[100]', ['first'], null],
	['[0:4:1]', [0, 1, 2, 3], [0, 1, 2, 3]],
	['[::-1]', [0, 1, 2, 3], [3, 2, 1, 0]],
	['[0:2]', [0, 1, 2, 3], [0, 1]],
	['[]', [[0, 1], 2, [3], 4, [5, [6, 7]]], [0, 1, 2, 3, 4, 5, [6, 7]]],
	['foo || bar', { bar: 'bar-value' }, 'bar-value'],
	['foo && bar', { foo: [], bar: 1 }, []],
	['!foo', { foo: false }, true],
	['[foo, bar]', { foo: 'a', bar: 'b' }, ['a', 'b']],
	['{foo: foo, n: nope}', { foo: 'a' }, { foo: 'a', n: null }],
	['[*].a', [{ a: 1 }, { b: 2 }, { a: 3 }], [1, 3]],
	['*.x', { a: { x: 1 }, b: { x: 2 } }, [1, 2]],
	[
		'[?a==`1`].b',
		[
			{ a: 1, b: 2 },
			{ a: 2, b: 3 },
		],
		[2],
	],
	["[?name=='x'] | [0].v", [{ name: 'x', v: 1 }], 1],
	["contains(@, 'a')", ['a', 'b'], true],
	["join(', ', @)", ['a', 'b'], 'a, b'],
	['length(@)', [1, 2, 3], 3],
	[
		'sort_by(@, &age)[].name',
		[
			{ name: 'b', age: 2 },
			{ name: 'a', age: 1 },
		],
		['a', 'b'],
	],
	[
		'max_by(@, &age).name',
		[
			{ name: 'b', age: 2 },
			{ name: 'a', age: 1 },
		],
		'b',
	],
	["starts_with(@, 'ab')", 'abc', true],
	['to_string(@)', 5, '5'],
	['sort(keys(@))', { b: 1, a: 2 }, ['a', 'b']],
	['not_null(a, b)', { b: 1 }, 1],
	['@', 'x', 'x'],
	["'raw'", {}, 'raw'],
];

describe('--query', () => {
	test.each(SPECIFIED)('%s', (expression, value, picked) => {
		const found = query(value as Json, expression);
		expect(found).toEqual({ ok: true, value: picked });
	});

	test('sees what is printed, keys in order and the resource group added', () => {
		const shell = inGroup();
		shell.ok('az identity create -g rg -n id-a');
		expect(shell.ok('az identity list --query "[0].keys(@)[?@==\'resourceGroup\']" -o tsv')).toBe(
			'resourceGroup\n',
		);
		expect(
			shell.ok('az identity list --query "[?name==\'id-a\'].{n: name, g: resourceGroup}" -o tsv'),
		).toBe('id-a\trg\n');
	});
});
