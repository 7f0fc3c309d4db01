import cytoscape from 'cytoscape';
import type { Core, EventObject, NodeSingular } from 'cytoscape';
import { mountConnecting } from './connect';
import { elementId, elementsOf, type Element } from './elements';
import {
	around,
	boundsOf,
	clamp,
	grow,
	middleOf,
	overlap,
	type Point,
	type Rect,
} from './geometry';
import { fade, mountOverlay, rounded } from './overlay';
import { readPalette, watchPalette } from './palette';
import type { Picture } from './picture';
import { nearestFree, place, type Placement, type Positions } from './place';
import { sealMiddle } from './route';
import { SIZES } from './sizes';
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

const CLOSEST = 2.5;
const FARTHEST = 0.06;
const MARGIN = 14;
/** Room above the picture for the buttons, beside which the subscription's name stands. */
const HEADROOM = 24;
const GLIDE = 260;
/** How far a pointer may tremble before a press becomes a drag. */
const SLACK = 5;
const VERDICT_STAYS = 12_000;
const EMPTY: Picture = { areas: [], nodes: [], edges: [] };

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts a canvas into an element, which must have a size. */
export function mountCanvas(host: HTMLElement, options: CanvasOptions): Canvas {
	const cy: Core = cytoscape({
		container: host,
		style: stylesheetFor(readPalette(host)),
		minZoom: FARTHEST,
		maxZoom: CLOSEST,
		boxSelectionEnabled: false,
		autounselectify: true,
		layout: { name: 'preset' },
	});
	const overlay = mountOverlay(host.parentElement ?? host);
	const calmly = matchMedia('(prefers-reduced-motion: reduce)');
	const ruler = document.createElement('canvas').getContext('2d');
	const measure = (text: string, font: string): number => {
		if (!ruler) return text.length * 8;
		ruler.font = font;
		return ruler.measureText(text).width;
	};

	let picture = EMPTY;
	let view: View = { selected: undefined };
	let placement: Placement = place(EMPTY);
	let remembered: Positions = options.positions ?? {};
	let drawn = new Map<string, Element>();
	let auto = true;
	let edition = 0;
	let hovered: string | undefined;
	let clearTrace: () => void = () => undefined;
	let traceTimer: ReturnType<typeof setTimeout> | undefined;

	// Where things are ------------------------------------------------------------------------------------

	const sealRects = (): Map<string, Rect> => {
		const seals = new Map<string, Rect>();
		for (const { id, seal } of picture.nodes) {
			const card = placement.cards.get(id);
			if (seal && card)
				seals.set(seal.id, around(sealMiddle(card), { w: SIZES.seal, h: SIZES.seal }));
		}
		return seals;
	};
	const groupRects = (): [string, Rect][] =>
		picture.areas
			.toSorted((a, b) => Number(a.kind === 'subscription') - Number(b.kind === 'subscription'))
			.flatMap(({ id }) => {
				const rect = placement.areas.get(id);
				return rect ? [[id, rect] as [string, Rect]] : [];
			});
	const targets = (): Map<string, Rect> =>
		new Map([...sealRects(), ...placement.cards, ...groupRects()]);
	const rectOf = (id: string): Rect | undefined => {
		const wanted = id.toLowerCase();
		for (const [name, rect] of targets()) if (name.toLowerCase() === wanted) return rect;
		return undefined;
	};
	/** The drawn thing that stands for an id: itself, or the card that a secret or container belongs to. */
	const standIn = (id: string | undefined): string | undefined => {
		if (id === undefined) return undefined;
		const wanted = id.toLowerCase();
		const line = picture.edges.find((edge) => edge.id.toLowerCase() === wanted);
		if (line) return line.id;
		const names = [...targets().keys()];
		return (
			names.find((name) => name.toLowerCase() === wanted) ??
			picture.nodes.find(({ id: card }) => wanted.startsWith(`${card.toLowerCase()}/`))?.id
		);
	};
	const toPicture = ({ x, y }: Point): Point => {
		const box = host.getBoundingClientRect();
		const pan = cy.pan();
		const zoom = cy.zoom();
		return { x: (x - box.left - pan.x) / zoom, y: (y - box.top - pan.y) / zoom };
	};
	const toClient = ({ x, y }: Point): Point => {
		const box = host.getBoundingClientRect();
		const pan = cy.pan();
		const zoom = cy.zoom();
		return { x: box.left + x * zoom + pan.x, y: box.top + y * zoom + pan.y };
	};

	// The view --------------------------------------------------------------------------------------------

	const whole = (): Rect | undefined => {
		const bounds = boundsOf([...placement.areas.values(), ...placement.cards.values()]);
		return bounds && { ...bounds, y: bounds.y - 22, h: bounds.h + 22 };
	};
	const moveTo = (zoom: number, pan: Point, glide: boolean): void => {
		const place = { zoom, pan: { x: Math.round(pan.x), y: Math.round(pan.y) } };
		cy.stop();
		if (glide && !calmly.matches) cy.animate(place, { duration: GLIDE, easing: 'ease-in-out' });
		else cy.viewport(place);
	};
	const fit = (glide: boolean): void => {
		const bounds = whole();
		const [w, h] = [cy.width(), cy.height()];
		if (!bounds || w === 0 || h === 0) return;
		const zoom = clamp(
			Math.min((w - 2 * MARGIN) / bounds.w, (h - MARGIN - HEADROOM) / bounds.h),
			FARTHEST,
			1.35,
		);
		const middle = middleOf(bounds);
		const centre = { x: w / 2, y: (h + HEADROOM - MARGIN) / 2 };
		moveTo(zoom, { x: centre.x - middle.x * zoom, y: centre.y - middle.y * zoom }, glide);
	};
	const zoomAround = (by: number, at: Point): void => {
		auto = false;
		cy.stop();
		cy.zoom({ level: clamp(cy.zoom() * by, FARTHEST, CLOSEST), renderedPosition: at });
	};
	const reveal = (rect: Rect): void => {
		const zoom = cy.zoom();
		const pan = cy.pan();
		const box = {
			x: rect.x * zoom + pan.x,
			y: rect.y * zoom + pan.y,
			w: rect.w * zoom,
			h: rect.h * zoom,
		};
		const shift = (start: number, size: number, room: number): number =>
			start < 20
				? 20 - start
				: start + size > room - 20
					? Math.min(room - 20 - start - size, 20 - start)
					: 0;
		const by = { x: shift(box.x, box.w, cy.width()), y: shift(box.y, box.h, cy.height()) };
		if (by.x !== 0 || by.y !== 0) moveTo(zoom, { x: pan.x + by.x, y: pan.y + by.y }, true);
	};

	// Drawing ---------------------------------------------------------------------------------------------

	const vanish = (element: Element): void => {
		const { w, h } = element.data;
		if (!element.position || typeof w !== 'number' || typeof h !== 'number') return;
		if (!element.classes.includes('card')) return;
		const rect = around(element.position, { w, h });
		fade(overlay.add('rect', { ...rounded(rect), class: 'gone' }), 450, calmly.matches);
	};
	const mark = (): void => {
		const chosen = standIn(view.selected);
		const lit = new Set(
			picture.edges.flatMap((edge) =>
				edge.kind === 'role' && chosen !== undefined && (edge.id === chosen || edge.from === chosen)
					? [edge.to]
					: [],
			),
		);
		cy.batch(() => {
			cy.elements('.chosen, .lit').removeClass('chosen lit');
			for (const kind of ['area', 'card', 'seal', 'line'] as const) {
				if (chosen !== undefined) cy.getElementById(elementId(kind, chosen)).addClass('chosen');
				for (const id of lit) cy.getElementById(elementId(kind, id)).addClass('lit');
			}
		});
		offer();
	};
	const apply = (elements: readonly Element[], glide: boolean): void => {
		const next = new Map(elements.map((element) => [element.id, element]));
		const [before, motion] = [drawn, glide && !calmly.matches && elements.length < 900];
		drawn = next;
		cy.batch(() => {
			for (const [id, element] of before)
				if (!next.has(id)) {
					if (motion) vanish(element);
					cy.getElementById(id).remove();
				}
			const sorted = [...elements].sort((a, b) => Number(!a.position) - Number(!b.position));
			for (const element of sorted) {
				const { id, data, classes, position } = element;
				const old = before.get(id);
				const there = cy.getElementById(id);
				const moved = old?.data.source !== data.source || old?.data.target !== data.target;
				if (old && there.nonempty() && !(moved && !position)) {
					if (!sameJson(old.data, data)) there.data({ ...data, id });
					if (!sameJson(old.classes, classes)) there.classes([...classes]);
					if (!position) continue;
					const node = there as unknown as NodeSingular;
					const at = node.position();
					if (Math.abs(at.x - position.x) + Math.abs(at.y - position.y) < 0.5) continue;
					node.stop();
					if (motion) node.animate({ position: { ...position } }, { duration: GLIDE });
					else node.position({ ...position });
					continue;
				}
				if (there.nonempty()) there.remove();
				const isCard = classes.includes('card');
				const added = cy.add({
					group: position ? 'nodes' : 'edges',
					data: { ...data, id },
					classes: [...classes],
					...(position ? { position: { ...position } } : {}),
					grabbable: false,
					pannable: !isCard,
				});
				if (motion && before.size > 0 && isCard)
					added
						.style('opacity', 0)
						.animate(
							{ style: { opacity: 1 } },
							{ duration: GLIDE, complete: () => void added.removeStyle('opacity') },
						);
			}
		});
	};
	const busy = new Map<string, SVGElement>();
	/** Cards that are being created have a moving edge. */
	const stir = (): void => {
		const wanted = new Map(
			picture.nodes.flatMap(({ id, state }) => {
				const rect = placement.cards.get(id);
				return rect && (state === 'creating' || state === 'updating') ? [[id, rect] as const] : [];
			}),
		);
		for (const [id, element] of busy)
			if (!wanted.has(id)) {
				element.remove();
				busy.delete(id);
			}
		for (const [id, rect] of wanted) {
			busy.get(id)?.remove();
			busy.set(id, overlay.add('rect', { ...rounded(rect), class: 'busy' }));
		}
	};
	const draw = (kept: Positions, glide: boolean): void => {
		const present = (id: string): boolean => kept[id] !== undefined;
		const wishes = Object.fromEntries(Object.entries(remembered).filter(([id]) => !present(id)));
		placement = place(picture, kept, wishes);
		remembered = { ...remembered, ...placement.positions };
		apply(elementsOf(picture, placement, measure).elements, glide);
		stir();
		mark();
	};
	const restyle = (): void => void cy.style(stylesheetFor(readPalette(host), edition));
	/** Names are measured and drawn in the page's own type: once more when it has come. */
	const redraw = (): void => {
		edition = 1 - edition;
		draw(placement.positions, false);
		restyle();
	};

	// Gestures --------------------------------------------------------------------------------------------

	const connecting = mountConnecting({
		overlay,
		toPicture,
		targets,
		connected: (from, to) => options.onConnect(from, to),
		waiting: (from) => {
			host.classList.toggle('connecting', from !== undefined);
			options.onConnecting(from);
		},
	});
	const offer = (): void => {
		const chosen = standIn(view.selected);
		const id = hovered ?? chosen;
		const node = picture.nodes.find((other) => other.id === id && other.kind !== 'ghost');
		connecting.offer(node?.id, node && placement.cards.get(node.id));
	};
	const refOf = (event: EventObject): string | undefined =>
		event.target === cy ? undefined : (event.target.data('ref') as string | undefined);
	const clientOf = ({ originalEvent, renderedPosition }: EventObject): Point => {
		const box = host.getBoundingClientRect();
		const { clientX, clientY } = originalEvent as MouseEvent;
		return typeof clientX === 'number'
			? { x: clientX, y: clientY }
			: { x: box.left + renderedPosition.x, y: box.top + renderedPosition.y };
	};
	let held = false;
	cy.on('tap', (event) => {
		const id = refOf(event);
		// The end of a long press is no tap.
		if (held) held = false;
		else if (!connecting.pick(id)) options.onSelect(id);
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
		// The handle lies across the card's edge: leave time to reach it.
		setTimeout(() => {
			if (hovered !== before || overlay.svg.querySelector('.handle:hover')) return;
			hovered = undefined;
			offer();
		}, 350);
	});
	cy.on('dragpan pinchzoom', () => (auto = false));
	cy.on('viewport', () => overlay.follow(cy.pan(), cy.zoom()));

	const followersOf = (card: string): Element[] =>
		[...drawn.values()].filter(({ follows }) => follows === card);
	const withCard = (id: string, middle: Point): Placement => {
		const rect = placement.cards.get(id);
		if (!rect) return placement;
		return { ...placement, cards: new Map([...placement.cards, [id, around(middle, rect)]]) };
	};
	/** A card that is being moved. Cytoscape would draw a grabbed node above its own words, so we move it ourselves. */
	let carried: { id: string; element: Element; from: Point; by: Point } | undefined;
	let pending = 0;
	const followCarried = (id: string, middle: Point): void => {
		const seal = picture.nodes.find((other) => other.id === id)?.seal?.id;
		const touches = (end: string): boolean => end === id || end === seal;
		const edges = picture.edges.filter(({ from, to }) => touches(from) || touches(to));
		const lines = elementsOf({ ...picture, edges }, withCard(id, middle), measure).elements;
		cy.batch(() => {
			for (const line of lines) {
				if (line.position) continue;
				cy.getElementById(line.id).data({ ...line.data, id: line.id });
				drawn.set(line.id, line);
			}
		});
	};
	const carry = (by: Point): void => {
		if (!carried) return;
		const { id, element } = carried;
		const parts = [element, ...followersOf(element.id)];
		const first = carried.by.x === 0 && carried.by.y === 0;
		carried.by = by;
		cy.batch(() => {
			for (const { id: part, position } of parts) {
				const node = cy.getElementById(part);
				if (first) node.addClass('carried');
				if (position) node.position({ x: position.x + by.x, y: position.y + by.y });
			}
		});
		connecting.offer(undefined);
		const { x = 0, y = 0 } = element.position ?? {};
		cancelAnimationFrame(pending);
		pending = requestAnimationFrame(() => followCarried(id, { x: x + by.x, y: y + by.y }));
	};
	const drop = (): void => {
		const { id, element, by } = carried ?? {};
		carried = undefined;
		cancelAnimationFrame(pending);
		cy.elements('.carried').removeClass('carried');
		const rect = id === undefined ? undefined : placement.cards.get(id);
		const node = picture.nodes.find((other) => other.id === id);
		if (id === undefined || !rect || !node || !element?.position || !by) return;
		if (by.x === 0 && by.y === 0) return;
		const dropped = { x: element.position.x + by.x, y: element.position.y + by.y };
		const others = [...placement.cards].filter(([other]) => other !== id).map(([, card]) => card);
		const foreign = picture.areas.filter(
			({ id: area, kind }) => kind === 'group' && area !== node.area,
		);
		const isFree = (spot: Point): boolean =>
			!others.some((other) => overlap(grow(around(spot, rect), SIZES.elbow - 2), other));
		const astray = foreign.some(({ id: area }) =>
			overlap(around(dropped, rect), placement.areas.get(area) ?? { ...dropped, w: 0, h: 0 }),
		);
		const spot = astray ? middleOf(rect) : nearestFree(dropped, isFree);
		draw({ ...placement.positions, [id]: { x: Math.round(spot.x), y: Math.round(spot.y) } }, true);
		if (auto) fit(true);
		options.onMoved?.(placement.positions);
	};
	const fingers = ({ originalEvent }: EventObject): number =>
		'touches' in originalEvent ? (originalEvent as unknown as TouchEvent).touches.length : 1;
	cy.on('tapstart', (event) => {
		held = false;
		const id = refOf(event);
		const element = id === undefined ? undefined : drawn.get(elementId('card', id));
		const isCard = event.target !== cy && event.target.hasClass('card');
		if (isCard && id !== undefined && element && fingers(event) === 1)
			carried = { id, element, from: { ...event.position }, by: { x: 0, y: 0 } };
	});
	cy.on('tapdrag', (event) => {
		if (!carried) return;
		if (fingers(event) > 1) return drop();
		const by = { x: event.position.x - carried.from.x, y: event.position.y - carried.from.y };
		const begun = carried.by.x !== 0 || carried.by.y !== 0;
		if (begun || Math.hypot(by.x, by.y) * cy.zoom() > SLACK) carry(by);
	});
	cy.on('tapend', drop);

	// The page around -------------------------------------------------------------------------------------

	const preventMenu = (event: Event): void => event.preventDefault();
	host.addEventListener('contextmenu', preventMenu);
	const stopWatching = watchPalette(restyle);
	const sized = new ResizeObserver(() => {
		cy.resize();
		if (auto) fit(false);
	});
	sized.observe(host);
	document.fonts.addEventListener('loadingdone', redraw);

	const clear = (): void => {
		clearTimeout(traceTimer);
		clearTrace();
	};
	const keyPlaces = (): Map<string, Point> => {
		const places = new Map<string, Point>();
		for (const [id, rect] of [...placement.cards, ...sealRects()]) places.set(id, middleOf(rect));
		for (const [id, { x, y }] of groupRects()) places.set(id, { x: x + 60, y: y + 16 });
		return places;
	};

	return {
		update(next, nextView) {
			const shared = next.nodes.some(({ id }) => placement.cards.has(id));
			const another = picture.nodes.length > 0 && next.nodes.length > 0 && !shared;
			const selected = nextView.selected !== view.selected;
			const changed = !sameJson(picture, next);
			view = nextView;
			if (changed) {
				const first = picture.areas.length === 0 || another;
				const ids = new Set([...next.areas, ...next.nodes, ...next.edges].map(({ id }) => id));
				const kept = another
					? {}
					: Object.fromEntries(Object.entries(placement.positions).filter(([id]) => ids.has(id)));
				if (another) remembered = {};
				picture = next;
				clear();
				draw(kept, !first);
				if (auto || first) fit(!first);
			} else mark();
			const rect = selected && view.selected !== undefined ? rectOf(view.selected) : undefined;
			if (rect && picture.nodes.some(({ id }) => id === standIn(view.selected))) reveal(rect);
		},
		fit() {
			auto = true;
			fit(true);
		},
		zoom: (by) => zoomAround(by, { x: cy.width() / 2, y: cy.height() / 2 }),
		flash(ids) {
			for (const id of ids) {
				const rect = rectOf(id);
				if (rect)
					fade(
						overlay.add('rect', { ...rounded(grow(rect, 5), 14), class: 'flash' }),
						480,
						calmly.matches,
					);
			}
		},
		travel(trace) {
			clear();
			const [from, to] = [rectOf(trace.resourceId), rectOf(trace.targetId)];
			if (!from) return;
			const way = wayBetween(from, to ?? from, placement.cards.values());
			clearTrace = travel(overlay, trace, way, calmly.matches);
			traceTimer = setTimeout(clear, VERDICT_STAYS);
		},
		connectFrom: (id) => connecting.begin(standIn(id) ?? id),
		positionOf(id) {
			const rect = rectOf(standIn(id) ?? id);
			return rect && toClient(middleOf(rect));
		},
		key(event) {
			const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
			if (ctrlKey || metaKey || altKey) return false;
			const chosen = standIn(view.selected);
			const places = keyPlaces();
			const direction = DIRECTIONS[key];
			if (direction) {
				const next = nextIn(
					direction,
					chosen === undefined ? undefined : places.get(chosen),
					places,
				);
				if (next !== undefined) options.onSelect(next);
				return true;
			}
			const at = chosen === undefined ? undefined : rectOf(chosen);
			if (key === 'ContextMenu' || (key === 'F10' && shiftKey) || key === 'Enter') {
				const middle = at ?? around(toPicture({ x: 0, y: 0 }), { w: 0, h: 0 });
				options.onMenu(view.selected, toClient(middleOf(middle)));
				return true;
			}
			if ((key === 'Delete' || key === 'Backspace') && view.selected !== undefined) {
				options.onDelete(view.selected);
				return true;
			}
			if (key === 'Escape') {
				connecting.cancel();
				return host.classList.contains('connecting');
			}
			if (key === '+' || key === '=') zoomAround(1.25, { x: cy.width() / 2, y: cy.height() / 2 });
			else if (key === '-') zoomAround(0.8, { x: cy.width() / 2, y: cy.height() / 2 });
			else return false;
			return true;
		},
		wheel(event, focused) {
			if (!event.ctrlKey && !event.metaKey && !focused) return false;
			const box = host.getBoundingClientRect();
			const pixels = event.deltaMode === 1 ? event.deltaY * 18 : event.deltaY;
			const speed = event.ctrlKey && Math.abs(pixels) < 50 ? 0.01 : 0.0018;
			zoomAround(Math.exp(-clamp(pixels, -240, 240) * speed), {
				x: event.clientX - box.left,
				y: event.clientY - box.top,
			});
			return true;
		},
		destroy() {
			clear();
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
