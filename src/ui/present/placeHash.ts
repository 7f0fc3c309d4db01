import { hashOf, type Place } from '../place';

/** The hash of a step of a demo (pure): in a presentation the number behind a lesson is that of the step. */
export function placeHash(place: Place, step: number): string {
	if (place.name !== 'lesson') return hashOf(place);
	return hashOf({ name: 'lesson', slug: place.slug, ...(step > 0 ? { step } : {}) });
}
