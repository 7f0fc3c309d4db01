import type { Place } from '../place';

/** What a page of the course is about: a row, a term, a chapter, a lesson. Empty where it is about all of them. */
export const aboutOf = (place: Place): string => (place.name === 'course' ? (place.of ?? '') : '');
