import type { Lesson, LessonScript } from '../lesson';
import { lessonFrontMatter } from '../lessonSchema';
import { faultsOf, type Fault } from '../fault';
import { readFrontMatter, splitFrontMatter } from '../frontMatter';
import { translateLesson } from '../translateLesson';
import { readProse } from './readProse';

/** The files of one lesson, by their path inside its folder: `lesson.md`, `mistakes/wrong-role.azcli`. */
export type LessonFiles = Readonly<Record<string, string>>;

/** A compiled lesson, or all that is wrong with its files. */
export type Compiled<T> = { readonly value: T } | { readonly faults: readonly Fault[] };

/** A folder's name without its number: `02-share-one-identity` is `share-one-identity`. */
export const slugOf = (folder: string): string => folder.replace(/^\d+-/, '');

const scripts = (files: LessonFiles, pattern: RegExp): readonly LessonScript[] =>
	Object.keys(files)
		.filter((name) => pattern.test(name))
		.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
		.map((name) => ({ name, text: files[name] ?? '' }));

/** Makes a lesson out of its files. `folder` is `01-no-more-secrets/01-ask-without-a-password`. */
export function compileLesson(folder: string, files: LessonFiles): Compiled<Lesson> {
	const faults = faultsOf(`${folder}/lesson.md`);
	const [chapter = '', name = ''] = folder.split('/').map(slugOf);
	for (const needed of ['start.azcli', 'solution.azcli'])
		if (files[needed] === undefined) faults.add(1, `${needed} is missing`);
	const unknown = Object.keys(files).filter(
		(file) =>
			!/^(lesson(\.[a-z]{2})?\.md|(start|solution(-\d+)?|mistakes\/[a-z0-9-]+)\.azcli)$/.test(file),
	);
	for (const file of unknown) faults.add(1, `${file} is no file of a lesson`);
	const parts = splitFrontMatter(files['lesson.md'] ?? '', faults);
	const front = parts && readFrontMatter(parts, lessonFrontMatter, faults);
	const prose = parts ? readProse(parts.body, parts.bodyLine, faults).prose : [];
	if (!front || faults.found.length > 0) return { faults: faults.found };
	return {
		value: {
			slug: name,
			chapter,
			language: 'en',
			...front,
			prose,
			start: files['start.azcli'] ?? '',
			solutions: scripts(files, /^solution/),
			mistakes: scripts(files, /^mistakes\//),
		},
	};
}

/** The file that says a lesson in another language: `lesson.de.md`. */
export const spokenFile = (language: string): string => `lesson.${language}.md`;

/** A lesson in another language, checked against the English one; in English where its folder has no file of that language. */
export function compileSpoken(
	folder: string,
	files: LessonFiles,
	language: string,
): Compiled<Lesson> {
	const compiled = compileLesson(folder, files);
	const text = files[spokenFile(language)];
	if ('faults' in compiled || text === undefined) return compiled;
	const faults = faultsOf(`${folder}/${spokenFile(language)}`);
	const english = files['lesson.md'] ?? '';
	const value = translateLesson(
		compiled.value,
		{ language, text, english, read: readProse },
		faults,
	);
	return value ? { value } : { faults: faults.found };
}
