// A line may grow what it holds without end; here it does not.
import { expect, test } from 'vitest';
import { createWorld } from '../../src/azure';
import { runInWorld, startSession, type Session } from '../../src/cli';

const world = createWorld();
function shell(...lines: string[]) {
	let session: Session = startSession(world);
	const results = lines.map((line) => {
		const { result } = runInWorld(world, line, session);
		session = result.session;
		return result;
	});
	return { session, results };
}
const sizeOf = (session: Session): number => JSON.stringify(session).length;

test('a variable that doubles itself stops at what a word may hold', () => {
	const { session, results } = shell('A=0123456789', ...Array.from({ length: 60 }, () => 'A=$A$A'));
	expect(sizeOf(session)).toBeLessThan(200_000);
	expect(results.some(({ stderr }) => stderr === 'bash: Argument list too long\n')).toBe(true);
});

test('so does one that is named a thousand times in one line', () => {
	const { session } = shell(
		'A=0123456789',
		...Array.from({ length: 12 }, () => 'A=$A$A'),
		`B=${'$A'.repeat(20_000)}`,
		`B="${'$A'.repeat(20_000)}"`,
	);
	expect(sizeOf(session)).toBeLessThan(400_000);
});

test('the words of a command hold two megabytes together at most', () => {
	const { results } = shell(
		'A=0123456789',
		...Array.from({ length: 12 }, () => 'A=$A$A'),
		`echo ${'$A '.repeat(200)}`,
	);
	expect(results.at(-1)).toMatchObject({
		exitCode: 126,
		stdout: '',
		stderr: 'bash: Argument list too long\n',
	});
});

test('a file that is written to itself stops growing', () => {
	const { session } = shell(
		'echo 0123456789 > f',
		...Array.from({ length: 20 }, () => 'cat f f > g; cat g g > f'),
	);
	expect(sizeOf(session)).toBeLessThan(1_300_000);
});

test('what fits is untouched', () => {
	const { results } = shell('A=abc', 'A=$A$A', 'echo $A');
	expect(results.at(-1)?.stdout).toBe('abcabc\n');
});
