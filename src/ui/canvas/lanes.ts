import { boundsOf, clamp, type Point, type Rect } from './geometry';
import type { Lane, PictureNode } from './picture';
import { SIZES, sizeOf } from './sizes';

/** How cards stand inside a group: programs left, identities in the middle, what they open right. */
export const LANES: readonly Lane[] = ['workload', 'identity', 'target'];
const { group: ROOM, row: ROW, cardHeight, elbow } = SIZES;
const GHOST_LIFT = 30;
/** The lanes' usual widths. */
export const LANE_WIDTHS = [SIZES.cardWidth, SIZES.identityWidth, SIZES.cardWidth] as const;

/** The left edges of the three lanes, from the group's left edge, when these are their widest cards. */
export function laneLefts(widths: readonly number[]): [number, number, number] {
	const [first = 0, second = 0] = widths;
	const middle = ROOM.left + first + SIZES.laneGaps[0];
	return [ROOM.left, middle, middle + second + SIZES.laneGaps[1]];
}

/** A group's least width: three lanes. */
const LEAST_WIDTH = laneLefts(LANE_WIDTHS)[2] + LANE_WIDTHS[2] + ROOM.right;
/** A group's least height: two rows. */
const LEAST_HEIGHT = ROOM.top + cardHeight + ROW + ROOM.bottom;

/** How a picture is placed: lanes side by side, or, for a phone held upright, one below the other. */
export type Shape = 'wide' | 'upright';

/** From one card to the next in an upright lane, and from lane to lane: roles are written there. */
const UPRIGHT = { beside: 34, row: 100, lane: 138, right: 34 } as const;

/** The least size of a group. */
export const leastOf = (shape: Shape): { w: number; h: number } =>
	shape === 'wide'
		? { w: LEAST_WIDTH, h: LEAST_HEIGHT }
		: {
				w: ROOM.left + 2 * SIZES.cardWidth + UPRIGHT.beside + UPRIGHT.right,
				h: ROOM.top + cardHeight + ROOM.bottom,
			};

/** A group's rectangle: never smaller than its lanes need, and around all of its cards. */
export function rectOf(origin: Point, cards: Iterable<Rect>, shape: Shape = 'wide'): Rect {
	const least: Rect = { ...origin, ...leastOf(shape) };
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

/** Lanes one below the other, two cards in a row. */
function stack(nodes: readonly PictureNode[], origin: Point): Map<string, Rect> {
	const cards = new Map<string, Rect>();
	const { w } = leastOf('upright');
	let top = origin.y + ROOM.top;
	for (const lane of LANES) {
		const list = nodes.filter((node) => node.lane === lane);
		const rows = Array.from({ length: Math.ceil(list.length / 2) }, (_, row) =>
			list.slice(row * 2, row * 2 + 2),
		);
		for (const row of rows) {
			const sizes = row.map((node) => sizeOf(node, 'upright'));
			const width =
				sizes.reduce((sum, size) => sum + size.w, 0) + UPRIGHT.beside * (row.length - 1);
			let left = origin.x + Math.max(ROOM.left, (w - width) / 2);
			row.forEach((node, index) => {
				const size = sizes[index] ?? sizeOf(node, 'upright');
				cards.set(node.id, { x: left, y: top + (cardHeight - size.h) / 2, ...size });
				left += size.w + UPRIGHT.beside;
			});
			top += row === rows.at(-1) ? UPRIGHT.lane : UPRIGHT.row;
		}
	}
	return cards;
}

/** Cards of a group that has no remembered ones yet: lane by lane, the shorter lanes centred. */
export function arrange(
	nodes: readonly PictureNode[],
	origin: Point,
	shape: Shape = 'wide',
): Map<string, Rect> {
	if (shape === 'upright') return stack(nodes, origin);
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
export const mostRows = (count: number): number => Math.max(6, Math.ceil(Math.sqrt(count)));
