import type { Core } from 'cytoscape';
import { emphasisOf } from './emphasis';
import { clamp, middleOf, type Point, type Rect } from './geometry';
import { NAME } from './scene';

/** Looks at the picture: where from, and how close. */
export interface Camera {
	/** Shows a rectangle, and keeps showing it until the reader moves the picture by hand. */
	fit(bounds: Rect | undefined, glide: boolean): void;
	/** The zoom at which a rectangle is shown whole; `undefined` while there is no room for any. */
	zoomFor(bounds: Rect | undefined): number | undefined;
	/** The picture was moved by hand: it is not fitted again unasked. */
	letGo(): void;
	/** Whether the whole is to be kept in view. */
	readonly fitting: boolean;
	/** Zooms around a place in the canvas; without one, around its middle. */
	zoomBy(factor: number, at?: Point): void;
	/** Pans as little as needed to have a rectangle in view. */
	reveal(rect: Rect): void;
	/** Shows a rectangle large enough to be read, whatever zoom it takes. */
	approach(rect: Rect): void;
	/** So much of the left is covered, in CSS pixels: what is revealed or approached is shown beside that. */
	cover(left: number): void;
	/** Pans by pixels of the screen. */
	panBy(by: Point): void;
	/** Has this place of the picture in the middle. */
	centre(on: Point): void;
	/** What is in view, in the picture's coordinates. */
	readonly view: Rect;
	/** From a place in the window to the picture. */
	toPicture(client: Point): Point;
	/** From the picture to a place in the window. */
	toClient(point: Point): Point;
}

/** The least and the greatest zoom. */
export const ZOOMS = {
	least: 0.06,
	most: 2.5,
	fitted: 1.35,
	readable: 0.52,
	upright: 0.68,
	/** On a phone, groups as counts. */
	counts: 0.5,
} as const;
/** On a phone, what is higher than this is not read downwards but shown as counts, in the picture's pixels. */
const TALL = 1150;
/** How long things glide, in milliseconds. */
export const GLIDE = 260;
const MARGIN = 14;
/** Room above the picture for the buttons, beside which the subscription's name stands. */
const HEADROOM = 24;
/** How far down the buttons reach, with some air, in CSS pixels; those for fingers are larger. */
const BUTTONS = { fine: 44, coarse: 58 } as const;
/** The room that keeps the outermost border clear of the buttons: the name above it stands beside them. */
const headOver = (zoom: number): number => {
	const { fine, coarse } = BUTTONS;
	const down = matchMedia('(pointer: coarse)').matches ? coarse : fine;
	return Math.max(HEADROOM, down - NAME * zoom);
};
/** How far from the canvas's edge a revealed thing stays. */
const SHORE = 20;

/** The least room beside what covers the canvas, in CSS pixels: with less, the whole canvas is looked at. */
const BESIDE = 220;
/** The same for a whole picture. */
const FITS = 420;

/** How far a span must move to lie between two shores. */
function inward(start: number, size: number, room: number): number {
	if (start < SHORE) return SHORE - start;
	return Math.min(0, Math.max(room - SHORE - start - size, SHORE - start));
}

