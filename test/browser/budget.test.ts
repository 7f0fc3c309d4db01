// What the built page costs before it is of use, in bytes as they travel.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/install.mjs';

const KILO = 1000;
const read = (file: string): Buffer => readFileSync(`${root}dist/${file}`);
const weigh = (files: Iterable<string>): number =>
	[...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);

/** A script with all scripts that it imports from the start. */
function withImports(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file)) return found;
	found.add(file);
	for (const [, name] of read(file)
		.toString()
		.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
		if (name !== undefined) withImports(`assets/${name}`, found);
	return found;
}

const html = read('index.html').toString();
const named = (pattern: RegExp): string[] =>
	[...html.matchAll(pattern)].map(([, name]) => name ?? '');
const entries = named(/<script type="module"[^>]* src="\.\/([^"]+)"/g);
const preloaded = named(/<link rel="modulepreload"[^>]* href="\.\/([^"]+)"/g);
const styles = named(/<link rel="stylesheet"[^>]* href="\.\/([^"]+)"/g);
const before = ['index.html', ...styles, ...entries.flatMap((file) => [...withImports(file)])];

describe('the first load', () => {
	test('has something useful on the screen after at most 60 kB', () => {
		expect(html).toContain('<svg class="drawing"');
		expect(weigh(new Set(before))).toBeLessThan(60 * KILO);
	});

	test('has a live canvas after at most 170 kB', () => {
		expect(preloaded.some((file) => read(file).length > 300 * KILO)).toBe(true);
		const all = [...before, ...preloaded.flatMap((file) => [...withImports(file)])];
		expect(weigh(new Set(all))).toBeLessThan(170 * KILO);
	});

	test('asks for no type before the canvas', () => {
		expect(html).not.toContain('.woff2');
	});
});

test('no script is larger than 500 kB', () => {
	const large = readdirSync(`${root}dist/assets`).filter(
		(file) => file.endsWith('.js') && read(`assets/${file}`).length > 500 * KILO,
	);
	expect(large).toEqual([]);
});

describe('the editor', () => {
	const monaco = readdirSync(`${root}dist/assets/monaco`).map((file) => `assets/monaco/${file}`);

	test('is at most 1.35 MB, its workers, styles and type included', () => {
		expect(monaco.some((file) => /json\.worker/.test(file))).toBe(true);
		expect(monaco.some((file) => /editor\.worker/.test(file))).toBe(true);
		expect(weigh(monaco)).toBeLessThan(1350 * KILO);
	});

	test('is all in its own folder, and nothing of it in any first load, the widget’s neither', () => {
		const widget = [
			...read('embed.html')
				.toString()
				.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g),
		].flatMap(([, file = '']) => (file.endsWith('.js') ? [...withImports(file)] : [file]));
		expect(widget.length).toBeGreaterThan(0);
		const first = [...before, ...preloaded.flatMap((file) => [...withImports(file)]), ...widget];
		for (const file of first) {
			expect(file).not.toContain('monaco');
			expect(read(file).toString()).not.toContain('monaco-editor');
		}
		const others = readdirSync(`${root}dist/assets`).filter((file) => /\.(js|css)$/.test(file));
		for (const file of others)
			expect(read(`assets/${file}`).toString()).not.toMatch(
				/class=\\?"monaco|\.monaco-editor \.view-line/,
			);
	});
});

test('the notices that the licences of its parts ask for lie beside the page', () => {
	const text = read('licences.txt').toString();
	for (const notice of [
		'The Cytoscape Consortium',
		'Svelte Contributors',
		'SIL OPEN FONT LICENSE',
		'David Khourshid',
		'Microsoft Corporation',
		'Google LLC',
	])
		expect(text.toLowerCase()).toContain(notice.toLowerCase());
});
