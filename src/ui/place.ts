import { recall } from './remember';

/** The pages of the course beside its map. */
export const COURSE_PAGES = [
	'compare',
	'which-one',
	'glossary',
	'check',
	'proof',
	'elsewhere',
	'handout',
] as const;
/** One of {@link COURSE_PAGES}. */
export type CoursePage = (typeof COURSE_PAGES)[number];

/** Where in the page one is. */
export type Place =
	/** Free play; each named workspace is a subscription of its own. */
	| { readonly name: 'play'; readonly workspace?: string }
	| { readonly name: 'example'; readonly slug: string }
	/** The course's map, or another of its pages; `of` is what that is about: a row, a term, a chapter, a lesson. */
	| { readonly name: 'course'; readonly page?: CoursePage; readonly of?: string }
	/** `step` is the number of a thing to do in its text, from 1. */
	| { readonly name: 'lesson'; readonly slug: string; readonly step?: number }
	/** A lesson from elsewhere: the link holds all of it. */
	| { readonly name: 'given'; readonly text: string };

/** The hash that leads to a place. */
export function hashOf(place: Place): string {
	const parts = ((): readonly (string | number | undefined)[] => {
		switch (place.name) {
			case 'play':
				return [place.workspace];
			case 'example':
				return [place.slug];
			case 'course':
				return [place.page, place.of];
			case 'lesson':
				return [place.slug, place.step];
			case 'given':
				return [place.text];
		}
	})();
	const given = parts.filter((part) => part !== undefined);
	return ['#', place.name, ...given.map((part) => encodeURIComponent(part))].join('/');
}

/** Reads a hash; `undefined` when it names no place. */
export function parseHash(hash: string): Place | undefined {
	const [, name, first, second, ...rest] = hash.replace(/^#/, '').split('/');
	if (rest.length > 0) return undefined;
	if (name === 'lesson' && first) {
		if (second === undefined) return { name, slug: decode(first) };
		const step = Number(second);
		return step >= 1 ? { name, slug: decode(first), step: Math.floor(step) } : undefined;
	}
	if (name === 'course' && first) {
		const page = COURSE_PAGES.find((each) => each === first);
		if (!page) return undefined;
		return second ? { name, page, of: decode(second) } : { name, page };
	}
	if (second !== undefined) return undefined;
	if (name === 'example' && first) return { name, slug: decode(first) };
	if (name === 'given' && first) return { name, text: decode(first) };
	if (name === 'play' && first) return { name, workspace: decode(first) };
	if ((name === 'play' || name === 'course') && first === undefined) return { name };
	return undefined;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Where the page is when it opens: where the address says, else the one file that it came in, else where the last visit ended, else `first`. */
export const placeNow = (first: Place): Place =>
	parseHash(location.hash) ??
	parseHash(document.documentElement.dataset.place ?? '') ??
	parseHash(recall('place') ?? '') ??
	first;

/** A short name for a long text. */
function shortName(text: string): string {
	let sum = 5381;
	for (const letter of text) sum = (Math.imul(sum, 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0;
	return `${sum.toString(36)}-${text.length.toString(36)}`;
}

/** The name under which the sitting of a place is kept; the course's pages have none. */
export function sittingNameOf(place: Place): string | undefined {
	if (place.name === 'course') return undefined;
	if (place.name === 'given') return `given.${shortName(place.text)}`;
	if (place.name !== 'play') return `${place.name}.${place.slug}`;
	return place.workspace === undefined ? 'free' : `free.${place.workspace}`;
}

/** The name of the workspace that a place is, where it has one. */
export const workspaceOf = (place: Place): string | undefined =>
	place.name === 'play' ? place.workspace : undefined;

/** Whether one plays freely there: no lesson is being done. */
export const isFree = ({ name }: Place): boolean => name === 'play' || name === 'example';
