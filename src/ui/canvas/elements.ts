import { words } from '../words';
import { around, type Point, type Rect } from './geometry';
import { labelWidth, type RoleLabel } from './labels';
import type { Picture, PictureArea, PictureNode, RoleArrow } from './picture';
import type { Placement } from './place';
import type { Route } from './curve';
import { routeAll, sealMiddle } from './route';
import { SIZES } from './sizes';

/** One element of the drawing, ready for Cytoscape. */
export interface Element {
	readonly id: string;
	readonly data: Readonly<Record<string, unknown>>;
	readonly classes: readonly string[];
	/** Of nodes: the middle. Lines have none. */
	readonly position?: Point;
	/** Of what belongs to a card and moves with it: the card's element. */
	readonly follows?: string;
}

/** The element that shows a thing: an area, a card, a seal or a line. Places of words are found by what they say. */
export const elementId = (
	kind: 'area' | 'card' | 'seal' | 'line' | 'landing',
	id: string,
): string => `${kind}:${id.toLowerCase()}`;

/** Measures a name as it is drawn, in CSS pixels at zoom 1. */
export type Measure = (text: string, font: string) => number;

const { picture: says } = words;

/** What is written at a role assignment's arrow. */
export function labelOf(arrow: RoleArrow): RoleLabel {
	const { role, reach, within = '', state, remaining } = arrow;
	const notes = [
		state === 'propagating' ? says.propagating(remaining) : '',
		state === 'revoking' ? says.revoking(remaining) : '',
		says.reach[reach](within),
	];
	return { role, note: notes.filter((note) => note !== '').join(', ') };
}

function areaElements(
	{ id, kind, name, location, state }: PictureArea,
	rect: Rect,
	reached: boolean,
	measure: Measure,
): Element[] {
	const area = elementId('area', id);
	const { x, y, w, h } = rect;
	const place = words.locations[location] ?? location;
	const text = (part: string, said: string, at: Point, ...classes: string[]): Element => ({
		id: `${part} ${area}`,
		data: { name: said },
		classes: ['text', part, ...classes],
		position: at,
	});
	const head =
		kind === 'group'
			? [
					text('head', name, { x: x + 16, y: y + 20 }),
					text('place', place, {
						x: x + 26 + measure(name, "600 13px 'IBM Plex Sans'"),
						y: y + 20,
					}),
				]
			: [text('place', says.subscription(name), { x: x + 8, y: y - 14 })];
	return [
		{
			id: area,
			data: { ref: id, w, h, name: '' },
			classes: ['area', kind, state, ...(reached ? ['reached'] : [])],
			position: { x: x + w / 2, y: y + h / 2 },
		},
		...head,
	];
}

const pillText = ({ children }: PictureNode): string =>
	children.map(({ what, count }) => says.children(what, count)).join(' · ');

/** The small label on a card's lower edge that counts its children. */
const pillRect = (node: PictureNode, { x, y, h }: Rect): Rect | undefined =>
	node.children.length === 0
		? undefined
		: around(
				{ x: x + 18 + labelWidth(pillText(node)) / 2, y: y + h },
				{ w: labelWidth(pillText(node)) + 4, h: 20 },
			);

function captionOf({ kind, what, name }: PictureNode): string {
	if (kind === 'ghost') return name === '' ? '' : words.was(name);
	if (kind === 'identity') return says.userAssigned;
	return what ? words.kinds[what] : '';
}

function cardElements(node: PictureNode, rect: Rect): Element[] {
	const { id, kind, state, seal, name, what } = node;
	const card = elementId('card', id);
	const { x, y, w, h } = rect;
	const ghost = kind === 'ghost';
	const caption = captionOf(node);
	const text = (part: string, said: string, at: Point, ...classes: string[]): Element => ({
		id: `${part} ${card}`,
		data: { name: said },
		classes: ['text', part, state, ...classes],
		position: at,
		follows: card,
	});
	const elements: Element[] = [
		{
			id: card,
			data: {
				ref: id,
				w,
				h,
				what: what ?? 'resource',
				name: ghost ? words.gone : name,
				captioned: caption !== '',
			},
			classes: ['card', kind, state],
			position: { x: x + w / 2, y: y + h / 2 },
		},
	];
	if (caption !== '' && ghost)
		elements.push(text('caption', caption, { x: x + w / 2, y: y + h / 2 + 9 }, 'middle'));
	else if (caption !== '')
		elements.push(text('caption', caption, { x: x + SIZES.words - 0.5, y: y + h / 2 + 11 }, kind));
	if (node.children.length > 0)
		elements.push(text('pill', pillText(node), { x: x + 18, y: y + h }));
	if (seal)
		elements.push({
			id: elementId('seal', seal.id),
			data: { ref: seal.id, name: '' },
			classes: ['seal', seal.state, ...(state === 'deleting' ? ['deleting'] : [])],
			position: sealMiddle(rect),
			follows: card,
		});
	return elements;
}

