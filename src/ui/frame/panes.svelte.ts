import { recallNumber, remember } from '../remember';

/** The panes that a phone shows one at a time. */
export const VIEWS = ['lesson', 'canvas', 'details', 'activity'] as const;
/** One of {@link VIEWS}. */
export type View = (typeof VIEWS)[number];

/** A phone, a short window or a zoomed page: one pane at a time. The same words stand in the style sheets. */
export const COMPACT = '(max-width: 760px), (max-height: 480px)';

/** A phone held upright: the picture is small there, so its outline stands below it. The same words stand in the style sheets. */
export const UPRIGHT = '(max-width: 760px) and (min-height: 481px)';

/** The size of one pane in CSS pixels, remembered. Dragged below half its least size it is put away. */
export class PaneSize {
	readonly name: string;
	readonly least: number;
	readonly most: number;
	#usual: number;
	#size: number = $state(0);
	#open: boolean = $state(true);

	constructor(name: string, usual: number, least: number, most: number) {
		this.name = name;
		this.least = least;
		this.most = most;
		this.#usual = usual;
		const remembered = recallNumber(`pane.${name}`, usual);
		this.#open = remembered > 0;
		this.#size = this.#within(Math.abs(remembered));
	}

	#within(size: number): number {
		return Math.min(Math.max(size, this.least), this.most);
	}

	/** Zero when put away. */
	get size(): number {
		return this.#open ? this.#size : 0;
	}

	get open(): boolean {
		return this.#open;
	}

	/** Takes a size, or puts the pane away when it is less than half of the least. */
	resize(size: number): void {
		this.#open = size >= this.least / 2;
		if (this.#open) this.#size = this.#within(size);
		this.#keep();
	}

	toggle(): void {
		this.#open = !this.#open;
		this.#keep();
	}

	/** Back to the size it came with. */
	restore(): void {
		this.#open = true;
		this.#size = this.#usual;
		this.#keep();
	}

	#keep(): void {
		// Negative: put away, with the size that it comes back with.
		remember(`pane.${this.name}`, String(this.#open ? this.#size : -this.#size));
	}
}

/** How the window is divided. */
export class Panes {
	readonly lesson = new PaneSize('lesson', 372, 260, 620);
	readonly details = new PaneSize('details', 328, 260, 620);
	readonly bottom = new PaneSize('bottom', 210, 120, 620);
	readonly feed = new PaneSize('feed', 480, 240, 900);
	/** Which pane a phone shows. */
	view: View = $state(
		VIEWS.find((view) => view === document.documentElement.dataset.view) ?? 'lesson',
	);
	/** Which of the two lower panes is shown where there is room for one. */
	activity: 'program' | 'feed' = $state('feed');
	#compact: boolean = $state(false);
	#upright: boolean = $state(false);

	constructor() {
		const follow = (media: string, set: (matches: boolean) => void) => {
			const query = matchMedia(media);
			set(query.matches);
			query.addEventListener('change', () => set(query.matches));
		};
		follow(COMPACT, (matches) => (this.#compact = matches));
		follow(UPRIGHT, (matches) => (this.#upright = matches));
	}

	/** Whether one pane is shown at a time. */
	get compact(): boolean {
		return this.#compact;
	}

	/** Whether the outline stands below the picture, always. */
	get upright(): boolean {
		return this.#upright;
	}
}
