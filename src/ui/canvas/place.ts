import {
	around,
	boundsOf,
	clamp,
	distance,
	grow,
	overlap,
	type Point,
	type Rect,
} from './geometry';
import type { Lane, Picture, PictureNode, RoleArrow } from './picture';
import { SIZES, sizeOf } from './sizes';

/** Where things are: the middles of cards and landings, the top left corners of groups, by id. */
export type Positions = Readonly<Record<string, Point>>;

/** Everything that placing decides. */
export interface Placement {
	/** What to remember, and to hand in as `kept` the next time. */
	readonly positions: Positions;
	/** The cards' rectangles, by id. */
	readonly cards: ReadonlyMap<string, Rect>;
	/** The areas' rectangles, by id. */
	readonly areas: ReadonlyMap<string, Rect>;
	/** Where arrows that point into an area end, by the role assignment's id. */
	readonly landings: ReadonlyMap<string, Point>;
}

/** A group on its way to its place; a subscription's loose ghosts are one too, without a border. */
interface Block {
	readonly id: string;
	readonly subscription: string;
	readonly nodes: readonly PictureNode[];
	cards: Map<string, Rect>;
	origin: Point;
	rect: Rect;
}

const LANES: readonly Lane[] = ['workload', 'identity', 'target'];
const { group: ROOM, row: ROW, cardHeight, elbow } = SIZES;
const GHOST_LIFT = 30;
const LANE_WIDTHS = [SIZES.cardWidth, SIZES.identityWidth, SIZES.cardWidth] as const;

/** The left edges of the three lanes, from the group's left edge, when these are their widest cards. */
function laneLefts(widths: readonly number[]): [number, number, number] {
	const [first = 0, second = 0] = widths;
	const middle = ROOM.left + first + SIZES.laneGaps[0];
	return [ROOM.left, middle, middle + second + SIZES.laneGaps[1]];
}

const LEAST_WIDTH = laneLefts(LANE_WIDTHS)[2] + LANE_WIDTHS[2] + ROOM.right;
const LEAST_HEIGHT = ROOM.top + cardHeight + ROW + ROOM.bottom;

/** A group's rectangle: never smaller than three lanes and two rows, and around all of its cards. */
function rectOf(origin: Point, cards: Iterable<Rect>): Rect {
	const least: Rect = { ...origin, w: LEAST_WIDTH, h: LEAST_HEIGHT };
	const room = [...cards].map(({ x, y, w, h }) => ({
		x: x - ROOM.left,
		y: y - ROOM.top,
		w: w + ROOM.left + ROOM.right,
		h: h + ROOM.top + ROOM.bottom,
	}));
	return boundsOf([least, ...room]) ?? least;
}

/** Cards of a group that has no remembered ones yet: lane by lane, the shorter lanes centred. */
function arrange(nodes: readonly PictureNode[], origin: Point): Map<string, Rect> {
	const lanes = LANES.map((lane) => nodes.filter((node) => node.lane === lane));
	const rows = clamp(Math.max(...lanes.map((lane) => lane.length)), 2, mostRows(nodes.length));
	const cards = new Map<string, Rect>();
	let left = origin.x + ROOM.left;
	lanes.forEach((lane, index) => {
		const columns = Math.max(1, Math.ceil(lane.length / rows));
		const each = Math.ceil(lane.length / columns);
		for (let column = 0; column < columns; column++) {
			const part = lane.slice(column * each, (column + 1) * each);
			const top = origin.y + ROOM.top + ((rows - part.length) * ROW) / 2;
			part.forEach((node, place) => {
				const size = sizeOf(node);
				// A ghost stands a little higher, so that a seal's arrow passes below it.
				const lift = node.kind === 'ghost' ? GHOST_LIFT : 0;
				const y = top + place * ROW + (cardHeight - size.h) / 2 - lift;
				cards.set(node.id, { x: left, y, ...size });
			});
			const widest = Math.max(LANE_WIDTHS[index] ?? 0, ...part.map((node) => sizeOf(node).w));
			left += widest + (column < columns - 1 ? elbow * 3 : (SIZES.laneGaps[index] ?? 0));
		}
	});
	return cards;
}

