import { samplesOf, pointAt, type Route } from './curve';
import { around, contains, grow, overlap, type Rect } from './geometry';
import { LABEL_LINE, labelWidth } from './labels';
import type { Surroundings } from './surroundings';

/** Whether a rectangle lies across another's border. */
const crosses = (area: Rect, rect: Rect): boolean =>
	overlap(area, grow(rect, 4)) &&
	!(
		contains(area, { x: rect.x - 4, y: rect.y - 4 }) &&
		contains(area, { x: rect.x + rect.w + 4, y: rect.y + rect.h + 4 })
	);

const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.84, 0.16];

/**
 * Where a route's label goes, and how it is broken into lines: near the middle, beside the line, over no card and no
 * other label if that can be.
 */
export function labelFor(
	route: Route,
	ways: readonly string[][],
	solid: Surroundings,
	lines: Surroundings,
	borders: readonly Rect[],
): Route['label'] {
	const own = samplesOf(route, 40);
	let best: { label: NonNullable<Route['label']>; cost: number } | undefined;
	ways.forEach((text, way) => {
		const size = {
			w: Math.max(...text.map(labelWidth)),
			h: text.length * LABEL_LINE,
		};
		ALONG.forEach((t, order) => {
			const at = pointAt(route, t);
			const spots = [
				{ x: at.x, y: at.y + size.h / 2 + 6 },
				{ x: at.x, y: at.y - size.h / 2 - 6 },
				{ x: at.x + size.w / 2 + 8, y: at.y },
				{ x: at.x - size.w / 2 - 8, y: at.y },
			];
			spots.forEach((middle, spot) => {
				const rect = around(middle, size);
				let cost = way * 9 + order * 3 + spot * 2;
				for (const other of solid.near(rect)) if (overlap(rect, grow(other, 3))) cost += 400;
				for (const area of borders) if (crosses(area, rect)) cost += 60;
				for (const point of own) if (contains(grow(rect, 1), point)) cost += 40;
				for (const other of lines.near(rect)) if (overlap(rect, other)) cost += 25;
				if (!best || cost < best.cost) best = { label: { middle, lines: text }, cost };
			});
		});
	});
	return best?.label;
}
