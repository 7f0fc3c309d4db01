import type { Core, EventObject } from 'cytoscape';
import type { Point } from './geometry';

/** Finds the seal or card at a point of the picture. */
export type OnTop = (at: Point) => string | undefined;

/** Whether an event comes from a finger. */
export const isFinger = ({ originalEvent }: EventObject): boolean =>
	originalEvent.type.startsWith('touch');

/**
 * The id of what an event of Cytoscape is about; `undefined` on the paper. To a finger Cytoscape gives a line that passes
 * near rather than the card that it is on.
 */
export function underOf(cy: Core, event: EventObject, onTop: OnTop): string | undefined {
	if (event.target === cy) return undefined;
	const ref = event.target.data('ref') as string | undefined;
	return isFinger(event) && event.target.isEdge() ? (onTop(event.position) ?? ref) : ref;
}
