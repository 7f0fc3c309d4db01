import type { Picture, PictureNode } from './picture';
import { neighboursOf, untangled, type Joined } from './order';
import { place, type Shape } from './place';
import type { Positions } from './geometry';

/** The groups in an order in which those that are joined come soon after one another. */
function gathered(picture: Picture, joined: Joined): string[] {
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
		// On a desk what is placed anew is untangled anyway.
		nodes.push(...(shape === 'upright' ? untangled(list, joined) : list));
		yield;
	}
	return place({ ...picture, areas, nodes }, {}, {}, shape).positions;
}
