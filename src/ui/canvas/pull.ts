import { CANVAS_GLYPHS } from '../glyphs/glyphs';
import type { Route } from './curve';
import { distance, type Point } from './geometry';
import { knobOf } from './knob';
import { holdTouch, set, type Overlay } from './overlay';
import type { PictureEdge } from './picture';

/** What pulling lines off needs to know of the picture. */
export interface PullScene {
	readonly overlay: Overlay;
	/** From a pointer's place on the screen to the picture's coordinates. */
	toPicture(client: Point): Point;
	/** A line is held there, off its end, or no longer is. */
	held(line: string | undefined, at?: Point): void;
	/** A line was let go off its end. */
	pulled(line: string, at: Point): void;
	/** The knob was only clicked: what can be done with the line is asked for, at a place in the window. */
	clicked(line: string, at: Point): void;
}

/** Knobs at the ends of lines, by which these are pulled off. */
export interface Pulling {
	/** Shows a knob at each of these lines, and no others. */
	offer(lines: readonly { readonly edge: PictureEdge; readonly route: Route }[]): void;
	/** Lets go of what is held, without pulling it off. */
	cancel(): void;
	destroy(): void;
}

/** How far a pointer may tremble before a press becomes a pull, in CSS pixels. */
const SLACK = 5;
/** How far off its end a line comes off, in the picture's coordinates. */
const OFF = 26;

/** Puts the knobs into the overlay. */
export function mountPulling(scene: PullScene): Pulling {
	const { overlay } = scene;
	const line = overlay.add('path', { class: 'reach', d: '' });
	const knobs = overlay.add('g', { class: 'knobs' });
	let hold: { id: string; fixed: Point; home: Point; pressed: Point; off: boolean } | undefined;
	let shown = '';

	const letGo = (): void => {
		if (hold?.off) scene.held(undefined);
		hold = undefined;
		line.setAttribute('d', '');
	};
	const add = (edge: PictureEdge, route: Route): void => {
		const home = knobOf(edge, route);
		const fixed = edge.kind === 'attachment' ? route.to : route.from;
		const knob = overlay.add('g', { class: `handle off ${edge.kind}` }, knobs);
		set(knob, { transform: `translate(${home.x} ${home.y})` });
		const grip = overlay.add('g', { class: 'grip' }, knob);
		overlay.add('circle', { r: 13, class: 'touch' }, grip);
		overlay.add('circle', { r: 7.5, class: 'knob' }, grip);
		const sign = {
			d: CANVAS_GLYPHS.minus,
			class: 'sign',
			transform: 'translate(-5 -5) scale(.42)',
		};
		overlay.add('path', sign, grip);
		holdTouch(knob);
		knob.addEventListener('pointerdown', (event) => {
			if (event.button !== 0) return;
			event.preventDefault();
			event.stopPropagation();
			knob.setPointerCapture(event.pointerId);
			const pressed = { x: event.clientX, y: event.clientY };
			set(line, { class: `reach ${edge.kind}` });
			hold = { id: edge.id, fixed, home, pressed, off: false };
		});
		knob.addEventListener('pointermove', (event) => {
			if (!hold) return;
			const client = { x: event.clientX, y: event.clientY };
			if (!hold.off && distance(client, hold.pressed) <= SLACK) return;
			hold.off = true;
			const at = scene.toPicture(client);
			line.setAttribute('d', `M${hold.fixed.x} ${hold.fixed.y}L${at.x} ${at.y}`);
			scene.held(hold.id, distance(at, hold.home) > OFF ? at : undefined);
		});
		knob.addEventListener('pointerup', (event) => {
			event.stopPropagation();
			if (!hold) return;
			const { id, off } = hold;
			const client = { x: event.clientX, y: event.clientY };
			const at = scene.toPicture(client);
			letGo();
			if (!off) scene.clicked(id, client);
			else if (distance(at, home) > OFF) scene.pulled(id, at);
		});
		knob.addEventListener('pointercancel', letGo);
	};

	return {
		offer(lines) {
			if (hold) return;
			const key = JSON.stringify(lines.map(({ edge, route }) => [edge.id, knobOf(edge, route)]));
			if (key === shown) return;
			shown = key;
			knobs.replaceChildren();
			for (const { edge, route } of lines) add(edge, route);
		},
		cancel: letGo,
		destroy() {
			line.remove();
			knobs.remove();
		},
	};
}
