import type { Point } from './geometry';

/** One element of the drawing, ready for Cytoscape. */
export interface Element {
	readonly id: string;
	readonly data: Readonly<Record<string, unknown>>;
	readonly classes: readonly string[];
	/** Of nodes: the middle. Lines have none. */
	readonly position?: Point;
	/** Of what belongs to a card and moves with it: the card's element. */
	readonly follows?: string;
}

/** The element that shows a thing: an area, a card, a seal or a line. Places of words are found by what they say. */
export const elementId = (
	kind: 'area' | 'card' | 'seal' | 'line' | 'landing',
	id: string,
): string => `${kind}:${id.toLowerCase()}`;

/** Measures a name as it is drawn, in CSS pixels at zoom 1. */
export type Measure = (text: string, font: string) => number;
