import { distance, type Point } from './geometry';

/**
 * How a line runs: from, bends that pull it, to; and where its label's middle is. Between two bends it passes their middle, so
 * each of them bends one quadratic curve. Most often there are two of them, and four where it goes around something.
 */
export interface Route {
	readonly from: Point;
	readonly bends: readonly [Point, Point, ...Point[]];
	readonly to: Point;
	readonly label?: {
		readonly middle: Point;
		readonly lines: readonly string[];
		/** It interrupts its own line. */
		readonly over?: boolean;
	};
}

const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The last bend of a route: from there it comes to its end. */
export const lastBend = ({ bends }: Route): Point => bends.at(-1) ?? bends[0];

/** The quadratic curves of a route, each by where it begins, what pulls it, and where it ends. */
function legsOf({ from, bends, to }: Route): (readonly [Point, Point, Point])[] {
	return bends.map((bend, index) => {
		const [before, after] = [bends[index - 1], bends[index + 1]];
		return [before ? between(before, bend) : from, bend, after ? between(bend, after) : to];
	});
}

/** A point of a quadratic curve: `u` from 0 to 1. */
const onLeg = ([a, bend, c]: readonly [Point, Point, Point], u: number): Point => {
	const mix = (p: number, q: number, r: number): number =>
		(1 - u) * (1 - u) * p + 2 * u * (1 - u) * q + u * u * r;
	return { x: mix(a.x, bend.x, c.x), y: mix(a.y, bend.y, c.y) };
};

/** A point of a route: `t` from 0 to 1. */
export function pointAt(route: Route, t: number): Point {
	const { bends, from, to } = route;
	const along = Math.max(0, Math.min(bends.length, t * bends.length));
	const index = Math.min(bends.length - 1, Math.floor(along));
	const bend = bends[index] ?? from;
	const [before, after] = [bends[index - 1], bends[index + 1]];
	const a = before ? between(before, bend) : from;
	const c = after ? between(bend, after) : to;
	return onLeg([a, bend, c], along - index);
}

/** Points all along a route, both ends included, at most about so many pixels apart: nothing larger lies between two of them. */
export function samplesOf(route: Route, gap: number): Point[] {
	const legs = legsOf(route);
	// Each leg by itself: a short one next to a long one would be looked at too closely, and the long one hardly.
	const points = legs.flatMap((leg) => {
		const [start, bend, end] = leg;
		// A curve runs fastest at the end that is further from its bend.
		const way = 2 * Math.max(distance(start, bend), distance(bend, end));
		const count = Math.max(Math.ceil(8 / legs.length), Math.ceil(way / gap));
		return Array.from({ length: count }, (_, index) => onLeg(leg, index / count));
	});
	return [...points, route.to];
}

/** A route as the `d` of an SVG path, rounded to tenths of a pixel. */
export function pathOf(route: Route): string {
	const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
	const legs = legsOf(route).map(([, bend, end]) => `Q${at(bend)} ${at(end)}`);
	return `M${at(route.from)}${legs.join('')}`;
}
