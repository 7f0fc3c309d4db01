import type { Picture } from '../canvas/picture';
import { isPicture } from './isPicture';
import { hashOf, type Place } from '../place';
import { recall, remember } from '../remember';

/** A picture larger than this many characters is not kept: the page draws it again from the world. */
const MOST = 200_000;
const NAME = 'scene';

/** The id of the element in index.html that holds the picture which a first visit sees. */
export const FIRST_PICTURE = 'first-picture';

/** Keeps what the canvas shows for the next visit, which draws it before the simulator has come. */
export function keepPicture(place: Place, picture: Picture): void {
	const text = JSON.stringify({ hash: hashOf(place), picture });
	remember(NAME, text.length > MOST ? undefined : text);
}

function read(text: string | null | undefined): unknown {
	try {
		return JSON.parse(text ?? '');
	} catch {
		return undefined;
	}
}

function keptPicture(hash: string): Picture | undefined {
	const kept = read(recall(NAME));
	if (typeof kept !== 'object' || kept === null) return undefined;
	if (Reflect.get(kept, 'hash') !== hash) return undefined;
	const picture: unknown = Reflect.get(kept, 'picture');
	return isPicture(picture) ? picture : undefined;
}

/**
 * What a place shows before the simulator has come: what was kept of it, else the lesson's opening, which the build
 * has drawn. `undefined` where there is neither.
 */
export async function pictureBefore(place: Place): Promise<Picture | undefined> {
	const kept = keptPicture(hashOf(place));
	if (kept || place.name !== 'lesson') return kept;
	const first = document.getElementById(FIRST_PICTURE);
	if (first?.dataset.slug === place.slug) {
		const picture = read(first.textContent);
		return isPicture(picture) ? picture : undefined;
	}
	// The page in one file has no other files beside it.
	if (!location.protocol.startsWith('http')) return undefined;
	const answer = await fetch(`scenes/${encodeURIComponent(place.slug)}.json`);
	const picture: unknown = answer.ok ? await answer.json() : undefined;
	return isPicture(picture) ? picture : undefined;
}
