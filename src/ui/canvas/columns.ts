import { SIZES } from './sizes';
import type { Point } from './geometry';
import type { Picture } from './picture';
import type { Block } from './seats';

/** From one column of groups to the next: arrows with the names of roles run between them. */
const BETWEEN = 176;
/** More groups than this in one column are too many. */
const MOST = 5;

/** For each group those that its lines lead to: an arrow to what it opens, a line to an identity that lies elsewhere. */
function tiesOf({ nodes, edges }: Picture, groups: ReadonlySet<string>): Map<string, Set<string>> {
	const home = new Map<string, string>();
	for (const { id, area, seal } of nodes) {
		home.set(id, area);
		if (seal) home.set(seal.id, area);
	}
	const ties = new Map<string, Set<string>>();
	for (const { from, to } of edges) {
		const [a = '', b = ''] = [home.get(from), home.get(to) ?? to];
		if (a === b || !groups.has(a) || !groups.has(b)) continue;
		// Where groups open one another the first arrow decides.
		if (!ties.get(b)?.has(a)) ties.set(a, (ties.get(a) ?? new Set()).add(b));
	}
	return ties;
}

/**
 * In which column groups stand that reach into one another: who reaches left, what is reached right of it (pure).
 * `undefined` for those that no line joins with another, and for all where there are too many for columns.
 */
export function columnsOf(picture: Picture, groups: readonly string[]): Map<string, number> {
	const ties = tiesOf(picture, new Set(groups));
	const joined = new Set([...ties].flatMap(([a, others]) => [a, ...others]));
	const columns = new Map<string, number>();
	const visiting = new Set<string>();
	const push = (group: string, column: number): void => {
		if (visiting.has(group) || (columns.get(group) ?? -1) >= column) return;
		columns.set(group, column);
		visiting.add(group);
		for (const next of ties.get(group) ?? []) push(next, column + 1);
		visiting.delete(group);
	};
	if (joined.size > MOST * 3) return columns;
	const reached = new Set([...ties.values()].flatMap((others) => [...others]));
	for (const group of groups) if (joined.has(group) && !reached.has(group)) push(group, 0);
	for (const group of groups) if (joined.has(group) && !columns.has(group)) push(group, 0);
	const counts = [...columns.values()].map(
		(column) => [...columns.values()].filter((other) => other === column).length,
	);
	return Math.max(0, ...counts) > MOST ? new Map() : columns;
}

/** Where groups stand in their columns, each column in the middle of the highest; the top left is at 0, 0. */
export function siteColumns(
	blocks: readonly Block[],
	columns: ReadonlyMap<string, number>,
): Map<string, Point> {
	const lists = new Map<number, Block[]>();
	for (const block of blocks) {
		const column = columns.get(block.id);
		if (column !== undefined) lists.set(column, [...(lists.get(column) ?? []), block]);
	}
	const gap = SIZES.groupGap;
	const heightOf = (list: readonly Block[]): number =>
		list.reduce((sum, { rect }) => sum + rect.h + gap, -gap);
	const highest = Math.max(0, ...[...lists.values()].map(heightOf));
	const sites = new Map<string, Point>();
	let left = 0;
	for (const [, list] of [...lists].sort(([a], [b]) => a - b)) {
		let top = Math.round((highest - heightOf(list)) / 2);
		for (const { id, rect } of list) {
			sites.set(id, { x: left, y: top });
			top += rect.h + gap;
		}
		left += Math.max(...list.map(({ rect }) => rect.w)) + BETWEEN;
	}
	return sites;
}
