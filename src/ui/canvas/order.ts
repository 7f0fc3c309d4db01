import { clamp } from './geometry';
import type { Picture, PictureNode } from './picture';

const SWEEPS = 6;

/** For each card those that it is joined with. */
export type Joined = ReadonlyMap<string, readonly string[]>;

/** What a card is joined with: by assignments, and by roles through its seal (pure). */
export function neighboursOf({ nodes, edges }: Picture): Joined {
	const owner = new Map(
		nodes.flatMap(({ id, seal }) =>
			[[id, id], ...(seal ? [[seal.id, id]] : [])].map(
				([key = '', value = '']) => [key, value] as const,
			),
		),
	);
	const joined = new Map<string, string[]>();
	const join = (a: string, b: string): void => {
		const list = joined.get(a);
		if (list) list.push(b);
		else joined.set(a, [b]);
	};
	for (const { from, to } of edges) {
		const [a, b] = [owner.get(from), owner.get(to)];
		if (a === undefined || b === undefined || a === b) continue;
		join(a, b);
		join(b, a);
	}
	return joined;
}

const mean = (numbers: readonly number[]): number | undefined =>
	numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b, 0) / numbers.length;

/**
 * The cards of a group in an order in which few of its lines cross: again and again each lane is sorted by where the
 * neighbours of its cards stand in the other lanes, as in Sugiyama's method (pure).
 */
export function untangled(nodes: readonly PictureNode[], joined: Joined): PictureNode[] {
	const lanes = (['workload', 'identity', 'target'] as const).map((lane) =>
		nodes.filter((node) => node.lane === lane),
	);
	const laneOf = new Map(
		lanes.flatMap((lane, index) => lane.map(({ id }) => [id, index] as const)),
	);
	const rank = new Map<string, number>();
	const number = (lane: readonly PictureNode[]): void =>
		lane.forEach(({ id }, index) => rank.set(id, (index + 0.5) / lane.length));
	lanes.forEach(number);
	for (let sweep = 0; sweep < SWEEPS; sweep++)
		for (const [index, lane] of sweep % 2 === 0
			? [...lanes.entries()]
			: [...lanes.entries()].reverse()) {
			const wish = new Map(
				lane.map(({ id }) => {
					const others = (joined.get(id) ?? []).filter(
						(other) => laneOf.has(other) && laneOf.get(other) !== index,
					);
					return [
						id,
						mean(others.map((other) => rank.get(other) ?? 0)) ?? rank.get(id) ?? 0,
					] as const;
				}),
			);
			// A stable sort: what is equal stays in the order of creation.
			lane.sort((a, b) => (wish.get(a.id) ?? 0) - (wish.get(b.id) ?? 0));
			number(lane);
		}
	// What programs stand on keeps its place behind them.
	return [...lanes.flat(), ...nodes.filter(({ lane }) => lane === 'ground')];
}

/** A wish for a level that counts so much less: that of a card which nothing joins with others. */
const FAINT = 0.1;

/** How far from a row what is wished may be to stand in it: else it stands between two. */
const NEAR_ROW = 0.34;

/** In a row, or between two, so that what can be level is. */
const snapped = (level: number): number =>
	Math.abs(level - Math.round(level)) <= NEAR_ROW ? Math.round(level) : Math.floor(level) + 0.5;

/** The levels nearest to what is wished of cards in a column, in their order, each at least one below the one before. */
function spaced(wishes: readonly { at: number; weight: number }[], rows: number): number[] {
	const runs: { sum: number; weight: number; count: number }[] = [];
	wishes.forEach(({ at, weight }, index) => {
		let run = { sum: (at - index) * weight, weight, count: 1 };
		for (let last = runs.at(-1); last; last = runs.at(-1)) {
			if (last.sum / last.weight <= run.sum / run.weight) break;
			runs.pop();
			run = {
				sum: last.sum + run.sum,
				weight: last.weight + run.weight,
				count: last.count + run.count,
			};
		}
		runs.push(run);
	});
	const most = rows - wishes.length;
	const firsts = runs.flatMap(({ sum, weight, count }) =>
		Array.from({ length: count }, () => clamp(snapped(sum / weight), 0, most)),
	);
	return firsts.map((first, index) => first + index);
}

/**
 * At which level each card of a group stands, counted in rows from the top (pure): in its column in the order given, and as
 * level with what it is joined with as that and the height of the group allow. The highest column is the measure.
 */
export function levelsOf(
	columns: readonly (readonly PictureNode[])[],
	rows: number,
	joined: Joined,
): Map<string, number> {
	const levels = new Map<string, number>();
	const columnOf = new Map<string, number>();
	columns.forEach((column, index) =>
		column.forEach(({ id }, place) => {
			levels.set(id, (rows - column.length) / 2 + place);
			columnOf.set(id, index);
		}),
	);
	const loose = columns.flatMap((column, index) => (column.length < rows ? [index] : []));
	for (let sweep = 0; sweep < SWEEPS; sweep++)
		for (const index of sweep % 2 === 0 ? loose : [...loose].reverse()) {
			const column = columns[index] ?? [];
			const wishes = column.map(({ id }) => {
				const others = (joined.get(id) ?? []).flatMap((other) =>
					columnOf.get(other) === index ? [] : (levels.get(other) ?? []),
				);
				const at = mean(others);
				return { at: at ?? levels.get(id) ?? 0, weight: at === undefined ? FAINT : others.length };
			});
			const found = spaced(wishes, rows);
			column.forEach(({ id }, place) => levels.set(id, found[place] ?? 0));
		}
	return levels;
}
