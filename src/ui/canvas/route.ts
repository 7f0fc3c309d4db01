import { samplesOf, type Route } from './curve';
import { around, boundsOf, clamp, contains, distance, grow, middleOf } from './geometry';
import type { Point, Rect } from './geometry';
import { breaksOf, LABEL_LINE, labelWidth, type LabelOf } from './labels';
import { labelFor } from './labelSpot';
import type { Picture, PictureEdge } from './picture';
import type { Placement } from './place';
import { SIZES } from './sizes';
import { Surroundings } from './surroundings';

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
/** A line that climbs less than this may as well be level. */
const NEARLY = 18;

/** The middle of the seal of a card. */
export const sealMiddle = ({ x, y, w, h }: Rect): Point => ({ x: x + w + 6, y: y + h - 2 });

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
		const points = samplesOf(route, SAMPLES);
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
		if (sorted.length === 1 && sorted[0]) alone.add(sorted[0].key);
	}
	for (const way of list) straighten(way, offsets, alone);
	return offsets;
}

/** A line that is nearly level runs straight, if one of its ends has its side for itself and can give way. */
function straighten(
	{ ends: { edge, from, to }, sides }: { ends: Ends; sides: readonly [Side, Side] },
	offsets: Map<string, number>,
	alone: ReadonlySet<string>,
): void {
	if (sides.some((side) => SIDES[side].x === 0) || to.w === 0) return;
	const [source, target] = [`from ${edge.id}`, `to ${edge.id}`];
	const [start, end] = [middleOf(from).y, middleOf(to).y];
	const bent = start + (offsets.get(source) ?? 0) - end - (offsets.get(target) ?? 0);
	if (Math.abs(bent) > NEARLY) return;
	if (alone.has(target)) offsets.set(target, start + (offsets.get(source) ?? 0) - end);
	else if (alone.has(source)) offsets.set(source, end + (offsets.get(target) ?? 0) - start);
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
