import type { Core, NodeSingular } from 'cytoscape';
import { GLIDE } from './camera';
import { elementId, type Element } from './element';
import { around, type Point, type Rect } from './geometry';
import { fade, rounded, type Overlay } from './overlay';
import type { Picture } from './picture';
import type { Placement } from './place';

/** The elements in Cytoscape, changed only where they differ from what is to be drawn. */
export interface Drawing {
	/** Draws these elements and no others. Things glide to new places if `glide`; at once for those who prefer no motion. */
	show(elements: readonly Element[], glide: boolean): void;
	/** Works out how all of it looks, which is half of what a frame takes: in a turn before the frame. */
	workOut(): void;
	/** The element as it was drawn last. */
	find(id: string): Element | undefined;
	/** What belongs to a card and moves with it. */
	followersOf(card: string): Element[];
	/** A card was carried: the next drawing looks at where it is. */
	rest(card: string): void;
	/** Draws lines anew while one of their ends is carried. */
	reroute(lines: readonly Element[]): void;
	/** Marks what is chosen, and lights what its roles reach. */
	mark(picture: Picture, chosen: string | undefined): void;
	/** Draws cards faintly that are not meant; all are meant again without a test. */
	leave(isAside: ((id: string) => boolean) | undefined): void;
	/** Gives the cards that are being created or changed a moving edge. */
	stir(picture: Picture, placement: Placement): void;
}

/** What can be chosen, or lit. */
const KINDS = ['area', 'card', 'seal', 'line'] as const;
/** Above so many elements nothing glides. */
const MANY = 900;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const near = (a: Point, b: Point): boolean => Math.abs(a.x - b.x) + Math.abs(a.y - b.y) < 0.5;
const rewired = (a: Element, b: Element): boolean =>
	a.data.source !== b.data.source || a.data.target !== b.data.target;

/** Makes the drawing of a Cytoscape instance. */
export function makeDrawing(cy: Core, overlay: Overlay, isCalm: () => boolean): Drawing {
	let drawn = new Map<string, Element>();
	const busy = new Map<string, SVGElement>();
	/** The elements that are marked as chosen or reached. */
	let marked: string[] = [];

	/** A card that goes leaves its outline for a moment. */
	const vanish = ({ position, classes, data: { w, h } }: Element): void => {
		if (!position || typeof w !== 'number' || typeof h !== 'number') return;
		if (!classes.includes('card')) return;
		fade(
			overlay.add('rect', { ...rounded(around(position, { w, h })), class: 'gone' }),
			450,
			false,
		);
	};
	const add = ({ id, data, classes, position }: Element, appear: boolean): void => {
		const isCard = classes.includes('card');
		const added = cy.add({
			group: position ? 'nodes' : 'edges',
			data: { ...data, id },
			classes: [...classes],
			...(position ? { position: { ...position } } : {}),
			grabbable: false,
			pannable: !isCard,
		});
		if (!appear || !isCard) return;
		added
			.style('opacity', 0)
			.animate(
				{ style: { opacity: 1 } },
				{ duration: GLIDE, complete: () => void added.removeStyle('opacity') },
			);
	};
	const change = (old: Element, next: Element, glide: boolean): void => {
		const there = cy.getElementById(next.id);
		if (!same(old.data, next.data)) there.data({ ...next.data, id: next.id });
		if (!same(old.classes, next.classes)) there.classes([...next.classes]);
		if (!next.position) return;
		const node = there as unknown as NodeSingular;
		if (near(node.position(), next.position)) return;
		node.stop();
		// It may have been on its way to being seen.
		node.removeStyle('opacity');
		if (glide) node.animate({ position: { ...next.position } }, { duration: GLIDE });
		else node.position({ ...next.position });
	};

	return {
		show(elements, glide) {
			const before = drawn;
			drawn = new Map(elements.map((element) => [element.id, element]));
			const motion = glide && !isCalm() && elements.length < MANY;
			const keeps = (element: Element): boolean => {
				const next = drawn.get(element.id);
				return next !== undefined && (next.position !== undefined || !rewired(element, next));
			};
			cy.batch(() => {
				for (const element of before.values()) {
					if (keeps(element)) continue;
					if (motion) vanish(element);
					cy.getElementById(element.id).remove();
				}
				// Nodes first: a line needs both of its ends.
				for (const lines of [false, true])
					for (const element of elements) {
						if ((element.position === undefined) !== lines) continue;
						const old = before.get(element.id);
						if (old === element) continue;
						if (old && cy.getElementById(element.id).nonempty()) change(old, element, motion);
						else add(element, motion && before.size > 0);
					}
			});
		},
		workOut() {
			if (!cy.destroyed()) cy.elements().boundingBox();
		},
		find: (id) => drawn.get(id),
		followersOf: (card) => [...drawn.values()].filter(({ follows }) => follows === card),
		rest(card) {
			for (const { id } of [{ id: card }, ...this.followersOf(card)]) {
				const element = drawn.get(id);
				if (element) drawn.set(id, { ...element });
			}
		},
		reroute(lines) {
			cy.batch(() => {
				for (const line of lines) {
					if (line.position) continue;
					cy.getElementById(line.id).data({ ...line.data, id: line.id });
					drawn.set(line.id, line);
				}
			});
		},
		mark({ edges }, chosen) {
			const lit = edges.flatMap((edge) =>
				edge.kind === 'role' && (edge.id === chosen || edge.from === chosen) ? [edge.to] : [],
			);
			cy.batch(() => {
				for (const id of marked) cy.getElementById(id).removeClass('chosen lit');
				marked = [];
				const add = (id: string, name: 'chosen' | 'lit'): void => {
					for (const kind of KINDS) {
						const element = cy.getElementById(elementId(kind, id));
						if (element.empty()) continue;
						element.addClass(name);
						marked.push(element.id());
					}
				};
				if (chosen !== undefined) add(chosen, 'chosen');
				for (const id of lit) add(id, 'lit');
			});
		},
		leave(isAside) {
			cy.batch(() => {
				cy.nodes('.aside').removeClass('aside');
				if (!isAside) return;
				for (const { id, data, classes } of drawn.values()) {
					if (!classes.includes('card') || !isAside(data.ref as string)) continue;
					cy.getElementById(id).addClass('aside');
					for (const part of drawn.values())
						if (part.follows === id) cy.getElementById(part.id).addClass('aside');
				}
			});
		},
		stir({ nodes }, { cards }) {
			for (const element of busy.values()) element.remove();
			busy.clear();
			for (const { id, state } of nodes) {
				const rect: Rect | undefined = cards.get(id);
				if (rect && (state === 'creating' || state === 'updating'))
					busy.set(id, overlay.add('rect', { ...rounded(rect), class: 'busy' }));
			}
		},
	};
}