/** Makes the camera of a Cytoscape instance. An upright picture is fitted to the width, and read downwards. */
export function makeCamera(
	cy: Core,
	host: HTMLElement,
	isCalm: () => boolean,
	upright: boolean,
): Camera {
	let fitting = true;
	let covered = 0;
	/** What was fitted last. */
	let last: Rect | undefined;
	/** Where what is not covered begins. */
	const begin = (room: number): number => (cy.width() - covered < room ? 0 : covered);
	const moveTo = (zoom: number, pan: Point, glide: boolean): void => {
		// Whole pixels keep the type crisp.
		const view = { zoom, pan: { x: Math.round(pan.x), y: Math.round(pan.y) } };
		cy.stop();
		if (glide && !isCalm()) cy.animate(view, { duration: GLIDE, easing: 'ease-in-out' });
		else cy.viewport(view);
	};
	/** The room for a whole picture beside what covers the canvas. */
	const roomNow = (): { from: number; w: number; h: number } => {
		const from = begin(FITS);
		return { from, w: cy.width() - from, h: cy.height() };
	};
	/** How near a whole picture is shown, and what room the buttons above it take. */
	const framing = (bounds: Rect, w: number, h: number): { zoom: number; head: number } => {
		const most = ZOOMS.fitted * emphasisOf(host).large;
		const zoomUnder = (head: number): number => {
			const [across, down] = [(w - 2 * MARGIN) / bounds.w, (h - MARGIN - head) / bounds.h];
			// What would be too small on a phone is shown as wide as that, and read downwards; what is very high is counts.
			const long =
				bounds.h > TALL ? across < ZOOMS.counts && down < across * 0.6 : down < ZOOMS.upright;
			return clamp(upright && long ? across : Math.min(across, down), ZOOMS.least, most);
		};
		const head = headOver(zoomUnder(HEADROOM));
		return { zoom: zoomUnder(head), head };
	};
	return {
		get fitting() {
			return fitting;
		},
		letGo: () => void (fitting = false),
		zoomFor(bounds) {
			const { w, h } = roomNow();
			return bounds && w > 0 && h > 0 ? framing(bounds, w, h).zoom : undefined;
		},
		fit(bounds, glide) {
			fitting = true;
			last = bounds;
			const { from, w, h } = roomNow();
			if (!bounds || w <= 0 || h === 0) return;
			const { zoom, head } = framing(bounds, w, h);
			const { x } = middleOf(bounds);
			const cut = bounds.h * zoom > h - head;
			const y = cut ? bounds.y + (h - MARGIN - head) / 2 / zoom : middleOf(bounds).y;
			const centre = { x: from + w / 2, y: (h + head - MARGIN) / 2 };
			moveTo(zoom, { x: centre.x - x * zoom, y: centre.y - y * zoom }, glide);
		},
		zoomBy(factor, at = { x: cy.width() / 2, y: cy.height() / 2 }) {
			fitting = false;
			cy.stop();
			cy.zoom({ level: clamp(cy.zoom() * factor, ZOOMS.least, ZOOMS.most), renderedPosition: at });
		},
		reveal({ x, y, w, h }) {
			const zoom = cy.zoom();
			const pan = cy.pan();
			const left = begin(BESIDE);
			const right = inward(x * zoom + pan.x - left, w * zoom, cy.width() - left);
			const down = inward(y * zoom + pan.y, h * zoom, cy.height());
			if (right !== 0 || down !== 0) moveTo(zoom, { x: pan.x + right, y: pan.y + down }, true);
		},
		approach(rect) {
			fitting = false;
			const from = begin(BESIDE);
			const [w, h] = [cy.width() - from, cy.height()];
			const room = Math.min((w - 2 * MARGIN) / rect.w, (h - MARGIN - HEADROOM) / rect.h);
			const zoom = clamp(room, upright ? ZOOMS.upright : ZOOMS.readable, 1);
			const { x, y } = middleOf(rect);
			// What does not fit is shown from where it begins.
			const left = rect.w * zoom > w ? rect.x + (w / 2 - MARGIN) / zoom : x;
			const top = rect.h * zoom > h ? rect.y + (h / 2 - HEADROOM) / zoom : y;
			moveTo(zoom, { x: from + w / 2 - left * zoom, y: h / 2 - top * zoom }, true);
		},
		cover(left) {
			const before = begin(FITS);
			covered = left;
			if (fitting && begin(FITS) !== before) this.fit(last, true);
		},
		panBy({ x, y }) {
			fitting = false;
			cy.stop();
			cy.panBy({ x, y });
		},
		centre({ x, y }) {
			fitting = false;
			cy.stop();
			const zoom = cy.zoom();
			cy.pan({ x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom });
		},
		get view() {
			const { x1, y1, w, h } = cy.extent();
			return { x: x1, y: y1, w, h };
		},
		toPicture({ x, y }) {
			const { left, top } = host.getBoundingClientRect();
			const pan = cy.pan();
			return { x: (x - left - pan.x) / cy.zoom(), y: (y - top - pan.y) / cy.zoom() };
		},
		toClient({ x, y }) {
			const { left, top } = host.getBoundingClientRect();
			const pan = cy.pan();
			return { x: left + x * cy.zoom() + pan.x, y: top + y * cy.zoom() + pan.y };
		},
	};
}
