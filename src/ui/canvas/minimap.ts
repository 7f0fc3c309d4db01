import { afterPaint } from '../afterPaint';
import { clamp, grow, type Point, type Rect } from './geometry';
import { set } from './overlay';
import type { Picture } from './picture';
import type { Placement } from './place';

const SVG = 'http://www.w3.org/2000/svg';
/** The most room that the map takes, in CSS pixels. */
const MOST = { w: 168, h: 120 };

/** Pictures of fewer cards have no map. */
const FEW = 8;

/** A small map of the whole picture, for when that is larger than what is in view. */
export interface Minimap {
	/** Another picture. */
	draw(picture: Picture, placement: Placement, bounds: Rect | undefined): void;
	/** Another part of it is in view; the map hides while all of it is. */
	look(view: Rect): void;
	destroy(): void;
}

const box = ({ x, y, w, h }: Rect): string => `M${x} ${y}h${w}v${h}h${-w}z`;

/** Puts a map into a corner of an element. `move` is called with the place that is to be in the middle. */
export function mountMinimap(host: HTMLElement, move: (middle: Point) => void): Minimap {
	const svg = document.createElementNS(SVG, 'svg');
	svg.classList.add('canvas-layer', 'minimap');
	// The outline and the keys do all that the map does.
	svg.setAttribute('aria-hidden', 'true');
	const part = (name: string): SVGPathElement => {
		const path = svg.appendChild(document.createElementNS(SVG, 'path'));
		path.setAttribute('class', name);
		return path;
	};
	const [areas, cards, identities, seen] = ['areas', 'cards', 'identities', 'seen'].map(part);
	let whole: Rect | undefined;
	let scale = 1;
	let few = true;
	/** Calls off a drawing that waits until the picture itself is painted. */
	let waiting: (() => void) | undefined;
	let latest: Parameters<Minimap['draw']>;
	let view: Rect | undefined;
	host.append(svg);
	svg.style.display = 'none';

	const go = (event: PointerEvent): void => {
		if (!whole) return;
		const { left, top } = svg.getBoundingClientRect();
		move({
			x: whole.x + (event.clientX - left) / scale,
			y: whole.y + (event.clientY - top) / scale,
		});
	};
	svg.addEventListener('pointerdown', (event) => {
		event.stopPropagation();
		svg.setPointerCapture(event.pointerId);
		go(event);
	});
	svg.addEventListener('pointermove', (event) => {
		if (svg.hasPointerCapture(event.pointerId)) go(event);
	});
	svg.addEventListener('pointerup', (event) => event.stopPropagation());

	const draw = (picture: Picture, placement: Placement, bounds: Rect | undefined): void => {
		few = picture.nodes.length < FEW;
		whole = bounds && grow(bounds, 20);
		if (!whole) return;
		scale = Math.min(MOST.w / whole.w, MOST.h / whole.h);
		set(svg, {
			viewBox: `${whole.x} ${whole.y} ${whole.w} ${whole.h}`,
			width: Math.round(whole.w * scale),
			height: Math.round(whole.h * scale),
		});
		const groups = picture.areas.filter(({ kind }) => kind === 'group');
		const path = (ids: readonly { id: string }[], rects: ReadonlyMap<string, Rect>): string =>
			ids
				.map(({ id }) => {
					const rect = rects.get(id);
					return rect ? box(rect) : '';
				})
				.join('');
		const plain = picture.nodes.filter(({ kind }) => kind === 'resource');
		const keys = picture.nodes.filter(({ kind }) => kind === 'identity');
		areas?.setAttribute('d', path(groups, placement.areas));
		cards?.setAttribute('d', path(plain, placement.cards));
		identities?.setAttribute('d', path(keys, placement.cards));
	};
	const look = (): void => {
		if (!whole || !view) return;
		const slack = 24;
		const all =
			view.x <= whole.x + slack &&
			view.y <= whole.y + slack &&
			view.x + view.w >= whole.x + whole.w - slack &&
			view.y + view.h >= whole.y + whole.h - slack;
		// A small picture is found again without a map.
		svg.style.display = all || few ? 'none' : '';
		const left = clamp(view.x, whole.x, whole.x + whole.w);
		const top = clamp(view.y, whole.y, whole.y + whole.h);
		const w = clamp(view.x + view.w, whole.x, whole.x + whole.w) - left;
		const h = clamp(view.y + view.h, whole.y, whole.y + whole.h) - top;
		if (!all) seen?.setAttribute('d', box({ x: left, y: top, w, h }));
	};

	return {
		draw(...next) {
			latest = next;
			waiting ??= afterPaint(() => {
				waiting = undefined;
				draw(...latest);
				look();
			});
		},
		look(next) {
			view = next;
			if (!waiting) look();
		},
		destroy() {
			waiting?.();
			svg.remove();
		},
	};
}
