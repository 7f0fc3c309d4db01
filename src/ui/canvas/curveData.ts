import { pointAt, type Route } from './curve';
import type { Point } from './geometry';

const px = (point: Point, middle: Point): string =>
	`${(point.x - middle.x).toFixed(1)}px ${(point.y - middle.y).toFixed(1)}px`;

/** A route as Cytoscape wants it, beginning somewhat inside its card: bends as distances from, and weights along, the straight line. */
export function curveData(
	{ from: edge, bends, to, label }: Route,
	source: Point,
	target: Point,
	inset = 0,
): Record<string, unknown> {
	const pull = Math.max(1, Math.hypot(bends[0].x - edge.x, bends[0].y - edge.y));
	const from = {
		x: edge.x - ((bends[0].x - edge.x) / pull) * inset,
		y: edge.y - ((bends[0].y - edge.y) / pull) * inset,
	};
	const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
	const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
	const weights = bends.map(
		(bend) => ((bend.x - from.x) * along.x + (bend.y - from.y) * along.y) / length,
	);
	const distances = bends.map((bend) => (bend.x - from.x) * -along.y + (bend.y - from.y) * along.x);
	// Where Cytoscape has the middle of a line with an even number of bends.
	const joint = pointAt({ from: edge, bends, to }, 0.5);
	return {
		weights,
		distances,
		leave: px(from, source),
		enter: px(to, target),
		label: label?.lines.join('\n') ?? '',
		labelX: label ? label.middle.x - joint.x : 0,
		labelY: label ? label.middle.y - joint.y : 0,
	};
}
