import { recall, remember } from './remember';

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

/** The current place, kept in the address and remembered for the next visit. */
export class Route {
	place: Place = $state.raw({ name: 'play' });

	/** `first` is where a first visit leads; later ones go where the last one ended. */
	constructor(first: Place) {
		const here = parseHash(location.hash) ?? parseHash(recall('place') ?? '') ?? first;
		this.#arrive(here);
		if (location.hash !== hashOf(here)) history.replaceState(null, '', hashOf(here));
		addEventListener('hashchange', () => {
			const place = parseHash(location.hash);
			if (place) this.#arrive(place);
		});
	}

	#arrive(place: Place): void {
		this.place = place;
		remember('place', hashOf(place));
	}

	/** Goes to a place and leaves a step in the browser's history. */
	go(place: Place): void {
		location.hash = hashOf(place);
	}
}
