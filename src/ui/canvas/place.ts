import { around, boundsOf, grow, overlap, type Point, type Positions, type Rect } from './geometry';
import { land } from './landings';
import { arrange, rectOf, type Shape } from './lanes';
export type { Shape } from './lanes';
import type { Picture, PictureNode } from './picture';
import { isFree, nearestFree, seat, type Block } from './seats';
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

/** Where a new group goes: under or beside the others, whichever keeps the whole closest to a screen's shape. */
function siteFor(
	size: { w: number; h: number },
	others: readonly Rect[],
	start: Point,
	shape: Shape,
): Point {
	const gap = SIZES.groupGap;
	const whole = boundsOf(others);
	if (!whole) return start;
	if (shape === 'upright') return { x: whole.x, y: whole.y + whole.h + gap };
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

function blocksOf(picture: Picture, kept: Positions, wishes: Positions, shape: Shape): Block[] {
	const subscriptionOf = new Map(
		picture.areas.map(({ id, kind, parent }) => [id, (kind === 'group' && parent) || id] as const),
	);
	const members = new Map<string, PictureNode[]>();
	for (const { id, kind } of picture.areas) if (kind === 'group') members.set(id, []);
	for (const node of picture.nodes) {
		const list = members.get(node.area);
		if (list) list.push(node);
		else members.set(node.area, [node]);
	}
	const blocks: Block[] = [];
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
		const block = {
			id,
			subscription: subscriptionOf.get(id) ?? id,
			nodes,
			shape,
			cards,
			origin,
			rect: rectOf(origin, cards.values(), shape),
		};
		blocks.push(block);
		return block;
	};
	const known = [...members].filter(([id]) => kept[id]);
	// Between two subscriptions there may be the borders of all management groups.
	const between =
		2 *
		SIZES.managementGroup.sides *
		picture.areas.filter(({ kind }) => kind === 'managementGroup').length;
	for (const [id, nodes] of known) place(id, nodes, kept[id] ?? { x: 0, y: 0 });
	for (const [id, nodes] of members) {
		if (kept[id]) continue;
		const subscription = subscriptionOf.get(id) ?? id;
		const arranged = arrange(nodes, { x: 0, y: 0 }, shape);
		const { w, h } = rectOf({ x: 0, y: 0 }, arranged.values(), shape);
		const size = { w, h };
		const all = blocks.map(({ rect }) => rect);
		const mine = blocks.filter((block) => block.subscription === subscription);
		const whole = boundsOf(all);
		const start = {
			x: whole ? whole.x + whole.w + SIZES.groupGap + 2 * SIZES.subscription + between : 0,
			y: 0,
		};
		const wish = wishes[id];
		const free = wish && isFree({ ...wish, ...size }, all);
		const origin = free ? wish : siteFor(size, mine.length > 0 ? all : [], start, shape);
		const block = place(id, nodes, origin);
		if (nodes.some((node) => wishes[node.id])) continue;
		block.cards = arrange(nodes, origin, shape);
		block.rect = rectOf(origin, block.cards.values(), shape);
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
			block.rect = rectOf(block.origin, block.cards.values(), block.shape);
		}
		block.rect = rectOf(block.origin, block.cards.values(), block.shape);
	}
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
	seatAll(blocks, wishes);
	separate(blocks);
	const areas = new Map<string, Rect>();
	for (const { id, subscription, rect } of blocks) if (id !== subscription) areas.set(id, rect);
	surround(picture, blocks, areas, shape);
	const landings = land(picture, kept, blocks, areas);
	surround(picture, blocks, areas, shape);
	const cards = new Map(blocks.flatMap((block) => [...block.cards]));
	const positions: Record<string, Point> = {};
	for (const { id, origin } of blocks) positions[id] = origin;
	for (const [id, { x, y, w, h }] of cards) positions[id] = { x: x + w / 2, y: y + h / 2 };
	for (const [id, point] of landings) positions[id] = point;
	return { positions, cards, areas, landings };
}
