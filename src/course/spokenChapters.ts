import type { Chapter } from './lesson';

/** The chapters as other languages say them, by their files' paths: loaded only by those who read one of these. */
export const spokenChapters: Readonly<Record<string, Chapter>> = import.meta.glob<Chapter>(
	'../../lessons/*/chapter.*.md',
	{ eager: true, import: 'default' },
);
