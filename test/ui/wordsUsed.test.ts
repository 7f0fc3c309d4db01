// Every word of the tables is said somewhere: what nobody says need not be translated.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = new URL('../../src/', import.meta.url).pathname;
const tables = join(root, 'ui/words/en');
const sources = readdirSync(root, { recursive: true })
	.map(String)
	.filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith('ui/words/'))
	.map((file) => readFileSync(join(root, file), 'utf8'));

const inner = (node: ts.Expression): ts.Expression =>
	ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? inner(node.expression) : node;

/** The paths of all words in the tables that a file exports: `menu.close`. */
function pathsIn(source: string): string[][] {
	const paths: string[][] = [];
	const walk = (node: ts.Expression, path: readonly string[]): void => {
		const table = inner(node);
		if (!ts.isObjectLiteralExpression(table)) return;
		for (const property of table.properties) {
			if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) continue;
			const here = [...path, property.name.text];
			paths.push(here);
			walk(property.initializer, here);
		}
	};
	ts.forEachChild(ts.createSourceFile('', source, ts.ScriptTarget.Latest, true), (node) => {
		if (ts.isVariableStatement(node) && node.modifiers?.length)
			for (const { initializer } of node.declarationList.declarations)
				if (initializer) walk(initializer, []);
	});
	return paths;
}

const namesIn = (all: readonly string[], pattern: RegExp): ReadonlySet<string> =>
	new Set(all.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name)));

/** Words that no source asks for, by their paths. */
function unused(files: readonly string[], all: readonly string[]): string[] {
	const asked = namesIn(all, /(?:\.|[{,]\s*)(\w+)\b/g);
	// Out of some tables words are picked by a key: `words.menu.reasons[…]`; some are handed on: `= words.inspector.tabs;`.
	const picked = namesIn(all, /\.(\w+)(?:\?\.)?\[/g);
	const handedOn = namesIn(all, /\.(\w+)(?:;|\)|,| as )/g);
	return files.flatMap((file) =>
		pathsIn(file).flatMap((path) => {
			const above = path.slice(0, -1);
			if (above.some((name, at) => picked.has(name) || (at > 0 && handedOn.has(name)))) return [];
			return asked.has(path.at(-1) ?? '') ? [] : [path.join('.')];
		}),
	);
}

test('every word of the tables is said somewhere', () => {
	const files = readdirSync(tables).map((file) => readFileSync(join(tables, file), 'utf8'));
	expect(unused(files, sources)).toEqual([]);
});

test('a word that nobody says is found', () => {
	const table = 'export const t = { menu: { close: 1, open: 2, reasons: { one: 3 } } } as const;';
	const source = 'words.menu.close; words.menu.reasons[x];';
	expect(unused([table], [source])).toEqual(['menu.open']);
});
