// A lesson may say the same line in several places: each place shows what came out there.
import { expect, test } from 'vitest';
import { runsOfBlocks } from '../../src/ui/lesson/runsOfBlocks';

const ask = 'keyless run --on vm-web --read-secret kv-shop/db-password';
const turnOn = 'az vm identity assign --resource-group rg-shop --name vm-web';
const text = [
	{ step: 1, line: ask },
	{ step: 2, line: turnOn },
	{ step: 4, line: ask },
	{ step: 6, line: ask },
];
const run = (id: number, line: string) => ({ id, line });

test('a line that was run at its first place is not shown as run further down', () => {
	expect([...runsOfBlocks(text, [run(1, ask)], new Map([[1, 1]]))]).toEqual([[1, 1]]);
});

test('run again where it was run before, it is shown there anew and nowhere else', () => {
	const clicked = new Map([
		[1, 1],
		[2, 1],
	]);
	expect([...runsOfBlocks(text, [run(1, ask), run(2, ask)], clicked)]).toEqual([[1, 2]]);
});

test('each place keeps what came out there', () => {
	const clicked = new Map([
		[1, 1],
		[2, 2],
		[3, 4],
	]);
	const shown = runsOfBlocks(text, [run(1, ask), run(2, turnOn), run(3, ask)], clicked);
	expect([...shown]).toEqual([
		[1, 1],
		[2, 2],
		[4, 3],
	]);
});

test('what was typed, or done before the page was loaded again, goes from place to place and ends at the last', () => {
	const runs = [run(1, ask), run(2, ask), run(3, ask), run(4, ask)];
	expect([...runsOfBlocks(text, runs, new Map())]).toEqual([
		[1, 1],
		[4, 2],
		[6, 4],
	]);
});

test('a line that the text does not say is shown nowhere', () => {
	expect(runsOfBlocks(text, [run(1, 'az group list')], new Map()).size).toBe(0);
});
