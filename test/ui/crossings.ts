// What a reader would stumble over in a placed picture: lines across cards and names that they have nothing to do with.
import type { World } from '../../src/azure';
import { pillRect } from '../../src/ui/canvas/cardElements';
import { pillOf } from '../../src/ui/canvas/cardWords';
import { samplesOf } from '../../src/ui/canvas/curve';
import { around, contains, grow, overlap, type Rect } from '../../src/ui/canvas/geometry';
import { labelRect } from '../../src/ui/canvas/labelSpot';
import { labelOf } from '../../src/ui/canvas/labelWords';
import type { Picture } from '../../src/ui/canvas/picture';
import { place, type Placement, type Shape } from '../../src/ui/canvas/place';
import { project } from '../../src/ui/canvas/project';
import { routeAll, sealMiddle } from '../../src/ui/canvas/route';

/** A seal is round: so much of its corners is empty. */
const ROUND = 5;

/** A picture as it comes about: each of these worlds after the one before, as they are placed on the canvas. */
export function placedAfter(
	worlds: readonly World[],
	shape: Shape,
): { picture: Picture; placement: Placement } {
	let picture: Picture = { areas: [], nodes: [], edges: [] };
	let placement: Placement | undefined;
	for (const world of worlds) {
		picture = project(world);
		const there = new Set(
			[...picture.areas, ...picture.nodes, ...picture.edges].map(({ id }) => id),
		);
		for (const { id } of picture.areas) there.add(`least ${id}`);
		// On a phone all is placed anew, until something is moved by hand.
		const kept =
			shape === 'upright'
				? []
				: Object.entries(placement?.positions ?? {}).filter(([id]) => there.has(id));
		placement = place(
			picture,
			Object.fromEntries(kept),
			shape === 'upright' ? {} : placement?.positions,
			shape,
		);
	}
	return { picture, placement: placement ?? place(picture) };
}

/** All that is amiss, in words: empty when nothing is. */
export function crossingsIn(picture: Picture, placement: Placement): string[] {
	const names = new Map(picture.areas.map(({ id, name }) => [id, name]));
	const solid = new Map<string, Rect>();
	const pills = new Map<string, Rect>();
	const owner = new Map<string, string>();
	for (const node of picture.nodes) {
		const rect = placement.cards.get(node.id);
		if (!rect) continue;
		names.set(node.id, node.name || 'a ghost');
		solid.set(node.id, rect);
		if (node.seal) {
			solid.set(node.seal.id, grow(around(sealMiddle(rect), { w: 40, h: 40 }), -ROUND));
			names.set(node.seal.id, `the seal of ${node.name}`);
			owner.set(node.seal.id, node.id);
		}
		const said = pillOf(node, rect.w);
		if (said !== undefined) pills.set(node.id, pillRect(said, rect));
	}
	const called = (id: string): string => names.get(id) ?? id;
	const routes = routeAll(picture, placement, labelOf, pills.values());
	const found: string[] = [];
	const labels = new Map<string, Rect>();
	for (const edge of picture.edges) {
		const route = routes.get(edge.id);
		if (!route) continue;
		const line = `${called(edge.from)} → ${called(edge.to)}`;
		const own = [edge.from, edge.to, owner.get(edge.from)];
		const points = samplesOf(route, 3);
		for (const [id, rect] of solid) {
			if (own.includes(id)) continue;
			// The seal of the card that it leads to is not in the way of a line that ends beside it.
			if (points.some((point) => contains(grow(rect, -1), point)))
				found.push(`${line} runs across ${called(id)}`);
		}
		// Nor under its own cards, from behind.
		for (const id of own) {
			const rect = solid.get(id ?? '');
			if (rect && points.some((point) => contains(grow(rect, -8), point)))
				found.push(`${line} runs under ${called(id ?? '')}, its own`);
		}
		for (const [id, pill] of pills)
			if (!own.includes(id) && points.some((point) => contains(grow(pill, -1), point)))
				found.push(`${line} runs across what ${called(id)} holds`);
		for (const area of picture.areas) {
			const rect = placement.areas.get(area.id);
			if (!rect || area.kind !== 'group') continue;
			const w = area.name.length * 7.2 + 10 + area.location.length * 6.2;
			const head = { x: rect.x + 16, y: rect.y + 13, w, h: 14 };
			if (points.some((point) => contains(head, point)))
				found.push(`${line} runs across the name ${area.name}`);
		}
		if (edge.kind !== 'role') continue;
		if (route.label) labels.set(edge.id, labelRect(route.label));
		else found.push(`${edge.role} of ${line} is not written`);
	}
	for (const edge of picture.edges) {
		const label = labels.get(edge.id);
		if (!label || edge.kind !== 'role') continue;
		const said = `${edge.role} of ${called(edge.from)} → ${called(edge.to)}`;
		for (const [id, rect] of [...solid, ...pills])
			if (overlap(grow(label, 2), rect)) found.push(`${said} is written on ${called(id)}`);
		for (const [id, other] of labels)
			if (id < edge.id && overlap(label, other)) found.push(`${said} is written on another role`);
		for (const [id, route] of routes)
			if (samplesOf(route, 3).some((point) => contains(grow(label, -2), point)))
				found.push(`${said} is crossed by ${id === edge.id ? 'its own line' : 'another line'}`);
	}
	return found;
}
