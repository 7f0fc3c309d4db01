import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Lesson } from '../lesson';
import { chapterFrontMatter } from '../lessonSchema';
import {
	compileLesson,
	compileSpoken,
	slugOf,
	type Compiled,
	type LessonFiles,
} from './compileLesson';
import { faultsOf } from '../fault';
import { readFrontMatter, splitFrontMatter } from '../frontMatter';

/** A chapter as its folder says it, with the folders of its lessons in order. */
export interface ChapterFolder {
	readonly slug: string;
	readonly title: string;
	readonly summary: string;
	readonly lessons: readonly string[];
}

const read = (...path: string[]): string =>
	readFileSync(join(...path), 'utf8').replaceAll('\r\n', '\n');

const folders = (path: string): string[] =>
	readdirSync(path)
		.filter((name) => statSync(join(path, name)).isDirectory())
		.sort();

/** The names of the chapters' folders, in order. */
export const chapterFolders = (root: string): string[] =>
	folders(root).filter((name) => existsSync(join(root, name, 'chapter.md')));

/** Reads a chapter's own page, in English where it does not speak the language. `folder` is its name below the lessons' root. */
export function readChapter(
	root: string,
	folder: string,
	language?: string,
): Compiled<ChapterFolder> {
	const spoken = `chapter.${language ?? ''}.md`;
	const file = existsSync(join(root, folder, spoken)) ? spoken : 'chapter.md';
	const faults = faultsOf(`${folder}/${file}`);
	const parts = splitFrontMatter(read(root, folder, file), faults);
	const front = parts && readFrontMatter(parts, chapterFrontMatter, faults);
	if (!front || faults.found.length > 0) return { faults: faults.found };
	const lessons = folders(join(root, folder)).map((name) => `${folder}/${name}`);
	return { value: { slug: slugOf(folder), ...front, lessons } };
}

/** The paths of a lesson's files inside its folder. */
export const lessonFileNames = (root: string, folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true })
		.map((name) => `${name}`.replaceAll('\\', '/'))
		.filter((name) => statSync(join(root, folder, name)).isFile())
		.sort();

/** Reads and compiles a lesson, in another language where it has it. `folder` is its path below the lessons' root. */
export function readLesson(root: string, folder: string, language?: string): Compiled<Lesson> {
	const files: LessonFiles = Object.fromEntries(
		lessonFileNames(root, folder).map((name) => [name, read(root, folder, name)]),
	);
	return language === undefined
		? compileLesson(folder, files)
		: compileSpoken(folder, files, language);
}
