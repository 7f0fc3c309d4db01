import type { Core } from 'cytoscape';
import { ZOOMS, type Camera } from './camera';
import { mountConnecting, type Connecting } from './connect';
import type { CanvasOptions } from './door';
import type { Drawing } from './draw';
import { elementId } from './element';
import { contains, type Point } from './geometry';
import type { Overlay } from './overlay';
import { mountPulling } from './pull';
import type { Stage } from './stage';

/** What the handles are fixed to. */
export interface HandleParts {
	readonly cy: Core;
	readonly host: HTMLElement;
	readonly overlay: Overlay;
	readonly camera: Camera;
	readonly drawing: Drawing;
	readonly options: Pick<
		CanvasOptions,
		'offers' | 'onConnect' | 'onConnecting' | 'onMenu' | 'pulls' | 'onPulling' | 'onPulled'
	>;
}

/** What can be grasped: the plus of the card that is pointed at or selected, and the ends of its lines. */
export interface Handles {
	readonly connecting: Connecting;
	/** Puts them where they belong now. */
	offer(): void;
	/** Takes them away, while something else is grasped. */
	hide(): void;
	/** Something is under the pointer, or nothing is any more. */
	hover(id: string | undefined): void;
	/** Whether a connection can go from one to the other, or they are the same. */
	isEnd(from: string, id: string): boolean;
	destroy(): void;
}

/** How long a handle waits for the pointer that left its card, in milliseconds: it lies across the card's edge. */
const REACH_TIME = 350;
/** With more lines than this, a card shows no knobs: each line shows its own. */
const MOST_KNOBS = 8;

/** Puts the handles on a stage. */
export function mountHandles(parts: HandleParts, stage: Stage): Handles {
	const { cy, host, overlay, camera, drawing, options } = parts;
	let hovered: string | undefined;

	const isEnd = (from: string, id: string): boolean =>
		id === from || options.offers(from, id) !== undefined;
	const connecting = mountConnecting({
		overlay,
		toPicture: camera.toPicture,
		targets: () => stage.scene.targets,
		offers: options.offers,
		connected: (from, to) => options.onConnect(from, to),
		waiting(from) {
			host.classList.toggle('connecting', from !== undefined);
			drawing.leave(from === undefined ? undefined : (id) => !isEnd(from, id));
			options.onConnecting(from);
		},
		aimed: (from, to) => options.onConnecting(from, to),
	});
	const cardAt = (at: Point): string | undefined =>
		[...stage.placement.cards].find(([, rect]) => contains(rect, at))?.[0];
	const pulling = mountPulling({
		overlay,
		toPicture: camera.toPicture,
		held(line, at) {
			cy.edges('.aside').removeClass('aside');
			if (line !== undefined) cy.getElementById(elementId('line', line)).addClass('aside');
			options.onPulling(line === undefined || !at ? undefined : options.pulls(line));
		},
		pulled: (line, at) => options.onPulled(line, cardAt(at)),
		clicked: (line, at) => options.onMenu(line, at),
	});
	/** The lines of a card or a seal, or the line itself, that can be pulled off. */
	const linesOf = (id: string | undefined) => {
		if (id === undefined || cy.zoom() < ZOOMS.readable) return [];
		const ends = [id, stage.scene.nodeOf(id)?.seal?.id];
		const mine = stage.folded.picture.edges.filter(
			(edge) => edge.id === id || ends.includes(edge.from) || ends.includes(edge.to),
		);
		if (mine.length > MOST_KNOBS) return [];
		return mine.flatMap((edge) => {
			const route = stage.routes.get(edge.id);
			return route && options.pulls(edge.id) !== undefined ? [{ edge, route }] : [];
		});
	};
	const offer = (): void => {
		const { scene, placement, selected } = stage;
		const here = hovered ?? scene.standIn(selected);
		const node = scene.nodeOf(here);
		if (!node || node.kind === 'ghost' || node.kind === 'securityGroup')
			connecting.offer(undefined);
		else connecting.offer(node.id, placement.cards.get(node.id));
		pulling.offer(linesOf(here));
	};
	let leaving: ReturnType<typeof setTimeout> | undefined;

	return {
		connecting,
		offer,
		hide() {
			connecting.offer(undefined);
			pulling.offer([]);
		},
		hover(id) {
			clearTimeout(leaving);
			if (id !== undefined) {
				hovered = id;
				return offer();
			}
			leaving = setTimeout(() => {
				if (overlay.svg.querySelector('.handle:hover')) return;
				hovered = undefined;
				offer();
			}, REACH_TIME);
		},
		isEnd,
		destroy() {
			clearTimeout(leaving);
			connecting.destroy();
			pulling.destroy();
		},
	};
}
