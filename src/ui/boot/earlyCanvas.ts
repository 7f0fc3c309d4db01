import type { Canvas, CanvasOptions } from '../canvas/door';
import type { Picture } from '../canvas/picture';
import type { Positions } from '../canvas/geometry';
import { turn } from '../canvas/turns';

/** A canvas that lives before the app does, in the prerendered shell. The app's canvas pane takes it over. */
interface Early {
	readonly canvas: Canvas;
	/** Around the element that the canvas is in: it takes the focus and the keys until the app comes. */
	readonly frame: HTMLElement;
	readonly sitting: string;
	/** Whom the canvas tells, once there is somebody. */
	owner: CanvasOptions | undefined;
	selected: string | undefined;
	readonly stop: AbortController;
}

let early: Early | undefined;

/** Puts a live canvas into the shell: it pans, zooms and selects; what changes the world waits for the simulator. */
export async function mountEarly(
	host: HTMLElement,
	sitting: string,
	picture: Picture,
	positions: Positions,
): Promise<void> {
	const { mountInTurns } = await import('../canvas/canvas');
	const frame = host.parentElement;
	if (!frame) return;
	await turn();
	const canvas = await mountInTurns(host, {
		positions,
		onSelect: (id) => (own.owner ? own.owner.onSelect(id) : choose(id)),
		onMenu: (id, at) => (own.owner ? own.owner.onMenu(id, at) : choose(id)),
		onConnect: (from, to) => own.owner?.onConnect(from, to),
		onDelete: (id) => own.owner?.onDelete(id),
		pulls: (line) => own.owner?.pulls(line),
		onPulling: (would) => own.owner?.onPulling(would),
		onPulled: (line, onto) => own.owner?.onPulled(line, onto),
		offers: (from, to) => own.owner?.offers(from, to),
		onConnecting: (from, aim) => own.owner?.onConnecting(from, aim),
		onLeft: () => own.owner?.onLeft(),
		onFolded: (folded) => own.owner?.onFolded?.(folded),
		onMoved: (moved) => own.owner?.onMoved?.(moved),
		onPlaced: (placed) => own.owner?.onPlaced?.(placed),
	});
	const stop = new AbortController();
	const own: Early = { canvas, frame, sitting, owner: undefined, selected: undefined, stop };
	const choose = (id: string | undefined): void => {
		own.selected = id;
		canvas.update(picture, { selected: id });
	};
	await turn();
	const { signal } = stop;
	const keyed = (event: KeyboardEvent): void => {
		if (canvas.key(event)) event.preventDefault();
	};
	const turned = (event: WheelEvent): void => {
		event.stopPropagation();
		if (canvas.wheel(event, document.activeElement === frame)) event.preventDefault();
	};
	frame.addEventListener('keydown', keyed, { signal });
	frame.addEventListener('wheel', turned, { capture: true, passive: false, signal });
	early = own;
	await canvas.open(picture);
}

/** What was selected in the shell's canvas of a sitting, before the app came. */
export const earlySelection = (sitting: string): string | undefined =>
	early?.sitting === sitting ? early.selected : undefined;

/**
 * Opens the canvas of a sitting in an element: the one that already lives in the shell, with its camera and its
 * selection, or a new one; none where the element has gone meanwhile, as when another sitting is gone to.
 */
export async function openCanvas(
	host: HTMLElement,
	sitting: string,
	options: CanvasOptions,
): Promise<Canvas | undefined> {
	const living = early;
	early = undefined;
	if (!living || living.sitting !== sitting) {
		living?.stop.abort();
		living?.canvas.destroy();
		const { mountCanvas } = await import('../canvas/canvas');
		return host.isConnected ? mountCanvas(host, options) : undefined;
	}
	living.stop.abort();
	living.owner = options;
	// Cytoscape gives up when its element is taken out of its parent: both move.
	const { frame } = living;
	for (const name of ['tabindex', 'role', 'aria-label']) frame.removeAttribute(name);
	frame.setAttribute('aria-hidden', 'true');
	host.replaceWith(frame);
	return living.canvas;
}
