import { around, grow, overlap, type Point, type Rect } from './geometry';
import { LANE_WIDTHS, laneLefts, laneOf, mostRows, rectOf, type Shape, type Size } from './lanes';
import type { PictureNode } from './picture';
import { SIZES, sizeOf } from './sizes';

const { group: ROOM, row: ROW, cardHeight, elbow } = SIZES;

/** As wide as a screen is, in its heights. */
const ASPECT = 1.35;
/** A group becomes no larger than this for its cards, as a side of a screen's shape, rather than that another makes room. */
const largest = (cards: number): number => 200 + 1.5 * Math.sqrt((cards * 206 * ROW) / ASPECT);
/** As how large a group is looked at: the larger of its sides in a screen's shape. */
const extent = ({ w, h }: Rect): number => Math.max(w / ASPECT, h);

/** A group on its way to its place; a subscription's loose ghosts are one too, without a border. */
export interface Block {
	readonly id: string;
	readonly subscription: string;
	readonly nodes: readonly PictureNode[];
	readonly shape: Shape;
	/** So large it is at least. */
	least: Size;
	cards: Map<string, Rect>;
	origin: Point;
	rect: Rect;
}

/** Moves a whole group. */
export function shift(block: Block, by: Point): void {
	const move = <T extends Point>(thing: T): T => ({
		...thing,
		x: thing.x + by.x,
		y: thing.y + by.y,
	});
	block.origin = move(block.origin);
	block.rect = move(block.rect);
	block.cards = new Map([...block.cards].map(([id, card]) => [id, move(card)]));
}

/** Whether a card there would keep its distance from others. */
export const isFree = (rect: Rect, taken: Iterable<Rect>): boolean => {
	const wide = grow(rect, elbow);
	for (const other of taken) if (overlap(wide, other)) return false;
	return true;
};

/** The height at which a card faces the middle of the others of its group. */
function middleRow(block: Block, h: number): number | undefined {
	const there = block.nodes.filter(({ id }) => block.cards.has(id));
	const facing = there.filter((node) => laneOf(node) > 0);
	const middles = (facing.length > 0 ? facing : there).flatMap(({ id }) => {
		const card = block.cards.get(id);
		return card ? [card.y + card.h / 2] : [];
	});
	if (middles.length === 0) return undefined;
	return (Math.min(...middles) + Math.max(...middles)) / 2 - h / 2;
}

/** Whether a column is one of the lane's own: no card of another lane stands in it. */
function inLane(block: Block, node: PictureNode, x: number): boolean {
	const others = block.nodes.filter(
		(other) => other.kind !== 'ghost' && laneOf(other) !== laneOf(node),
	);
	return !others.some(({ id }) => {
		const card = block.cards.get(id);
		return card !== undefined && card.x < x + SIZES.cardWidth && x < card.x + card.w;
	});
}

/** The places that a new card of a group could take, best first. */
function* seats(block: Block, node: PictureNode): Generator<Rect> {
	const size = sizeOf(node, block.shape);
	if (block.shape === 'upright') {
		const { x, y, h } = block.rect;
		const second = x + ROOM.left + SIZES.cardWidth + 34;
		for (let top = y + ROOM.top; top < y + h + 3 * ROW; top += ROW / 2)
			for (const left of [x + ROOM.left, second]) yield { x: left, y: top, ...size };
	}
	// A ghost stands where something was, in whichever lane: it makes none its own.
	const there = block.nodes.filter(({ id }) => block.cards.has(id));
	const ghosts = there.filter(({ kind }) => kind === 'ghost');
	const same = there.filter(
		(other) => laneOf(other) === laneOf(node) && (other.kind !== 'ghost' || node.kind === 'ghost'),
	);
	const lefts = same.map(({ id }) => block.cards.get(id)?.x ?? 0);
	const usual = block.origin.x + (laneLefts(LANE_WIDTHS)[laneOf(node)] ?? 0);
	const columns = lefts.length > 0 ? [...new Set(lefts)].sort((a, b) => a - b) : [usual];
	const first = block.origin.y + ROOM.top + (cardHeight - size.h) / 2;
	const rows = mostRows(block.nodes.length);
	const tops = new Set(Array.from({ length: rows }, (_, row) => first + row * ROW));
	for (const { id } of same) {
		const card = block.cards.get(id);
		if (!card) continue;
		const level = card.y + (card.h - size.h) / 2;
		tops.add(level + ROW);
		if (level - ROW >= first) tops.add(level - ROW);
	}
	for (const { id } of ghosts) {
		const card = block.cards.get(id);
		if (card) tops.add(card.y + card.h + elbow);
	}
	const down = [...tops].sort((a, b) => a - b);
	// No lane is longer than it would be in a group that is placed as a whole: before, another column is opened.
	const lowest = first + (rows - 0.5) * ROW;
	const within = down.filter((y) => y <= lowest);
	// The first of its lane stands where the others are in the middle; programs begin at the top.
	const level = middleRow(block, size.h);
	if (same.length === 0 && ghosts.length === 0 && laneOf(node) > 0 && level !== undefined)
		yield { x: usual, y: level, ...size };
	for (const x of columns)
		for (const y of within) if (inLane(block, node, x)) yield { x, y, ...size };
	for (const y of within) yield { x: usual, y, ...size };
	// Nothing free in its own lane: open a column at the right.
	const right = block.rect.x + block.rect.w - ROOM.right;
	const beside = columns.map((left) => left + SIZES.widestCard + elbow);
	const own = beside.filter((left) => inLane(block, node, left));
	for (const x of [...own, right + elbow * 3, ...beside])
		for (const y of within) yield { x, y, ...size };
	// Where another group is in the way of that it may be somewhat longer.
	for (const x of columns)
		for (const y of down) if (y > lowest && inLane(block, node, x)) yield { x, y, ...size };
}

/** Seats a card in its group: within its area if it can be, then where the area can grow without touching another and stays compact. */
export function seat(block: Block, node: PictureNode, others: readonly Rect[], wish?: Point): Rect {
	const taken = [...block.cards.values()];
	const free = [
		...(wish ? [around(wish, sizeOf(node, block.shape))] : []),
		...seats(block, node),
	].filter((rect) => isFree(rect, taken));
	const grown = (rect: Rect): Rect =>
		rectOf(block.origin, [...taken, rect], block.shape, block.least);
	const most = Math.max(extent(block.rect), largest(taken.length + 1));
	const fits = (rect: Rect): boolean => {
		const area = grown(rect);
		if (block.shape === 'wide' && extent(area) > most) return false;
		return !others.some((other) => overlap(grow(area, SIZES.groupGap - 1), other));
	};
	const chosen = free.find(fits) ?? free[0];
	if (chosen) return chosen;
	const { x, y, w } = block.rect;
	return { x: x + w + elbow, y: y + ROOM.top, ...sizeOf(node, block.shape) };
}

/** The free spot nearest to a wished one, on a grid of rings around it. */
export function nearestFree(wish: Point, isGood: (spot: Point) => boolean): Point {
	if (isGood(wish)) return wish;
	for (let radius = 1; radius < 60; radius++)
		for (let step = 0; step < radius * 8; step++) {
			const angle = (step / (radius * 8)) * 2 * Math.PI;
			const spot = {
				x: Math.round(wish.x + Math.cos(angle) * radius * 14),
				y: Math.round(wish.y + Math.sin(angle) * radius * 14),
			};
			if (isGood(spot)) return spot;
		}
	return wish;
}
