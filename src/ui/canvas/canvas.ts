import cytoscape from 'cytoscape';
import type { Core, EventObject } from 'cytoscape';
import { makeCamera, ZOOMS } from './camera';
import { mountCarrying, restingPlace } from './carry';
import { mountConnecting } from './connect';
import { makeDrawing } from './draw';
import { elementsOf, type Element } from './elements';
import { around, clamp, grow, middleOf, type Point } from './geometry';
import { fade, mountOverlay, rounded } from './overlay';
import { readPalette, watchPalette } from './palette';
import type { Picture } from './picture';
import { place, type Placement, type Positions } from './place';
import { sceneOf } from './scene';
import { DIRECTIONS, nextIn } from './spatial';
import { stylesheetFor } from './stylesheet';
import { travel, wayBetween, type Trace } from './travel';

/** What the canvas tells its owner. Ids are those of the picture; points are places in the window. */
export interface CanvasOptions {
	/** Something was chosen, or nothing. */
	onSelect(id: string | undefined): void;
	/** The menu of something (or of nothing) is asked for at a place. */
	onMenu(id: string | undefined, at: Point): void;
	/** Two things are to be connected. */
	onConnect(from: string, to: string): void;
	/** Something is to be deleted. */
	onDelete(id: string): void;
	/** Connecting by clicks waits for its other end, or no longer does. */
	onConnecting(from: string | undefined): void;
	/** A card was put somewhere else: all positions, to be remembered. */
	onMoved?(positions: Positions): void;
	/** Positions that were remembered. */
	readonly positions?: Positions;
}

/** What is shown of a picture besides the picture. */
export interface View {
	readonly selected: string | undefined;
}

/** The running canvas. */
export interface Canvas {
	/** Shows a picture; only what differs from the last one changes. */
	update(picture: Picture, view: View): void;
	/** Shows everything. */
	fit(): void;
	/** Zooms around the middle: 1.25 is a quarter closer. */
	zoom(by: number): void;
	/** Draws the eye to things. */
	flash(ids: readonly string[]): void;
	/** Shows a request travelling. */
	travel(trace: Trace): void;
	/** Begins connecting by clicks. */
	connectFrom(id: string): void;
	/** Where a thing's middle is in the window; `undefined` when it is not drawn. */
	positionOf(id: string): Point | undefined;
	/** Handles a key while the canvas has the focus; whether it did. */
	key(event: KeyboardEvent): boolean;
	/** Whether a turn of the wheel is for the canvas; if so it zooms. */
	wheel(event: WheelEvent, focused: boolean): boolean;
	destroy(): void;
}

/** How long a verdict stays, in milliseconds, unless the picture changes. */
const VERDICT_STAYS = 12_000;
/** How long a handle waits for the pointer that left its card. */
const REACH_TIME = 350;
const EMPTY: Picture = { areas: [], nodes: [], edges: [] };
const CLOSER = 1.25;

/** Measures names as they are drawn. */
function makeRuler(): (text: string, font: string) => number {
	const context = document.createElement('canvas').getContext('2d');
	return (text, font) => {
		if (!context) return text.length * 8;
		context.font = font;
		return context.measureText(text).width;
	};
}

