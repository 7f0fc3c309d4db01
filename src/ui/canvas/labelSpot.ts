import { samplesOf, pointAt, type Route } from './curve';
import {
	around,
	boundsOf,
	clamp,
	contains,
	distance,
	grow,
	overlap,
	type Point,
	type Rect,
} from './geometry';
import { LABEL_LINE, labelWidth } from './labels';
import type { Surroundings } from './surroundings';

/** Whether a rectangle lies in another, with some air. */
const holds = (area: Rect, { x, y, w, h }: Rect): boolean =>
	contains(area, { x: x - 4, y: y - 4 }) && contains(area, { x: x + w + 4, y: y + h + 4 });
/** Whether a rectangle lies across another's border. */
const crosses = (area: Rect, rect: Rect): boolean =>
	overlap(area, grow(rect, 4)) && !holds(area, rect);

const ALONG = [
	0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.16, 0.84, 1,
];
/** What it costs to cover something: no label is written where it costs as much. */
const COVERS = 400;
/** What a third line costs, and each after that. */
const THIRD = 20;
/** What it costs to interrupt its own line: less than to be outside of the picture. */
const INTERRUPTS = 170;
/** How far from its line a label may reach. */
const REACH = 240;

/** Which way from a point of its line the middle of a label is. */
const CORNERS = [
	{ x: -1, y: -1 },
	{ x: 1, y: 1 },
	{ x: 1, y: -1 },
	{ x: -1, y: 1 },
] as const;
/** How large a line is where it is looked at what it crosses. */
export const MARK = { w: 3, h: 3 };
/** How far a label may be moved away from its line to lie inside its area. */
const NUDGE = 40;
/** How far from an area's border a label keeps. */
const SHY = 6;

/** A label's middle, moved as little as it takes to lie inside an area; `undefined` when it does already, or cannot. */
function inside(middle: Point, w: number, h: number, area: Rect): Point | undefined {
	const least = { x: area.x + w / 2 + SHY, y: area.y + h / 2 + SHY };
	const most = { x: area.x + area.w - w / 2 - SHY, y: area.y + area.h - h / 2 - SHY };
	if (least.x > most.x || least.y > most.y) return undefined;
	const moved = { x: clamp(middle.x, least.x, most.x), y: clamp(middle.y, least.y, most.y) };
	return moved.x === middle.x && moved.y === middle.y ? undefined : moved;
}

/** The rectangle of a label that is written so many times as large as usual. */
export const labelRect = ({ middle, lines }: NonNullable<Route['label']>, type = 1): Rect =>
	around(middle, {
		w: Math.max(...lines.map(labelWidth)) * type,
		h: lines.length * LABEL_LINE * type,
	});

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
	type = 1,
): Route['label'] {
	const own = samplesOf(route, LABEL_LINE / 5);
	const whole = boundsOf(own.map(({ x, y }) => ({ x, y, w: 0, h: 0 })));
	const reach = whole && grow(whole, REACH);
	const crossed = borders.filter((border) => reach && overlap(reach, border));
	let best: NonNullable<Route['label']> | undefined;
	let least = COVERS;
	// The smallest area in which the line ends.
	const home = crossed
		.filter((border) => contains(border, route.to))
		.reduce<Rect | undefined>((a, b) => (a && a.w * a.h < b.w * b.h ? a : b), undefined);
	// Outside of everything it would not be in the picture any more.
	const outermost = crossed.reduce<Rect | undefined>(
		(a, b) => (a && a.w * a.h > b.w * b.h ? a : b),
		undefined,
	);
	// What is larger than usual has less room, and could be cut off at the edge of the screen.
	const tight = type > 1;
	const marks = tight ? samplesOf(route, LABEL_LINE).map((at) => around(at, MARK)) : [];
	const costOf = (rect: Rect, base: number, over: boolean): number => {
		let cost = base;
		if (solid.near(grow(rect, 3)).length > 0) return COVERS;
		if (tight && outermost && !holds(outermost, rect)) return COVERS;
		for (const area of crossed) if (crosses(area, rect)) cost += area === outermost ? 260 : 90;
		if (cost >= least) return cost;
		if (over) {
			const own = marks.filter((mark) => overlap(rect, mark)).length;
			// A short line would not be seen any more.
			if (own > marks.length / 2) return COVERS;
			return cost + 140 * Math.max(0, lines.near(rect).length - own);
		}
		const wide = grow(rect, 1);
		// To cross a line is unlovely, and still better than not to be written.
		cost += Math.min(
			140,
			20 * own.reduce((sum, point) => sum + (contains(wide, point) ? 1 : 0), 0),
		);
		if (cost >= least) return cost;
		return cost + Math.min(280, 75 * lines.near(rect).length);
	};
	ways.forEach((text, way) => {
		const broken = way * 9 + Math.max(0, text.length - 2) * THIRD;
		const w = Math.max(...text.map(labelWidth)) * type;
		const h = text.length * LABEL_LINE * type;
		ALONG.forEach((t, order) => {
			if (broken + order * 2 >= least) return;
			const { x, y } = pointAt(route, t);
			const spots = [
				{ x, y: y + h / 2 + 6 },
				{ x, y: y - h / 2 - 6 },
				{ x: x + w / 2 + 8, y },
				{ x: x - w / 2 - 8, y },
				// Where the line bends away under it.
				{ x: x + w / 2 + 28, y },
				{ x: x - w / 2 - 28, y },
				// Clear of the knob on a short line.
				{ x, y: y + h / 2 + 11 },
				{ x, y: y - h / 2 - 11 },
				// In the corner of a bend.
				...(tight ? CORNERS : []).map((corner) => ({
					x: x + corner.x * (w / 2 + 3),
					y: y + corner.y * (h / 2 + 3),
				})),
			];
			const tryAt = (middle: Point, base: number, over = false): void => {
				if (base >= least) return;
				const cost = costOf(around(middle, { w, h }), base, over);
				if (cost >= least) return;
				best = { middle, lines: text, ...(over ? { over } : {}) };
				least = cost;
			};
			if (tight) tryAt({ x, y }, broken + order * 2 + INTERRUPTS, true);
			spots.forEach((middle, spot) => {
				const base = broken + order * 2 + spot * 2;
				tryAt(middle, base);
				const moved = base + 4 < least && home && inside(middle, w, h, home);
				if (moved && distance(moved, middle) < NUDGE) tryAt(moved, base + 4);
			});
		});
	});
	return best;
}
