import { distance, type Point } from './geometry';

/** The ways in which an arrow key moves. */
export const DIRECTIONS: Readonly<Record<string, Point>> = {
	ArrowRight: { x: 1, y: 0 },
	ArrowLeft: { x: -1, y: 0 },
	ArrowDown: { x: 0, y: 1 },
	ArrowUp: { x: 0, y: -1 },
};

/**
 * What lies next in a direction (pure): near and straight ahead wins over far and aside. Without a place to start from
 * it is what lies nearest to the top left. `undefined` when nothing lies there.
 */
export function nextIn(
	direction: Point,
	from: Point | undefined,
	places: ReadonlyMap<string, Point>,
): string | undefined {
	let best: { id: string; cost: number } | undefined;
	for (const [id, place] of places) {
		const ahead = from
			? (place.x - from.x) * direction.x + (place.y - from.y) * direction.y
			: distance(place, { x: -1e5, y: -1e5 });
		const aside = from
			? Math.abs((place.x - from.x) * direction.y) + Math.abs((place.y - from.y) * direction.x)
			: 0;
		if (ahead < 4 || (from && aside > ahead * 3)) continue;
		const cost = ahead + aside * 2.2;
		if (!best || cost < best.cost) best = { id, cost };
	}
	return best?.id;
}
