import { boundsOf, type Point, type Rect } from './geometry';
import { levelsOf, type Joined } from './order';
import type { Lane, PictureNode } from './picture';
import { SIZES, sizeOf } from './sizes';

/** How cards stand inside a group: programs left, identities in the middle, what they open right. */
export const LANES: readonly Lane[] = ['workload', 'identity', 'target'];
const { group: ROOM, row: ROW, cardHeight, elbow } = SIZES;
const GHOST_LIFT = 30;
/** The lanes' usual widths. */
export const LANE_WIDTHS = [SIZES.cardWidth, SIZES.identityWidth, SIZES.cardWidth] as const;

/** Which of {@link LANES} a card stands in: programs stand above what they stand on. */
export const laneOf = ({ lane }: PictureNode): number =>
	lane === 'ground' ? 0 : LANES.indexOf(lane);

/** The left edges of the three lanes, from the group's left edge, when these are their widest cards. */
export function laneLefts(widths: readonly number[]): [number, number, number] {
	const [first = 0, second = 0] = widths;
	const middle = ROOM.left + first + SIZES.laneGaps[0];
	return [ROOM.left, middle, middle + second + SIZES.laneGaps[1]];
}

/** The width of a group with room for three lanes. */
const ROOMY_WIDTH = laneLefts(LANE_WIDTHS)[2] + LANE_WIDTHS[2] + ROOM.right;

/** How a picture is placed: lanes side by side, or, for a phone held upright, one below the other. */
export type Shape = 'wide' | 'upright';

/** A width and a height, in CSS pixels at zoom 1. */
export interface Size {
	readonly w: number;
	readonly h: number;
}

/** From one card to the next in an upright lane, and from lane to lane: roles are written there. */
const UPRIGHT = { beside: 34, row: 100, lane: 138, right: 34 } as const;

/** The size of a group that is there to be built in: three lanes and two rows. */
export const roomyOf = (shape: Shape): Size =>
	shape === 'wide'
		? { w: ROOMY_WIDTH, h: ROOM.top + cardHeight + ROW + ROOM.bottom }
		: {
				w: ROOM.left + 2 * SIZES.cardWidth + UPRIGHT.beside + UPRIGHT.right,
				h: ROOM.top + cardHeight + ROOM.bottom,
			};

/** The least size of a group: its name and place have room, and a card. */
export const leastOf = (name: string, location: string, shape: Shape): Size => ({
	w: Math.max(
		ROOM.left + SIZES.cardWidth + (shape === 'upright' ? UPRIGHT.right : ROOM.right),
		42 + name.length * 7.6 + (location.length + 1) * 6.6,
	),
	h: ROOM.top + cardHeight + ROOM.bottom,
});

/** A group's rectangle: never smaller than its least size, and around all of its cards. */
export function rectOf(
	origin: Point,
	cards: Iterable<Rect>,
	shape: Shape,
	{ w, h }: Size = roomyOf(shape),
): Rect {
	const least: Rect = { ...origin, w, h };
	// Upright, seals are at the right edge too.
	const right = shape === 'upright' ? UPRIGHT.right : ROOM.right;
	const room = [...cards].map(({ x, y, w, h }) => ({
		x: x - ROOM.left,
		y: y - ROOM.top,
		w: w + ROOM.left + right,
		h: h + ROOM.top + ROOM.bottom,
	}));
	return boundsOf([least, ...room]) ?? least;
}

/** Two abreast, and what programs stand on beside the last of them where there is room, else at the bottom. */
function rowsOf(nodes: readonly PictureNode[]): PictureNode[][][] {
	const isWide = (node: PictureNode): boolean => sizeOf(node, 'upright').w > SIZES.cardWidth;
	const pairs = (list: readonly PictureNode[]): PictureNode[][] => {
		const rows: PictureNode[][] = [];
		for (const node of list) {
			const last = rows.at(-1);
			const joins = last?.length === 1 && ![...last, node].some(isWide);
			if (joins) last.push(node);
			else rows.push([node]);
		}
		return rows;
	};
	const lanes = LANES.map((lane) => pairs(nodes.filter((node) => node.lane === lane)));
	const ground = nodes.filter(({ lane }) => lane === 'ground');
	const [first, last] = [ground[0], lanes[0]?.at(-1)];
	if (first && last?.length === 1 && ![first, ...last].some(isWide)) {
		last.push(first);
		ground.shift();
	}
	return [...lanes, pairs(ground)].filter((rows) => rows.length > 0);
}

const rowWidth = (row: readonly PictureNode[]): number =>
	row.reduce((sum, node) => sum + sizeOf(node, 'upright').w, 0) + UPRIGHT.beside * (row.length - 1);

