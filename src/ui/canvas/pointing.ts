import type { Core, EventObject } from 'cytoscape';
import type { Point } from './geometry';
import { isFinger, underOf, type OnTop } from './under';

/** What pointers and fingers tell. Ids are those of the picture, lines included. */
export interface Pointing {
	toClient(point: Point): Point;
	readonly onTop: OnTop;
	tapped(id: string | undefined): void;
	menu(id: string | undefined, at: Point): void;
	/** A card or a line is under the pointer, or nothing is. */
	over(id: string | undefined, line: boolean, at: Point): void;
	/** The picture was moved by hand. */
	moved(): void;
	/** Pan or zoom have changed. */
	looked(): void;
}

/** Listens to what happens on the drawing. */
export function mountPointing(cy: Core, host: HTMLElement, options: Pointing): void {
	const refOf = (event: EventObject): string | undefined => underOf(cy, event, options.onTop);
	const clientOf = ({ originalEvent, position }: EventObject): Point => {
		const { clientX, clientY } = originalEvent as MouseEvent;
		return typeof clientX === 'number' ? { x: clientX, y: clientY } : options.toClient(position);
	};
	/** A long press has opened a menu: its end is no tap. */
	let held = false;
	cy.on('tapstart', () => (held = false));
	cy.on('tap', (event) => {
		if (!held) options.tapped(refOf(event));
	});
	cy.on('cxttap', (event) => options.menu(refOf(event), clientOf(event)));
	cy.on('taphold', (event) => {
		if (!isFinger(event)) return;
		held = true;
		options.menu(refOf(event), clientOf(event));
	});
	cy.on('mouseover', 'node.card, node.seal, edge.line', (event) => {
		host.classList.add('over');
		options.over(refOf(event), event.target.isEdge(), clientOf(event));
	});
	cy.on('mouseout', 'node.card, node.seal, edge.line', (event) => {
		host.classList.remove('over');
		options.over(undefined, false, clientOf(event));
	});
	cy.on('dragpan pinchzoom', options.moved);
	cy.on('viewport', options.looked);
}
