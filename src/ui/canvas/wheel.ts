import { clamp, type Point } from './geometry';

/** What a turn of the wheel is worth at most, in CSS pixels. */
const MOST = 240;
/** How many CSS pixels a line is, for wheels that turn by lines. */
const LINE = 18;

/**
 * How a turn of the wheel zooms, and around which place in the canvas. `undefined` when it is not meant for the canvas: only
 * with Ctrl, or while the canvas has the focus, so that it does not trap a page that is scrolled.
 */
export function zoomOf(
	{ ctrlKey, metaKey, deltaMode, deltaY, clientX, clientY }: WheelEvent,
	focused: boolean,
	host: HTMLElement,
): { by: number; at: Point } | undefined {
	if (!ctrlKey && !metaKey && !focused) return undefined;
	const { left, top } = host.getBoundingClientRect();
	const pixels = deltaMode === 1 ? deltaY * LINE : deltaY;
	// A pinch on a touchpad comes as small turns with ctrl.
	const speed = ctrlKey && Math.abs(pixels) < 50 ? 0.01 : 0.0018;
	return {
		by: Math.exp(-clamp(pixels, -MOST, MOST) * speed),
		at: { x: clientX - left, y: clientY - top },
	};
}
