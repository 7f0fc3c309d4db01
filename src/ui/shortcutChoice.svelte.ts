import { recall, remember } from './remember';

/** Whether single keys do things: whoever speaks to the computer may want them off. Remembered. */
export class ShortcutChoice {
	#on: boolean = $state(recall('singleKeys') !== 'off');

	get on(): boolean {
		return this.#on;
	}

	toggle(): void {
		this.#on = !this.#on;
		remember('singleKeys', this.#on ? undefined : 'off');
	}
}