/** How many rows a group of so many cards may have before a lane takes a second column. */
const mostRows = (count: number): number => Math.max(6, Math.ceil(Math.sqrt(count)));

const isFree = (rect: Rect, taken: Iterable<Rect>): boolean => {
	const wide = grow(rect, elbow);
	for (const other of taken) if (overlap(wide, other)) return false;
	return true;
};

/** The places that a new card of a group could take, best first. */
function* seats(block: Block, node: PictureNode): Generator<Rect> {
	const size = sizeOf(node);
	const same = block.nodes.filter(({ id, lane }) => lane === node.lane && block.cards.has(id));
	const lefts = same.map(({ id }) => block.cards.get(id)?.x ?? 0);
	const usual = block.origin.x + (laneLefts(LANE_WIDTHS)[LANES.indexOf(node.lane)] ?? 0);
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
	const down = [...tops].sort((a, b) => a - b);
	for (const x of columns) for (const y of down) yield { x, y, ...size };
	// Nothing free in its own lane: open a column at the right.
	const right = block.rect.x + block.rect.w - ROOM.right;
	for (const x of [...columns.map((left) => left + SIZES.widestCard + elbow), right + elbow * 3])
		for (const y of down) yield { x, y, ...size };
	const bottom = block.rect.y + block.rect.h - ROOM.bottom;
	yield { x: columns[0] ?? usual, y: bottom + ROW - cardHeight, ...size };
}

/** Seats a card in its group: within its area if it can be, then where the area can grow without touching another. */
function seat(block: Block, node: PictureNode, others: readonly Rect[], wish?: Point): Rect {
	const taken = [...block.cards.values()];
	const free = [...(wish ? [around(wish, sizeOf(node))] : []), ...seats(block, node)].filter(
		(rect) => isFree(rect, taken),
	);
	const grown = (rect: Rect): Rect => rectOf(block.origin, [...taken, rect]);
	const fits = (rect: Rect): boolean =>
		!others.some((other) => overlap(grow(grown(rect), SIZES.groupGap - 1), other));
	const chosen = free.find(fits) ?? free[0];
	if (chosen) return chosen;
	const { x, y, w } = block.rect;
	return { x: x + w + elbow, y: y + ROOM.top, ...sizeOf(node) };
}

/** Where a new group goes: under or beside the others, whichever keeps the whole closest to a screen's shape. */
function siteFor(size: { w: number; h: number }, others: readonly Rect[], start: Point): Point {
	const gap = SIZES.groupGap;
	const whole = boundsOf(others);
	if (!whole) return start;
	const lefts = [...new Set(others.map(({ x }) => x))];
	const under = lefts.map((x) => ({
		x,
		y: Math.max(...others.filter((other) => other.x === x).map(({ y, h }) => y + h)) + gap,
	}));
	const beside = { x: whole.x + whole.w + gap, y: whole.y };
	const badness = (site: Point): number => {
		const all = boundsOf([whole, { ...site, ...size }]) ?? whole;
		return Math.max(all.w / 1.35, all.h);
	};
	return [...under, beside]
		.filter((site) => !others.some((other) => overlap({ ...site, ...size }, other)))
		.reduce((best, site) => (badness(site) < badness(best) ? site : best), beside);
}

/** Moves a whole group. */
function shift(block: Block, by: Point): void {
	const move = <T extends Point>(thing: T): T => ({
		...thing,
		x: thing.x + by.x,
		y: thing.y + by.y,
	});
	block.origin = move(block.origin);
	block.rect = move(block.rect);
	block.cards = new Map([...block.cards].map(([id, card]) => [id, move(card)]));
}

