import { recall } from './remember';

/** Where in the page one is. */
export type Place =
	| { readonly name: 'play' }
	| { readonly name: 'course' }
	| { readonly name: 'lesson'; readonly slug: string };

/** The hash that leads to a place. */
export function hashOf(place: Place): string {
	return place.name === 'lesson' ? `#/lesson/${encodeURIComponent(place.slug)}` : `#/${place.name}`;
}

/** Reads a hash; `undefined` when it names no place. */
export function parseHash(hash: string): Place | undefined {
	const [, name, slug, ...rest] = hash.replace(/^#/, '').split('/');
	if (rest.length > 0) return undefined;
	if (name === 'lesson' && slug) return { name, slug: decode(slug) };
	if ((name === 'play' || name === 'course') && slug === undefined) return { name };
	return undefined;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Where the page is when it opens: where the address says, else where the last visit ended, else `first`. */
export const placeNow = (first: Place): Place =>
	parseHash(location.hash) ?? parseHash(recall('place') ?? '') ?? first;

/** The name under which the sitting of a place is kept; the course map has none. */
export function sittingNameOf(place: Place): string | undefined {
	if (place.name === 'lesson') return `lesson.${place.slug}`;
	return place.name === 'play' ? 'free' : undefined;
}
