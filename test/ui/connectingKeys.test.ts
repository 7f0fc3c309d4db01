// Connecting by keys: an arrow key aims at what may be the other end, Enter joins, and nothing happens in silence.
import { expect, test } from 'vitest';
import { handleKey } from '../../src/ui/canvas/keys';

const VM = { x: 0, y: 0 };
const VAULT = { x: 300, y: 0 };
const IDENTITY = { x: 150, y: 90 };

/** What a key does while `vm` is being connected and something is aimed at. */
function press(key: string, aim?: string, ends: Record<string, typeof VM> = { VAULT, IDENTITY }) {
	const done: string[] = [];
	const nothing = (): void => undefined;
	const taken = handleKey(
		{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false } as KeyboardEvent,
		{
			connecting: { from: 'VM', aim },
			here: 'VM',
			stops: new Map(Object.entries({ VM, VAULT, IDENTITY })),
			ends: () => new Map(Object.entries(ends)),
			select: (id) => done.push(`select ${id}`),
			aim: (id) => done.push(`aim ${id}`),
			connect: () => done.push('connect'),
			cancel: () => done.push('say that nothing was connected'),
			...{ menu: nothing, remove: nothing, zoom: nothing, pan: nothing, fit: nothing },
		},
	);
	expect(taken).toBe(true);
	return done;
}

test('an arrow key aims at what lies that way', () => {
	expect(press('ArrowRight')).toEqual(['aim VAULT']);
});

test('an arrow key towards nothing aims at the nearest end, the first time', () => {
	expect(press('ArrowUp')).toEqual(['aim IDENTITY']);
	expect(press('ArrowUp', 'VAULT', { VAULT })).toEqual([]);
	expect(press('ArrowUp', undefined, {})).toEqual([]);
});

test('Enter joins what is aimed at, and says so when that is nothing', () => {
	expect(press('Enter', 'VAULT')).toEqual(['connect']);
	expect(press('Enter')).toEqual(['say that nothing was connected']);
	expect(press('Escape', 'VAULT')).toEqual(['say that nothing was connected']);
});
