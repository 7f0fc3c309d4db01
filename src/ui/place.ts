import { recall } from './remember';

/** Where in the page one is. */
export type Place =
	/** Free play; each named workspace is a subscription of its own. */
	| { readonly name: 'play'; readonly workspace?: string }
	| { readonly name: 'example'; readonly slug: string }
	| { readonly name: 'course' }
	| { readonly name: 'lesson'; readonly slug: string };

/** The hash that leads to a place. */
export function hashOf(place: Place): string {
	if (place.name === 'play' && place.workspace !== undefined)
		return `#/play/${encodeURIComponent(place.workspace)}`;
	return 'slug' in place ? `#/${place.name}/${encodeURIComponent(place.slug)}` : `#/${place.name}`;
}

/** Reads a hash; `undefined` when it names no place. */
export function parseHash(hash: string): Place | undefined {
	const [, name, slug, ...rest] = hash.replace(/^#/, '').split('/');
	if (rest.length > 0) return undefined;
	if ((name === 'lesson' || name === 'example') && slug) return { name, slug: decode(slug) };
	if (name === 'play' && slug) return { name, workspace: decode(slug) };
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
	if (place.name === 'course') return undefined;
	if (place.name !== 'play') return `${place.name}.${place.slug}`;
	return place.workspace === undefined ? 'free' : `free.${place.workspace}`;
}

/** Whether one plays freely there: no lesson is being done. */
export const isFree = ({ name }: Place): boolean => name === 'play' || name === 'example';