/** Puts a canvas into an element, which must have a size. */
export function mountCanvas(host: HTMLElement, options: CanvasOptions): Canvas {
	const cy: Core = cytoscape({
		container: host,
		style: stylesheetFor(readPalette(host)),
		minZoom: ZOOMS.least,
		maxZoom: ZOOMS.most,
		boxSelectionEnabled: false,
		autounselectify: true,
		layout: { name: 'preset' },
	});
	const calm = matchMedia('(prefers-reduced-motion: reduce)');
	const isCalm = (): boolean => calm.matches;
	const overlay = mountOverlay(host.parentElement ?? host);
	const camera = makeCamera(cy, host, isCalm);
	const drawing = makeDrawing(cy, overlay, isCalm);
	const measure = makeRuler();

	let picture = EMPTY;
	let placement: Placement = place(EMPTY);
	let scene = sceneOf(picture, placement);
	let selected: string | undefined;
	let hovered: string | undefined;
	let remembered: Positions = options.positions ?? {};
	let edition = 0;

	const draw = (kept: Positions, glide: boolean): void => {
		const wishes = Object.fromEntries(Object.entries(remembered).filter(([id]) => !kept[id]));
		placement = place(picture, kept, wishes);
		scene = sceneOf(picture, placement);
		remembered = { ...remembered, ...placement.positions };
		drawing.show(elementsOf(picture, placement, measure).elements, glide);
		drawing.stir(picture, placement);
		mark();
	};
	const mark = (): void => {
		drawing.mark(picture, scene.standIn(selected));
		offer();
	};
	const restyle = (): void => void cy.style(stylesheetFor(readPalette(host), edition));
	/** Names are measured and drawn in the page's own type: once more when it has come. */
	const redraw = (): void => {
		edition = 1 - edition;
		draw(placement.positions, false);
		restyle();
	};

	// Pointers and fingers --------------------------------------------------------------------------------

	const connecting = mountConnecting({
		overlay,
		toPicture: camera.toPicture,
		targets: () => scene.targets,
		connected: (from, to) => options.onConnect(from, to),
		waiting: (from) => {
			host.classList.toggle('connecting', from !== undefined);
			options.onConnecting(from);
		},
	});
	const offer = (): void => {
		const node = scene.nodeOf(hovered ?? scene.standIn(selected));
		if (!node || node.kind === 'ghost') connecting.offer(undefined);
		else connecting.offer(node.id, placement.cards.get(node.id));
	};
	mountCarrying(cy, {
		drawing,
		linesAt(card, middle): readonly Element[] {
			const rect = placement.cards.get(card);
			if (!rect) return [];
			const ends = [card, scene.nodeOf(card)?.seal?.id];
			const edges = picture.edges.filter(
				({ from, to }) => ends.includes(from) || ends.includes(to),
			);
			const cards = new Map([...placement.cards, [card, around(middle, rect)] as const]);
			return elementsOf({ ...picture, edges }, { ...placement, cards }, measure).elements;
		},
		carried: () => connecting.offer(undefined),
		dropped(card, middle) {
			const node = scene.nodeOf(card);
			const spot = node && restingPlace(picture, placement, node, middle);
			draw({ ...placement.positions, ...(spot ? { [card]: spot } : {}) }, true);
			if (camera.fitting) camera.fit(scene.bounds, true);
			options.onMoved?.(placement.positions);
		},
	});

	const refOf = (event: EventObject): string | undefined =>
		event.target === cy ? undefined : (event.target.data('ref') as string | undefined);
	const clientOf = ({ originalEvent, position }: EventObject): Point => {
		const { clientX, clientY } = originalEvent as MouseEvent;
		return typeof clientX === 'number' ? { x: clientX, y: clientY } : camera.toClient(position);
	};
	/** A long press has opened a menu: its end is no tap. */
	let held = false;
	cy.on('tapstart', () => (held = false));
	cy.on('tap', (event) => {
		const id = refOf(event);
		if (!held && !connecting.pick(id)) options.onSelect(id);
	});
	cy.on('cxttap', (event) => options.onMenu(refOf(event), clientOf(event)));
	cy.on('taphold', (event) => {
		if (!event.originalEvent.type.startsWith('touch')) return;
		held = true;
		options.onMenu(refOf(event), clientOf(event));
	});
	cy.on('mouseover', 'node.card', (event) => {
		hovered = refOf(event);
		host.classList.add('over');
		offer();
	});
	cy.on('mouseout', 'node.card', () => {
		host.classList.remove('over');
		const before = hovered;
		// The handle lies across the card's edge.
		setTimeout(() => {
			if (hovered !== before || overlay.svg.querySelector('.handle:hover')) return;
			hovered = undefined;
			offer();
		}, REACH_TIME);
	});
	cy.on('dragpan pinchzoom', () => camera.letGo());
	cy.on('viewport', () => overlay.follow(cy.pan(), cy.zoom()));

	// The page around -------------------------------------------------------------------------------------

	const preventMenu = (event: Event): void => event.preventDefault();
	host.addEventListener('contextmenu', preventMenu);
	const stopWatching = watchPalette(restyle);
	const sized = new ResizeObserver(() => {
		cy.resize();
		if (camera.fitting) camera.fit(scene.bounds, false);
	});
	sized.observe(host);
	document.fonts.addEventListener('loadingdone', redraw);

	let forgetTrace: () => void = () => undefined;
	let traceTimer: ReturnType<typeof setTimeout> | undefined;
	const clearTrace = (): void => {
		clearTimeout(traceTimer);
		forgetTrace();
	};
	const menuForSelected = (): void => {
		const rect = selected === undefined ? undefined : scene.rectOf(selected);
		const box = host.getBoundingClientRect();
		options.onMenu(selected, rect ? camera.toClient(middleOf(rect)) : { x: box.left, y: box.top });
	};

	return {
		update(next, view) {
			const chosen = view.selected !== selected && view.selected !== undefined;
			selected = view.selected;
			if (JSON.stringify(picture) === JSON.stringify(next)) mark();
			else {
				const shared = next.nodes.some(({ id }) => placement.cards.has(id));
				const another = picture.nodes.length > 0 && next.nodes.length > 0 && !shared;
				const first = picture.areas.length === 0 || another;
				const there = new Set([...next.areas, ...next.nodes, ...next.edges].map(({ id }) => id));
				const kept = Object.entries(placement.positions).filter(([id]) => there.has(id));
				if (another) remembered = {};
				picture = next;
				clearTrace();
				draw(another ? {} : Object.fromEntries(kept), !first);
				if (camera.fitting || first) camera.fit(scene.bounds, !first);
			}
			const node = chosen ? scene.nodeOf(scene.standIn(selected)) : undefined;
			const rect = node && placement.cards.get(node.id);
			if (rect) camera.reveal(rect);
		},
		fit: () => camera.fit(scene.bounds, true),
		zoom: (by) => camera.zoomBy(by),
		flash(ids) {
			for (const id of ids) {
				const rect = scene.rectOf(id);
				if (!rect) continue;
				const ring = { ...rounded(grow(rect, 5), 14), class: 'flash' };
				fade(overlay.add('rect', ring), 480, isCalm());
			}
		},
		travel(trace) {
			clearTrace();
			const from = scene.rectOf(trace.resourceId);
			if (!from) return;
			const to = scene.rectOf(trace.targetId) ?? from;
			const way = wayBetween(from, to, placement.cards.values());
			forgetTrace = travel(overlay, trace, way, isCalm());
			traceTimer = setTimeout(clearTrace, VERDICT_STAYS);
		},
		connectFrom: (id) => connecting.begin(scene.standIn(id) ?? id),
		positionOf(id) {
			const rect = scene.rectOf(id);
			return rect && camera.toClient(middleOf(rect));
		},
		key({ key, shiftKey, ctrlKey, metaKey, altKey }) {
			if (ctrlKey || metaKey || altKey) return false;
			const direction = DIRECTIONS[key];
			if (direction) {
				const from = scene.stops.get(scene.standIn(selected) ?? '');
				const next = nextIn(direction, from, scene.stops);
				if (next !== undefined) options.onSelect(next);
			} else if (key === 'ContextMenu' || key === 'Enter' || (key === 'F10' && shiftKey))
				menuForSelected();
			else if ((key === 'Delete' || key === 'Backspace') && selected !== undefined)
				options.onDelete(selected);
			else if (key === 'Escape' && host.classList.contains('connecting')) connecting.cancel();
			else if (key === '+' || key === '=') camera.zoomBy(CLOSER);
			else if (key === '-') camera.zoomBy(1 / CLOSER);
			else return false;
			return true;
		},
		wheel({ ctrlKey, metaKey, deltaMode, deltaY, clientX, clientY }, focused) {
			if (!ctrlKey && !metaKey && !focused) return false;
			const { left, top } = host.getBoundingClientRect();
			const pixels = deltaMode === 1 ? deltaY * 18 : deltaY;
			// A pinch on a touchpad comes as small turns with ctrl.
			const speed = ctrlKey && Math.abs(pixels) < 50 ? 0.01 : 0.0018;
			const factor = Math.exp(-clamp(pixels, -240, 240) * speed);
			camera.zoomBy(factor, { x: clientX - left, y: clientY - top });
			return true;
		},
		destroy() {
			clearTrace();
			stopWatching();
			sized.disconnect();
			document.fonts.removeEventListener('loadingdone', redraw);
			host.removeEventListener('contextmenu', preventMenu);
			connecting.destroy();
			overlay.destroy();
			cy.destroy();
		},
	};
}
