import { middleOf, type Point } from './geometry';
import { SIDES, type Ends, type Side, type Sides } from './sides';

const SPREAD = 18;
/** A line that climbs less than this may as well be level. */
const NEARLY = 18;

/** A line whose sides are chosen. */
export interface Way {
	readonly ends: Ends;
	readonly sides: Sides;
	/** Where it bends on its way around something. */
	readonly via?: readonly [Point, Point] | undefined;
}

/** How far the ends of lines stand off the middles of their sides, by `from {id}` and `to {id}`. */
export type Offsets = ReadonlyMap<string, number>;

/** Where a line first leaves the way that leads straight out of a side. */
function turnOf(middle: Point, side: Side, on: readonly Point[]): Point {
	const isOff = ({ x, y }: Point): boolean =>
		Math.abs(SIDES[side].x === 0 ? x - middle.x : y - middle.y) > 1;
	return on.find(isOff) ?? on.at(-1) ?? middle;
}

/** Spreads the lines that share a side of a card, in the order in which they come there (pure): from their other ends, or from their bends. */
export function spread(list: readonly Way[]): Offsets {
	const sharing = new Map<string, { key: string; other: Point; level: boolean }[]>();
	const add = (node: string, side: Side, key: string, other: Point): void => {
		const name = `${side} ${node}`;
		const entry = { key, other, level: SIDES[side].x !== 0 };
		const entries = sharing.get(name);
		if (entries) entries.push(entry);
		else sharing.set(name, [entry]);
	};
	for (const { ends, sides, via = [] } of list) {
		const [start, end] = [middleOf(ends.from), middleOf(ends.to)];
		const back = [...via].reverse();
		add(ends.edge.from, sides[0], `from ${ends.edge.id}`, turnOf(start, sides[0], [...via, end]));
		if (ends.to.w > 0)
			add(ends.edge.to, sides[1], `to ${ends.edge.id}`, turnOf(end, sides[1], [...back, start]));
	}
	const offsets = new Map<string, number>();
	const alone = new Set<string>();
	for (const entries of sharing.values()) {
		entries.sort((a, b) =>
			a.level ? a.other.y - b.other.y || a.other.x - b.other.x : a.other.x - b.other.x,
		);
		const step = Math.min(SPREAD, 38 / Math.max(1, entries.length - 1));
		entries.forEach(({ key }, index) =>
			offsets.set(key, (index - (entries.length - 1) / 2) * step),
		);
		if (entries.length === 1 && entries[0]) alone.add(entries[0].key);
	}
	for (const way of list) straighten(way, offsets, alone);
	return offsets;
}

/** A line that is nearly level runs straight, if one of its ends has its side for itself and can give way. */
function straighten(
	{ ends: { edge, from, to }, sides }: Way,
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
