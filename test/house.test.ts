// The house rules of src/: who may import whom, only by the front door, and never in a circle.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** For each room the other rooms, top folders and packages that it may import. */
const MAY_IMPORT: Record<string, (string | RegExp)[]> = {
	azure: ['xstate', /^@noble\/hashes\//, '@scure/base'],
	cli: ['azure', '@jmespath-community/jmespath'],
	iac: ['azure', 'cli'],
	course: ['azure', 'cli', 'lessons', 'xstate', 'yaml', 'valibot', 'marked'],
	'course/vitePlugin': [
		'course',
		'lessons',
		'vite',
		'yaml',
		'valibot',
		/^node:|^(remark|rehype)-|^unified$/,
	],
	playground: ['azure', 'cli', 'iac', 'course', 'xstate', 'idb-keyval', 'valibot', 'fflate'],
	ui: [
		'azure',
		'cli',
		'iac',
		'course',
		'playground',
		'lessons',
		'xstate',
		/^svelte(\/|$)/,
		/^cytoscape/,
		'bits-ui',
		/^@fontsource\//,
		/^monaco-editor/,
		'fflate',
		'uqr',
		'valibot',
		'@azure/core-rest-pipeline',
		'virtual:keyless-sandbox',
	],
	embed: ['playground'],
};

/** Rooms from which others take types only: `import type`, which leaves nothing in the bundle. */
const TYPES_ONLY = [['embed', 'playground']];

interface Import {
	from: string;
	to: string;
	typeOnly: boolean;
}

const roomOf = (path: string) =>
	/^src\/(course\/vitePlugin|[^/]+)/.exec(path)?.[1] ?? path.split('/')[0] ?? '';
const isDoor = (path: string) => /^src\/[^/]+(\/vitePlugin)?(\/index(\.ts)?)?$/.test(path);

/** What is wrong with one import, as a sentence, or undefined. */
function fault({ from, to, typeOnly }: Import): string | undefined {
	const room = roomOf(from);
	const path = to.startsWith('.')
		? join(dirname(from), to)
		: to.startsWith('/')
			? to.slice(1)
			: undefined;
	const target = path ? roomOf(path) : to;
	const says = `${from} imports ${to}`;
	if (path && target === room) return isDoor(path) ? `${says}: its own front door` : undefined;
	const allowed = MAY_IMPORT[room];
	if (!allowed) return `${from} is in no room of the table`;
	if (!allowed.some((name) => (typeof name === 'string' ? name === target : name.test(target))))
		return `${says}: ${room} may not import ${target}`;
	const inside = room.startsWith(`${target}/`);
	if (path?.startsWith('src/') && !inside && !isDoor(path)) return `${says}: enter by index.ts`;
	if (!typeOnly && TYPES_ONLY.some(([here, there]) => here === room && there === target))
		return `${says}: types only`;
	return undefined;
}

/** Every import, re-export and import() in a file. */
function importsOf(from: string, text: string): Import[] {
	const scripts = from.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map((match) => match[1]).join('\n')
		: text;
	const found: Import[] = [];
	const visit = (node: ts.Node): void => {
		const add = (name: ts.Node | undefined, typeOnly: boolean) => {
			if (name && ts.isStringLiteralLike(name))
				found.push({ from, to: name.text.replace(/\?.*/, ''), typeOnly });
		};
		if (ts.isImportDeclaration(node))
			add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
		else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
			add(node.argument.literal, true);
		else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			add(node.arguments[0], false);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('x.ts', scripts, ts.ScriptTarget.Latest));
	return found;
}

/**
 * The import cycles inside rooms, each as the files it goes through. Types count as well: what two files say of each other
 * belongs in one of them, or in a third.
 */
function cycles(files: string[], imports: Import[]): string[] {
	const next = new Map<string, string[]>(files.map((file) => [file, []]));
	for (const { from, to } of imports) {
		if (!to.startsWith('.')) continue;
		const path = join(dirname(from), to);
		const file = [path, `${path}.ts`, `${path}/index.ts`].find((name) => next.has(name));
		// A component that draws a tree draws itself.
		if (file && file !== from && roomOf(file) === roomOf(from)) next.get(from)?.push(file);
	}
	const found: string[] = [];
	const done = new Set<string>();
	const walk = (file: string, trail: string[]): void => {
		const seen = trail.indexOf(file);
		if (seen >= 0) found.push([...trail.slice(seen), file].join(' → '));
		if (seen >= 0 || done.has(file)) return;
		for (const other of next.get(file) ?? []) walk(other, [...trail, file]);
		done.add(file);
	};
	for (const file of files) walk(file, []);
	return found;
}

/** What a file gives others: the names that it exports. */
function exportsOf(text: string): string[] {
	return ts
		.createSourceFile('x.ts', text, ts.ScriptTarget.Latest)
		.statements.flatMap((statement) => {
			if (ts.isExportDeclaration(statement)) {
				const clause = statement.exportClause;
				if (!clause) return [];
				return ts.isNamedExports(clause)
					? clause.elements.map(({ name }) => name.text)
					: [clause.name.text];
			}
			if (!ts.canHaveModifiers(statement)) return [];
			const modifiers = ts.getModifiers(statement) ?? [];
			if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
			if (ts.isVariableStatement(statement))
				return statement.declarationList.declarations.flatMap(({ name }) =>
					ts.isIdentifier(name) ? [name.text] : [],
				);
			const { name } = statement as ts.DeclarationStatement;
			return name && ts.isIdentifier(name) ? [name.text] : [];
		});
}

/** How often each word stands in a text. */
function wordsIn(text: string): Map<string, number> {
	const found = new Map<string, number>();
	for (const [word] of text.matchAll(/[\w$]+/g)) found.set(word, (found.get(word) ?? 0) + 1);
	return found;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(`${root}src`, { recursive: true })
	.map((name) => `src/${`${name}`.replaceAll('\\', '/')}`)
	.filter((name) => /\.(ts|svelte)$/.test(name))
	.sort();
const textOf = new Map(files.map((file) => [file, readFileSync(root + file, 'utf8')]));
const imports = files.flatMap((file) => importsOf(file, textOf.get(file) ?? ''));

describe('the house', () => {
	test('every import is one that its room may make', () => {
		expect(imports.map(fault).filter(Boolean)).toEqual([]);
	});

	test('no room has an import cycle', () => {
		expect(cycles(files, imports)).toEqual([]);
	});
});

describe('what is exported', () => {
	const others = ['test', 'bench', 'scripts', 'plugins'].flatMap((folder) =>
		readdirSync(root + folder, { recursive: true })
			.map((name) => `${folder}/${`${name}`.replaceAll('\\', '/')}`)
			.filter(
				(name) => /(?<!house\.test)\.(ts|mjs|svelte)$/.test(name) && !/node_modules/.test(name),
			),
	);
	const words = new Map(
		[...files, ...others].map((file) => [
			file,
			wordsIn(textOf.get(file) ?? readFileSync(root + file, 'utf8')),
		]),
	);

	test('is used somewhere, if only where it stands', () => {
		const used = new Map<string, number>();
		for (const each of words.values())
			for (const [word, count] of each) used.set(word, (used.get(word) ?? 0) + count);
		const dead = files
			.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
			.flatMap((file) =>
				exportsOf(textOf.get(file) ?? '')
					.filter((name) => used.get(name) === 1)
					.map((name) => `${file}: ${name}`),
			);
		expect(dead).toEqual([]);
	});

	test('by the door of a room is asked for outside of it', () => {
		const unasked = files
			.filter((file) => /^src\/[^/]+\/index\.ts$/.test(file))
			.flatMap((door) => {
				const outside = [...words].filter(([file]) => roomOf(file) !== roomOf(door));
				return exportsOf(textOf.get(door) ?? '')
					.filter((name) => !outside.some(([, each]) => each.has(name)))
					.map((name) => `${door}: ${name}`);
			});
		expect(unasked).toEqual([]);
	});
});

describe('the checks themselves', () => {
	test.each([
		[
			'src/azure/world.ts',
			'svelte',
			'src/azure/world.ts imports svelte: azure may not import svelte',
		],
		['src/azure/world.ts', '../cli', 'src/azure/world.ts imports ../cli: azure may not import cli'],
		['src/cli/run.ts', 'node:fs', 'src/cli/run.ts imports node:fs: cli may not import node:fs'],
		[
			'src/cli/run.ts',
			'../azure/world',
			'src/cli/run.ts imports ../azure/world: enter by index.ts',
		],
		['src/azure/arm/x.ts', '../index', 'src/azure/arm/x.ts imports ../index: its own front door'],
		['src/azure/arm/x.ts', '..', 'src/azure/arm/x.ts imports ..: its own front door'],
		['src/embed/x.ts', '../playground', 'src/embed/x.ts imports ../playground: types only'],
		[
			'src/course/x.ts',
			'./vitePlugin',
			'src/course/x.ts imports ./vitePlugin: course may not import course/vitePlugin',
		],
		['src/attic/x.ts', 'xstate', 'src/attic/x.ts is in no room of the table'],
		['src/cli/run.ts', '../azure', undefined],
		['src/cli/commands/vm/x.ts', '../../parse', undefined],
		['src/ui/App.svelte', '../azure/index', undefined],
		['src/course/vitePlugin/index.ts', '../lesson', undefined],
		['src/azure/ids.ts', '@noble/hashes/sha2.js', undefined],
	])('%s importing %s', (from, to, expected) => {
		expect(fault({ from, to, typeOnly: false })).toBe(expected);
	});

	test('finds each way to import', () => {
		const text = `
			<script lang="ts" module>import type { A } from 'a'; export * from 'b';</script>
			<script lang="ts">
				import C, { type D } from 'c?raw';
				import 'd';
				type E = import('e').E;
				const f = await import('f'); // import('g')
			</script>`;
		expect(importsOf('src/ui/x.svelte', text).map(({ to, typeOnly }) => [to, typeOnly])).toEqual([
			['a', true],
			['b', false],
			['c', false],
			['d', false],
			['e', true],
			['f', false],
		]);
	});

	test('finds what is exported', () => {
		const text = `
			export { a, b as c, type D } from './x';
			export * as e from './y';
			export const f = 1, g = 2;
			export async function* h() {}
			export interface I {}
			export type J = I;
			export class K {}
			const l = 1;
			export { l };`;
		expect(exportsOf(text)).toEqual(['a', 'c', 'D', 'e', 'f', 'g', 'h', 'I', 'J', 'K', 'l']);
	});

	test('finds a cycle', () => {
		const made = [
			['src/cli/a.ts', './b'],
			['src/cli/b.ts', './c/d'],
			['src/cli/c/d.ts', '../a'],
			['src/cli/e.ts', './a'],
		].map(([from = '', to = '']) => ({ from, to, typeOnly: to === '../a' }));
		expect(
			cycles(
				made.map(({ from }) => from),
				made,
			),
		).toEqual(['src/cli/a.ts → src/cli/b.ts → src/cli/c/d.ts → src/cli/a.ts']);
	});
});
