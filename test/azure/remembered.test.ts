import { expect, test } from 'vitest';
import { remembered } from '../../src/azure/remembered';

/** A function that notes what it was asked to work out. */
function noting<T>(answer: (key: string) => T, limit?: number) {
	const worked: string[] = [];
	const ask = remembered((key: string) => {
		worked.push(key);
		return answer(key);
	}, limit);
	return { ask, worked };
}

test('each key is worked out once', () => {
	const { ask, worked } = noting((key) => key.toUpperCase());
	expect(['a', 'b', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'B']);
	expect(worked).toEqual(['a', 'b']);
});

test('that there is no answer is remembered as well', () => {
	const { ask, worked } = noting(() => undefined);
	expect([ask('a'), ask('a')]).toEqual([undefined, undefined]);
	expect(worked).toEqual(['a']);
});

test('at its limit it forgets all, answers, and goes on remembering', () => {
	const { ask, worked } = noting((key) => key, 2);
	for (const key of ['a', 'b', 'a', 'b']) ask(key);
	expect(worked).toEqual(['a', 'b']);
	for (const key of ['c', 'a', 'c', 'a']) expect(ask(key)).toBe(key);
	expect(worked).toEqual(['a', 'b', 'c', 'a']);
});

test('what could not be worked out is tried again', () => {
	let attempts = 0;
	const ask = remembered((key: string) => {
		attempts++;
		if (attempts === 1) throw new Error(key);
		return key;
	});
	expect(() => ask('a')).toThrow('a');
	expect(ask('a')).toBe('a');
});

test('work may ask for other keys meanwhile', () => {
	const sum: (n: number) => number = remembered((n: number) => (n === 0 ? 0 : n + sum(n - 1)), 3);
	expect(sum(100)).toBe(5050);
});
