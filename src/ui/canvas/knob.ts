import { lastBend, type Route } from './curve';
import { distance, type Point } from './geometry';
import type { PictureEdge } from './picture';

/** A role's knob sits on its line, clear of the arrowhead. */
const BEHIND_HEAD = 22;

/** Where a line is taken hold of (pure): at the ring of an assignment, and behind a role's arrowhead. */
export function knobOf(edge: PictureEdge, route: Route): Point {
	const { from, to } = route;
	if (edge.kind === 'attachment') return from;
	const last = lastBend(route);
	const reach = Math.max(1, distance(last, to));
	const back = Math.min(BEHIND_HEAD, reach) / reach;
	return { x: to.x + (last.x - to.x) * back, y: to.y + (last.y - to.y) * back };
}
