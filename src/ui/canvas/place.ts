import { around, boundsOf, grow, overlap, type Point, type Positions, type Rect } from './geometry';
import { halvedWidth } from './labels';
import { land } from './landings';
import {
	arrange,
	leastOf,
	rectOf,
	roomyOf,
	uprightWidth,
	type LaneRoom,
	type Shape,
} from './lanes';
export type { Shape } from './lanes';
import type { Lane, Picture, PictureNode } from './picture';
import { isFree, nearestFree, seat, shift, type Block } from './seats';
import { lineUp, LINES_FROM, siteAll, siteFor } from './sites';
import { neighboursOf, untangled } from './order';
import { SIZES, sizeOf } from './sizes';
import { surround } from './surround';

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

/**
 * The last resort when a group had to grow into another: that one makes room, as a whole, downwards or to the right, as
 * is the shorter way. Those in which something was seated stay.
 */
function separate(blocks: readonly Block[], grown: ReadonlySet<Block>): void {
	const done: Block[] = [];
	const order = [...blocks].sort(
		(a, b) =>
			Number(grown.has(b)) - Number(grown.has(a)) || a.rect.y - b.rect.y || a.rect.x - b.rect.x,
	);
	for (const block of order) {
		for (;;) {
			const { x, y } = block.rect;
			const hit = done.find((other) => overlap(grow(block.rect, SIZES.groupGap - 1), other.rect));
			if (!hit) break;
			const down = hit.rect.y + hit.rect.h + SIZES.groupGap - y;
			const right = hit.rect.x + hit.rect.w + SIZES.groupGap - x;
			shift(block, right < down && x > hit.rect.x ? { x: right, y: 0 } : { x: 0, y: down });
		}
		done.push(block);
	}
}

/** A group that is narrower than this part of its column stays so. */
const LIKE = 0.5;
/** Under which name the least size of a group is remembered, as a point: so much is kept free to build in. */
export const leastKey = (group: string): string => `least ${group}`;

/** The widest gap for the names of roles. */
const WIDEST_GAP = 160;
/** So many arrows to one card narrow to a point, and so many in all cross: for what is written between them the gap is wider. */
const FAN = { one: 3, all: 4, gap: 140 } as const;
/** From programs to what they open where no identity stands between, and there are other groups. */
const BRIDGE = 252;

/** How the lanes of each group stand when it is placed as a whole. */
function roomsOf({ nodes, edges }: Picture, groups: number): (id: string) => LaneRoom {
	const home = new Map<string, string>();
	const held = new Map<string, number>();
	const lane = new Map<string, Lane>();
	for (const { id, area, seal, ...node } of nodes) {
		home.set(id, area);
		if (seal) home.set(seal.id, area);
		lane.set(id, node.lane);
		held.set(area, (held.get(area) ?? 0) + 1);
	}
	const widest = new Map<string, number>();
	/** The same between programs and identities that have a role on them. */
	const back = new Map<string, number>();
	const fans = new Map<string, number>();
	const widen = (gaps: Map<string, number>, area: string, gap: number): void =>
		void gaps.set(area, Math.max(gaps.get(area) ?? 0, gap));
	for (const edge of edges) {
		const area = edge.kind === 'role' ? home.get(edge.from) : undefined;
		if (edge.kind !== 'role' || area === undefined || home.get(edge.to) !== area) continue;
		const ahead = lane.get(edge.to) === 'target';
		for (const end of ahead ? [edge.to, area] : []) fans.set(end, (fans.get(end) ?? 0) + 1);
		if ((fans.get(edge.to) ?? 0) >= FAN.one || (fans.get(area) ?? 0) >= FAN.all)
			widen(widest, area, FAN.gap);
		if (lane.has(edge.from)) widen(ahead ? widest : back, area, halvedWidth(edge.role) + 20);
	}
	const [beside, usual] = SIZES.laneGaps;
	return (id) => ({
		// A group alone with little in it is there to be built in.
		roomy: !held.has(id) || (groups === 1 && (held.get(id) ?? 0) < 3),
		programs: Math.min(Math.max(beside, back.get(id) ?? 0), WIDEST_GAP),
		roles: Math.min(Math.max(usual, widest.get(id) ?? 0), WIDEST_GAP),
		bridge: groups === 1 ? SIZES.laneGaps[0] + SIZES.identityWidth + SIZES.laneGaps[1] : BRIDGE,
	});
}

/** A group with its cards. */
type Members = readonly [string, readonly PictureNode[]];

