import type { Chapter, Lesson } from './lesson';

/** The one place that knows where lessons are. Chapters come with their lessons' headings; a lesson's text comes when asked for. */
const modules = import.meta.glob<Chapter>('../../lessons/*/chapter.md', {
	eager: true,
	import: 'default',
});

/** All chapters in their order. */
export const chapters: readonly Chapter[] = Object.keys(modules)
	.sort()
	.flatMap((path) => modules[path] ?? []);

/** Loads a lesson by its slug; `undefined` when there is none of that name. */
export async function loadLesson(slug: string): Promise<Lesson | undefined> {
	const headings = chapters.flatMap(({ lessons }) => lessons);
	return headings.find((heading) => heading.slug === slug)?.load();
}
