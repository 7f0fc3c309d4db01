import { fileURLToPath } from 'node:url';
import type { ChapterCheck, ComparisonRow, CourseIds, Lesson, Term } from '../../src/course';
import {
	chapterFolders,
	faultText,
	hasCheck,
	readChapter,
	readCheck,
	readComparison,
	readCoverage,
	readGlossary,
	readLesson,
	type Compiled,
	type Coverage,
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

/** The checks at the end of chapters. */
export const checks: readonly ChapterCheck[] = chapterFolders(root)
	.filter((folder) => hasCheck(root, folder))
	.map((folder) => valueOf(readCheck(root, folder)));

/** The glossary. */
export const terms: readonly Term[] = valueOf(readGlossary(root));

/** The glossary in German. */
export const germanTerms: readonly Term[] = valueOf(readGlossary(root, 'de'));

/** The comparison of the two kinds. */
export const comparison: readonly ComparisonRow[] = valueOf(readComparison(root));

/** What the course must teach. */
export const coverage: Coverage = valueOf(readCoverage(root));

/** The same in German. */
export const germanCoverage: Coverage = valueOf(readCoverage(root, 'de'));

/** What the lessons may name. */
export const ids: CourseIds = {
	lessons: lessons.map(({ slug }) => slug),
	rows: Object.keys(coverage.rows),
	terms: terms.map(({ id }) => id),
};
