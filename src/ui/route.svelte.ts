import { hashOf, parseHash, placeNow, type Place } from './place';
import { remember } from './remember';

export { hashOf, parseHash, type Place } from './place';

/** The current place, kept in the address and remembered for the next visit. */
export class Route {
	place: Place = $state.raw({ name: 'play' });
	#still: boolean;

	/** `first` is where a first visit leads; later ones go where the last one ended. A still route never looks at the address. */
	constructor(first: Place, kind: 'followed' | 'still' = 'followed') {
		this.#still = kind === 'still';
		if (this.#still) {
			this.place = first;
			return;
		}
		const here = placeNow(first);
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

	/** Is at another place from now on, and no way leads back: the one that it was at is no more, or has another name. */
	replace(place: Place): void {
		if (!this.#still) history.replaceState(null, '', hashOf(place));
		this.#arrive(place);
	}

	/** Goes to a place and leaves a step in the browser's history. */
	go(place: Place): void {
		if (this.#still) this.place = place;
		else location.hash = hashOf(place);
	}
}
