import type { Core } from 'cytoscape';
import type { Camera } from './camera';
import type { Route } from './curve';
import type { CanvasOptions } from './door';
import type { Drawing } from './draw';
import type { Element } from './element';
import { makeElements } from './elements';
import { fold, keepSame, type FoldedPicture } from './fold';
import { grow, type Point, type Rect } from './geometry';
import { foldedGroups, sameSet } from './lod';
import { lookFrom, SMALL_TYPE, type Reading } from './look';
import type { Minimap } from './minimap';
import type { Picture } from './picture';
import { leastKey, place, type Placement, type Shape } from './place';
import type { Positions } from './geometry';
import { makeRuler } from './ruler';
import { boundsOfAll, sceneOf, type Scene } from './scene';
import { frame, turn } from './turns';

/** What a stage stands on. */
export interface StageParts {
	readonly cy: Core;
	readonly camera: Camera;
	readonly drawing: Drawing;
	readonly minimap: Minimap;
	readonly shape: Shape;
	/** How the page wants words to be written. */
	readonly reading: Reading;
	readonly options: Pick<CanvasOptions, 'positions' | 'onFolded' | 'onMoved' | 'onPlaced'>;
	/** Something else is drawn, or chosen. */
	marked(): void;
	/** Another picture is drawn: what lay over the last one is out of date. */
	changed(): void;
}

/** The picture that is shown, where everything in it stands, what of it is folded, and what is selected. */
export interface Stage {
	readonly picture: Picture;
	readonly placement: Placement;
	readonly folded: FoldedPicture;
	readonly scene: Scene;
	/** How small anything is written, in CSS pixels at zoom 1. */
	readonly small: number;
	/** How the lines that are drawn run. */
	readonly routes: ReadonlyMap<string, Route>;
	readonly selected: string | undefined;
	/** Times as large as usual small type is. */
	readonly type: number;
	/** Shows a picture; only what differs from the last one changes. */
	update(next: Picture, selected: string | undefined): void;
	/** Shows the first picture, some of it in each frame: a slow phone never waits for all of it at once. */
	open(first: Picture): Promise<void>;
	/** Draws it again with these things where they are said to be. */
	draw(kept: Positions, glide: boolean): void;
	/** Draws all of it again: names are measured in the type that has come. */
	redraw(): void;
	/** Puts everything there, by hand, and remembers it. */
	put(positions: Positions): void;
	/** Places everything there without painting it, and forgets where things stood that are gone. */
	settle(positions: Positions): void;
	/** Paints what was settled, and remembers it. */
	show(): void;
	/** Folds and unfolds groups as they are looked at now. */
	refold(): void;
	/** Looks at the map from where the camera is. */
	lookAtMap(): void;
	/** The next new card is to stand there, in the picture's coordinates. */
	seatNext(at: Point): void;
	/** Shows everything. */
	fit(glide: boolean): void;
}

const EMPTY: Picture = { areas: [], nodes: [], edges: [] };
/** By how much the zoom must change, in powers of two, until the counts are written in another size. */
const STEP = 0.3;
/** How much of a group is shown around a card that was hidden in it, in CSS pixels at zoom 1. */
const AROUND = 160;
/** How many elements of the first picture its second frame brings. */
const AT_ONCE = 2;
/** How many times as many each further frame brings: what draws is warm by then. */
const MORE = 1.5;

