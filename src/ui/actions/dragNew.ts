import type { Page } from '../page.svelte';
import type { Kind } from '../views/kinds';

/** Something new that can be dragged onto the picture. */
export interface NewThingToDrag {
	readonly label: string;
	readonly glyph: Kind;
	/** It was dropped on a group, or beside all groups. */
	drop(groupId: string | undefined): void;
	/** It was taken up, or put down again. */
	lifted?(up: boolean): void;
}

/** How far a pointer may tremble before a press becomes a drag, in CSS pixels. */
const SLACK = 6;
/** How long a finger rests before it takes up what it is on, in milliseconds: until then it scrolls. */
const HOLD = 320;

/**
 * Lets an element be dragged onto the picture, by mouse at once and by finger after a short rest. A click does what it did
 * before: it is the way for who does not drag. https://www.w3.org/TR/WCAG22/#dragging-movements
 */
export function dragNew(
	page: Page,
	what: () => NewThingToDrag,
): (element: HTMLElement) => () => void {
	return (element) => {
		const stop = new AbortController();
		const { signal } = stop;
		let press: { readonly id: number; readonly x: number; readonly y: number } | undefined;
		let thing: NewThingToDrag | undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let dragged = false;

		const move = (x: number, y: number): void => {
			if (!thing) return;
			const target = page.canvas?.aimDrop({ x, y });
			page.carried = { label: thing.label, glyph: thing.glyph, x, y, target };
		};
		const lift = (): void => {
			if (!press || !page.canvas) return;
			thing = what();
			dragged = true;
			thing.lifted?.(true);
			if (page.panes.compact) page.panes.view = 'canvas';
			move(press.x, press.y);
		};
		const end = (): NewThingToDrag | undefined => {
			clearTimeout(timer);
			const was = thing;
			press = undefined;
			thing = undefined;
			page.carried = undefined;
			page.canvas?.aimDrop(undefined);
			return was;
		};
		const abandon = (): void => end()?.lifted?.(false);

		const listen = <K extends keyof HTMLElementEventMap>(
			name: K,
			heard: (event: HTMLElementEventMap[K]) => void,
			options: AddEventListenerOptions = {},
		): void => element.addEventListener(name, heard, { signal, ...options });
		listen('pointerdown', (event) => {
			dragged = false;
			if (event.button !== 0 || press) return;
			press = { id: event.pointerId, x: event.clientX, y: event.clientY };
			// A quick hand leaves the element before it has moved on it.
			if (event.pointerType === 'mouse') element.setPointerCapture(event.pointerId);
			else timer = setTimeout(lift, HOLD);
		});
		listen('pointermove', (event) => {
			if (!press || event.pointerId !== press.id) return;
			if (thing) return move(event.clientX, event.clientY);
			if (Math.hypot(event.clientX - press.x, event.clientY - press.y) <= SLACK) return;
			if (event.pointerType === 'mouse') return lift();
			// A finger that moves at once scrolls.
			clearTimeout(timer);
			press = undefined;
		});
		listen('pointerup', (event) => {
			const target = thing && page.canvas?.aimDrop({ x: event.clientX, y: event.clientY });
			const was = end();
			was?.lifted?.(false);
			if (!was || !target) return;
			page.canvas?.seatNext({ x: event.clientX, y: event.clientY });
			was.drop(target.group);
		});
		listen('pointercancel', abandon);
		listen(
			'touchmove',
			(event) => {
				if (thing) event.preventDefault();
			},
			{ passive: false },
		);
		listen('contextmenu', (event) => {
			if (press && dragged) event.preventDefault();
		});
		// The end of a drag is no click.
		listen(
			'click',
			(event) => {
				if (!dragged) return;
				dragged = false;
				event.preventDefault();
				event.stopImmediatePropagation();
			},
			{ capture: true },
		);
		listen('dragstart', (event) => event.preventDefault());
		const escaped = (event: KeyboardEvent): void => {
			if (event.key !== 'Escape' || !thing) return;
			event.preventDefault();
			event.stopPropagation();
			abandon();
		};
		addEventListener('keydown', escaped, { signal, capture: true });
		return () => {
			stop.abort();
			abandon();
		};
	};
}
