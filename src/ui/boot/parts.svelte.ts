import { flushSync } from 'svelte';
import { turn } from '../canvas/turns';

/** The parts of the page, in the order in which they are made. The picture is last: it takes the shell's canvas over. */
export const PARTS = [
	'frame',
	'bar',
	'lesson',
	'text',
	'goals',
	'details',
	'tools',
	'feed',
	'outline',
	'picture',
] as const;
/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/** Which parts of the page are made already: all, unless they are made one by one behind the shell. */
export class Parts {
	#made: number = $state(PARTS.length);
	#shown: Promise<void> = Promise.resolve();
	#show: () => void = () => undefined;

	/** Whether a part is made. */
	has(part: Part): boolean {
		return PARTS.indexOf(part) < this.#made;
	}

	/** None is made yet. To be said before the page is mounted. */
	begin(): void {
		this.#made = 0;
		this.#shown = new Promise((done) => (this.#show = done));
	}

	/** Until the page is on the screen: nothing behind the shell can have the focus. At once on a page that has no shell. */
	get shown(): Promise<void> {
		return this.#shown;
	}

	/** The page is on the screen: what has asked for the focus meanwhile gets it. */
	show(): void {
		this.#show();
	}

	/** Makes them up to one of them, each in a turn of its own. What follows comes in the same turn as that one. */
	async make(last: Part): Promise<void> {
		while (!this.has(last)) {
			await turn();
			this.#made++;
			flushSync();
		}
	}
}
