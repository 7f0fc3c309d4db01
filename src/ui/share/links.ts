import { decodeShare, encodeShare, openShare, type Unshared } from '../../playground';
import { loadLesson, openingOf, type Lesson } from '../../course';
import type { LessonStart, Sitting } from '../../playground';
import { language } from '../words/language';
import { SHARE_HASH } from './linkIn';

/** How a lesson begins, as a sitting does. */
export const startOf = (lesson: Lesson): LessonStart => ({
	options: { timing: lesson.timing },
	opening: openingOf(lesson),
});

/** What a link leads to: a sitting of its own, in a lesson or free. */
export interface Opened {
	readonly title: string;
	readonly lesson: Lesson | undefined;
	readonly sitting: Sitting;
}

/** Why a link leads nowhere. */
export type LinkFault = Unshared['unshared'] | 'noLesson';

/** Reads a link and does in a world of its own what it says. Changes nothing here. */
export async function followLink(text: string): Promise<Opened | { readonly fault: LinkFault }> {
	const shared = decodeShare(text);
	if ('unshared' in shared) return { fault: shared.unshared };
	const lesson =
		shared.lesson === undefined ? undefined : await loadLesson(shared.lesson, language);
	if (shared.lesson !== undefined && !lesson) return { fault: 'noLesson' };
	const sitting = openShare(shared, lesson && startOf(lesson));
	if ('unshared' in sitting) return { fault: sitting.unshared };
	return { title: shared.title, lesson, sitting };
}

/** The hash of a link to a sitting. */
export const hashFor = (title: string, sitting: Sitting, lesson?: string): string =>
	SHARE_HASH + encodeShare({ title, sitting, ...(lesson === undefined ? {} : { lesson }) });

/** The whole address. `fresh` opens it on a clean page that keeps nothing. */
export function addressFor(hash: string, page: string, fresh = false): string {
	const address = new URL(page);
	address.search = fresh ? '?fresh' : '';
	address.hash = hash;
	return address.href;
}
