import type { Core, EventObject } from 'cytoscape';
import type { Point } from './geometry';

/** What pointers and fingers tell. Ids are those of the picture, lines included. */
export interface Pointing {
	toClient(point: Point): Point;
	tapped(id: string | undefined): void;
	menu(id: string | undefined, at: Point): void;
	/** A card or a line is under the pointer, or nothing is. */
	over(id: string | undefined, line: boolean, at: Point): void;
	/** The picture was moved by hand. */
	moved(): void;
	/** Pan or zoom have changed. */
	looked(): void;
}

const refOf = (cy: Core, event: EventObject): string | undefined =>
	event.target === cy ? undefined : (event.target.data('ref') as string | undefined);

/** Listens to what happens on the drawing. */
export function mountPointing(cy: Core, host: HTMLElement, options: Pointing): void {
	const clientOf = ({ originalEvent, position }: EventObject): Point => {
		const { clientX, clientY } = originalEvent as MouseEvent;
		return typeof clientX === 'number' ? { x: clientX, y: clientY } : options.toClient(position);
	};
	/** A long press has opened a menu: its end is no tap. */
	let held = false;
	cy.on('tapstart', () => (held = false));
	cy.on('tap', (event) => {
		if (!held) options.tapped(refOf(cy, event));
	});
	cy.on('cxttap', (event) => options.menu(refOf(cy, event), clientOf(event)));
	cy.on('taphold', (event) => {
		if (!event.originalEvent.type.startsWith('touch')) return;
		held = true;
		options.menu(refOf(cy, event), clientOf(event));
	});
	cy.on('mouseover', 'node.card, node.seal, edge.line', (event) => {
		host.classList.add('over');
		options.over(refOf(cy, event), event.target.isEdge(), clientOf(event));
	});
	cy.on('mouseout', 'node.card, node.seal, edge.line', (event) => {
		host.classList.remove('over');
		options.over(undefined, false, clientOf(event));
	});
	cy.on('dragpan pinchzoom', options.moved);
	cy.on('viewport', options.looked);
}
