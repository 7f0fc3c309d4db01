import { samplesOf, type Route } from './curve';
import { contains, distance, grow, type Point, type Rect } from './geometry';
import { curve, port, SIDES, sidesFor, type Ends, type Side, type Sides } from './sides';
import { SIZES } from './sizes';
import { Surroundings } from './surroundings';

/** How a line goes around what is in its way: its sides, and the two bends between those at its ends. */
export interface Detour {
	readonly sides: Sides;
	readonly via: readonly [Point, Point];
}

/** How far from a card a line passes it: close by, or beside the name of its group. */
const PASSES = [13, 19] as const;
/** The same for a seal: between it and the card beside it there is less room. */
const SEAL_PASSES = [6.5, ...PASSES] as const;
/** How far out of its ends a line is looked for another way. */
const OUT = 13;
/** How far before a card, and how far behind it, a line is beside it already. */
const AHEAD = 22;
/** How closely a line is looked at. */
const CLOSE = 7;
/** What it costs to run across something: no way around that is shorter than this is too long. */
const ACROSS = 700;
/** What it costs to run across the name of a group. */
const NAMED = 260;
/** What a turn back costs; a bend as much less as it is less of one. */
const TURN = 46;
/** With more around a line than this only the ways past what is in its way are looked at. */
const FEW = 16;
/** With more in its way it is left as it is: so dense a picture is looked at from near. */
const MANY = 5;

const SIDE_NAMES = Object.keys(SIDES) as Side[];
const NOTHING = new Surroundings();
/** By these a line leaves a seal: behind it is the card that it sits on. */
const SEAL_SIDES: readonly Side[] = ['right', 'bottom'];

/** Where a line is that has left its end. */
const leaving = ({ x, y }: Point, side: Side): Point => ({
	x: x + SIDES[side].x * OUT,
	y: y + SIDES[side].y * OUT,
});

/** What is in the way of a line: other cards and seals from somewhat outside, its own from well inside. */
function blocksOf({ from, to, owner }: Ends, near: readonly Rect[]): Rect[] {
	const own = (rect: Rect): boolean =>
		[from, to, owner].some(
			(mine) => mine && mine.x === rect.x && mine.y === rect.y && mine.w === rect.w,
		);
	return near.map((rect) => (own(rect) ? grow(rect, -7) : grow(rect, 3)));
}

/** How many things a route runs across; more than `most` are not counted on. */
function hitsOf(route: Route, blocks: readonly Rect[], most: number): number {
	// A curve stays within the hull of its bends.
	const xs = [route.from.x, ...route.bends.map(({ x }) => x), route.to.x];
	const ys = [route.from.y, ...route.bends.map(({ y }) => y), route.to.y];
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
	const inWay = blocks.filter(
		({ x, y, w, h }) => x < right && left < x + w && y < bottom && top < y + h,
	);
	if (inWay.length === 0) return 0;
	const points = samplesOf(route, CLOSE);
	let hits = 0;
	for (const block of inWay) {
		if (points.some((point) => contains(block, point))) hits++;
		if (hits > most) break;
	}
	return hits;
}

/** How long the polygon of a route's bends is, and how much it turns. */
function effortOf({ from, bends, to }: Route): number {
	const points = [from, ...bends, to];
	let cost = 0;
	points.forEach((point, index) => {
		const [before, after] = [points[index - 1], points[index + 1]];
		if (!before) return;
		const way = distance(before, point);
		cost += way;
		if (!after || way === 0) return;
		const next = distance(point, after);
		if (next === 0) return;
		const cosine =
			((point.x - before.x) * (after.x - point.x) + (point.y - before.y) * (after.y - point.y)) /
			(way * next);
		cost += (TURN * (1 - cosine)) / 2;
	});
	return cost;
}

