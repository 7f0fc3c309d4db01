/** A point on the canvas, in CSS pixels at zoom 1. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

/** Where things are: the middles of cards and landings, the top left corners of groups, by id. */
export type Positions = Readonly<Record<string, Point>>;

/** A rectangle by its top left corner. */
export interface Rect extends Point {
	readonly w: number;
	readonly h: number;
}

/** The rectangle of that size around a middle. */
export const around = (middle: Point, { w, h }: { w: number; h: number }): Rect => ({
	x: middle.x - w / 2,
	y: middle.y - h / 2,
	w,
	h,
});

/** The middle of a rectangle. */
export const middleOf = ({ x, y, w, h }: Rect): Point => ({ x: x + w / 2, y: y + h / 2 });

/** A rectangle with more room (or, with a negative amount, less) on every side. */
export const grow = ({ x, y, w, h }: Rect, by: number, byY = by): Rect => ({
	x: x - by,
	y: y - byY,
	w: w + 2 * by,
	h: h + 2 * byY,
});

/** Whether two rectangles share more than an edge. */
export const overlap = (a: Rect, b: Rect): boolean =>
	a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Whether a point lies in a rectangle. */
export const contains = ({ x, y, w, h }: Rect, point: Point): boolean =>
	point.x >= x && point.x <= x + w && point.y >= y && point.y <= y + h;

/** The smallest rectangle around some others; `undefined` around none. */
export function boundsOf(rects: readonly Rect[]): Rect | undefined {
	if (rects.length === 0) return undefined;
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const { x, y, w, h } of rects) {
		left = Math.min(left, x);
		top = Math.min(top, y);
		right = Math.max(right, x + w);
		bottom = Math.max(bottom, y + h);
	}
	return { x: left, y: top, w: right - left, h: bottom - top };
}

/** The distance between two points. */
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** A number, kept between two others. */
export const clamp = (value: number, least: number, most: number): number =>
	Math.max(least, Math.min(most, value));
