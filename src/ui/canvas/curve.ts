import { distance, type Point } from './geometry';

/** How a line runs: from, two bends that pull it like a double quadratic curve, to; and where its label's middle is. */
export interface Route {
	readonly from: Point;
	readonly bends: readonly [Point, Point];
	readonly to: Point;
	readonly label?: { readonly middle: Point; readonly lines: readonly string[] };
}

/** A point of a route: `t` from 0 to 1. */
export function pointAt({ from, bends, to }: Route, t: number): Point {
	const [first, second] = bends;
	const joint = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
	const [a, b, c, u] = t < 0.5 ? [from, first, joint, t * 2] : [joint, second, to, t * 2 - 1];
	const mix = (p: number, q: number, r: number): number =>
		(1 - u) * (1 - u) * p + 2 * u * (1 - u) * q + u * u * r;
	return { x: mix(a.x, b.x, c.x), y: mix(a.y, b.y, c.y) };
}

/** Points all along a route, both ends included, at most about so many pixels apart: nothing larger lies between two of them. */
export function samplesOf(route: Route, gap: number): Point[] {
	const { from, bends, to } = route;
	const way = distance(from, bends[0]) + distance(bends[0], bends[1]) + distance(bends[1], to);
	const count = Math.max(8, Math.ceil(way / gap));
	return Array.from({ length: count + 1 }, (_, index) => pointAt(route, index / count));
}
