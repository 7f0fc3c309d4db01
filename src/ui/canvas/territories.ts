import { boundsOf, grow, type Point, type Rect } from './geometry';
import type { Shape } from './lanes';
import type { PictureArea } from './picture';
import { shift, type Block } from './seats';
import { SIZES } from './sizes';
import { headOf } from './surround';

/** How wide a picture should be, in heights. */
const ASPECT = 1.35;
const GAP = 2 * SIZES.groupGap;

/** What is moved as one: a subscription, or a management group with all that lies in it. */
interface Territory {
	readonly rect: Rect;
	readonly blocks: readonly Block[];
}

const moved = ({ rect, blocks }: Territory, to: Point): Territory => {
	const by = { x: to.x - rect.x, y: to.y - rect.y };
	for (const block of blocks) shift(block, by);
	return { rect: { ...rect, ...to }, blocks };
};

/** Where rectangles stand in rows that are at most so wide, in their order, each row below some room for names. */
export function rowsOf(rects: readonly Rect[], most: number, head: number, gap = GAP): Point[] {
	let [x, y, high] = [0, head, 0];
	return rects.map(({ w, h }) => {
		if (x > 0 && x + w > most) [x, y, high] = [0, y + high + gap + head, 0];
		const at = { x, y };
		x += w + gap;
		high = Math.max(high, h);
		return at;
	});
}

/** Stands territories side by side, in as many rows as bring the whole closest to a screen's shape. */
function gather(parts: readonly Territory[], head: number, shape: Shape): Territory {
	const rects = parts.map(({ rect }) => rect);
	const around = (sites: readonly Point[]): Rect =>
		boundsOf(rects.map((rect, index) => ({ ...rect, ...sites[index] }))) ?? {
			...{ x: 0, y: 0, w: 0, h: 0 },
		};
	const badness = ({ w, h }: Rect): number => Math.max(w / ASPECT, h);
	let best: Point[] = [];
	let left = -GAP;
	for (const { w } of rects) {
		left += w + GAP;
		const sites = rowsOf(rects, shape === 'upright' ? 0 : left, head);
		if (best.length === 0 || badness(around(sites)) < badness(around(best))) best = sites;
	}
	const placed = parts.map((part, index) => moved(part, best[index] ?? { x: 0, y: 0 }));
	const rect = boundsOf(placed.map((part) => part.rect)) ?? around([]);
	return { rect, blocks: placed.flatMap(({ blocks }) => blocks) };
}

/**
 * Moves the groups of several subscriptions so that these stand beside one another, those of a management group together,
 * with room for all borders and names between. The groups of each subscription stand well among themselves already.
 */
export function settle(
	areas: readonly PictureArea[],
	blocks: readonly Block[],
	shape: Shape,
): void {
	const scopes = areas.filter(({ kind }) => kind !== 'group');
	const ids = new Set(scopes.map(({ id }) => id));
	const walk = (parent: string | undefined, head: number): Territory[] =>
		scopes
			.filter((area) => (ids.has(area.parent ?? '') ? area.parent : undefined) === parent)
			.flatMap(({ id, kind }): Territory[] => {
				const own = blocks.filter(({ subscription }) => subscription === id);
				const bounds = boundsOf(own.map(({ rect }) => rect));
				if (kind === 'subscription')
					return bounds ? [{ rect: grow(bounds, SIZES.subscription), blocks: own }] : [];
				const parts = walk(id, head);
				if (parts.length === 0) return [];
				const { rect, blocks: held } = gather(parts, head, shape);
				const { sides } = SIZES.managementGroup;
				return [
					{
						rect: {
							x: rect.x - sides,
							y: rect.y - head,
							w: rect.w + 2 * sides,
							h: rect.h + head + sides,
						},
						blocks: held,
					},
				];
			});
	// How much room the names need depends on how large the whole becomes.
	for (let turn = 0; turn < 2; turn++) {
		const parts = walk(undefined, 1.15 * headOf(blocks));
		if (parts.length < 2 && scopes.length < 2) return;
		gather(parts, 1.15 * headOf(blocks), shape);
	}
}
