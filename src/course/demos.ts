import { loadLesson as loadOwnLesson } from './catalog';
import { compileElsewhere } from './elsewhere';
import type { Lesson } from './lesson';

/** Lessons in one file each, made for a room: they are proven when they are opened, and in the tests. */
const files = import.meta.glob<string>('../../lessons/demos/*.md', {
	query: '?raw',
	import: 'default',
});
const FOLDER = '../../lessons/demos';

/** The demos by their slugs, which are their files' names. */
export const demos: readonly string[] = Object.keys(files)
	.flatMap((path) => /\/([^/.]+)\.md$/.exec(path)?.[1] ?? [])
	.sort();

/**
 * Loads a lesson of the course, or a demo, by its slug; in English where it does not speak the language. `undefined` when there
 * is none of that name.
 */
export async function loadLesson(slug: string, language = 'en'): Promise<Lesson | undefined> {
	const own = await loadOwnLesson(slug, language);
	if (own) return own;
	const [english, text] = await Promise.all([
		files[`${FOLDER}/${slug}.md`]?.(),
		files[`${FOLDER}/${slug}.${language}.md`]?.(),
	]);
	if (english === undefined) return undefined;
	const compiled = await compileElsewhere(
		english,
		undefined,
		text === undefined ? undefined : { language, text },
	);
	return 'value' in compiled ? { ...compiled.value, slug } : undefined;
}
