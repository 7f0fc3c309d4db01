// Words as bash makes them. Real bash is the judge where there is one.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLineError, parseScript, tokenize, type Word } from '../../src/cli';

const plain = (word: Word) =>
	word.parts.map((part) => (part.kind === 'text' ? part.text : `<${part.kind}>`)).join('');

const words = (line: string) => {
	const found = tokenize(line);
	return isLineError(found) ? found.message : found.map(plain);
};

describe('words of a line', () => {
	test.each([
		['az group list', ['az', 'group', 'list']],
		['  az\tgroup   list  ', ['az', 'group', 'list']],
		['az x "Key Vault Secrets User"', ['az', 'x', 'Key Vault Secrets User']],
		['az x \'a "b" $c\'', ['az', 'x', 'a "b" $c']],
		['az x "a \\"b\\" \\$c \\n"', ['az', 'x', 'a "b" $c \\n']],
		['az x a\\ b', ['az', 'x', 'a b']],
		["az x --tags a='1 2' b", ['az', 'x', '--tags', 'a=1 2', 'b']],
		['az x "" y', ['az', 'x', '', 'y']],
		['az group \\\n  list', ['az', 'group', 'list']],
		['az group list # all of them', ['az', 'group', 'list']],
		['az x a#b', ['az', 'x', 'a#b']],
		['az x [system] $ID "$ID"', ['az', 'x', '[system]', '<variable>', '<variable>']],
		['ID=$(az group list --query "[].id")', ['ID=<command>']],
		['az x cost:$5'.replace('$5', '\\$5'), ['az', 'x', 'cost:$5']],
		['', []],
	])('%j', (line, expected) => {
		expect(words(line)).toEqual(expected);
	});

	test.each([
		['az group list | wc', 'more than one command'],
		['az group list && az vm list', 'more than one command'],
		['az group list; az vm list', 'more than one command'],
		['az group list &', "'&'"],
		['az x --query length(@)', "'('"],
		['az x {a,b}', 'single quotes'],
		['az x >', "'>'"],
		['az x | | y', "'|'"],
		['for x in a b; do az $x; done', "'for'"],
		['az group show -n `echo rg', "'`'"],
		['az x ${NAME:+rg}', "'${'"],
		['az x "open', 'A quote "'],
		["az x 'open", "A quote '"],
		['az x $(az y', "'$('"],
		['az group list\naz vm list', 'more than one line'],
	])('%j is refused in a sentence', (line, says) => {
		expect(words(line)).toContain(says);
	});
});

const bash = spawnSync('bash', ['-c', 'true']).status === 0;

describe.skipIf(!bash)('against real bash', () => {
	/** Pieces that mean the same here and there, or are refused here. */
	const piece = fc.constantFrom(
		...['a', 'B7', ' ', '  ', "'", '"', '\\', '\\ ', '#', ' # ', '=', '--x', '$A', '${A}', '$NONE'],
		...[
			"'q w'",
			'"q $A w"',
			'"\\""',
			"\\'",
			'$(printf b)',
			'"$(printf "x  y")"',
			'\t',
			'\\\n',
			',',
			':',
		],
	);

	test('the same words for the same line', () => {
		const lines = fc
			.sample(fc.array(piece, { maxLength: 9 }), { numRuns: 1000, seed: 20260105 })
			.map((pieces) => pieces.join(''))
			.filter((line) => !isLineError(tokenize(`w ${line}`)));
		expect(lines.length).toBeGreaterThan(500);
		const script =
			'w() { for x; do printf "%s\\0" "$x"; done; }; for l; do eval "w $l"; printf "\\1\\0"; done';
		const ran = spawnSync('bash', ['-f', '-c', script, 'bash', ...lines], {
			env: { PATH: process.env.PATH, A: 'one two' },
		});
		expect(ran.status).toBe(0);
		const theirs = ran.stdout.toString().split('\u0001\0');
		for (const [index, line] of lines.entries()) {
			const found = tokenize(`w ${line}`);
			if (isLineError(found)) throw new Error(found.message);
			const expected = (theirs[index] ?? '').split('\0').slice(0, -1);
			expect([line, ...fillIn(found.slice(1))]).toEqual([line, ...expected]);
		}
	});

	/** Fills in what the pieces above can hold, and splits it as bash does where it is not quoted. */
	function fillIn(found: readonly Word[]): string[] {
		const values: Record<string, string> = { A: 'one two' };
		const made: string[] = [];
		for (const { parts } of found) {
			let word: string | undefined;
			for (const part of parts) {
				if (part.kind === 'text') word = (word ?? '') + part.text;
				else {
					const value =
						part.kind === 'variable'
							? (values[part.name] ?? '')
							: part.line.includes('x')
								? 'x  y'
								: 'b';
					const split = part.quoted ? [value] : value.split(/ +/);
					for (const [index, text] of split.entries()) {
						if (index > 0 && word !== undefined) {
							made.push(word);
							word = undefined;
						}
						if (text !== '' || part.quoted) word = (word ?? '') + text;
					}
				}
			}
			if (word !== undefined) made.push(word);
		}
		return made;
	}
});

describe('steps of a script', () => {
	test('comments go with the step behind them; lines are counted', () => {
		const script = [
			'# Two groups.',
			'',
			'az group create -n a \\',
			'  -l westeurope',
			'',
			'# observe',
			"az rest --url x --body '{",
			"}' # done",
			'az group list',
		].join('\r\n');
		expect(parseScript(script)).toEqual([
			{ line: 3, text: 'az group create -n a \\\n  -l westeurope', comments: ['Two groups.'] },
			{ line: 7, text: "az rest --url x --body '{\n}' # done", comments: ['observe'] },
			{ line: 9, text: 'az group list', comments: [] },
		]);
	});

	test('a line that cannot be read is a step that says so', () => {
		expect(parseScript('az a | | b\naz c').map(({ text }) => text)).toEqual(['az a | | b', 'az c']);
	});
});