/** How far the ring of an attachment reaches into its card. */
const RING = 5;

const px = (point: Point, middle: Point): string =>
	`${(point.x - middle.x).toFixed(1)}px ${(point.y - middle.y).toFixed(1)}px`;

/** A route as Cytoscape wants it, beginning somewhat inside its card: bends as distances from, and weights along, the straight line. */
export function curveData(
	{ from: edge, bends, to, label }: Route,
	source: Point,
	target: Point,
	inset = 0,
): Record<string, unknown> {
	const pull = Math.max(1, Math.hypot(bends[0].x - edge.x, bends[0].y - edge.y));
	const from = {
		x: edge.x - ((bends[0].x - edge.x) / pull) * inset,
		y: edge.y - ((bends[0].y - edge.y) / pull) * inset,
	};
	const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
	const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
	const weights = bends.map(
		(bend) => ((bend.x - from.x) * along.x + (bend.y - from.y) * along.y) / length,
	);
	const distances = bends.map((bend) => (bend.x - from.x) * -along.y + (bend.y - from.y) * along.x);
	const joint = { x: (bends[0].x + bends[1].x) / 2, y: (bends[0].y + bends[1].y) / 2 };
	return {
		weights,
		distances,
		leave: px(from, source),
		enter: px(to, target),
		label: label?.lines.join('\n') ?? '',
		labelX: label ? label.middle.x - joint.x : 0,
		labelY: label ? label.middle.y - joint.y : 0,
	};
}

/** The whole drawing as elements, and the routes of its lines by id. */
export function elementsOf(
	picture: Picture,
	placement: Placement,
	measure: Measure,
): { elements: Element[]; routes: Map<string, Route> } {
	const { areas, cards, landings } = placement;
	const elements: Element[] = [];
	const middles = new Map<string, Point>();
	const reached = new Set(picture.edges.map(({ to }) => to));
	for (const area of picture.areas) {
		const rect = areas.get(area.id);
		if (rect) elements.push(...areaElements(area, rect, reached.has(area.id), measure));
	}
	const pills: Rect[] = [];
	for (const node of picture.nodes) {
		const rect = cards.get(node.id);
		if (!rect) continue;
		elements.push(...cardElements(node, rect));
		middles.set(node.id, { x: rect.x + rect.w / 2, y: rect.y + rect.h / 2 });
		if (node.seal) middles.set(node.seal.id, sealMiddle(rect));
		const pill = pillRect(node, rect);
		if (pill) pills.push(pill);
	}
	const seals = new Set(picture.nodes.flatMap(({ seal }) => (seal ? [seal.id] : [])));
	const nodeOf = (id: string): string => elementId(seals.has(id) ? 'seal' : 'card', id);
	const routes = routeAll(picture, placement, labelOf, pills);
	for (const edge of picture.edges) {
		const route = routes.get(edge.id);
		if (!route) continue;
		const landing = landings.get(edge.id);
		if (landing)
			elements.push({
				id: elementId('landing', edge.id),
				data: { name: '' },
				classes: ['landing'],
				position: landing,
			});
		const target = landing ?? middles.get(edge.to) ?? route.to;
		const states =
			edge.kind === 'role'
				? [edge.state, ...(edge.orphan ? ['orphan'] : [])]
				: edge.dangling
					? ['dangling']
					: [];
		elements.push({
			id: elementId('line', edge.id),
			data: {
				ref: edge.kind === 'role' ? edge.id : edge.to,
				source: nodeOf(edge.from),
				target: landing ? elementId('landing', edge.id) : nodeOf(edge.to),
				...curveData(
					route,
					middles.get(edge.from) ?? route.from,
					target,
					edge.kind === 'attachment' ? RING : 0,
				),
			},
			classes: ['line', edge.kind, ...states],
		});
	}
	return { elements, routes };
}
