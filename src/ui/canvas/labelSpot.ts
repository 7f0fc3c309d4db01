import { samplesOf, pointAt, type Route } from './curve';
import { around, boundsOf, contains, grow, overlap, type Rect } from './geometry';
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
/** What it costs to cover something: no label is written where it costs as much. */
const COVERS = 400;
/** How far from its line a label may reach. */
const REACH = 240;

/** The rectangle of a label. */
export const labelRect = ({ middle, lines }: NonNullable<Route['label']>): Rect =>
	around(middle, { w: Math.max(...lines.map(labelWidth)), h: lines.length * LABEL_LINE });

/**
 * Where a route's label goes, and how it is broken into lines: near the middle, beside the line, over no card and no
 * other label. `undefined` when there is no such place: then it is read on demand.
 */
export function labelFor(
	route: Route,
	ways: readonly string[][],
	solid: Surroundings,
	lines: Surroundings,
	borders: readonly Rect[],
): Route['label'] {
	const own = samplesOf(route, 40);
	const whole = boundsOf(own.map(({ x, y }) => ({ x, y, w: 0, h: 0 })));
	const reach = whole && grow(whole, REACH);
	const crossed = borders.filter((border) => reach && overlap(reach, border));
	let best: NonNullable<Route['label']> | undefined;
	let least = COVERS;
	const costOf = (rect: Rect, base: number): number => {
		let cost = base;
		if (solid.near(grow(rect, 3)).length > 0) return COVERS;
		for (const area of crossed) if (crosses(area, rect)) cost += 60;
		if (cost >= least) return cost;
		const wide = grow(rect, 1);
		// To cross a line is unlovely, and still better than not to be written.
		const crossings = own.reduce((sum, point) => sum + (contains(wide, point) ? 40 : 0), 0);
		cost += Math.min(140, crossings);
		if (cost >= least) return cost;
		return cost + Math.min(140, 25 * lines.near(rect).length);
	};
	ways.forEach((text, way) => {
		const w = Math.max(...text.map(labelWidth));
		const h = text.length * LABEL_LINE;
		ALONG.forEach((t, order) => {
			if (way * 9 + order * 3 >= least) return;
			const { x, y } = pointAt(route, t);
			const spots = [
				{ x, y: y + h / 2 + 6 },
				{ x, y: y - h / 2 - 6 },
				{ x: x + w / 2 + 8, y },
				{ x: x - w / 2 - 8, y },
			];
			spots.forEach((middle, spot) => {
				const base = way * 9 + order * 3 + spot * 2;
				if (base >= least) return;
				const cost = costOf(around(middle, { w, h }), base);
				if (cost < least) [best, least] = [{ middle, lines: text }, cost];
			});
		});
	});
	return best;
}
