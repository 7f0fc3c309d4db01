import cytoscape from 'cytoscape';
import type { Core } from 'cytoscape';
import { mountBin } from './bin';
import { makeCamera, ZOOMS } from './camera';
import { mountCarrying, restingPlace } from './carry';
import { mountConnecting } from './connect';
import type { Route } from './curve';
import { makeDrawing } from './draw';
import { elementId, type Element } from './element';
import { makeElements } from './elements';
import { fold, keepSame, type CountRow, type FoldedPicture } from './fold';
import { around, clamp, contains, grow, middleOf, type Point } from './geometry';
import { handleKey } from './keys';
import { foldedGroups, sameSet } from './lod';
import { mountMinimap } from './minimap';
import { fade, mountOverlay, rounded } from './overlay';
import { emphasisOf, thicken } from './emphasis';
import { readPalette, watchPalette } from './palette';
import type { Picture, PictureArea } from './picture';
import { place, type Placement, type Positions, type Shape } from './place';
import { mountPointing } from './pointing';
import { mountPulling } from './pull';
import { sceneOf } from './scene';
import { stylesheetFor } from './stylesheet';
import { inTurns, turn } from './turns';
import { tidySteps } from './tidy';
import { mountTip } from './tip';
import { travel, wayBetween, type Trace } from './travel';

/** What the canvas tells its owner. Ids are those of the picture; points are places in the window. */
export interface CanvasOptions {
	/** Something was chosen, or nothing. */
	onSelect(id: string | undefined): void;
	/** The menu of something (or of nothing) is asked for at a place. */
	onMenu(id: string | undefined, at: Point): void;
	/** Two things are to be connected. */
	onConnect(from: string, to: string): void;
	/** What connecting two things would do, as a sentence; `undefined` when nothing can come of it. */
	offers(from: string, to: string): string | undefined;
	/** Something is to be deleted. */
	onDelete(id: string): void;
	/** What comes of pulling a line off, as a sentence; `undefined` when it cannot be pulled off. */
	pulls(line: string): string | undefined;
	/** A line is held off its end, with what would come of it, or no longer is. */
	onPulling(would: string | undefined): void;
	/** A line was pulled off, and let go on something else or on nothing. */
	onPulled(line: string, onto: string | undefined): void;
	/** What stands on the bin that comes while a card is carried. */
	readonly binLabel: string;
	/** Connecting by clicks waits for its other end (or aims at one), or no longer does. */
	onConnecting(from: string | undefined, aim?: string): void;
	/** Other groups are drawn as counts than before. */
	onFolded?(folded: ReadonlyMap<string, readonly CountRow[]>): void;
	/** A card was put somewhere else, or all were tidied up: all positions, to be remembered. */
	onMoved?(positions: Positions): void;
	/** Positions that were remembered. */
	readonly positions?: Positions;
	/** Lanes side by side, or one below the other. */
	readonly shape?: Shape;
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
	/** Pans by CSS pixels. */
	pan(by: Point): void;
	/**
	 * Places everything anew, in good order, a little at a time. Comes to what puts it all back where it was, or to nothing when
	 * the picture changed meanwhile.
	 */
	tidy(): Promise<(() => void) | undefined>;
	/** The groups that are drawn as counts now. */
	readonly folded: ReadonlyMap<string, readonly CountRow[]>;
	/** The picture and where everything is, as it is now: for pictures of it. */
	readonly placed: { readonly picture: Picture; readonly placement: Placement };
	/** Draws the eye to things. */
	flash(ids: readonly string[]): void;
	/** Shows a request travelling. */
	travel(trace: Trace): void;
	/** Begins connecting by clicks. */
	connectFrom(id: string): void;
	/** What something would be dropped on at a place in the window, and shows it; `undefined` outside of the canvas. */
	aimDrop(at: Point | undefined): { readonly area?: PictureArea } | undefined;
	/** The next new card stands there, a place in the window. */
	seatNext(at: Point): void;
	/** Where a thing's middle is in the window; `undefined` when it is not drawn. */
	positionOf(id: string): Point | undefined;
	/** Handles a key while the canvas has the focus; whether it did. */
	key(event: KeyboardEvent): boolean;
	/** Whether a turn of the wheel is for the canvas; if so it zooms. */
	wheel(event: WheelEvent, focused: boolean): boolean;
	destroy(): void;
}

