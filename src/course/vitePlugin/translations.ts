import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { faultsOf, type Fault } from '../fault';
import { readFrontMatter, splitFrontMatter } from '../frontMatter';
import { elsewhereFrontMatter } from '../lessonSchema';
import { translateElsewhere } from '../translateElsewhere';
import { slugOf, spokenFile, type Compiled } from './compileLesson';
import { chapterFolders, readChapter, readLesson } from './readCourse';

/** A file of the course that another language says again. */
export interface Translated {
	/** Its path below the lessons' root: `01-no-more-secrets/chapter.de.md`. */
	readonly file: string;
	/** The lesson's, chapter's or demo's. */
	readonly slug: string;
	/** `undefined` when there is no such file. */
	readonly faults: readonly Fault[] | undefined;
}

const faultsIn = (compiled: Compiled<unknown>): readonly Fault[] =>
	'faults' in compiled ? compiled.faults : [];

const DEMOS = 'demos';

/** What is wrong with a demo's translation. */
function demoFaults(root: string, name: string, language: string): readonly Fault[] {
	const read = (file: string): string =>
		readFileSync(join(root, DEMOS, file), 'utf8').replaceAll('\r\n', '\n');
	const [english, text] = [read(`${name}.md`), read(`${name}.${language}.md`)];
	const faults = faultsOf(`${DEMOS}/${name}.md`);
	const parts = splitFrontMatter(english, faults);
	const front = parts && readFrontMatter(parts, elsewhereFrontMatter, faults);
	if (!front) return faults.found;
	const lesson = { ...front, prose: [] };
	const file = `${DEMOS}/${name}.${language}.md`;
	return faultsIn(translateElsewhere(lesson, { language, text, english }, file));
}

/** All chapters, lessons and demos as another language says them, in the course's order: which are there, and what is wrong. */
export function translations(root: string, language: string): readonly Translated[] {
	const told = (file: string, slug: string, faults: () => readonly Fault[]): Translated => ({
		file,
		slug,
		faults: existsSync(join(root, file)) ? faults() : undefined,
	});
	const course = chapterFolders(root).flatMap((folder) => {
		const chapter = readChapter(root, folder);
		const lessons = 'value' in chapter ? chapter.value.lessons : [];
		return [
			told(`${folder}/chapter.${language}.md`, slugOf(folder), () =>
				faultsIn(readChapter(root, folder, language)),
			),
			...lessons.map((path) =>
				told(`${path}/${spokenFile(language)}`, slugOf(basename(path)), () =>
					faultsIn(readLesson(root, path, language)),
				),
			),
		];
	});
	const demos = readdirSync(join(root, DEMOS))
		.flatMap((file) => /^([a-z0-9-]+)\.md$/.exec(file)?.[1] ?? [])
		.sort()
		.map((name) =>
			told(`${DEMOS}/${name}.${language}.md`, name, () => demoFaults(root, name, language)),
		);
	return [...course, ...demos];
}
