import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	isExpression,
	makeLiteral,
	parseExpression,
	parseRelaxedJson,
	printExpression,
	TemplateFault,
	type Expression,
	type Json,
} from '../../src/azure';
import { Deployer } from './support';

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);

const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
	tree: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.record({ kind: fc.constant('text' as const), value: fc.string() }),
		fc.record({ kind: fc.constant('number' as const), value: fc.integer() }),
		fc.record({
			kind: fc.constant('call' as const),
			name: fc.oneof(
				name,
				fc.tuple(name, name).map((parts) => parts.join('.')),
			),
			args: fc.array(tie('tree'), { maxLength: 3 }),
		}),
		fc.record({
			kind: fc.constant('property' as const),
			of: fc.record({
				kind: fc.constant('call' as const),
				name,
				args: fc.array(tie('tree'), { maxLength: 2 }),
			}),
			name,
			safe: fc.boolean(),
		}),
		fc.record({
			kind: fc.constant('index' as const),
			of: fc.record({
				kind: fc.constant('call' as const),
				name,
				args: fc.array(tie('tree'), { maxLength: 2 }),
			}),
			index: tie('tree'),
			safe: fc.boolean(),
		}),
	),
}));

describe('expressions', () => {
	test('what is printed is read as the same tree', () => {
		fc.assert(
			fc.property(tree, (expression) => {
				expect(parseExpression(printExpression(expression))).toEqual(expression);
			}),
			{ numRuns: 2000 },
		);
	});

	test('any text is read as a tree or refused with a sentence, and white space does not matter', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const read = parseExpression(text);
				if (read instanceof TemplateFault) expect(read.message).toContain('Unable to parse');
				else expect(parseExpression(` ${printExpression(read)}\n`)).toEqual(read);
			}),
			{ numRuns: 2000 },
		);
	});

	test('a text that begins with a bracket is written with two', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const azure = makeLiteral(text);
				expect(isExpression(azure)).toBe(false);
			}),
		);
		const azure = new Deployer();
		expect(azure.output('[[not this]')).toBe('[not this]');
		expect(azure.output("[format('{0}', 'it''s')]")).toBe("it's");
		expect(azure.output('[x')).toBe('[x');
	});

	test('an expression that cannot be read is refused with its place', () => {
		const azure = new Deployer();
		expect(azure.deploy({ variables: { a: "[concat('x']" } })).toMatchObject({
			error: {
				code: 'InvalidTemplate',
				message: expect.stringMatching(
					/^Deployment template validation failed: 'The template variable 'a' .*Unable to parse language expression 'concat\('x'': expected token/,
				) as string,
			},
		});
	});
});

describe('template files', () => {
	test.each<readonly [string, Json]>([
		['{"a": 1} // end', { a: 1 }],
		['{"a": /* here */ [1, 2,],}', { a: [1, 2] }],
		['\uFEFF{"a": "// no comment"}', { a: '// no comment' }],
		['{"a": "two\nlines"}', { a: 'two\nlines' }],
		['{"a": ",]"}', { a: ',]' }],
	])('%j', (text, value) => {
		expect(parseRelaxedJson(text)).toEqual(value);
	});

	test('JSON is read as JSON', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(parseRelaxedJson(text)).toEqual(JSON.parse(text));
			}),
		);
	});
});
