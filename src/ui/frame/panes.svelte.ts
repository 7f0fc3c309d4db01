import { recall, recallNumber, remember } from '../remember';

/** The panes that a phone shows one at a time. */
export const VIEWS = ['lesson', 'canvas', 'details', 'activity'] as const;
/** One of {@link VIEWS}. */
export type View = (typeof VIEWS)[number];

/** A phone, a short window or a zoomed page: one pane at a time. The same words stand in the style sheets. */
export const COMPACT = '(max-width: 760px), (max-height: 480px)';

/** A phone held upright: the picture is small there, so its outline stands below it. The same words stand in the style sheets. */
export const UPRIGHT = '(max-width: 760px) and (min-height: 480px)';

/** A desk: the tools below the picture, and what happened beside them. The same words stand in the style sheets. Paper tells both. */
export const WIDE = 'print, (min-width: 1081px) and (min-height: 481px)';

/** What can stand below the picture. */
export const LOWER = ['feed', 'terminal', 'program'] as const;
/** One of {@link LOWER}. */
export type Lower = (typeof LOWER)[number];

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

/** The pane that was chosen before the page was there. */
const viewOfShell = (): View | undefined =>
	VIEWS.find((view) => view === document.documentElement.dataset.view);

/** How the window is divided. */
export class Panes {
	readonly lesson = new PaneSize('lesson', 372, 260, 620);
	readonly details = new PaneSize('details', 328, 260, 620);
	/** Code stands where the details stand, and is wider. */
	readonly code = new PaneSize('code', 540, 320, 1100);
	readonly bottom = new PaneSize('bottom', 224, 120, 620);
	readonly feed = new PaneSize('feed', 480, 240, 900);
	/** Which pane a phone shows. */
	view: View = $state(viewOfShell() ?? 'lesson');
	/** On a phone held upright: the picture has the outline's room too. */
	#outlineAway: boolean = $state(recall('outline.away') === 'yes');
	/** Which of the lower panes is shown where there is room for one. */
	activity: Lower = $state('feed');
	/** What stands beside what happened, once that was chosen. */
	#tool: Exclude<Lower, 'feed'> | undefined = $state();
	#compact: boolean = $state(false);
	#upright: boolean = $state(false);
	#wide: boolean = $state(false);

	constructor() {
		// While the page is made behind the shell, a pane can still be chosen there.
		new MutationObserver(() => (this.view = viewOfShell() ?? this.view)).observe(
			document.documentElement,
			{ attributeFilter: ['data-view'] },
		);
		const paper = matchMedia('print');
		const follow = (media: string, set: (matches: boolean) => void) => {
			const query = matchMedia(media);
			set(query.matches);
			// A page that goes to paper for a moment is as narrow as a phone, and is none.
			query.addEventListener('change', () => {
				if (!paper.matches || media === WIDE) set(query.matches);
			});
		};
		follow(COMPACT, (matches) => (this.#compact = matches));
		follow(UPRIGHT, (matches) => (this.#upright = matches));
		follow(WIDE, (matches) => (this.#wide = matches));
	}

	/** Shows one of the lower panes. */
	show(lower: Lower): void {
		this.activity = lower;
		if (lower !== 'feed') this.#tool = lower;
	}

	/** Which of the lower panes are seen, when `usual` is what stands there until something is chosen. */
	seen(usual: Exclude<Lower, 'feed'>): readonly Lower[] {
		return this.#wide ? [this.#tool ?? usual, 'feed'] : [this.activity];
	}

	/** Whether two of the lower panes are seen at once. */
	get wide(): boolean {
		return this.#wide;
	}

	/** Whether one pane is shown at a time. */
	get compact(): boolean {
		return this.#compact;
	}

	/** Whether only the outline's head is left below an upright picture. */
	get outlineAway(): boolean {
		return this.#outlineAway;
	}

	/** Puts the outline below an upright picture away, or brings it back; remembered. */
	putOutlineAway(away: boolean): void {
		this.#outlineAway = away;
		remember('outline.away', away ? 'yes' : undefined);
	}

	/** Whether the outline stands below the picture, always. */
	get upright(): boolean {
		return this.#upright;
	}
}