/** The last resort when a group had to grow into another: the lower one makes room, as a whole. */
function separate(blocks: readonly Block[]): void {
	const done: Block[] = [];
	for (const block of [...blocks].sort((a, b) => a.rect.y - b.rect.y)) {
		for (;;) {
			const hit = done.find((other) => overlap(grow(block.rect, SIZES.groupGap - 1), other.rect));
			if (!hit) break;
			shift(block, { x: 0, y: hit.rect.y + hit.rect.h + SIZES.groupGap - block.rect.y });
		}
		done.push(block);
	}
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

function blocksOf(picture: Picture, kept: Positions, wishes: Positions): Block[] {
	const subscriptionOf = new Map(
		picture.areas.map(({ id, parent }) => [id, parent ?? id] as const),
	);
	const members = new Map<string, PictureNode[]>();
	for (const { id, kind } of picture.areas) if (kind === 'group') members.set(id, []);
	for (const node of picture.nodes)
		members.set(node.area, [...(members.get(node.area) ?? []), node]);
	const blocks: Block[] = [];
	const place = (id: string, nodes: readonly PictureNode[], origin: Point): Block => {
		const cards = new Map<string, Rect>();
		for (const node of nodes) {
			const middle = kept[node.id];
			if (!middle) continue;
			const size = sizeOf(node);
			const spot = nearestFree(middle, (at) =>
				isFree(grow(around(at, size), -elbow), cards.values()),
			);
			cards.set(node.id, around(spot, size));
		}
		const block = {
			id,
			subscription: subscriptionOf.get(id) ?? id,
			nodes,
			cards,
			origin,
			rect: rectOf(origin, cards.values()),
		};
		blocks.push(block);
		return block;
	};
	const known = [...members].filter(([id]) => kept[id]);
	for (const [id, nodes] of known) place(id, nodes, kept[id] ?? { x: 0, y: 0 });
	for (const [id, nodes] of members) {
		if (kept[id]) continue;
		const subscription = subscriptionOf.get(id) ?? id;
		const arranged = arrange(nodes, { x: 0, y: 0 });
		const { w, h } = rectOf({ x: 0, y: 0 }, arranged.values());
		const size = { w, h };
		const all = blocks.map(({ rect }) => rect);
		const mine = blocks.filter((block) => block.subscription === subscription);
		const whole = boundsOf(all);
		const start = {
			x: whole ? whole.x + whole.w + SIZES.groupGap + 2 * SIZES.subscription : 0,
			y: 0,
		};
		const wish = wishes[id];
		const free = wish && isFree({ ...wish, ...size }, all);
		const origin = free ? wish : siteFor(size, mine.length > 0 ? all : [], start);
		const block = place(id, nodes, origin);
		if (nodes.some((node) => wishes[node.id])) continue;
		block.cards = arrange(nodes, origin);
		block.rect = rectOf(origin, block.cards.values());
	}
	return blocks;
}

/** Puts the cards that have no place yet into their groups. */
function seatAll(blocks: readonly Block[], wishes: Positions): void {
	for (const block of blocks) {
		const others = blocks.filter((other) => other !== block).map(({ rect }) => rect);
		for (const node of block.nodes) {
			if (block.cards.has(node.id)) continue;
			const wish =
				wishes[node.id] ?? (node.stoodAt === undefined ? undefined : wishes[node.stoodAt]);
			block.cards.set(node.id, seat(block, node, others, wish));
			block.rect = rectOf(block.origin, block.cards.values());
		}
		block.rect = rectOf(block.origin, block.cards.values());
	}
}

const NOWHERE: Rect = { x: 0, y: 0, w: 0, h: 0 };

/** Where the arrows end that point into an area and not at a card. */
function land(
	picture: Picture,
	kept: Positions,
	blocks: readonly Block[],
	areas: Map<string, Rect>,
): Map<string, Point> {
	const landings = new Map<string, Point>();
	const cards = new Map(blocks.flatMap((block) => [...block.cards]));
	const seals = new Map(
		picture.nodes.flatMap(({ id, seal }) => (seal ? [[seal.id, id] as const] : [])),
	);
	const groups = picture.areas.filter(({ kind }) => kind === 'group').map(({ id }) => id);
	const arrows = picture.edges.filter((edge): edge is RoleArrow => edge.kind === 'role');
	for (const { id, from, to } of arrows) {
		const area = areas.get(to);
		const source = cards.get(from) ?? cards.get(seals.get(from) ?? '');
		if (!area || !source) continue;
		const whole = !groups.includes(to);
		const block = blocks.find(({ rect }) => overlap(rect, source));
		const home = block && block.id === to ? area : (block?.rect ?? area);
		const ideal = whole
			? { x: source.x + source.w + 50, y: home.y + home.h + SIZES.groupGap / 2 }
			: { x: source.x + source.w / 2 + 92, y: source.y + source.h + 74 };
		// Below its last card an area may still grow, unless that touches another.
		const inner = { x: area.x + 30, y: area.y + 26, w: area.w - 60, h: area.h - 46 };
		const grows = whole || home === area;
		const wish = kept[id] ?? {
			x: clamp(ideal.x, inner.x, inner.x + inner.w),
			y: clamp(ideal.y, inner.y, grows ? Infinity : inner.y + inner.h),
		};
		const roomBelow = ({ y }: Point): boolean => {
			const grown = grow({ ...area, h: y + 26 - area.y }, SIZES.groupGap - 1);
			return !groups.some((other) => other !== to && overlap(grown, areas.get(other) ?? NOWHERE));
		};
		const isGood = (spot: Point): boolean => {
			const own = around(spot, { w: 36, h: 22 });
			if (spot.x < inner.x || spot.x > inner.x + inner.w || spot.y < inner.y) return false;
			// The corner is for the area's name.
			if (spot.y < area.y + 44 && spot.x < area.x + 240) return false;
			if (!whole && spot.y > inner.y + inner.h && !roomBelow(spot)) return false;
			if (whole && groups.some((group) => overlap(own, areas.get(group) ?? NOWHERE))) return false;
			if ([...landings.values()].some((other) => distance(other, spot) < 34)) return false;
			return isFree(own, cards.values());
		};
		const spot = nearestFree(wish, isGood);
		landings.set(id, spot);
		areas.set(to, { ...area, h: Math.max(area.h, spot.y + 26 - area.y) });
	}
	return landings;
}

/**
 * Places a picture (pure, and the same for the same input): groups are areas stacked in columns; inside a group
 * programs are left, identities in the middle, what they open right. What `kept` knows stays where it is when things
 * come and go; only when a group cannot grow without touching another does the lower group make room, as a whole.
 * `wishes` says where things once were that have since gone: they return there if the place is still free, and the
 * ghost of an identity likes to stand where its resource stood.
 */
export function place(picture: Picture, kept: Positions = {}, wishes: Positions = {}): Placement {
	const blocks = blocksOf(picture, kept, wishes);
	seatAll(blocks, wishes);
	separate(blocks);
	const areas = new Map<string, Rect>();
	for (const { id, subscription, rect } of blocks) if (id !== subscription) areas.set(id, rect);
	const surround = (): void => {
		let right = 0;
		for (const { id } of picture.areas.filter(({ kind }) => kind === 'subscription')) {
			const mine = blocks.filter(({ subscription }) => subscription === id);
			const inside = boundsOf(mine.map((block) => areas.get(block.id) ?? block.rect));
			const empty = { x: right, y: 0, w: LEAST_WIDTH, h: LEAST_HEIGHT };
			const rect = grow(inside ?? empty, SIZES.subscription);
			const before = areas.get(id);
			areas.set(id, before ? (boundsOf([before, rect]) ?? rect) : rect);
			right = Math.max(right, rect.x + rect.w + 2 * SIZES.groupGap);
		}
	};
	surround();
	const landings = land(picture, kept, blocks, areas);
	surround();
	const cards = new Map(blocks.flatMap((block) => [...block.cards]));
	const positions: Record<string, Point> = {};
	for (const { id, origin } of blocks) positions[id] = origin;
	for (const [id, { x, y, w, h }] of cards) positions[id] = { x: x + w / 2, y: y + h / 2 };
	for (const [id, point] of landings) positions[id] = point;
	return { positions, cards, areas, landings };
}
