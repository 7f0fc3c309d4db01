import { distance, type Point } from './geometry';
import { DIRECTIONS, nextIn } from './spatial';

/** What the keys of the focused canvas do. */
export interface KeyTargets {
	/** What is being connected, if anything: arrow keys then aim. */
	readonly connecting: { readonly from: string; readonly aim: string | undefined } | undefined;
	/** The id of what is selected, or of what stands for it. */
	readonly here: string | undefined;
	readonly stops: ReadonlyMap<string, Point>;
	/** The stops at which a connection may end. */
	ends(from: string): ReadonlyMap<string, Point>;
	select(id: string): void;
	aim(id: string): void;
	connect(): void;
	cancel(): void;
	menu(): void;
	remove(): void;
	zoom(by: number): void;
	pan(by: Point): void;
	fit(): void;
}

const CLOSER = 1.25;
/** How far Shift and an arrow key pan, in CSS pixels. */
const PAN = 90;

/** Handles a key; whether it was one of the canvas's. */
export function handleKey(event: KeyboardEvent, canvas: KeyTargets): boolean {
	const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
	if (ctrlKey || metaKey || altKey) return false;
	const direction = DIRECTIONS[key];
	const { connecting } = canvas;
	if (direction && shiftKey) canvas.pan({ x: -direction.x * PAN, y: -direction.y * PAN });
	else if (connecting && (direction || key === 'Tab')) {
		const ends = canvas.ends(connecting.from);
		const from = canvas.stops.get(connecting.aim ?? connecting.from);
		// Where nothing lies that way the first press aims at what is near: nothing aimed at looks like nothing to aim at.
		const next = direction
			? (nextIn(direction, from, ends) ?? (connecting.aim ? undefined : nearest(from, ends)))
			: cycle([...ends.keys()], connecting.aim, shiftKey ? -1 : 1);
		if (next !== undefined) canvas.aim(next);
	} else if (connecting?.aim && (key === 'Enter' || key === ' ')) canvas.connect();
	else if (connecting && ['Enter', ' ', 'Escape'].includes(key)) canvas.cancel();
	else if (direction) {
		const next = nextIn(direction, canvas.stops.get(canvas.here ?? ''), canvas.stops);
		if (next !== undefined) canvas.select(next);
	} else if (key === 'ContextMenu' || key === 'Enter' || (key === 'F10' && shiftKey)) canvas.menu();
	else if (key === 'Delete' || key === 'Backspace') canvas.remove();
	else if (key === '+' || key === '=') canvas.zoom(CLOSER);
	else if (key === '-') canvas.zoom(1 / CLOSER);
	else if (key === '0') canvas.fit();
	else return false;
	return true;
}

function nearest(from: Point | undefined, ends: ReadonlyMap<string, Point>): string | undefined {
	const away = (end: Point): number => (from ? distance(from, end) : 0);
	return [...ends].sort(([, a], [, b]) => away(a) - away(b))[0]?.[0];
}

function cycle(ids: readonly string[], now: string | undefined, by: number): string | undefined {
	const index = now === undefined ? (by > 0 ? -1 : 0) : ids.indexOf(now);
	return ids[(index + by + ids.length) % Math.max(1, ids.length)];
}
