import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { CourseIds, Lesson } from '../../src/course';
import {
	chapterFolders,
	faultText,
	readChapter,
	readLesson,
	type Compiled,
} from '../../src/course/vitePlugin';

/** The folder of the course. */
export const root = fileURLToPath(new URL('../../lessons', import.meta.url));

const valueOf = <T>(compiled: Compiled<T>): T => {
	if ('faults' in compiled) throw new Error(compiled.faults.map(faultText).join('\n'));
	return compiled.value;
};

/** Every lesson, read from its files as the build reads it. */
export const lessons: readonly Lesson[] = chapterFolders(root)
	.flatMap((folder) => valueOf(readChapter(root, folder)).lessons)
	.map((folder) => valueOf(readLesson(root, folder)));

/** The lesson of that slug. */
export function lesson(slug: string): Lesson {
	const found = lessons.find((each) => each.slug === slug);
	if (!found) throw new Error(`There is no lesson '${slug}'.`);
	return found;
}

const coverage = parse(readFileSync(`${root}/coverage.yaml`, 'utf8')) as {
	rows: Record<string, string>;
};

/** What the lessons may name. */
export const ids: CourseIds = {
	lessons: lessons.map(({ slug }) => slug),
	rows: Object.keys(coverage.rows),
};