/** New groups that are placed together: many that come to a subscription at once. Those that return do so one by one. */
function unitsOf(
	{ areas }: Picture,
	fresh: readonly Members[],
	wishes: Positions,
): (readonly Members[])[] {
	const parents = new Map(areas.map(({ id, parent }) => [id, parent]));
	const units = new Map<string | undefined, Members[]>();
	const single: Members[] = [];
	for (const one of fresh) {
		const parent = parents.get(one[0]);
		const unit = units.get(parent) ?? [];
		if (wishes[one[0]]) single.push(one);
		else units.set(parent, [...unit, one]);
	}
	const few = [...units.values()].filter(({ length }) => length < LINES_FROM);
	const many = [...units.values()].filter(({ length }) => length >= LINES_FROM);
	return [...[...single, ...few.flat()].map((one) => [one]), ...many];
}

function blocksOf(picture: Picture, kept: Positions, wishes: Positions, shape: Shape): Block[] {
	const byId = new Map(picture.areas.map((area) => [area.id, area]));
	const members = new Map<string, PictureNode[]>();
	for (const { id, kind } of picture.areas) if (kind === 'group') members.set(id, []);
	const roomOf = roomsOf(picture, members.size);
	const joined = neighboursOf(picture);
	for (const node of picture.nodes) {
		const list = members.get(node.area);
		if (list) list.push(node);
		else members.set(node.area, [node]);
	}
	const blocks: Block[] = [];
	const ORIGIN: Point = { x: 0, y: 0 };
	const place = (id: string, nodes: readonly PictureNode[], origin: Point): Block => {
		const cards = new Map<string, Rect>();
		for (const node of nodes) {
			const middle = kept[node.id];
			if (!middle) continue;
			const size = sizeOf(node, shape);
			const spot = nearestFree(middle, (at) =>
				isFree(grow(around(at, size), -SIZES.elbow), cards.values()),
			);
			cards.set(node.id, around(spot, size));
		}
		const area = byId.get(id);
		const subscription = (area?.kind === 'group' && area.parent) || id;
		const smallest = leastOf(area?.name ?? '', area?.location ?? '', shape);
		const free = kept[leastKey(id)];
		const least = free ? { w: free.x, h: free.y } : smallest;
		const rect = rectOf(origin, cards.values(), shape, least);
		const block = { id, subscription, nodes, shape, least, cards, origin, rect };
		blocks.push(block);
		return block;
	};
	const known = [...members].filter(([id]) => kept[id]);
	const fresh = [...members].filter(([id]) => !kept[id]);
	for (const [id, nodes] of known) place(id, nodes, kept[id] ?? ORIGIN);
	/** One below the other, groups are as wide as one another, and no wider than the widest need be. */
	const upright = Math.max(
		...fresh.map(([id, nodes]) => {
			const { name = '', location = '' } = byId.get(id) ?? {};
			return Math.max(uprightWidth(nodes), leastOf(name, location, 'upright').w);
		}),
	);
	/** A group that is placed as a whole, at the origin. */
	const whole = (id: string, nodes: readonly PictureNode[]): Block => {
		const block = place(id, nodes, ORIGIN);
		const room = roomOf(id);
		if (shape === 'upright') block.least = { ...block.least, w: upright };
		else if (room.roomy) block.least = roomyOf(shape);
		// On a phone, where all is placed anew again and again, cards keep the order in which they came.
		const ordered = shape === 'wide' ? untangled(nodes, joined) : nodes;
		block.cards = arrange(ordered, ORIGIN, shape, room, joined, upright);
		block.rect = rectOf(ORIGIN, block.cards.values(), shape, block.least);
		return block;
	};
	if (known.length === 0 && Object.keys(wishes).length === 0) {
		for (const [id, nodes] of fresh) whole(id, nodes);
		siteAll(picture, blocks, shape);
		return blocks;
	}
	// Between two subscriptions there may be the borders of all management groups.
	const between =
		2 *
		SIZES.managementGroup.sides *
		picture.areas.filter(({ kind }) => kind === 'managementGroup').length;
	for (const unit of shape === 'wide'
		? unitsOf(picture, fresh, wishes)
		: fresh.map((one) => [one])) {
		const others = [...blocks];
		const added = unit.map(([id, nodes]) => whole(id, nodes));
		const [block] = added;
		if (added.length > 1) lineUp(picture, added);
		const unitRect = boundsOf(added.map(({ rect }) => rect));
		if (!block || !unitRect) continue;
		const all = others.map(({ rect }) => rect);
		const mine = others.filter(({ subscription }) => subscription === block.subscription);
		const bounds = boundsOf(all);
		const start = {
			x: bounds ? bounds.x + bounds.w + SIZES.groupGap + 2 * SIZES.subscription + between : 0,
			y: 0,
		};
		const wish = wishes[block.id];
		const { x, y, w, h } = unitRect;
		const rects = mine.map(({ rect }) => rect);
		const site =
			wish && isFree({ ...wish, w, h }, all) ? wish : siteFor({ w, h }, rects, all, start, shape);
		for (const one of added) shift(one, { x: site.x - x, y: site.y - y });
		// Those of its cards that return are seated where they were.
		if (block.nodes.some((node) => wishes[node.id])) block.cards = new Map();
	}
	return blocks;
}

