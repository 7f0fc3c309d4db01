import cytoscape from 'cytoscape';

/** What of Cytoscape's renderer its frame loop knows, and what takes part in its frames. */
interface Renderer {
	readonly cy: cytoscape.Core & { batching(): boolean };
	readonly destroyed?: boolean;
	/** Something is to be painted. */
	requestedFrame?: boolean;
	/** The next frame is left out. */
	skipFrame?: boolean;
	readonly renderOptions: unknown;
	/** Animations, then what is to be worked out before painting; they are told whether anything is painted. */
	readonly beforeRenderCallbacks: readonly {
		fn(willPaint: boolean, now: number): void;
	}[];
	/** How long painting takes, in milliseconds: by this Cytoscape knows how much else it may do in a frame. */
	averageRedrawTime?: number;
	lastRedrawTime?: number;
	lastDrawTime?: number;
	redrawTotalTime?: number;
	redrawCount?: number;
	render(options: unknown): void;
	/** Asks for a frame. */
	redraw(options?: unknown): void;
	startRenderLoop(): void;
}

/** A loop that has begun, and how many frames it has run without painting; undefined while it rests. */
interface Loop {
	idle: number | undefined;
}

/**
 * So many frames without anything to paint, and the loop rests. In them Cytoscape sharpens what it has drawn from afar, which
 * it begins a quarter of a second after the last change, and paints anew: a second is several times what that needs.
 */
const REST_AFTER = 60;

function paint(renderer: Renderer): void {
	const begun = performance.now();
	renderer.render(renderer.renderOptions);
	const now = performance.now();
	const took = now - begun;
	renderer.lastDrawTime = now;
	renderer.lastRedrawTime = took;
	renderer.averageRedrawTime = ((renderer.averageRedrawTime ?? took) + took) / 2;
	renderer.redrawCount = (renderer.redrawCount ?? 0) + 1;
	renderer.redrawTotalTime = (renderer.redrawTotalTime ?? 0) + took;
	renderer.requestedFrame = false;
}

/** One frame as Cytoscape runs it; whether there was anything to paint, or to wait for. */
function step(renderer: Renderer, now: number): boolean {
	if (renderer.cy.batching()) return true;
	const paints = renderer.requestedFrame === true && !renderer.skipFrame;
	for (const { fn } of renderer.beforeRenderCallbacks) fn(paints, now);
	if (paints) paint(renderer);
	renderer.skipFrame = false;
	// Whatever is still moving has asked for the next frame by now.
	return paints || renderer.requestedFrame === true;
}

let patched = false;

/**
 * Has Cytoscape's frame loop, which runs for as long as the page is open, rest while nothing changes. Whatever changes the
 * picture, moves the camera or begins to move asks the renderer for a frame, and wakes it.
 */
export function letLoopsRest(): void {
	if (patched) return;
	patched = true;
	const { prototype } = cytoscape('renderer', 'canvas') as { prototype: Renderer };
	const { redraw } = prototype;
	const loops = new WeakMap<Renderer, Loop>();
	const run = (renderer: Renderer, loop: Loop): void => {
		loop.idle = 0;
		const frame = (now: number): void => {
			if (renderer.destroyed) return;
			loop.idle = step(renderer, now) ? 0 : (loop.idle ?? 0) + 1;
			if (loop.idle < REST_AFTER) requestAnimationFrame(frame);
			else loop.idle = undefined;
		};
		requestAnimationFrame(frame);
	};
	prototype.startRenderLoop = function (this: Renderer) {
		if (loops.has(this)) return;
		const loop = { idle: undefined };
		loops.set(this, loop);
		run(this, loop);
	};
	prototype.redraw = function (this: Renderer, options?: unknown) {
		redraw.call(this, options);
		const loop = loops.get(this);
		if (loop && loop.idle === undefined) run(this, loop);
	};
}
