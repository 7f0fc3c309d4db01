import type { Canvas, CanvasOptions } from '../canvas/canvas';
import type { Picture } from '../canvas/picture';
import type { Positions } from '../canvas/place';

/** A canvas that lives before the app does, in the prerendered shell. The app's canvas pane takes it over. */
interface Early {
	readonly canvas: Canvas;
	readonly host: HTMLElement;
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
	const { mountCanvas } = await import('../canvas/canvas');
	const canvas = mountCanvas(host, {
		positions,
		onSelect: (id) => (own.owner ? own.owner.onSelect(id) : choose(id)),
		onMenu: (id, at) => (own.owner ? own.owner.onMenu(id, at) : choose(id)),
		onConnect: (from, to) => own.owner?.onConnect(from, to),
		onDelete: (id) => own.owner?.onDelete(id),
		offers: (from, to) => own.owner?.offers(from, to),
		onConnecting: (from, aim) => own.owner?.onConnecting(from, aim),
		onFolded: (folded) => own.owner?.onFolded?.(folded),
		onMoved: (moved) => own.owner?.onMoved?.(moved),
	});
	const stop = new AbortController();
	const own: Early = { canvas, host, sitting, owner: undefined, selected: undefined, stop };
	const choose = (id: string | undefined): void => {
		own.selected = id;
		canvas.update(picture, { selected: id });
	};
	canvas.update(picture, { selected: undefined });
	const { signal } = stop;
	const keyed = (event: KeyboardEvent): void => {
		if (canvas.key(event)) event.preventDefault();
	};
	const turned = (event: WheelEvent): void => {
		event.stopPropagation();
		if (canvas.wheel(event, document.activeElement === host)) event.preventDefault();
	};
	host.addEventListener('keydown', keyed, { signal });
	host.addEventListener('wheel', turned, { capture: true, passive: false, signal });
	early = own;
}

/** What was selected in the shell's canvas of a sitting, before the app came. */
export const earlySelection = (sitting: string): string | undefined =>
	early?.sitting === sitting ? early.selected : undefined;

/**
 * Opens the canvas of a sitting in an element: the one that already lives in the shell, with its camera and its
 * selection, or a new one.
 */
export async function openCanvas(
	host: HTMLElement,
	sitting: string,
	options: CanvasOptions,
): Promise<Canvas> {
	const living = early;
	early = undefined;
	if (!living || living.sitting !== sitting) {
		living?.stop.abort();
		living?.canvas.destroy();
		const { mountCanvas } = await import('../canvas/canvas');
		return mountCanvas(host, options);
	}
	living.stop.abort();
	living.owner = options;
	// The app's frame around it is what has the focus, the role and the name now.
	for (const name of ['tabindex', 'role', 'aria-label', 'id']) living.host.removeAttribute(name);
	living.host.setAttribute('aria-hidden', 'true');
	living.host.className = host.className;
	const layers = living.host.parentElement?.querySelectorAll(':scope > .canvas-layer') ?? [];
	host.replaceWith(living.host, ...layers);
	return living.canvas;
}
