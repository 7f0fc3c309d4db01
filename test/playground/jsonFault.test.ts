// Where a text stops being JSON, in the same words in every browser.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSitting, jsonFault } from '../../src/playground';

describe('where JSON is broken', () => {
	test.each([
		['a comma before the end of a list', '[1,\n 2,]', 2, 4],
		['a name without quotes', '{\n\t"a": 1,\n\tb: 2\n}', 3, 2],
		['two values', '{} {}', 1, 4],
		['a missing colon', '{"a" 1}', 1, 6],
		['a single quote', "['a']", 1, 2],
		['lines of Windows', '{\r\n"a": 1\r\n"b": 2}', 3, 1],
		['a text over two lines', '["a\nb"]', 1, 2],
		['an escape that there is not', '["\\x"]', 1, 2],
		['the wrong bracket', '{"a": [1}', 1, 9],
		['a number with a nought before it', '[01]', 1, 3],
		['something else than JSON', 'az group list', 1, 1],
	])('%s', (_, text, line, column) => {
		expect(() => JSON.parse(text)).toThrow();
		expect(jsonFault(text)).toEqual({ line, column, ends: false });
	});

	test.each([
		['an empty file', '', 1, 1],
		['a list', '{\n"a": [1, 2', 2, 11],
		['a text', '{"a": "some', 1, 12],
		['an escape', '{"a": "some\\', 1, 13],
		['after a comma', '[1,\n', 2, 1],
	])('it stops short, in %s', (_, text, line, column) => {
		expect(jsonFault(text)).toEqual({ line, column, ends: true });
	});

	test('it finds a fault where JSON.parse does, and nowhere else', () => {
		const spoilt = fc
			.tuple(
				fc.json(),
				fc.nat(),
				fc.constantFrom('', ',', '"', '}', ']', '\\', 'e', '0', '\n', ' '),
			)
			.map(([text, at, by]) => {
				const place = at % (text.length + 1);
				return text.slice(0, place) + by + text.slice(place + (by === '' ? 1 : 0));
			});
		fc.assert(
			fc.property(fc.oneof(fc.json(), spoilt), (text) => {
				let isJson = true;
				try {
					JSON.parse(text);
				} catch {
					isJson = false;
				}
				expect(jsonFault(text) === undefined).toBe(isJson);
			}),
		);
	});

	test('it reads what is nested deeply, and long texts', () => {
		expect(jsonFault('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined();
		expect(jsonFault(JSON.stringify('\n'.repeat(2_000_000)))).toBeUndefined();
	});

	test('a saved sitting that is cut off says where', () => {
		expect(decodeSitting('{"keyless":1,\n"sitting":{')).toMatchObject({
			unreadable: 'damaged',
			at: { line: 2, column: 12, ends: true },
		});
		expect(decodeSitting('{"keyless":1}')).not.toHaveProperty('at');
	});
});