/** The ways past a card, on each of its sides, towards an end: close to it, or straight along its side from end to end. */
function* pastWays({ x, y, w, h }: Rect, start: Point, end: Point): Generator<Detour['via']> {
	const down = end.y >= start.y ? 1 : -1;
	const right = end.x >= start.x ? 1 : -1;
	const middle = { x: x + w / 2, y: y + h / 2 };
	for (const pass of w < SIZES.seal ? SEAL_PASSES : PASSES) {
		for (const beside of [x - pass, x + w + pass]) {
			const reach = (h / 2 + AHEAD) * down;
			yield [
				{ x: beside, y: middle.y - reach },
				{ x: beside, y: middle.y + reach },
			];
			yield [
				{ x: beside, y: start.y },
				{ x: beside, y: end.y },
			];
		}
		for (const beside of [y - pass, y + h + pass]) {
			const reach = (w / 2 + AHEAD) * right;
			yield [
				{ x: middle.x - reach, y: beside },
				{ x: middle.x + reach, y: beside },
			];
			yield [
				{ x: start.x, y: beside },
				{ x: end.x, y: beside },
			];
		}
	}
}

/**
 * A way around what a line with these sides would run across (pure); `undefined` when nothing is in its way, or there is no
 * better one. `solid` holds cards and seals, each seal without its empty corners; `names` those of groups.
 */
export function detourFor(
	ends: Ends,
	[leave, enter]: Sides,
	solid: Surroundings,
	names: Surroundings,
	reach: Rect,
): Detour | undefined {
	const near = solid.near(reach);
	const { from, to, owner } = ends;
	const blocks = blocksOf(ends, near);
	const plain = curve(port(from, leave, 0), leave, port(to, enter, 0), enter);
	const blocked = hitsOf(plain, blocks, Infinity);
	// What leaves and enters otherwise than it would in the open already goes around something: perhaps too far.
	const open = sidesFor(ends, NOTHING);
	const around = open[0] !== leave || open[1] !== enter;
	const named = names.near(reach);
	const unread = hitsOf(plain, named, Infinity);
	if ((blocked === 0 && unread === 0 && !around) || blocked > MANY) return undefined;
	let least = effortOf(plain) + blocked * ACROSS + unread * NAMED;
	let best: Detour | undefined;
	const direct = curve(port(from, open[0], 0), open[0], port(to, open[1], 0), open[1]);
	const points = [...samplesOf(plain, CLOSE), ...(around ? samplesOf(direct, CLOSE) : [])];
	const isInWay = (_: Rect, index: number): boolean => {
		const block = blocks[index];
		return block !== undefined && points.some((point) => contains(block, point));
	};
	const inWay = near.filter(isInWay);
	const over = named.filter((name) => points.some((point) => contains(name, point)));
	const outs = owner ? SEAL_SIDES : SIDE_NAMES;
	/** Looks past which of these the way is shortest. */
	const lookPast = (cards: readonly Rect[]): void => {
		for (const card of cards)
			for (const out of outs) {
				const start = port(from, out, 0);
				const first = leaving(start, out);
				for (const into of SIDE_NAMES) {
					const end = port(to, into, 0);
					const last = leaving(end, into);
					for (const via of pastWays(card, first, last)) {
						const [a, b] = via;
						if (distance(first, a) + distance(a, b) + distance(b, last) >= least) continue;
						const route = curve(start, out, end, into, via);
						const effort = effortOf(route);
						if (effort >= least) continue;
						const most = Math.floor((least - effort) / ACROSS);
						const across = effort + ACROSS * hitsOf(route, blocks, most);
						if (across >= least) continue;
						const cost = across + NAMED * hitsOf(route, named, Infinity);
						if (cost < least) [best, least] = [{ sides: [out, into], via }, cost];
					}
				}
			}
	};
	lookPast([...inWay, ...over]);
	// Past something else only where the way past those is not free.
	if (least >= ACROSS && near.length <= FEW) lookPast(near.filter((card) => !inWay.includes(card)));
	return best;
}
