// --query, held against what the JMESPath specification says of its examples, against jmespath.py, which real az asks, and, where
// KEYLESS_JMESPATH names its folder, against the official compliance suite (github.com/jmespath/jmespath.test).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/azure';
import { query, queryFault } from '../../src/cli/query';
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

const MACHINES = [
	{ name: 'vm-b', made: '2026-01-05', cores: 2 },
	{ name: 'vm-a', made: '2026-02-01', cores: 4 },
	{ name: 'Vm-c', made: '2026-01-20', cores: 2 },
];

/** What jmespath.py 1.0.1 picks of the machines. */
const PICKED: [string, unknown][] = [
	["[?made>'2026-01-10'].name", ['vm-a', 'Vm-c']],
	["[?made<='2026-01-05'].name", ['vm-b']],
	['max_by(@,&made).name', 'vm-a'],
	['min_by(@,&made).name', 'vm-b'],
	['max_by(@,&cores).name', 'vm-a'],
	['min_by(@,&cores).name', 'vm-b'],
	['max([].name)', 'vm-b'],
	['min([].name)', 'Vm-c'],
	['sort_by(@,&name)[].name', ['Vm-c', 'vm-a', 'vm-b']],
	['[?cores>`2`].name', ['vm-a']],
	["[?name>`1`].name == 'x' || 'other'", undefined],
	['[?none>`1`].name', []],
	["'a\\\\b'", 'a\\\\b'],
	["'it\\'s'", "it's"],
	['`plain`', 'plain'],
];

/** What jmespath.py cannot read. */
const UNREAD = [
	...["upper('a')", 'items(@)', 'group_by(@,&name)', "split(',','a,b')", 'nothing(@)'],
	...['[0].cores + `1`', 'let $x = @ in $x', '$', "@ ? 'y' : 'n'", '-[0].cores', 'a['],
];

interface Suite {
	readonly given: Json;
	readonly cases: readonly {
		readonly expression: string;
		readonly result?: Json;
		readonly error?: string;
		readonly bench?: string;
	}[];
}

const suites = process.env.KEYLESS_JMESPATH;

describe.runIf(suites)('the official compliance suite', () => {
	const files =
		suites === undefined ? [] : readdirSync(suites).filter((name) => name.endsWith('.json'));

	test('has its files', () => expect(files.length).toBeGreaterThan(10));

	test.each(files)('%s', (file) => {
		const read = JSON.parse(readFileSync(join(suites ?? '', file), 'utf8')) as readonly Suite[];
		for (const { given, cases } of read)
			for (const { expression, result, error, bench } of cases) {
				if (bench !== undefined) continue;
				const fault = queryFault(expression);
				const picked = fault === undefined ? query(given, expression) : { ok: false };
				expect([expression, picked]).toEqual([
					expression,
					error === undefined
						? { ok: true, value: result }
						: expect.objectContaining({ ok: false }),
				]);
			}
	});
});

describe('--query', () => {
	test.each(PICKED)('picks as jmespath.py does: %s', (expression, picked) => {
		const found = query(MACHINES, expression);
		expect(found.ok ? found.value : undefined).toEqual(picked);
	});

	test.each(UNREAD)('cannot read what jmespath.py cannot: %s', (expression) => {
		expect(queryFault(expression)).toMatch(/^argument --query: invalid jmespath_type value: /);
		const { exitCode, stdout } = inGroup().run(
			`az group list --query "${expression.replaceAll('$', '\\$')}"`,
		);
		expect([exitCode, stdout]).toEqual([2, '']);
	});

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