/** A phone held upright: there is room for two cards abreast. The same words stand in the style sheets. */
const UPRIGHT = '(max-width: 760px) and (min-height: 481px)';
/** How long a verdict stays, in milliseconds, unless the picture changes. */
const VERDICT_STAYS = 12_000;
/** How long a handle waits for the pointer that left its card. */
const REACH_TIME = 350;
/** With more lines than this, a card shows no knobs: each line shows its own. */
const MOST_KNOBS = 8;
/** How long the picture must lie still before groups fold or unfold, in milliseconds. */
const STILL = 90;
const EMPTY: Picture = { areas: [], nodes: [], edges: [] };

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
	const shape: Shape = options.shape ?? (matchMedia(UPRIGHT).matches ? 'upright' : 'wide');
	// Cytoscape gives up when its container is taken out of its parent: so the parent may be moved, with all that is in it.
	const container = host.appendChild(document.createElement('div'));
	container.style.cssText = 'position: absolute; inset: 0';
	let edition = 0;
	const styleOf = () => thicken(stylesheetFor(readPalette(host), edition), emphasisOf(host).thick);
	const cy: Core = cytoscape({
		container,
		style: styleOf(),
		minZoom: ZOOMS.least,
		maxZoom: ZOOMS.most,
		boxSelectionEnabled: false,
		autounselectify: true,
		layout: { name: 'preset' },
	});
	const calm = matchMedia('(prefers-reduced-motion: reduce)');
	const isCalm = (): boolean => calm.matches;
	const overlay = mountOverlay(host.parentElement ?? host);
	const camera = makeCamera(cy, host, isCalm, shape === 'upright');
	const drawing = makeDrawing(cy, overlay, isCalm);
	const maker = makeElements(makeRuler());
	const minimap = mountMinimap(host.parentElement ?? host, camera.centre);
	const tip = mountTip(host.parentElement ?? host);

	let picture = EMPTY;
	/** The picture as it was handed in last. */
	let given: Picture | undefined;
	let placement: Placement = place(EMPTY);
	let folded: FoldedPicture = fold(EMPTY, new Set());
	let scene = sceneOf(picture, placement);
	let selected: string | undefined;
	let hovered: string | undefined;
	let remembered: Positions = options.positions ?? {};
	/** Upright, all is placed in order until something was put elsewhere by hand. */
	let byHand = Object.keys(remembered).length > 0;
	/** The zoom at which folded groups were written last. */
	let drawnAt = 1;
	/** How the lines that are drawn run. */
	let routes: ReadonlyMap<string, Route> = new Map();
	/** Where the next new card is to stand. */
	let seat: Point | undefined;

	const remember = (): void => {
		options.onMoved?.(placement.positions);
	};
	const placeAll = (kept: Positions): void => {
		const free = shape === 'upright' && !byHand;
		const wishes = Object.fromEntries(Object.entries(remembered).filter(([id]) => !kept[id]));
		placement = place(picture, free ? {} : kept, free ? {} : wishes, shape);
		remembered = { ...remembered, ...placement.positions };
	};
	const foldNow = (): boolean => {
		const before = new Set(folded.counts.keys());
		const groups = foldedGroups(picture, placement, camera.view, cy.zoom(), before);
		const far = groups.size > 0 && Math.abs(Math.log2(cy.zoom() / drawnAt)) > 0.3;
		if (far) drawnAt = cy.zoom();
		if (sameSet(before, groups) && folded.whole === picture) return far;
		folded = fold(picture, groups);
		options.onFolded?.(folded.counts);
		return true;
	};
	const paint = (glide: boolean): void => {
		foldNow();
		scene = sceneOf(folded.picture, placement, folded.homes);
		const made = maker.make(folded, placement, drawnAt);
		routes = made.routes;
		drawing.show(made.elements, glide);
		drawing.stir(folded.picture, placement);
		if (shape === 'wide') minimap.draw(picture, placement, scene.bounds);
		lookAtMap();
		mark();
	};
	/** On its way to showing the whole the camera needs no map. */
	const lookAtMap = (): void =>
		minimap.look((camera.fitting ? scene.bounds : undefined) ?? camera.view);
	const draw = (kept: Positions, glide: boolean): void => {
		placeAll(kept);
		paint(glide);
	};
	const mark = (): void => {
		drawing.mark(picture, scene.standIn(selected));
		offer();
	};
	const restyle = (): void => void cy.style(styleOf());
	/** Names are measured and drawn in the page's own type: once more when it has come. */
	const redraw = (): void => {
		edition = 1 - edition;
		maker.forget();
		draw(placement.positions, false);
		restyle();
	};

	// Pointers and fingers --------------------------------------------------------------------------------

	const connecting = mountConnecting({
		overlay,
		toPicture: camera.toPicture,
		targets: () => scene.targets,
		offers: options.offers,
		connected: (from, to) => options.onConnect(from, to),
		waiting: (from) => {
			host.classList.toggle('connecting', from !== undefined);
			drawing.leave(from === undefined ? undefined : (id) => !isEnd(from, id));
			options.onConnecting(from);
		},
		aimed: (from, to) => options.onConnecting(from, to),
	});
	const isEnd = (from: string, id: string): boolean =>
		id === from || options.offers(from, id) !== undefined;
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
	const cardAt = (at: Point): string | undefined =>
		[...placement.cards].find(([, rect]) => contains(rect, at))?.[0];
	const offer = (): void => {
		const here = hovered ?? scene.standIn(selected);
		const node = scene.nodeOf(here);
		if (!node || node.kind === 'ghost') connecting.offer(undefined);
		else connecting.offer(node.id, placement.cards.get(node.id));
		pulling.offer(cy.zoom() < ZOOMS.readable ? [] : linesOf(here));
	};
	/** The lines of a card or a seal, or the line itself, that can be pulled off. */
	const linesOf = (id: string | undefined) => {
		if (id === undefined) return [];
		const ends = [id, scene.nodeOf(id)?.seal?.id];
		const mine = folded.picture.edges.filter(
			(edge) => edge.id === id || ends.includes(edge.from) || ends.includes(edge.to),
		);
		if (mine.length > MOST_KNOBS) return [];
		return mine.flatMap((edge) => {
			const route = routes.get(edge.id);
			return route && options.pulls(edge.id) !== undefined ? [{ edge, route }] : [];
		});
	};
	const bin = mountBin(host.parentElement ?? host, options.binLabel);
	mountCarrying(cy, {
		drawing,
		linesAt(card, middle): readonly Element[] {
			const rect = placement.cards.get(card);
			if (!rect) return [];
			const ends = [card, scene.nodeOf(card)?.seal?.id];
			const edges = folded.picture.edges.filter(
				({ from, to }) => ends.includes(from) || ends.includes(to),
			);
			const cards = new Map([...placement.cards, [card, around(middle, rect)] as const]);
			const moving = { picture: { ...folded.picture, edges }, counts: new Map(), bundles: [] };
			return makeElements(() => 0).make({ ...folded, ...moving }, { ...placement, cards }).elements;
		},
		carried(card) {
			connecting.offer(undefined);
			pulling.offer([]);
			if (scene.nodeOf(card)?.kind !== 'ghost') bin.open();
		},
		over: (at) => bin.aim(at),
		dropped(card, middle, at) {
			const node = scene.nodeOf(card);
			const thrown = bin.aim(at);
			bin.close();
			drawing.rest(elementId('card', card));
			if (thrown) {
				// It goes back to its place: whoever asks says what goes with it, and may be told no.
				draw(placement.positions, true);
				return options.onDelete(card);
			}
			const spot = node && restingPlace(picture, placement, node, middle);
			byHand = true;
			draw({ ...placement.positions, ...(spot ? { [card]: spot } : {}) }, true);
			if (camera.fitting) camera.fit(scene.bounds, true);
			remember();
		},
	});

	/** Of a line between a resource and an identity the identity is chosen. */
	const chosenBy = (id: string | undefined): string | undefined => {
		const edge = folded.picture.edges.find((one) => one.id === id);
		return edge?.kind === 'attachment' ? edge.to : id;
	};
	const approach = (id: string | undefined): boolean => {
		const rect = id !== undefined && folded.counts.has(id) ? placement.areas.get(id) : undefined;
		if (rect) camera.approach(rect);
		return rect !== undefined;
	};
	let still: ReturnType<typeof setTimeout> | undefined;
	mountPointing(cy, host, {
		toClient: camera.toClient,
		tapped(id) {
			if (connecting.pick(id)) return;
			const bundle = folded.bundles.find((one) => one.id === id);
			options.onSelect(bundle ? undefined : chosenBy(id));
			approach(bundle?.to ?? id);
		},
		menu: (id, at) => options.onMenu(id, at),
		over(id, line, at) {
			const node = folded.picture.nodes.find((one) => one.id === id);
			const edge = folded.picture.edges.find((one) => one.id === id);
			tip.show(node, edge, at);
			if (id !== undefined && !line && node) {
				hovered = id;
				return offer();
			}
			if (id !== undefined && line) {
				hovered = id;
				return offer();
			}
			const before = hovered;
			// The handle lies across the card's edge.
			setTimeout(() => {
				if (hovered !== before || overlay.svg.querySelector('.handle:hover')) return;
				hovered = undefined;
				offer();
			}, REACH_TIME);
		},
		moved: () => camera.letGo(),
		looked() {
			overlay.follow(cy.pan(), cy.zoom());
			lookAtMap();
			tip.hide();
			clearTimeout(still);
			still = setTimeout(() => {
				if (!cy.destroyed() && foldNow()) paint(false);
			}, STILL);
		},
	});

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
	const moveAll = (positions: Positions): void => {
		byHand = true;
		remembered = positions;
		draw(positions, true);
		if (camera.fitting) camera.fit(scene.bounds, true);
		remember();
	};

	return {
		update(next, view) {
			const chosen = view.selected !== selected && view.selected !== undefined;
			selected = view.selected;
			// Most often only the selection is another.
			const fresh = next === given ? picture : keepSame(picture, next);
			given = next;
			if (fresh === picture) mark();
			else {
				const shared = next.nodes.some(({ id }) => placement.cards.has(id));
				const another = picture.nodes.length > 0 && next.nodes.length > 0 && !shared;
				const first = picture.areas.length === 0 || another;
				const there = new Set([...next.areas, ...next.nodes, ...next.edges].map(({ id }) => id));
				const kept = Object.entries(placement.positions).filter(([id]) => there.has(id));
				if (another) remembered = {};
				const newcomer = next.nodes.filter(({ id }) => !placement.cards.has(id)).at(-1);
				if (seat && newcomer && !first) {
					remembered = { ...remembered, [newcomer.id]: seat };
					seat = undefined;
				}
				picture = fresh;
				clearTrace();
				placeAll(another ? {} : Object.fromEntries(kept));
				// Where one looks from decides what is folded.
				const whole = sceneOf(picture, placement).bounds;
				if (first) camera.fit(whole, false);
				paint(!first);
				if (camera.fitting && !first) camera.fit(whole, true);
			}
			if (!chosen) return;
			const hidden = folded.homes.get((selected ?? '').toLowerCase());
			const card = picture.nodes.find(({ id, seal }) => id === selected || seal?.id === selected);
			const rect = placement.cards.get(card?.id ?? scene.standIn(selected) ?? '');
			if (rect && hidden !== undefined) camera.approach(grow(rect, 160));
			else if (rect) camera.reveal(rect);
		},
		fit: () => camera.fit(scene.bounds, true),
		zoom: (by) => camera.zoomBy(by),
		pan: (by) => camera.panBy(by),
		async tidy() {
			const before = placement.positions;
			const asked = picture;
			const positions = await inTurns(tidySteps(picture, shape));
			await turn();
			if (picture !== asked || cy.destroyed()) return undefined;
			byHand = true;
			remembered = positions;
			placeAll(positions);
			await turn();
			if (picture !== asked || cy.destroyed()) return undefined;
			paint(true);
			if (camera.fitting) camera.fit(scene.bounds, true);
			await turn();
			remember();
			return () => moveAll(before);
		},
		get folded() {
			return folded.counts;
		},
		get placed() {
			return { picture, placement };
		},
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
		aimDrop(at) {
			connecting.point(undefined);
			const box = host.getBoundingClientRect();
			const room = { x: box.left, y: box.top, w: box.width, h: box.height };
			if (!at || !contains(room, at)) return undefined;
			const spot = camera.toPicture(at);
			const area = picture.areas.find(({ id, kind }) => {
				const rect = placement.areas.get(id);
				return kind === 'group' && rect && contains(rect, spot);
			});
			connecting.point(area && placement.areas.get(area.id));
			return area ? { area } : {};
		},
		seatNext: (at) => void (seat = camera.toPicture(at)),
		positionOf(id) {
			const rect = scene.rectOf(id);
			return rect && camera.toClient(middleOf(rect));
		},
		key: (event) =>
			handleKey(event, {
				connecting: connecting.state,
				here: scene.standIn(selected),
				stops: scene.stops,
				ends: (from) => new Map([...scene.stops].filter(([id]) => id !== from && isEnd(from, id))),
				select: (id) => options.onSelect(id),
				aim(id) {
					connecting.aim(id);
					const rect = scene.rectOf(id);
					if (rect && placement.cards.has(id)) camera.reveal(rect);
				},
				connect: () => void connecting.pick(connecting.state?.aim),
				cancel: connecting.cancel,
				menu: () => void (approach(scene.standIn(selected)) || menuForSelected()),
				remove: () => void (selected !== undefined && options.onDelete(selected)),
				zoom: camera.zoomBy,
				pan: camera.panBy,
				fit: () => camera.fit(scene.bounds, true),
			}),
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
			clearTimeout(still);
			stopWatching();
			sized.disconnect();
			document.fonts.removeEventListener('loadingdone', redraw);
			host.removeEventListener('contextmenu', preventMenu);
			connecting.destroy();
			pulling.destroy();
			bin.destroy();
			minimap.destroy();
			tip.destroy();
			overlay.destroy();
			cy.destroy();
			container.remove();
		},
	};
}
