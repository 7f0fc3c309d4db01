// What the course costs those who only open the page, in bytes as they travel.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chapters } from '../../src/course';
import { root } from '../../scripts/install.mjs';

const KILO = 1000;
const read = (file: string): string => readFileSync(`${root}dist/${file}`, 'utf8');
const weight = (text: string): number => gzipSync(text, { level: 9 }).length;
const assets = readdirSync(`${root}dist/assets`).filter((file) => /\.(js|css)$/.test(file));
const named = (pattern: RegExp) => assets.filter((file) => pattern.test(file));

/** A script with all scripts that it imports from the start. */
function withImports(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file)) return found;
	found.add(file);
	for (const [, name] of read(file).matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
		if (name !== undefined) withImports(`assets/${name}`, found);
	return found;
}

const html = read('index.html');
const first = [
	...html.matchAll(/<script type="module"[^>]* src="\.\/([^"]+)"/g),
	...html.matchAll(/<link rel="modulepreload"[^>]* href="\.\/([^"]+)"/g),
].flatMap(([, file = '']) => [...withImports(file)]);
const lessons = chapters.flatMap(({ lessons: each }) => each);

describe('the course', () => {
	test('has none of its lessons and pages in what is loaded first, but for the first lesson', () => {
		const text = html + [...new Set(first)].map(read).join('');
		expect(first.length).toBeGreaterThan(1);
		expect(lessons.slice(1).filter(({ summary }) => text.includes(summary))).toEqual([]);
		expect(text).toContain(lessons[0]?.title);
		expect(text).not.toContain('keyless-proof/1');
	});

	test('adds at most 10 kB to the first visit: its first lesson, and what shows and follows it', async () => {
		const graph = (pattern: RegExp): string[] =>
			named(pattern).flatMap((file) => [...withImports(`assets/${file}`)]);
		const anyway = new Set([...first, ...graph(/^app-.*\.js$/)]);
		const shown = new Set(
			graph(/^(LessonPane|lessonRun).*\.js$/).filter((file) => !anyway.has(file)),
		);
		expect(shown.size).toBeGreaterThan(1);
		const lesson = weight(JSON.stringify(await chapters[0]?.lessons[0]?.load()));
		const sum = [...shown].reduce((all, file) => all + weight(read(file)), lesson);
		expect(sum).toBeLessThan(10 * KILO);
	});

	test('loads its lessons one by one, and each is small', () => {
		const chunks = named(/^lesson-.*\.js$/);
		expect(chunks.length).toBeGreaterThanOrEqual(lessons.length);
		expect(Math.max(...chunks.map((file) => weight(read(`assets/${file}`))))).toBeLessThan(
			5 * KILO,
		);
	});

	test('fetches what reads lessons from elsewhere only for these', () => {
		const [reader, ...others] = named(/^readElsewhere.*\.js$/);
		expect(others).toEqual([]);
		const app = named(/^app-.*\.js$/).flatMap((file) => [...withImports(`assets/${file}`)]);
		expect(app).not.toContain(`assets/${reader}`);
	});
});
