// A key waits for nothing but its letter, and nothing that was written is forgotten.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterTyping } from '../../src/ui/editor/afterTyping';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('keys in quick succession are told once, after the last', () => {
	let told = 0;
	const text = afterTyping(() => told++);
	for (let key = 0; key < 5; key++) {
		text.soon();
		expect(told).toBe(0);
		vi.advanceTimersByTime(20);
	}
	vi.runAllTimers();
	expect(told).toBe(1);
});

test('whoever needs it at once has it at once, and not a second time', () => {
	let told = 0;
	const text = afterTyping(() => told++);
	text.now();
	expect(told).toBe(0);
	text.soon();
	text.now();
	expect(told).toBe(1);
	vi.runAllTimers();
	expect(told).toBe(1);
});
