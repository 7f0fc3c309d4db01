// A learner's program becomes the script of a worker: its imports are found as TypeScript finds them, and its lines stay its own.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readImports } from '../../src/ui/code/imports';
import { lineOf, makeScript, packagesOf } from '../../src/ui/code/script';
import { callerIn, lineIn } from '../../src/ui/code/sandbox/lines';

/** What a program names by imports, as TypeScript reads it: local name and what it stands for. */
function bindingsOf(code: string): Record<string, string> {
	const found: Record<string, string> = {};
	const file = ts.createSourceFile('x.mjs', code, ts.ScriptTarget.Latest, true);
	for (const node of file.statements) {
		if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue;
		const from = node.moduleSpecifier.text;
		const { name, namedBindings } = node.importClause ?? {};
		if (name) found[name.text] = `${from} default`;
		if (namedBindings && ts.isNamespaceImport(namedBindings))
			found[namedBindings.name.text] = `${from} *`;
		if (namedBindings && ts.isNamedImports(namedBindings))
			for (const each of namedBindings.elements)
				found[each.name.text] = `${from} ${(each.propertyName ?? each.name).text}`;
	}
	return found;
}

/** The same, found by running what was made of it. */
function boundBy(code: string, names: readonly string[]): Record<string, unknown> {
	const { code: made } = readImports(code, 'load');
	const load = (from: string, ...wanted: string[]) =>
		new Proxy(
			{},
			{
				get: (_, name) => (wanted.includes(String(name)) ? `${from} ${String(name)}` : undefined),
				has: () => true,
			},
		);
	const spaces = (from: string, ...wanted: string[]) =>
		wanted.length === 0 ? `${from} *` : load(from, ...wanted);
	return new Function('load', `${made}\nreturn {${names.join(',')}};`)(spaces);
}

const PROGRAMS: readonly string[] = [
	`import { A } from 'a';\nimport { B as C, D } from "b";`,
	`// first\n/* and\nsecond */ import {\n\tA, // one\n\tB as C,\n} from '@x/y';\n\nconst z = 1;`,
	`import * as all from 'a'\nimport single from 'b'\nimport one, { two } from 'c'\nimport three, * as four from 'd';`,
	`import 'only';\nimport{a}from'b';import{c}from'd';`,
	`import { a, } from 'a';\nimport {} from 'b';\nimport { $x, _y } from 'c';`,
	`import { text } from 'node:stream/consumers';\nconst from = 'import { x } from "y"';`,
	`const nothing = 1;`,
	``,
];

describe('imports', () => {
	it.each(PROGRAMS)('%j', (code) => {
		const bindings = bindingsOf(code);
		expect(boundBy(code, Object.keys(bindings))).toEqual(bindings);
		const { code: made } = readImports(code, 'load');
		expect(made.split('\n')).toHaveLength(code.split('\n').length);
	});
	it('packages are told each once, in order', () => {
		expect(packagesOf(`import { a } from 'b';\nimport c from 'a';\nimport 'b';`)).toEqual([
			'b',
			'a',
		]);
	});
	it.each([
		`const x = 1;\nimport { a } from 'a';`,
		`import type { A } from 'a';`,
		`import { a as b as c } from 'a';`,
		`import('a');`,
		`import.meta.url;`,
		`import { a } from "a`,
		`import`,
	])('%j is left for the browser to judge', (code) => {
		expect(readImports(code, 'load')).toEqual({ packages: [], code });
	});
});

describe('lines', () => {
	it('count from the first of the program, whatever is before it', () => {
		const code = `import { a } from 'a';\n\nb();\n`;
		const script = makeScript(code, ['one\ntwo', 'three'], { env: {}, now: 0 });
		const lines = script.parts.join('').split('\n');
		const at = lines.indexOf('b();') + 1;
		expect(lineOf(script, at)).toBe(3);
		expect(lineOf(script, at - 3)).toBeUndefined();
		expect(lineOf(script, at + 2)).toBeUndefined();
		expect(lines.join('\n')).toContain(`"from":${at - 2},"to":${at + 1}`);
	});
	it('the whole is a script without imports', () => {
		const { parts } = makeScript(PROGRAMS[1] ?? '', ['f()'], { env: { A: '</script>' }, now: 5 });
		const { parseDiagnostics } = ts.createSourceFile(
			'x.js',
			parts.join(''),
			99,
		) as ts.SourceFile & {
			parseDiagnostics: unknown[];
		};
		expect(parseDiagnostics).toEqual([]);
	});
	it.each([
		['Chromium', 'Error: x\n    at f (blob:null/1-2:9:5)\n    at async blob:null/1-2:20:7'],
		['Firefox', 'f@blob:null/1-2:9:5\nasync*@blob:null/1-2:20:7'],
		['Safari', 'f@blob:null/1-2:9:5\nmodule code@blob:null/1-2:20:7'],
	])('are found in a stack of %s', (_, stack) => {
		expect(lineIn(stack, 15, 30)).toBe(20);
		expect(lineIn(stack, 1, 30)).toBe(9);
		expect(lineIn(stack, 40, 50)).toBe(0);
		expect(callerIn(stack)).toContain(':20:7');
	});
});
