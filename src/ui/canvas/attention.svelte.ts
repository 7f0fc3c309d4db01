import { on } from 'svelte/events';
import type { Canvas } from './door';

/** How long the hint about the wheel stays, in milliseconds; it comes once. */
const HINT_TIME = 4000;

/** The keys, the wheel and the focus of a canvas' frame. */
export class Attention {
	/** The wheel was turned over a picture that has not the focus. */
	hinted = $state(false);
	/** The last thing that happened was a pointer: no ring around the picture. */
	pointed = $state(false);
	/** Who is elsewhere hears what is chosen there. */
	focused = $state(false);
	#canvas: () => Canvas | undefined;
	#frame: HTMLElement | undefined;
	#told = false;

	constructor(canvas: () => Canvas | undefined) {
		this.#canvas = canvas;
	}

	/** Puts the focus on the picture. */
	take = (): void => this.#frame?.focus({ preventScroll: true });

	#keyed = (event: KeyboardEvent): void => {
		this.pointed = false;
		if (event.target === this.#frame && this.#canvas()?.key(event)) event.preventDefault();
	};

	/** Unless it is meant for the picture, the wheel scrolls the page. */
	#turned = (event: WheelEvent): void => {
		event.stopPropagation();
		const focused = this.#frame?.contains(document.activeElement) ?? false;
		if (this.#canvas()?.wheel(event, focused)) {
			event.preventDefault();
			this.#told = true;
		} else if (!this.#told) {
			this.#told = true;
			this.hinted = true;
			setTimeout(() => (this.hinted = false), HINT_TIME);
		}
	};

	/**
	 * Listens to a frame; an attachment. Cytoscape takes the focus when a pointer goes down; it returns when that goes up.
	 * The focus is lost as well when the picture is taken away, while Svelte works on the page: only its own `on` may
	 * change state then.
	 */
	listen = (frame: HTMLElement): (() => void) => {
		this.#frame = frame;
		const stop = new AbortController();
		const { signal } = stop;
		const press = (): void => void (this.pointed = true);
		frame.addEventListener('keydown', this.#keyed, { signal });
		frame.addEventListener('wheel', this.#turned, { capture: true, passive: false, signal });
		frame.addEventListener('pointerdown', press, { capture: true, signal });
		frame.addEventListener('pointerup', this.take, { signal });
		const stops = [
			on(frame, 'focus', () => (this.focused = true)),
			on(frame, 'blur', () => (this.focused = false)),
		];
		return () => {
			stop.abort();
			for (const unhear of stops) unhear();
		};
	};
}
