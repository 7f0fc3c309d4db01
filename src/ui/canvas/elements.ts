import { areaElements } from './areaElements';
import { cardElements } from './cardElements';
import { levelOf, type Level } from './cardWords';
import type { Route } from './curve';
import { curveData } from './curveData';
import { elementId, type Element, type Measure } from './element';
export type { Element } from './element';
import { fold, type Bundle, type FoldedPicture } from './fold';
import { foldedElements, namedAlike } from './foldedElements';
import { contains, middleOf, type Point, type Rect } from './geometry';
import { labelOf } from './labelWords';
import { SMALL_TYPE } from './look';
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
	/** The whole drawing, nothing in it written smaller than `small`, and the routes of its lines by id. */
	make(
		folded: FoldedPicture,
		placement: Placement,
		zoom?: number,
		small?: number,
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
	readonly pill?: Rect;
}

const same = (a: Rect, b: Rect): boolean =>
	a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

function lineElements(
	edge: PictureEdge,
	route: Route,
	landing: Point | undefined,
	middles: ReadonlyMap<string, Point>,
	nodeOf: (id: string) => string,
	size: number,
	ground: 'area' | 'paper',
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
			size,
		},
		classes: [
			...['line', edge.kind, ...states],
			...(route.label?.over ? ['over', ground] : []),
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

/** How large the words of a group are in its corner: their part of its width, and their height, at the usual size. */
const HEAD = { w: 210, h: 34 } as const;

/** Where groups have their names, when these are larger than usual. */
const headsOf = (
	areas: readonly PictureArea[],
	placement: Placement,
	counts: ReadonlyMap<string, unknown>,
	small: number,
): Rect[] =>
	small <= SMALL_TYPE
		? []
		: areas.flatMap(({ id, kind }) => {
				const rect = placement.areas.get(id);
				if (!rect || kind !== 'group' || counts.has(id)) return [];
				const times = small / SMALL_TYPE;
				return [{ ...rect, w: Math.min(rect.w, HEAD.w * times), h: HEAD.h * times }];
			});

/** Makes a maker of elements. */
export function makeElements(measure: Measure): ElementMaker {
	let written = SMALL_TYPE;
	let level: Level = 'roomy';
	let router = makeRouter();
	let cards = new WeakMap<PictureNode, Made>();
	let areas = new WeakMap<PictureArea, Made>();
	let lines = new WeakMap<PictureEdge, { route: Route; from: Point; elements: Element[] }>();
	let widths = new Map<string, number>();
	/** The same words are measured once: cards of a kind say the same. */
	const ruled: Measure = (text, font) => {
		const key = `${font} ${text}`;
		const width = widths.get(key) ?? measure(text, font);
		widths.set(key, width);
		return width;
	};
	const forget = (): void => {
		router = makeRouter(written / SMALL_TYPE);
		cards = new WeakMap();
		areas = new WeakMap();
		lines = new WeakMap();
	};
	return {
		forget() {
			widths = new Map();
			forget();
		},
		make({ picture, counts, bundles }, placement, zoom = 1, small = SMALL_TYPE) {
			if (small !== written) {
				written = small;
				forget();
			}
			const next = levelOf(picture.nodes, placement.cards, small, ruled);
			if (next !== level) {
				level = next;
				cards = new WeakMap();
			}
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
					const drawn = areaElements(area, rect, isReached, ruled, seen, small);
					const fresh = seen < 1 && area.kind !== 'group' ? drawn.map(fromAfar(seen)) : drawn;
					made = { rect, reached: isReached, zoom: seen, elements: fresh };
					areas.set(area, made);
				}
				elements.push(...made.elements);
			}
			// What the names of roles keep off, and arrows do not.
			const words: Rect[] = headsOf(picture.areas, placement, counts, small);
			const seals = new Set<string>();
			for (const node of picture.nodes) {
				const rect = placement.cards.get(node.id);
				if (!rect) continue;
				let made = cards.get(node);
				if (!made || !same(made.rect, rect)) {
					const fresh = cardElements(node, rect, ruled, small, level);
					made = { rect, reached: false, zoom, ...fresh };
					cards.set(node, made);
				}
				elements.push(...made.elements);
				middles.set(node.id, middleOf(rect));
				if (node.seal) {
					middles.set(node.seal.id, sealMiddle(rect));
					seals.add(node.seal.id);
				}
				if (made.pill) words.push(made.pill);
			}
			const nodeOf = (id: string): string =>
				elementId(counts.has(id) ? 'area' : seals.has(id) ? 'seal' : 'card', id);
			const groups = picture.areas.flatMap(({ id, kind }) =>
				kind === 'group' ? (placement.areas.get(id) ?? []) : [],
			);
			const groundOf = ({ label }: Route): 'area' | 'paper' =>
				label && groups.some((rect) => contains(rect, label.middle)) ? 'area' : 'paper';
			const routes = router(picture, placement, labelOf, words);
			for (const edge of picture.edges) {
				const route = routes.get(edge.id);
				if (!route) continue;
				const from = middles.get(edge.from) ?? route.from;
				let made = lines.get(edge);
				if (!made || made.route !== route || made.from.x !== from.x || made.from.y !== from.y) {
					const landing = placement.landings.get(edge.id);
					const fresh = lineElements(edge, route, landing, middles, nodeOf, small, groundOf(route));
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
