import { around, clamp, distance, grow, overlap, type Point, type Rect } from './geometry';
import type { Picture, RoleArrow } from './picture';
import type { Positions } from './place';
import { isFree, nearestFree, type Block } from './seats';
import { SIZES } from './sizes';

const NOWHERE: Rect = { x: 0, y: 0, w: 0, h: 0 };

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
