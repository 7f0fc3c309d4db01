import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { faultText, type Fault } from '../fault';
import { spokenFile, type Compiled } from './compileLesson';
import { lessonFileNames, readChapter, readLesson } from './readCourse';
import { readCheck, readComparison, readCoverage, readGlossary, readWhichOne } from './readData';

/** The module that a Markdown file of the course becomes, or what is wrong; and the files that it was made from. */
export type LessonModule = { readonly files: readonly string[] } & (
	{ readonly code: string } | { readonly faults: readonly string[] }
);

const LESSON = /\/lessons\/[^/]+\/[^/]+\/lesson(?:\.(\w+))?\.md$/;
const CHECK = /\/lessons\/[^/]+\/check(?:\.(\w+))?\.yaml$/;
const COMPARISON = /\/lessons\/comparison(?:\.(\w+))?\.yaml$/;
const GLOSSARY = /\/lessons\/glossary(?:\.(\w+))?\.yaml$/;
const WHICH_ONE = /\/lessons\/whichOne(?:\.(\w+))?\.yaml$/;
const COVERAGE = /\/lessons\/coverage(?:\.(\w+))?\.yaml$/;
const CHAPTER = /\/lessons\/[^/]+\/chapter(?:\.(\w+))?\.md$/;

const broken = (files: readonly string[], faults: readonly Fault[]): LessonModule => ({
	files,
	faults: faults.map(faultText),
});

/** A module that holds what was compiled as plain data. */
const dataModule = (files: readonly string[], compiled: Compiled<unknown>): LessonModule =>
	'faults' in compiled
		? broken(files, compiled.faults)
		: { files, code: `export default ${JSON.stringify(compiled.value)};` };

/** The same in the language that the path names; it is made from the English file too. */
const spokenModule = <T>(
	path: string,
	[, language]: RegExpExecArray,
	read: (language: string | undefined) => Compiled<T>,
): LessonModule =>
	dataModule(
		language === undefined ? [path] : [path, path.replace(`.${language}.yaml`, '.yaml')],
		read(language),
	);

/** A lesson's module holds the lesson. */
function lessonModule(root: string, folder: string, language: string | undefined): LessonModule {
	const files = lessonFileNames(root, folder).map((name) => join(root, folder, name));
	return dataModule(files, readLesson(root, folder, language));
}

/** A chapter's module holds its lessons' headings, and for each the way to load it. */
function chapterModule(root: string, folder: string, language: string | undefined): LessonModule {
	const chapter = readChapter(root, folder, language);
	const own = join(root, folder, language === undefined ? 'chapter.md' : `chapter.${language}.md`);
	if ('faults' in chapter) return broken([own], chapter.faults);
	const { slug, title, summary, lessons: paths } = chapter.value;
	const fileOf = (path: string): string => {
		const spoken = join(path, spokenFile(language ?? ''));
		return existsSync(join(root, spoken)) ? spoken : join(path, 'lesson.md');
	};
	const files = [own, ...paths.map((path) => join(root, fileOf(path)))];
	const rows: string[] = [];
	for (const path of paths) {
		const lesson = readLesson(root, path, language);
		if ('faults' in lesson) return broken(files, lesson.faults);
		const { slug, title, summary, minutes, covers } = lesson.value;
		const heading = JSON.stringify({ slug, title, summary, minutes, covers });
		const file = JSON.stringify(`./${relative(folder, fileOf(path))}`);
		rows.push(`{ ...${heading}, load: () => import(${file}).then((made) => made.default) }`);
	}
	const head = JSON.stringify({ slug, title, summary });
	return { files, code: `export default { ...${head}, lessons: [${rows.join(', ')}] };` };
}

/**
 * Makes the module of `…/lessons/<chapter>/chapter.md`, `…/<lesson>/lesson.md`, `…/check.yaml`, `…/lessons/glossary.yaml`,
 * `…/lessons/comparison.yaml`, `…/lessons/whichOne.yaml` or `…/lessons/coverage.yaml`, each of these also in another language
 * as `….de.yaml`; `undefined` for other paths.
 */
export function moduleOf(path: string): LessonModule | undefined {
	const folder = dirname(path);
	const glossary = GLOSSARY.exec(path);
	if (glossary) return spokenModule(path, glossary, (spoken) => readGlossary(folder, spoken));
	const comparison = COMPARISON.exec(path);
	if (comparison) return spokenModule(path, comparison, (spoken) => readComparison(folder, spoken));
	const guide = WHICH_ONE.exec(path);
	if (guide) return spokenModule(path, guide, (spoken) => readWhichOne(folder, spoken));
	const coverage = COVERAGE.exec(path);
	if (coverage) return spokenModule(path, coverage, (spoken) => readCoverage(folder, spoken));
	const check = CHECK.exec(path);
	if (check) {
		const root = dirname(folder);
		return spokenModule(path, check, (spoken) => readCheck(root, relative(root, folder), spoken));
	}
	const chapter = CHAPTER.exec(path);
	if (chapter) return chapterModule(dirname(folder), relative(dirname(folder), folder), chapter[1]);
	const root = dirname(dirname(folder));
	const lesson = LESSON.exec(path);
	return lesson ? lessonModule(root, relative(root, folder), lesson[1]) : undefined;
}
