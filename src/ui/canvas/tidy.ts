import type { Picture, PictureNode } from './picture';
import { place, type Shape } from './place';
import type { Positions } from './geometry';

const SWEEPS = 6;

/** What a card is joined with: by assignments, and by roles through its seal. */
function neighboursOf({ nodes, edges }: Picture): Map<string, string[]> {
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
 * neighbours of its cards stand in the other lanes, as in Sugiyama's method.
 */
function untangled(
	nodes: readonly PictureNode[],
	joined: ReadonlyMap<string, readonly string[]>,
): PictureNode[] {
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
	return lanes.flat();
}

/** The groups in an order in which those that are joined come soon after one another. */
function gathered(picture: Picture, joined: ReadonlyMap<string, readonly string[]>): string[] {
	const areaOf = new Map(picture.nodes.map(({ id, area }) => [id, area]));
	const ties = new Map<string, Map<string, number>>();
	for (const [id, others] of joined)
		for (const other of others) {
			const [a, b] = [areaOf.get(id), areaOf.get(other)];
			if (a === undefined || b === undefined || a === b) continue;
			const row = ties.get(a) ?? new Map<string, number>();
			row.set(b, (row.get(b) ?? 0) + 1);
			ties.set(a, row);
		}
	const waiting = new Set(picture.areas.filter(({ kind }) => kind === 'group').map(({ id }) => id));
	const pull = new Map<string, number>();
	const order: string[] = [];
	while (waiting.size > 0) {
		let next: string | undefined;
		for (const id of waiting)
			if (next === undefined || (pull.get(id) ?? 0) > (pull.get(next) ?? 0)) next = id;
		if (next === undefined) break;
		waiting.delete(next);
		order.push(next);
		for (const [other, count] of ties.get(next) ?? [])
			pull.set(other, (pull.get(other) ?? 0) + count);
	}
	return order;
}

/**
 * Tidies a picture up (pure, and the same for the same input): everything is placed anew, cards in an order in which few
 * lines cross and groups next to those that they are joined with.
 */
export function tidy(picture: Picture, shape: Shape = 'wide'): Positions {
	const steps = tidySteps(picture, shape);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

/** {@link tidy} in small steps, between which other work can have its turn (pure). */
export function* tidySteps(picture: Picture, shape: Shape = 'wide'): Generator<void, Positions> {
	const joined = neighboursOf(picture);
	yield;
	const order = new Map(gathered(picture, joined).map((id, index) => [id, index]));
	const areas = [...picture.areas].sort(
		(a, b) => (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1),
	);
	const members = new Map<string, PictureNode[]>();
	for (const node of picture.nodes) {
		const list = members.get(node.area);
		if (list) list.push(node);
		else members.set(node.area, [node]);
	}
	const nodes: PictureNode[] = [];
	for (const list of members.values()) {
		nodes.push(...untangled(list, joined));
		yield;
	}
	return place({ ...picture, areas, nodes }, {}, {}, shape).positions;
}
