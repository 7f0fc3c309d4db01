import { around, boundsOf, clamp, contains, distance, grow, middleOf, overlap } from './geometry';
import type { Point, Rect } from './geometry';
import { breaksOf, LABEL_LINE, labelWidth, type LabelOf } from './labels';
import type { Picture, PictureEdge } from './picture';
import type { Placement } from './place';
import { SIZES } from './sizes';

/** How a line runs: from, two bends that pull it like a double quadratic curve, to; and where its label's middle is. */
export interface Route {
	readonly from: Point;
	readonly bends: readonly [Point, Point];
	readonly to: Point;
	readonly label?: { readonly middle: Point; readonly lines: readonly string[] };
}

const SIDES = {
	right: { x: 1, y: 0 },
	left: { x: -1, y: 0 },
	bottom: { x: 0, y: 1 },
	top: { x: 0, y: -1 },
} as const satisfies Record<string, Point>;
type Side = keyof typeof SIDES;

/** The pairs of sides that a line may leave and enter by, the plainest first. */
const PAIRS: readonly (readonly [Side, Side])[] = [
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
const INTO_AREA: readonly (readonly [Side, Side])[] = [
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
const SPREAD = 18;

/** The middle of the seal of a card. */
export const sealMiddle = ({ x, y, w, h }: Rect): Point => ({ x: x + w + 6, y: y + h - 2 });

/** A point of a route: `t` from 0 to 1. */
export function pointAt({ from, bends, to }: Route, t: number): Point {
	const [first, second] = bends;
	const joint = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
	const [a, b, c, u] = t < 0.5 ? [from, first, joint, t * 2] : [joint, second, to, t * 2 - 1];
	const mix = (p: number, q: number, r: number): number =>
		(1 - u) * (1 - u) * p + 2 * u * (1 - u) * q + u * u * r;
	return { x: mix(a.x, b.x, c.x), y: mix(a.y, b.y, c.y) };
}

const samplesOf = (route: Route, count = SAMPLES): Point[] =>
	Array.from({ length: count + 1 }, (_, index) => pointAt(route, index / count));

/** Where a line meets a side of a rectangle, off the side's middle by some pixels. */
function port({ x, y, w, h }: Rect, side: Side, off: number): Point {
	const normal = SIDES[side];
	const middle = { x: x + (w * (1 + normal.x)) / 2, y: y + (h * (1 + normal.y)) / 2 };
	const room = (normal.x === 0 ? w : h) / 2 - 12;
	const along = room <= 0 ? 0 : clamp(off, -room, room);
	return normal.x === 0
		? { x: middle.x + along, y: middle.y }
		: { x: middle.x, y: middle.y + along };
}

function curve(from: Point, leave: Side, to: Point, enter: Side): Route {
	const across = SIDES[leave].x !== 0 && SIDES[enter].x !== 0;
	const down = SIDES[leave].y !== 0 && SIDES[enter].y !== 0;
	const span = across
		? Math.abs(to.x - from.x)
		: down
			? Math.abs(to.y - from.y)
			: distance(from, to);
	const pull = clamp(span * 0.3, 24, 130);
	const bend = (point: Point, side: Side): Point => ({
		x: point.x + SIDES[side].x * pull,
		y: point.y + SIDES[side].y * pull,
	});
	return { from, bends: [bend(from, leave), bend(to, enter)], to };
}

/** Things by where they are, so that a line only looks at what is near. */
class Surroundings {
	readonly #cells = new Map<string, Rect[]>();
	static readonly #cell = 400;

	constructor(rects: Iterable<Rect>) {
		for (const rect of rects) this.add(rect);
	}

	*#keys({ x, y, w, h }: Rect): Generator<string> {
		const cell = (value: number): number => Math.floor(value / Surroundings.#cell);
		for (let column = cell(x); column <= cell(x + w); column++)
			for (let row = cell(y); row <= cell(y + h); row++) yield `${column} ${row}`;
	}

	add(rect: Rect): void {
		for (const key of this.#keys(rect)) {
			const list = this.#cells.get(key);
			if (list) list.push(rect);
			else this.#cells.set(key, [rect]);
		}
	}

	near(rect: Rect): Set<Rect> {
		return new Set([...this.#keys(rect)].flatMap((key) => this.#cells.get(key) ?? []));
	}
}

/** The two ends of a line before its sides are chosen. */
interface Ends {
	readonly edge: PictureEdge;
	readonly from: Rect;
	readonly to: Rect;
	/** The card that a seal sits on, which its line should not cross. */
	readonly owner?: Rect;
}

function endsOf(picture: Picture, { cards, landings }: Placement): Ends[] {
	const seals = new Map(
		picture.nodes.flatMap(({ id, seal }) => (seal ? [[seal.id, id] as const] : [])),
	);
	return picture.edges.flatMap((edge): Ends[] => {
		const owner = cards.get(seals.get(edge.from) ?? '');
		const seal = { w: SIZES.seal, h: SIZES.seal };
		const from = owner ? around(sealMiddle(owner), seal) : cards.get(edge.from);
		const landing = landings.get(edge.id);
		const to = landing ? { ...landing, w: 0, h: 0 } : cards.get(edge.to);
		return from && to ? [{ edge, from, to, ...(owner ? { owner } : {}) }] : [];
	});
}

function sidesFor(ends: Ends, cards: Surroundings): readonly [Side, Side] {
	const { from, to, owner } = ends;
	const reach = grow(boundsOf([from, to]) ?? from, 140);
	const near = [...cards.near(reach)];
	let best: { sides: readonly [Side, Side]; cost: number } | undefined;
	(to.w > 0 ? PAIRS : INTO_AREA).forEach((sides, preference) => {
		const [leave, enter] = sides;
		if (owner && (leave === 'left' || leave === 'top')) return;
		const route = curve(port(from, leave, 0), leave, port(to, enter, 0), enter);
		const points = samplesOf(route);
		let cost = preference * 12;
		points.forEach((point, index) => {
			const next = points[index + 1];
			if (next) cost += distance(point, next);
			if (index === 0 || index === SAMPLES) return;
			for (const card of near) if (contains(grow(card, 4), point)) cost += 260;
		});
		if (!best || cost < best.cost) best = { sides, cost };
	});
	return best?.sides ?? ['right', 'left'];
}

/** Spreads the lines that share a side of a card, in the order in which their other ends lie. */
function spread(
	list: readonly { ends: Ends; sides: readonly [Side, Side] }[],
): Map<string, number> {
	const sharing = new Map<string, { key: string; other: Point; level: boolean }[]>();
	const add = (node: string, side: Side, key: string, other: Rect): void => {
		const name = `${side} ${node}`;
		const entry = { key, other: middleOf(other), level: SIDES[side].x !== 0 };
		sharing.set(name, [...(sharing.get(name) ?? []), entry]);
	};
	for (const { ends, sides } of list) {
		add(ends.edge.from, sides[0], `from ${ends.edge.id}`, ends.to);
		if (ends.to.w > 0) add(ends.edge.to, sides[1], `to ${ends.edge.id}`, ends.from);
	}
	const offsets = new Map<string, number>();
	const alone = new Set<string>();
	for (const entries of sharing.values()) {
		const sorted = [...entries].sort((a, b) =>
			a.level ? a.other.y - b.other.y || a.other.x - b.other.x : a.other.x - b.other.x,
		);
		const step = Math.min(SPREAD, 38 / Math.max(1, sorted.length - 1));
		sorted.forEach(({ key }, index) => offsets.set(key, (index - (sorted.length - 1) / 2) * step));
	}
	return offsets;
}

/** Whether a rectangle lies across another's border. */
const crosses = (area: Rect, rect: Rect): boolean =>
	overlap(area, grow(rect, 4)) &&
	!(
		contains(area, { x: rect.x - 4, y: rect.y - 4 }) &&
		contains(area, { x: rect.x + rect.w + 4, y: rect.y + rect.h + 4 })
	);

const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.84, 0.16];

function labelFor(
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

/**
 * Routes every line of a placed picture (pure): the sides by which it leaves and enters are those that keep it short
 * and off other cards, lines that share a side are spread, and each label goes where it covers neither a card nor
 * another label.
 */
export function routeAll(
	picture: Picture,
	placement: Placement,
	labelOf: LabelOf,
	pills: Iterable<Rect> = [],
): Map<string, Route> {
	const cards = new Surroundings(placement.cards.values());
	const seals = picture.nodes.flatMap(({ id, seal }) => {
		const card = placement.cards.get(id);
		return seal && card ? [around(sealMiddle(card), { w: SIZES.seal, h: SIZES.seal })] : [];
	});
	const borders = [...placement.areas.values()];
	const heads = borders.map(({ x, y }) => ({ x, y, w: 210, h: 34 }));
	const solid = new Surroundings([...placement.cards.values(), ...seals, ...heads, ...pills]);
	const chosen = endsOf(picture, placement).map((ends) => ({ ends, sides: sidesFor(ends, cards) }));
	const offsets = spread(chosen);
	const routes = new Map<string, Route>();
	const lines = new Surroundings([]);
	for (const { ends, sides } of chosen) {
		const { id } = ends.edge;
		const route = curve(
			port(ends.from, sides[0], offsets.get(`from ${id}`) ?? 0),
			sides[0],
			port(ends.to, sides[1], offsets.get(`to ${id}`) ?? 0),
			sides[1],
		);
		routes.set(id, route);
		for (const point of samplesOf(route, 24)) lines.add(around(point, { w: 3, h: 3 }));
	}
	for (const { ends } of chosen) {
		const { edge } = ends;
		const route = routes.get(edge.id);
		if (edge.kind !== 'role' || !route) continue;
		const label = labelFor(route, breaksOf(labelOf(edge)), solid, lines, borders);
		if (!label) continue;
		const w = Math.max(...label.lines.map(labelWidth));
		solid.add(around(label.middle, { w, h: label.lines.length * LABEL_LINE }));
		routes.set(edge.id, { ...route, label });
	}
	return routes;
}