/** Whether a group may be drawn so large: nothing else is in the way. */
const mayBe = (blocks: readonly Block[], block: Block, rect: Rect): boolean =>
	!blocks.some((other) => other !== block && overlap(grow(rect, SIZES.groupGap - 1), other.rect));

/**
 * Groups that stand in one column are drawn as wide as the widest of them, where nothing is in the way; and many groups,
 * which are read in rows, as high as the highest of their row.
 */
function align(blocks: readonly Block[]): void {
	for (const block of blocks) {
		const own = blocks.filter(({ subscription }) => subscription === block.subscription);
		const column = own.filter(({ origin }) => origin.x === block.origin.x);
		const w = Math.max(...column.map(({ rect }) => rect.x + rect.w - block.rect.x));
		const wide = { ...block.rect, w };
		if (w > block.rect.w && block.rect.w >= w * LIKE && mayBe(blocks, block, wide))
			block.rect = wide;
		if (own.length < LINES_FROM) continue;
		const row = own.filter(({ origin }) => origin.y === block.origin.y);
		const h = Math.max(...row.map(({ rect }) => rect.y + rect.h - block.rect.y));
		const high = { ...block.rect, h };
		if (h > block.rect.h && mayBe(blocks, block, high)) block.rect = high;
	}
}

/** Puts the cards that have no place yet into their groups, and tells into which. */
function seatAll(blocks: readonly Block[], wishes: Positions): Set<Block> {
	const grown = new Set<Block>();
	for (const block of blocks) {
		const others = blocks.filter((other) => other !== block).map(({ rect }) => rect);
		for (const node of block.nodes) {
			if (block.cards.has(node.id)) continue;
			grown.add(block);
			const wish =
				wishes[node.id] ?? (node.stoodAt === undefined ? undefined : wishes[node.stoodAt]);
			block.cards.set(node.id, seat(block, node, others, wish));
			block.rect = rectOf(block.origin, block.cards.values(), block.shape, block.least);
		}
		block.rect = rectOf(block.origin, block.cards.values(), block.shape, block.least);
	}
	return grown;
}

/**
 * Places a picture (pure, and the same for the same input): groups are areas stacked in columns; inside a group
 * programs are left, identities in the middle, what they open right. What `kept` knows stays where it is when things
 * come and go; only when a group cannot grow without touching another does the lower group make room, as a whole.
 * `wishes` says where things once were that have since gone: they return there if the place is still free, and the
 * ghost of an identity likes to stand where its resource stood.
 */
export function place(
	picture: Picture,
	kept: Positions = {},
	wishes: Positions = {},
	shape: Shape = 'wide',
): Placement {
	const blocks = blocksOf(picture, kept, wishes, shape);
	separate(blocks, seatAll(blocks, wishes));
	align(blocks);
	const areas = new Map<string, Rect>();
	for (const { id, subscription, rect } of blocks) if (id !== subscription) areas.set(id, rect);
	surround(picture, blocks, areas, shape);
	const landings = land(picture, kept, blocks, areas);
	surround(picture, blocks, areas, shape);
	const cards = new Map(blocks.flatMap((block) => [...block.cards]));
	const positions: Record<string, Point> = {};
	for (const { id, origin, least } of blocks) {
		positions[id] = origin;
		positions[leastKey(id)] = { x: least.w, y: least.h };
	}
	for (const [id, { x, y, w, h }] of cards) positions[id] = { x: x + w / 2, y: y + h / 2 };
	for (const [id, point] of landings) positions[id] = point;
	return { positions, cards, areas, landings };
}