/** The width of an upright group with these cards; without any there is room to build in. */
export const uprightWidth = (nodes: readonly PictureNode[]): number =>
	nodes.length === 0
		? roomyOf('upright').w
		: ROOM.left + Math.max(...rowsOf(nodes).flat().map(rowWidth)) + UPRIGHT.right;

/** Lanes one below the other, two cards in a row, in the middle of a group that is so wide. */
function stack(nodes: readonly PictureNode[], origin: Point, w: number): Map<string, Rect> {
	const cards = new Map<string, Rect>();
	let top = origin.y + ROOM.top;
	for (const rows of rowsOf(nodes))
		for (const row of rows) {
			const sizes = row.map((node) => sizeOf(node, 'upright'));
			let left = origin.x + Math.max(ROOM.left, (w - rowWidth(row)) / 2);
			row.forEach((node, index) => {
				const size = sizes[index] ?? sizeOf(node, 'upright');
				cards.set(node.id, { x: left, y: top + (cardHeight - size.h) / 2, ...size });
				left += size.w + UPRIGHT.beside;
			});
			top += row === rows.at(-1) ? UPRIGHT.lane : UPRIGHT.row;
		}
	return cards;
}

/** How the lanes of a group stand that is placed as a whole. */
export interface LaneRoom {
	/** All three lanes keep their place, whether anything stands in them or not: there is more to come. */
	readonly roomy: boolean;
	/** From the programs to the identities: the names of roles on programs are written there. */
	readonly programs: number;
	/** From the identities to what they open: the names of their roles are written there. */
	readonly roles: number;
	/** From programs to what they open where no identity stands between: roles of system-assigned ones may cross it. */
	readonly bridge: number;
}

/** From a lane to the next one in which anything stands. */
function gapAfter(
	lane: number,
	next: number,
	{ roomy, programs, roles, bridge }: LaneRoom,
): number {
	if (roomy) return SIZES.laneGaps[lane] ?? 0;
	if (lane === 1) return roles;
	return next === 2 ? bridge : programs;
}

/**
 * Cards of a group that has no remembered ones yet: lane by lane, the shorter lanes beside what they are joined with; no
 * lane is left empty. An upright group is so wide.
 */
export function arrange(
	nodes: readonly PictureNode[],
	origin: Point,
	shape: Shape = 'wide',
	room: LaneRoom = { roomy: true, programs: 0, roles: 0, bridge: 0 },
	joined: Joined = new Map(),
	width: number = uprightWidth(nodes),
): Map<string, Rect> {
	if (shape === 'upright') return stack(nodes, origin, width);
	const ordered = [...nodes].sort(
		(a, b) => Number(a.lane === 'ground') - Number(b.lane === 'ground'),
	);
	const lanes = LANES.map((_, index) => ordered.filter((node) => laneOf(node) === index));
	// A ghost stands higher than the rest.
	const fewest = room.roomy || nodes.some(({ kind }) => kind === 'ghost') ? 2 : 1;
	const most = Math.max(fewest, mostRows(nodes.length));
	const columnsOf = (lane: readonly PictureNode[]): PictureNode[][] => {
		const columns = Math.max(1, Math.ceil(lane.length / most));
		const each = Math.ceil(lane.length / columns);
		return Array.from({ length: columns }, (_, column) =>
			lane.slice(column * each, (column + 1) * each),
		);
	};
	const parts = lanes.map(columnsOf);
	const rows = Math.max(fewest, ...parts.flat().map((column) => column.length));
	const levels = levelsOf(parts.flat(), rows, joined);
	const cards = new Map<string, Rect>();
	let left = origin.x + ROOM.left;
	parts.forEach((columns, index) => {
		if (lanes[index]?.length === 0 && !room.roomy) return;
		const next = lanes.findIndex((other, later) => later > index && other.length > 0);
		columns.forEach((part, column) => {
			for (const node of part) {
				const size = sizeOf(node);
				// A ghost stands a little higher, so that a seal's arrow passes below it.
				const lift = node.kind === 'ghost' ? GHOST_LIFT : 0;
				const top = origin.y + ROOM.top + (levels.get(node.id) ?? 0) * ROW;
				cards.set(node.id, { x: left, y: top + (cardHeight - size.h) / 2 - lift, ...size });
			}
			const widest = Math.max(LANE_WIDTHS[index] ?? 0, ...part.map((node) => sizeOf(node).w));
			left += widest + (column < columns.length - 1 ? elbow * 3 : gapAfter(index, next, room));
		});
	});
	return cards;
}

/** How many rows a group of so many cards may have before a lane takes a second column. */
export const mostRows = (count: number): number => Math.max(6, Math.ceil(Math.sqrt(count)));
