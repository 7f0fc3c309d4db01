/** Compiles `lessons/` at build time: the page gets modules of plain data, and no parser. */
import { dirname, join, relative } from 'node:path/posix';
import type { Plugin } from 'vite';
import { faultText } from './fault';
import type { Compiled } from './compileLesson';
import { lessonFileNames, readChapter, readLesson } from './readCourse';

export { compileLesson, type Compiled, type LessonFiles } from './compileLesson';
export { faultText, type Fault } from './fault';
export { chapterFolders, readChapter, readLesson } from './readCourse';

const LESSON = /\/lessons\/[^/]+\/[^/]+\/lesson\.md$/;
const CHAPTER = /\/lessons\/[^/]+\/chapter\.md$/;

/** A chapter's module: its lessons' headings, and for each the way to load it. */
function chapterModule(root: string, folder: string, fail: (compiled: Compiled<unknown>) => never) {
	const chapter = readChapter(root, folder);
	if (!('value' in chapter)) return fail(chapter);
	const { slug, title, summary } = chapter.value;
	const lessons = chapter.value.lessons.map((path) => {
		const lesson = readLesson(root, path);
		if (!('value' in lesson)) return fail(lesson);
		const heading = JSON.stringify({
			slug: lesson.value.slug,
			title: lesson.value.title,
			summary: lesson.value.summary,
			minutes: lesson.value.minutes,
		});
		const file = JSON.stringify(`./${relative(folder, path)}/lesson.md`);
		return `{ ...${heading}, load: () => import(${file}).then((module) => module.default) }`;
	});
	const own = JSON.stringify({ slug, title, summary });
	return `export default { ...${own}, lessons: [${lessons.join(', ')}] };`;
}

/** The Vite plugin: `chapter.md` and `lesson.md` become modules. A faulty file stops the build with its line. */
export function lessons(): Plugin {
	return {
		name: 'keyless:lessons',
		enforce: 'pre',
		load(id) {
			const path = id.replaceAll('\\', '/').replace(/\?.*$/, '');
			const isChapter = CHAPTER.test(path);
			if (!isChapter && !LESSON.test(path)) return undefined;
			const folder = dirname(path);
			const root = isChapter ? dirname(folder) : dirname(dirname(folder));
			const fail = (compiled: Compiled<unknown>): never =>
				this.error('faults' in compiled ? compiled.faults.map(faultText).join('\n') : '');
			for (const name of lessonFileNames(root, relative(root, folder)))
				this.addWatchFile(join(folder, name));
			const below = relative(root, folder);
			if (isChapter) return { code: chapterModule(root, below, fail), moduleType: 'js', map: null };
			const lesson = readLesson(root, below);
			if (!('value' in lesson)) return fail(lesson);
			return {
				code: `export default ${JSON.stringify(lesson.value)};`,
				moduleType: 'js',
				map: null,
			};
		},
	};
}
