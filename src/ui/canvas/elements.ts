import { areaElements } from './areaElements';
import { cardElements, pillRect } from './cardElements';
import type { Route } from './curve';
import { curveData } from './curveData';
import { elementId, type Element, type Measure } from './element';
export type { Element } from './element';
import { fold, type Bundle, type FoldedPicture } from './fold';
import { foldedElements, namedAlike } from './foldedElements';
import { middleOf, type Point, type Rect } from './geometry';
import { labelOf } from './labelWords';
import type { Picture, PictureArea, PictureEdge, PictureNode } from './picture';
import type { Placement } from './place';
import { makeRouter, sealMiddle } from './route';

/** How far the ring of an attachment reaches into its card. */
const RING = 5;
/** How wide a bundle of one is drawn, and how large its number is written, in CSS pixels of the screen. */
const BUNDLE = { wide: 1.1, wider: 0.5, type: 11, pad: 2 } as const;
/** How wide the border of a subscription or management group is, in CSS pixels of the screen. */
const SCOPE_EDGE = 1.5;
/** At least so near a bundle is drawn: from farther off its lines would hide what they connect. */
const NEAREST = 0.08;

/** Turns placed pictures into elements. What is as it was the last time stays the same object. */
export interface ElementMaker {
	/** The whole drawing, and the routes of its lines by id. */
	make(
		folded: FoldedPicture,
		placement: Placement,
		zoom?: number,
	): { elements: Element[]; routes: ReadonlyMap<string, Route> };
	/** Names are measured anew: the page's type has come. */
	forget(): void;
}

interface Made {
	readonly rect: Rect;
	readonly reached: boolean;
	/** The zoom at which the names of scopes were written. */
	readonly zoom: number;
	readonly elements: readonly Element[];
}

const same = (a: Rect, b: Rect): boolean =>
	a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

function lineElements(
	edge: PictureEdge,
	route: Route,
	landing: Point | undefined,
	middles: ReadonlyMap<string, Point>,
	nodeOf: (id: string) => string,
): Element[] {
	const target = landing ?? middles.get(edge.to) ?? route.to;
	const states =
		edge.kind === 'role'
			? [edge.state, ...(edge.orphan ? ['orphan'] : [])]
			: edge.dangling
				? ['dangling']
				: [];
	const inset = edge.kind === 'attachment' ? RING : 0;
	const line: Element = {
		id: elementId('line', edge.id),
		data: {
			ref: edge.id,
			source: nodeOf(edge.from),
			target: landing ? elementId('landing', edge.id) : nodeOf(edge.to),
			...curveData(route, middles.get(edge.from) ?? route.from, target, inset),
		},
		classes: [
			...['line', edge.kind, ...states],
			...(edge.foretold ? ['foretold', edge.foretold] : []),
		],
	};
	if (!landing) return [line];
	const end = { id: elementId('landing', edge.id), data: { name: '' }, classes: ['landing'] };
	return [{ ...end, position: landing }, line];
}

const bundleElement = (bundle: Bundle, nodeOf: (id: string) => string, zoom: number): Element => {
	const near = Math.min(1, Math.max(zoom, NEAREST));
	return {
		id: elementId('line', bundle.id),
		data: {
			ref: bundle.id,
			source: nodeOf(bundle.from),
			target: nodeOf(bundle.to),
			label: bundle.count > 1 ? `${bundle.count}` : '',
			wide: (BUNDLE.wide + BUNDLE.wider * Math.log2(bundle.count)) / near,
			size: BUNDLE.type / near,
			pad: BUNDLE.pad / near,
		},
		classes: ['line', 'bundle', `of-${bundle.kind}`, ...(bundle.orphan ? ['orphan'] : [])],
	};
};

/** The border of a scope around groups that are counts can be seen from however far. */
const fromAfar =
	(zoom: number) =>
	(one: Element): Element =>
		one.classes.includes('area')
			? {
					...one,
					data: { ...one.data, edge: SCOPE_EDGE / Math.max(zoom, NEAREST) },
					classes: [...one.classes, 'far'],
				}
			: one;

/** Makes a maker of elements. */
export function makeElements(measure: Measure, type = 1): ElementMaker {
	let router = makeRouter(type);
	let cards = new WeakMap<PictureNode, Made>();
	let areas = new WeakMap<PictureArea, Made>();
	let lines = new WeakMap<PictureEdge, { route: Route; from: Point; elements: Element[] }>();
	return {
		forget() {
			router = makeRouter(type);
			cards = new WeakMap();
			areas = new WeakMap();
			lines = new WeakMap();
		},
		make({ picture, counts, bundles }, placement, zoom = 1) {
			const elements: Element[] = [];
			const middles = new Map<string, Point>();
			const reached = new Set(picture.edges.map(({ to }) => to));
			// Only where groups are counts are names written larger.
			const seen = counts.size > 0 ? zoom : 1;
			const named = namedAlike(picture.areas, placement.areas, counts, zoom);
			for (const area of picture.areas) {
				const rect = placement.areas.get(area.id);
				const rows = counts.get(area.id);
				if (!rect) continue;
				const isReached = reached.has(area.id);
				if (rows) {
					elements.push(...foldedElements(area, rect, rows, isReached, zoom, named));
					continue;
				}
				let made = areas.get(area);
				const changed = made?.zoom !== seen || made.reached !== isReached;
				if (!made || changed || !same(made.rect, rect)) {
					const drawn = areaElements(area, rect, isReached, measure, seen);
					const fresh = seen < 1 && area.kind !== 'group' ? drawn.map(fromAfar(seen)) : drawn;
					made = { rect, reached: isReached, zoom: seen, elements: fresh };
					areas.set(area, made);
				}
				elements.push(...made.elements);
			}
			const pills: Rect[] = [];
			const seals = new Set<string>();
			for (const node of picture.nodes) {
				const rect = placement.cards.get(node.id);
				if (!rect) continue;
				let made = cards.get(node);
				if (!made || !same(made.rect, rect)) {
					made = { rect, reached: false, zoom, elements: cardElements(node, rect) };
					cards.set(node, made);
				}
				elements.push(...made.elements);
				middles.set(node.id, middleOf(rect));
				if (node.seal) {
					middles.set(node.seal.id, sealMiddle(rect));
					seals.add(node.seal.id);
				}
				const pill = pillRect(node, rect);
				if (pill) pills.push(pill);
			}
			const nodeOf = (id: string): string =>
				elementId(counts.has(id) ? 'area' : seals.has(id) ? 'seal' : 'card', id);
			const routes = router(picture, placement, labelOf, pills);
			for (const edge of picture.edges) {
				const route = routes.get(edge.id);
				if (!route) continue;
				const from = middles.get(edge.from) ?? route.from;
				let made = lines.get(edge);
				if (!made || made.route !== route || made.from.x !== from.x || made.from.y !== from.y) {
					const landing = placement.landings.get(edge.id);
					const fresh = lineElements(edge, route, landing, middles, nodeOf);
					made = { route, from, elements: fresh };
					lines.set(edge, made);
				}
				elements.push(...made.elements);
			}
			for (const bundle of bundles) elements.push(bundleElement(bundle, nodeOf, zoom));
			return { elements, routes };
		},
	};
}

/** The whole drawing of a picture, unfolded and from nothing, and the routes of its lines by id. */
export const elementsOf = (
	picture: Picture,
	placement: Placement,
	measure: Measure,
): ReturnType<ElementMaker['make']> =>
	makeElements(measure).make(fold(picture, new Set()), placement);
