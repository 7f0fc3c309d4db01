import { loadLesson as loadOwnLesson } from './catalog';
import { compileElsewhere } from './elsewhere';
import type { Lesson } from './lesson';

/** Lessons in one file each, made for a room: they are proven when they are opened, and in the tests. */
const files = import.meta.glob<string>('../../lessons/demos/*.md', {
	query: '?raw',
	import: 'default',
});
const slugIn = (path: string): string => /([^/]+)\.md$/.exec(path)?.[1] ?? '';

/** The demos by their slugs, which are their files' names. */
export const demos: readonly string[] = Object.keys(files).map(slugIn).sort();

/** Loads a lesson of the course, or a demo, by its slug; `undefined` when there is none of that name. */
export async function loadLesson(slug: string): Promise<Lesson | undefined> {
	const own = await loadOwnLesson(slug);
	if (own) return own;
	const path = Object.keys(files).find((each) => slugIn(each) === slug);
	const text = path === undefined ? undefined : await files[path]?.();
	if (text === undefined) return undefined;
	const compiled = await compileElsewhere(text);
	return 'value' in compiled ? { ...compiled.value, slug } : undefined;
}
