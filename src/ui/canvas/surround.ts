import { boundsOf, grow, type Rect } from './geometry';
import { roomyOf, type Shape } from './lanes';
import type { Picture, PictureArea } from './picture';
import type { Block } from './seats';
import { SIZES } from './sizes';

const { sides, top, empty: EMPTY } = SIZES.managementGroup;

/** A management group's rectangle around what lies in it. */
const roomAround = ({ x, y, w, h }: Rect, head: number): Rect => ({
	x: x - sides,
	y: y - head,
	w: w + 2 * sides,
	h: h + head + sides,
});

/** The part of a picture's height, or of what it should be for its width, that a name needs to be read when all is in view. */
const READ = { down: 0.036, across: 0.028 } as const;

/** The room above a scope for its name: the larger the picture, the smaller it is looked at, and the more is needed. */
export function headOf(blocks: readonly Block[]): number {
	const bounds = boundsOf(blocks.map(({ rect }) => rect));
	return bounds ? Math.max(top, bounds.h * READ.down, bounds.w * READ.across) : top;
}

/** Areas from the inside out, without groups. */
function outwards(areas: readonly PictureArea[]): PictureArea[] {
	const byId = new Map(areas.map((area) => [area.id, area]));
	const depth = (area: PictureArea | undefined): number =>
		area ? 1 + depth(byId.get(area.parent ?? '')) : 0;
	return areas
		.filter(({ kind }) => kind !== 'group')
		.map((area) => ({ area, depth: depth(area) }))
		.sort((a, b) => b.depth - a.depth)
		.map(({ area }) => area);
}

/**
 * Draws subscriptions around their groups and management groups around their subscriptions; what is there already only
 * grows. What holds nothing stands beside the rest.
 */
export function surround(
	{ areas: all }: Picture,
	blocks: readonly Block[],
	areas: Map<string, Rect>,
	shape: Shape = 'wide',
): void {
	const order = outwards(all);
	const head = headOf(blocks);
	let right = Math.max(
		0,
		...blocks.map(({ rect }) => rect.x + rect.w + 2 * SIZES.groupGap + sides * order.length),
	);
	for (const { id, kind } of order) {
		const parts =
			kind === 'subscription'
				? blocks
						.filter(({ subscription }) => subscription === id)
						.map((block) => areas.get(block.id) ?? block.rect)
				: all.flatMap(({ id: child, parent }) => (parent === id ? (areas.get(child) ?? []) : []));
		const inside = boundsOf(parts);
		const least = kind === 'subscription' ? roomyOf(shape) : EMPTY;
		const room = inside ?? { x: right, y: 0, ...least };
		const before = areas.get(id);
		if (!inside && before) continue;
		const rect = kind === 'subscription' ? grow(room, SIZES.subscription) : roomAround(room, head);
		areas.set(id, before ? (boundsOf([before, rect]) ?? rect) : rect);
		right = Math.max(right, rect.x + rect.w + 2 * SIZES.groupGap);
	}
}
