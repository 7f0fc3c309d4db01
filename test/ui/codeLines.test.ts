// The text of a program, coloured and cut into numbered lines, is still that text.
import { expect, test } from 'vitest';
import { highlight, linesOf } from '../../src/ui/code/highlight';

test.each([
	[
		'javascript',
		'import a from "b"; // why\n\nconst t = `one\n\ttwo`;\n/* three\nfour */ return t;\n',
	],
	['python', '# why\nfrom a import b\n\nprint("# no comment")'],
	['go', 'package main\n\nfunc main() {\n}\n'],
	['java', ''],
] as const)('in %s', (language, code) => {
	const lines = linesOf(highlight(code, language));
	expect(lines.map((pieces) => pieces.map(({ text }) => text).join('')).join('\n')).toBe(code);
	expect(lines).toHaveLength(code.split('\n').length);
	expect(lines.flat().every(({ text }) => !text.includes('\n') && text !== '')).toBe(true);
});
