import type { ComparisonRow } from './comparison';
import type { Term } from './glossary';
import type { Chapter, Lesson } from './lesson';
import type { ChapterCheck } from './question';
import type { Guide } from './whichOne';

/** The one place that knows where lessons are. Chapters come with their lessons' headings; all else when asked for. */
const modules = import.meta.glob<Chapter>('../../lessons/*/chapter.md', {
	eager: true,
	import: 'default',
});
const checks = import.meta.glob<ChapterCheck>('../../lessons/*/check*.yaml', { import: 'default' });
const comparisons = import.meta.glob<readonly ComparisonRow[]>('../../lessons/comparison*.yaml', {
	import: 'default',
});
const guides = import.meta.glob<Guide>('../../lessons/whichOne*.yaml', { import: 'default' });
const glossaries = import.meta.glob<readonly Term[]>('../../lessons/glossary*.yaml', {
	import: 'default',
});
const statements = import.meta.glob<{ readonly rows: Readonly<Record<string, string>> }>(
	'../../lessons/coverage*.yaml',
	{ import: 'default' },
);

const paths = Object.keys(modules).sort();

/** All chapters in their order, in English. */
export const chapters: readonly Chapter[] = paths.flatMap((path) => modules[path] ?? []);

/** Where another language says what stands in the English file of that path. */
const spokenPath = (english: string, language: string): string =>
	english.replace(/\w+$/, `${language}.$&`);

/** Loads all chapters in a language; each in English where it does not speak that. */
export async function loadChapters(language: string): Promise<readonly Chapter[]> {
	if (language === 'en') return chapters;
	const { spokenChapters } = await import('./spokenChapters');
	return paths.flatMap((path) => spokenChapters[spokenPath(path, language)] ?? modules[path] ?? []);
}

/** Loads a lesson by its slug, in English where it does not speak the language; `undefined` when there is none of that name. */
export async function loadLesson(slug: string, language = 'en'): Promise<Lesson | undefined> {
	const headings = (await loadChapters(language)).flatMap(({ lessons }) => lessons);
	return headings.find((heading) => heading.slug === slug)?.load();
}

type Loads<T> = Readonly<Record<string, () => Promise<T>>>;

/** What a file holds in the reader's language; in English where it is not said in that. `english` is its path. */
const spoken = <T>(files: Loads<T>, english: string, language: string): Promise<T> | undefined =>
	(files[spokenPath(english, language)] ?? files[english])?.();

/** Loads the questions at the end of a chapter; `undefined` when it has none. */
export async function loadCheck(
	chapter: string,
	language = 'en',
): Promise<ChapterCheck | undefined> {
	const path = Object.keys(checks).find((each) => each.endsWith(`-${chapter}/check.yaml`));
	return path === undefined ? undefined : spoken(checks, path, language);
}

/** Loads the glossary, in the order of its terms; in English where it does not speak the language. */
export async function loadGlossary(language = 'en'): Promise<readonly Term[]> {
	return (await spoken(glossaries, '../../lessons/glossary.yaml', language)) ?? [];
}

/** Loads the comparison of the two kinds, row by row. */
export async function loadComparison(language = 'en'): Promise<readonly ComparisonRow[]> {
	return (await spoken(comparisons, '../../lessons/comparison.yaml', language)) ?? [];
}

/** Loads the decision guide. */
export async function loadWhichOne(language = 'en'): Promise<Guide | undefined> {
	return spoken(guides, '../../lessons/whichOne.yaml', language);
}

/** The chapters that have a check, by their slugs. */
export const chaptersWithCheck: readonly string[] = Object.keys(checks).flatMap(
	(path) => /\/\d+-([^/]+)\/check\.yaml$/.exec(path)?.[1] ?? [],
);

/** Loads the statements that the course proves, by the ids under which lessons say that they cover them. */
export async function loadStatements(language = 'en'): Promise<Readonly<Record<string, string>>> {
	return (await spoken(statements, '../../lessons/coverage.yaml', language))?.rows ?? {};
}