/** Makes an empty stage. */
export function makeStage(parts: StageParts): Stage {
	const { cy, camera, drawing, minimap, shape, options, reading } = parts;
	const maker = makeElements(makeRuler());
	let small = lookFrom(1, reading);
	let picture = EMPTY;
	/** The picture as it was handed in last. */
	let given: Picture | undefined;
	let placement = place(EMPTY);
	let folded = fold(EMPTY, new Set());
	let scene = sceneOf(picture, placement);
	let routes: ReadonlyMap<string, Route> = new Map();
	let selected: string | undefined;
	let remembered: Positions = options.positions ?? {};
	/** Upright, all is placed in order until something was put elsewhere by hand. */
	let byHand = Object.keys(remembered).length > 0;
	/** The zoom at which folded groups were written last. */
	let drawnAt = 1;
	let seat: Point | undefined;

	const placeAll = (kept: Positions): void => {
		const free = shape === 'upright' && !byHand;
		const wishes = Object.fromEntries(Object.entries(remembered).filter(([id]) => !kept[id]));
		placement = place(picture, free ? {} : kept, free ? {} : wishes, shape);
		remembered = { ...remembered, ...placement.positions };
	};
	/** Whether other groups are folded than before, or these are to be written in another size. */
	const foldNow = (): boolean => {
		const before = new Set(folded.counts.keys());
		const groups = foldedGroups(picture, placement, camera.view, cy.zoom(), before, shape);
		const far = groups.size > 0 && Math.abs(Math.log2(cy.zoom() / drawnAt)) > STEP;
		if (far) drawnAt = cy.zoom();
		if (sameSet(before, groups) && folded.whole === picture) return far;
		folded = fold(picture, groups);
		options.onFolded?.(folded.counts);
		return true;
	};
	/** Whether words are to be written in another size: as they are read when the whole is shown, or where the reader went. */
	const lookNow = (): boolean => {
		const fitted = camera.fitting ? camera.zoomFor(boundsOfAll(placement)) : undefined;
		const next = fitted ? lookFrom(fitted, reading) : lookFrom(cy.zoom(), reading, small);
		const other = next !== small;
		small = next;
		return other;
	};
	/** On its way to showing the whole the camera needs no map. */
	const lookAtMap = (): void =>
		minimap.look((camera.fitting ? scene.bounds : undefined) ?? camera.view);
	const mark = (): void => {
		drawing.mark(picture, scene.standIn(selected));
		parts.marked();
	};
	const make = (): readonly Element[] => {
		foldNow();
		lookNow();
		scene = sceneOf(folded.picture, placement, folded.homes);
		const made = maker.make(folded, placement, drawnAt, small);
		routes = made.routes;
		return made.elements;
	};
	const paint = (glide: boolean): void => {
		drawing.show(make(), glide);
		drawing.stir(folded.picture, placement);
		if (shape === 'wide') minimap.draw(picture, placement, scene.bounds);
		lookAtMap();
		mark();
	};
	const draw = (kept: Positions, glide: boolean): void => {
		placeAll(kept);
		paint(glide);
	};
	const fit = (glide: boolean): void => {
		camera.fit(scene.bounds, glide);
		// At once: type that grows after the picture has come to rest would jump.
		if (lookNow()) paint(false);
	};
	const refit = (glide: boolean): void => {
		if (camera.fitting) fit(glide);
	};
	const settle = (positions: Positions): void => {
		byHand = true;
		remembered = positions;
		placeAll(positions);
	};
	const show = (): void => {
		paint(true);
		refit(true);
		options.onMoved?.(placement.positions);
	};

	/** What was dropped stands where it was dropped. */
	const seatNewcomer = (next: Picture): void => {
		const newcomer = next.nodes.filter(({ id }) => !placement.cards.has(id)).at(-1);
		if (!seat || !newcomer) return;
		remembered = { ...remembered, [newcomer.id]: seat };
		seat = undefined;
	};
	const exchange = (next: Picture, fresh: Picture): void => {
		const shared = next.nodes.some(({ id }) => placement.cards.has(id));
		const another = picture.nodes.length > 0 && next.nodes.length > 0 && !shared;
		const first = picture.areas.length === 0 || another;
		const there = new Set([...next.areas, ...next.nodes, ...next.edges].map(({ id }) => id));
		for (const { id } of next.areas) there.add(leastKey(id));
		const kept = Object.entries(placement.positions).filter(([id]) => there.has(id));
		if (another) remembered = {};
		if (!first) seatNewcomer(next);
		picture = fresh;
		parts.changed();
		placeAll(first ? remembered : Object.fromEntries(kept));
		// Where one looks from decides what is folded.
		if (first) camera.fit(boundsOfAll(placement), false);
		paint(!first);
		if (first) return;
		refit(true);
		if (shape === 'wide' || byHand) options.onPlaced?.(placement.positions);
	};
	/** What is chosen comes into view; out of a folded group, close enough to be seen. */
	const reveal = (id: string): void => {
		const hidden = folded.homes.has(id.toLowerCase());
		const card = picture.nodes.find((node) => node.id === id || node.seal?.id === id);
		const rect: Rect | undefined = placement.cards.get(card?.id ?? scene.standIn(id) ?? '');
		if (rect && hidden) camera.approach(grow(rect, AROUND));
		else if (rect) camera.reveal(rect);
	};

	return {
		get picture() {
			return picture;
		},
		get placement() {
			return placement;
		},
		get folded() {
			return folded;
		},
		get scene() {
			return scene;
		},
		get small() {
			return small;
		},
		get routes() {
			return routes;
		},
		get selected() {
			return selected;
		},
		get type() {
			return small / SMALL_TYPE;
		},
		update(next, chosen) {
			const another = chosen !== selected && chosen !== undefined;
			selected = chosen;
			// Most often only the selection is another.
			const fresh = next === given ? picture : keepSame(picture, next);
			given = next;
			if (fresh === picture) mark();
			else exchange(next, fresh);
			if (another) reveal(chosen);
		},
		async open(first) {
			picture = first;
			// As it was left, to the pixel: where all is placed anew, what came one by one stands elsewhere.
			placeAll(remembered);
			camera.fit(boundsOfAll(placement), false);
			const elements = make();
			// A line needs both of its ends.
			const ordered = [true, false].flatMap((placed) =>
				elements.filter(({ position }) => (position !== undefined) === placed),
			);
			// The first frame also sets up all that draws.
			let more = AT_ONCE;
			for (let shown = 1; shown < ordered.length; shown += more, more = Math.ceil(more * MORE)) {
				drawing.show(ordered.slice(0, shown), false);
				await turn();
				drawing.workOut();
				await frame();
				// What a frame paints is not to wait for what the next one brings.
				await turn();
				// Somebody shows another one.
				if (picture !== first || cy.destroyed()) return;
			}
			given = first;
			paint(false);
			await turn();
			drawing.workOut();
		},
		draw,
		redraw() {
			maker.forget();
			draw(placement.positions, false);
		},
		put(positions) {
			byHand = true;
			placeAll(positions);
			show();
		},
		settle,
		show,
		refold() {
			const [refolded, other] = [foldNow(), lookNow()];
			if (!refolded && !other) return;
			paint(false);
			// What has unfolded are hundreds of things: how they look is worked out in a turn before the frame.
			void turn().then(drawing.workOut);
		},
		lookAtMap,
		seatNext: (at) => void (seat = at),
		fit,
	};
}
