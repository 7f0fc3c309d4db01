import type { Chapter, LessonHeading } from '../../course';

/** A chapter with those of its lessons that a search finds. */
export interface FoundChapter {
	readonly chapter: Chapter;
	/** Its place in the course, from 1. */
	readonly number: number;
	readonly lessons: readonly LessonHeading[];
}

const flat = (text: string): string => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** The lessons in whose title, summary, chapter or statements every word of the search stands. Nothing searched: all of them. */
export function searchLessons(chapters: readonly Chapter[], search: string): FoundChapter[] {
	const wanted = flat(search).split(/\s+/).filter(Boolean);
	return chapters
		.map((chapter, index) => ({
			chapter,
			number: index + 1,
			lessons: chapter.lessons.filter(({ title, summary, covers }) => {
				const all = flat([chapter.title, title, summary, ...covers].join(' '));
				return wanted.every((word) => all.includes(word));
			}),
		}))
		.filter(({ lessons }) => lessons.length > 0);
}
