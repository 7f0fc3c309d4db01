import { pointAt, type Route } from './curve';
import { boundsOf, clamp, contains, distance, grow, type Point, type Rect } from './geometry';
import type { PictureEdge } from './picture';
import type { Surroundings } from './surroundings';

/** The sides of a card, each with the way that leads out of it. */
export const SIDES = {
	right: { x: 1, y: 0 },
	left: { x: -1, y: 0 },
	bottom: { x: 0, y: 1 },
	top: { x: 0, y: -1 },
} as const satisfies Record<string, Point>;
/** One of {@link SIDES}. */
export type Side = keyof typeof SIDES;
/** The sides by which a line leaves and enters. */
export type Sides = readonly [Side, Side];

/** The pairs of sides that a line may leave and enter by, the plainest first. */
const PAIRS: readonly Sides[] = [
	['right', 'left'],
	['left', 'right'],
	['bottom', 'top'],
	['top', 'bottom'],
	['bottom', 'left'],
	['right', 'bottom'],
	['right', 'top'],
	['bottom', 'right'],
	['right', 'right'],
	['bottom', 'bottom'],
];
/** The same for arrows that end in the open, inside an area. */
const INTO_AREA: readonly Sides[] = [
	['bottom', 'left'],
	['bottom', 'top'],
	['right', 'top'],
	['top', 'left'],
	['right', 'left'],
	['left', 'top'],
	['left', 'right'],
	['top', 'bottom'],
];
const SAMPLES = 16;

/** The two ends of a line before its sides are chosen. */
export interface Ends {
	readonly edge: PictureEdge;
	readonly from: Rect;
	readonly to: Rect;
	/** The card that a seal sits on, which its line should not cross. */
	readonly owner?: Rect;
}

/** Where a line meets a side of a rectangle, off the side's middle by some pixels. */
export function port({ x, y, w, h }: Rect, side: Side, off: number): Point {
	const normal = SIDES[side];
	const middle = { x: x + (w * (1 + normal.x)) / 2, y: y + (h * (1 + normal.y)) / 2 };
	const room = (normal.x === 0 ? w : h) / 2 - 12;
	const along = room <= 0 ? 0 : clamp(off, -room, room);
	return normal.x === 0
		? { x: middle.x + along, y: middle.y }
		: { x: middle.x, y: middle.y + along };
}

/** How far a line that goes around something leads straight out of its ends. */
const STUB = 22;

/** The curve between two ports; on its way it may bend `via` two other places. */
export function curve(
	from: Point,
	leave: Side,
	to: Point,
	enter: Side,
	via?: readonly [Point, Point],
): Route {
	const across = SIDES[leave].x !== 0 && SIDES[enter].x !== 0;
	const down = SIDES[leave].y !== 0 && SIDES[enter].y !== 0;
	const span = across
		? Math.abs(to.x - from.x)
		: down
			? Math.abs(to.y - from.y)
			: distance(from, to);
	const pull = via ? STUB : clamp(span * 0.3, 24, 130);
	const bend = (point: Point, side: Side): Point => ({
		x: point.x + SIDES[side].x * pull,
		y: point.y + SIDES[side].y * pull,
	});
	return { from, bends: [bend(from, leave), ...(via ?? []), bend(to, enter)], to };
}

/** How far from its ends the way of a line may be blocked. */
export const reachOf = ({ from, to }: Ends): Rect => grow(boundsOf([from, to]) ?? from, 140);

/** The sides that keep a line short and off other cards (pure). */
export function sidesFor(ends: Ends, cards: Surroundings): Sides {
	const { from, to, owner } = ends;
	const near = cards.near(reachOf(ends)).map((card) => grow(card, 4));
	let best: Sides = ['right', 'left'];
	let least = Infinity;
	(to.w > 0 ? PAIRS : INTO_AREA).forEach((sides, preference) => {
		const [leave, enter] = sides;
		if (owner && (leave === 'left' || leave === 'top')) return;
		const [start, end] = [port(from, leave, 0), port(to, enter, 0)];
		let cost = preference * 12;
		if (cost + distance(start, end) >= least) return;
		const route = curve(start, leave, end, enter);
		const hull = boundsOf(
			[start, ...route.bends, end].map(({ x, y }) => ({ x, y, w: 0.1, h: 0.1 })),
		);
		const inWay = near.filter(
			(card) =>
				hull &&
				card.x < hull.x + hull.w &&
				hull.x < card.x + card.w &&
				card.y < hull.y + hull.h &&
				hull.y < card.y + card.h,
		);
		let before = start;
		for (let step = 1; step <= SAMPLES && cost < least; step++) {
			const point = pointAt(route, step / SAMPLES);
			cost += distance(before, point);
			before = point;
			if (step < SAMPLES) for (const card of inWay) if (contains(card, point)) cost += 260;
		}
		if (cost < least) [best, least] = [sides, cost];
	});
	return best;
}
