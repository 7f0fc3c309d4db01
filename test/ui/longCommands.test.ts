// A command that carries a file with it: told in a few lines, copied whole, and never squeezed into one line.
import { describe, expect, test } from 'vitest';
import { onOneLine } from '../../src/ui/terminal/oneLine';
import { foldLines } from '../../src/ui/views/foldLines';

const json = (lines: number) =>
	['{', ...Array.from({ length: lines - 2 }, (_, n) => `  "a${n}": ${n},`), '}'].join('\n');
const deployment = (lines: number) =>
	`cat > main.json <<'EOF'\n${json(lines)}\nEOF\naz deployment group create -g rg -f main.json`;
const shown = (text: string) =>
	foldLines(text)
		.map((stretch) => (stretch.folded ? `[${stretch.text.split('\n').length}]` : stretch.text))
		.join('');

describe('what is folded', () => {
	test('a file that a here-document writes: the words around it stay', () => {
		expect(shown(deployment(24))).toBe(
			"cat > main.json <<'EOF'\n[24]\nEOF\naz deployment group create -g rg -f main.json",
		);
	});

	test('each of several files by itself', () => {
		const two = `cat > a.json <<'EOF'\n${json(9)}\nEOF\ncat > b.json <<"END"\n${json(7)}\nEND\naz version`;
		expect(shown(two)).toBe(
			`cat > a.json <<'EOF'\n[9]\nEOF\ncat > b.json <<"END"\n[7]\nEND\naz version`,
		);
	});

	test('a long command without a file: all but its first line', () => {
		const long = ["az rest --method put --body '{", ...json(20).split('\n'), "}'"].join('\n');
		expect(shown(long)).toBe("az rest --method put --body '{\n[21]");
	});

	test.each([
		['a small file', deployment(4)],
		['one line', 'az group list -o table'],
		['a command that goes on over three lines', 'az group create \\\n  -n rg \\\n  -l westeurope'],
		['a here-document that never ends', `cat <<EOF\n${json(8)}`],
	])('%s is not', (_, text) => expect(shown(text)).toBe(text));

	test('nothing is lost by it', () => {
		for (const text of [deployment(24), deployment(3), json(40), '', '\n\n'])
			expect(
				foldLines(text)
					.map((stretch) => stretch.text)
					.join(''),
			).toBe(text);
	});
});

describe('what fits on the command line', () => {
	test('a command that goes on over several lines', () => {
		expect(onOneLine('az group create \\\n  -n rg \\\r\n  -l westeurope')).toBe(
			'az group create -n rg -l westeurope',
		);
	});

	test.each([deployment(5), "az tag create --tags '{\n}'"])('not %s', (text) =>
		expect(onOneLine(text)).toBe(text),
	);
});
