import type { Core, EventObject } from 'cytoscape';
import type { Drawing } from './draw';
import { elementId, type Element } from './element';
import { around, grow, middleOf, overlap, type Point, type Rect } from './geometry';
import type { Picture, PictureNode } from './picture';
import type { Placement } from './place';
import { nearestFree } from './seats';
import { SIZES } from './sizes';
import { underOf, type OnTop } from './under';

/** What carrying a card needs. */
export interface CarryOptions {
	readonly drawing: Drawing;
	readonly onTop: OnTop;
	/** The card is over there now: its lines as elements. */
	linesAt(card: string, middle: Point): readonly Element[];
	/** A card has left its place. */
	carried(card: string): void;
	/** The pointer that carries it is there in the window. */
	over(at: Point): void;
	/** It was let go there; the pointer was at that place in the window. */
	dropped(card: string, middle: Point, at: Point): void;
}

/** How far a pointer may tremble before a press becomes a drag, in CSS pixels. */
const SLACK = 5;

/** Where a card comes to rest that is let go somewhere (pure): not on another, and not in a group that is not its own. */
export function restingPlace(
	{ areas, nodes }: Picture,
	placement: Placement,
	node: PictureNode,
	dropped: Point,
): Point {
	const rect = placement.cards.get(node.id);
	if (!rect) return dropped;
	const at = (spot: Point): Rect => around(spot, rect);
	const astray = areas.some(({ id, kind }) => {
		const area = placement.areas.get(id);
		return kind === 'group' && id !== node.area && area && overlap(at(dropped), area);
	});
	if (astray) return middleOf(rect);
	const others = nodes.flatMap(({ id }) => (id === node.id ? [] : (placement.cards.get(id) ?? [])));
	const spot = nearestFree(
		dropped,
		(free) => !others.some((other) => overlap(grow(at(free), SIZES.elbow), other)),
	);
	return { x: Math.round(spot.x), y: Math.round(spot.y) };
}

const fingers = ({ originalEvent }: EventObject): number =>
	'touches' in originalEvent ? (originalEvent as unknown as TouchEvent).touches.length : 1;

function clientOf({ originalEvent }: EventObject): Point {
	const touch =
		'touches' in originalEvent ? (originalEvent as unknown as TouchEvent).touches[0] : undefined;
	const { clientX, clientY } = touch ?? (originalEvent as MouseEvent);
	return { x: clientX, y: clientY };
}

/**
 * Lets cards be carried by pointer or finger. Cytoscape would draw a grabbed node above its own words, which are nodes
 * too, so we move them all ourselves.
 */
export function mountCarrying(cy: Core, options: CarryOptions): void {
	const { drawing } = options;
	let load: { id: string; element: Element; from: Point; by?: Point; at?: Point } | undefined;
	let frame = 0;

	const carry = (by: Point): void => {
		if (!load?.element.position) return;
		const { id, element } = load;
		const first = load.by === undefined;
		load.by = by;
		cy.batch(() => {
			for (const { id: part, position } of [element, ...drawing.followersOf(element.id)]) {
				const node = cy.getElementById(part);
				if (first) node.addClass('carried');
				if (position) node.position({ x: position.x + by.x, y: position.y + by.y });
			}
		});
		if (first) options.carried(id);
		if (load.at) options.over(load.at);
		const middle = { x: load.element.position.x + by.x, y: load.element.position.y + by.y };
		cancelAnimationFrame(frame);
		frame = requestAnimationFrame(() => drawing.reroute(options.linesAt(id, middle)));
	};
	const drop = (): void => {
		const { id, element, by, at } = load ?? {};
		load = undefined;
		cy.userPanningEnabled(true);
		cancelAnimationFrame(frame);
		if (id === undefined || !element?.position || !by || !at) return;
		cy.elements('.carried').removeClass('carried');
		options.dropped(id, { x: element.position.x + by.x, y: element.position.y + by.y }, at);
	};

	cy.on('tapstart', (event) => {
		const id = underOf(cy, event, options.onTop);
		const element = id === undefined ? undefined : drawing.find(elementId('card', id));
		if (id === undefined || !element || fingers(event) > 1) return;
		load = { id, element, from: { ...event.position } };
		// A card cannot be panned by; a line that passes near could be.
		if (event.target.data('ref') !== id) cy.userPanningEnabled(false);
	});
	cy.on('tapdrag', (event) => {
		if (!load) return;
		if (fingers(event) > 1) return drop();
		const by = { x: event.position.x - load.from.x, y: event.position.y - load.from.y };
		load.at = clientOf(event);
		if (load.by || Math.hypot(by.x, by.y) * cy.zoom() > SLACK) carry(by);
	});
	cy.on('tapend', drop);
}
