import { around, clamp, distance, grow, overlap, type Point, type Rect } from './geometry';
import type { Picture, RoleArrow } from './picture';
import type { Positions } from './geometry';
import { isFree, nearestFree, type Block } from './seats';
import { SIZES } from './sizes';

const NOWHERE: Rect = { x: 0, y: 0, w: 0, h: 0 };
/** Far enough from a seal for an arrow to swing, by its card's lower right corner. */
const SEAL_REACH = { x: 108, y: 68 };
/** Where the next arrow ends when one ends there already: below, then beside. */
const STEPS: readonly Point[] = [
	{ x: 0, y: 0 },
	{ x: 14, y: 40 },
	{ x: 70, y: 0 },
	{ x: 84, y: 40 },
	{ x: 28, y: 80 },
];

/** Where the arrows end that point into an area and not at a card. */
export function land(
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
		// What lies right in it: an arrow on the whole ends beside all of that.
		const parts = picture.areas.flatMap(({ id: part, parent }) =>
			whole && parent === to ? (areas.get(part) ?? []) : [],
		);
		const block = blocks.find(({ rect }) => overlap(rect, source));
		const home = whole
			? (parts.find((part) => overlap(part, source)) ?? area)
			: block && block.id === to
				? area
				: (block?.rect ?? area);
		const seal = !cards.has(from);
		const ideal = whole
			? { x: source.x + source.w + 50, y: home.y + home.h + SIZES.groupGap / 2 }
			: {
					x: source.x + (seal ? source.w + SEAL_REACH.x : source.w / 2 + 92),
					y: source.y + source.h + (seal ? SEAL_REACH.y : 74),
				};
		// Below its last card an area may still grow, unless that touches another.
		const inner = { x: area.x + 30, y: area.y + 26, w: area.w - 60, h: area.h - 46 };
		const grows = whole || home === area;
		// Where it ended before may lie outside now: what made the area so large has gone.
		const { x, y } = kept[id] ?? ideal;
		const wish = {
			x: clamp(x, inner.x, inner.x + inner.w),
			y: clamp(y, inner.y, grows || kept[id] ? Infinity : inner.y + inner.h),
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
			if (parts.some((part) => overlap(own, part))) return false;
			if ([...landings.values()].some((other) => distance(other, spot) < 34)) return false;
			return isFree(own, cards.values());
		};
		const beside = kept[id]
			? undefined
			: STEPS.map(({ x, y }) => ({ x: wish.x + x, y: wish.y + y })).find(isGood);
		const found = beside ?? nearestFree(wish, isGood);
		// Where no place is free it ends within the area all the same: none is to grow into another.
		const spot =
			whole || isGood(found)
				? found
				: { x: found.x, y: clamp(found.y, inner.y, inner.y + inner.h) };
		landings.set(id, spot);
		areas.set(to, { ...area, h: Math.max(area.h, spot.y + 26 - area.y) });
	}
	return landings;
}
