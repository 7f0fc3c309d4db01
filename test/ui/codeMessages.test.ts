// What comes out of a worker with a stranger's code is read as what it is, or not at all; and a page of values never harms who shows it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSaid, weigh, type Said } from '../../src/ui/code/sandbox/messages';
import { show, showAll } from '../../src/ui/code/sandbox/show';

const request = { method: 'GET', url: 'https://x/', headers: { a: 'b' } };
const GOOD: readonly Said[] = [
	{ kind: 'print', level: 'warn', text: 'x', line: 3 },
	{ kind: 'request', id: 0, request, waited: 0 },
	{ kind: 'request', id: 1, request: { ...request, body: 'y' }, waited: 5 },
	{ kind: 'done', waited: 0 },
	{ kind: 'failed', text: 'x', line: 0, waited: 1 },
	{ kind: 'tooLong' },
	{ kind: 'tooMuch' },
	{ kind: 'pong' },
];

describe('a message', () => {
	it.each(GOOD)('%j is read', (said) => {
		expect(readSaid({ ...said, more: 'than that' })).toEqual(said);
	});
	it.each([
		null,
		'done',
		{},
		{ kind: 'stopped' },
		{ kind: 'done' },
		{ kind: 'done', waited: -1 },
		{ kind: 'done', waited: Infinity },
		{ kind: 'print', level: 'shout', text: 'x', line: 0 },
		{ kind: 'print', level: 'log', text: 5, line: 0 },
		{ kind: 'request', id: 0, request: { ...request, url: 5 }, waited: 0 },
		{ kind: 'request', id: 0, request: { ...request, headers: { a: 5 } }, waited: 0 },
		{ kind: 'request', id: 0, request: { ...request, headers: null }, waited: 0 },
		{ kind: 'request', id: 0, request: { ...request, body: {} }, waited: 0 },
		{ kind: 'request', id: 'x', request, waited: 0 },
		{ kind: 'request', id: 0, request: { ...request, headers: ['x'] }, waited: 0 },
		{ kind: 'request', id: 0, request, waited: 1e300 },
		{ kind: 'done', waited: 1e15 },
		[{ kind: 'pong' }],
	])('%j is none', (data) => {
		expect(readSaid(data)).toBeUndefined();
	});
	it('of another shape is never taken for more than it says, and never throws', () => {
		fc.assert(
			fc.property(fc.anything(), fc.constantFrom(...GOOD), (junk, good) => {
				readSaid(junk);
				weigh(junk);
				for (const key of Object.keys(good)) {
					const read = readSaid({ ...good, [key]: junk });
					expect(read === undefined || read.kind === (key === 'kind' ? read.kind : good.kind)).toBe(
						true,
					);
				}
			}),
		);
	});
	it('has no buffers, maps or crowds of headers in it, whose entries nobody wants to count', () => {
		const headers = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x-${at}`, '']));
		for (const each of [new Uint8Array(64), new Map([['a', 'b']]), headers])
			expect(
				readSaid({ kind: 'request', id: 0, request: { ...request, headers: each }, waited: 0 }),
			).toBeUndefined();
		expect(readSaid(new Uint8Array(64))).toBeUndefined();
	});
	it('brings no resource of its own: the page alone says where a request comes from', () => {
		const forged = { kind: 'request', id: 0, request: { ...request, from: '/x' }, waited: 0 };
		expect(readSaid(forged)).toEqual(GOOD[1]);
	});
	it('weighs what its texts weigh', () => {
		expect(weigh('x'.repeat(100))).toBe(100);
		expect(weigh({ a: ['x'.repeat(50), { b: 'y'.repeat(50) }] })).toBeGreaterThanOrEqual(100);
	});
});

describe('a printed value', () => {
	const circle: Record<string, unknown> = { name: 'x' };
	circle.self = circle;
	it.each([
		['text', 'text'],
		[['a', 1, null, undefined], "[ 'a', 1, null, undefined ]"],
		[{ a: { b: 'c' }, 'd-e': 5n }, "{ a: { b: 'c' }, 'd-e': 5n }"],
		[circle, "{ name: 'x', self: [Circular] }"],
		[new RangeError('no'), 'RangeError: no'],
		[new Map([['a', new Set([1])]]), "Map(1) { 'a' => Set(1) { 1 } }"],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[{ a: { b: { c: { d: 1 } } } }, '{ a: { b: { c: [Object] } } }'],
		[function named() {}, '[Function: named]'],
	])('%o', (value, shown) => {
		expect(show(value)).toBe(shown);
	});
	it('is not asked for what it would have to work out', () => {
		const value = Object.defineProperty({}, 'secret', {
			enumerable: true,
			get: () => {
				throw new Error('called');
			},
		});
		expect(show(value)).toBe('{ secret: [Getter] }');
	});
	it('is cut when it is long', () => {
		expect(showAll(['x'.repeat(1e6)]).length).toBeLessThan(5000);
	});
	it('of any kind is shown, and quickly', () => {
		fc.assert(fc.property(fc.anything(), (value) => showAll([value]).length < 5000));
	});
});
