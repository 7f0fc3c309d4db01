import type { Point, Rect } from './geometry';

const SVG = 'http://www.w3.org/2000/svg';

/** Attributes of an SVG element; numbers are written as they are. */
type Attributes = Readonly<Record<string, string | number>>;

/** A layer of SVG above the picture that moves and zooms with it: for what comes and goes. */
export interface Overlay {
	readonly svg: SVGSVGElement;
	/** Adds an element in the picture's coordinates. */
	add<K extends keyof SVGElementTagNameMap>(
		name: K,
		attributes?: Attributes,
		parent?: SVGElement,
	): SVGElementTagNameMap[K];
	/** Writes as large as the picture does, in CSS pixels at zoom 1. */
	write(size: number): void;
	/** Follows the picture. */
	follow(pan: Point, zoom: number): void;
	destroy(): void;
}

/** Sets attributes of an SVG element. */
export function set(element: SVGElement, attributes: Attributes): void {
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
}

/** Puts an overlay on top of an element. */
export function mountOverlay(host: HTMLElement): Overlay {
	const svg = document.createElementNS(SVG, 'svg');
	svg.classList.add('canvas-layer', 'overlay');
	svg.setAttribute('aria-hidden', 'true');
	const world = svg.appendChild(document.createElementNS(SVG, 'g'));
	host.append(svg);
	return {
		svg,
		add(name, attributes = {}, parent = world) {
			const element = document.createElementNS(SVG, name);
			set(element, attributes);
			parent.append(element);
			return element;
		},
		write: (size) => svg.style.setProperty('--small', `${size}px`),
		follow({ x, y }, zoom) {
			world.setAttribute('transform', `translate(${x} ${y}) scale(${zoom})`);
			// What is to be grasped keeps its size when the picture shrinks.
			svg.style.setProperty('--nearer', `${Math.max(1, 1 / zoom)}`);
		},
		destroy: () => svg.remove(),
	};
}

/** A finger that grasps an element drags it, not the page: inside of an SVG `touch-action` has no effect. */
export const holdTouch = (element: SVGElement): void =>
	element.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });

/** The attributes of a rounded rectangle. */
export const rounded = ({ x, y, w, h }: Rect, radius = 10): Attributes => ({
	x,
	y,
	width: w,
	height: h,
	rx: radius,
});

/** Lets an element fade and takes it away; at once for those who prefer no motion. */
export function fade(element: SVGElement, milliseconds: number, calm: boolean): void {
	if (calm) return element.remove();
	const animation = element.animate([{ opacity: 1 }, { opacity: 0 }], {
		duration: milliseconds,
		easing: 'ease-in',
		fill: 'forwards',
	});
	animation.onfinish = () => element.remove();
}
