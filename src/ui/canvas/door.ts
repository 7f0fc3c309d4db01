import type { CountRow } from './fold';
import type { Point } from './geometry';
import type { Picture, PictureArea } from './picture';
import type { Placement, Shape } from './place';
import type { Positions } from './geometry';
import type { Trace } from './travel';

/** What the canvas tells its owner. Ids are those of the picture; points are places in the window. */
export interface CanvasOptions {
	/** Something was chosen, or nothing. */
	onSelect(id: string | undefined): void;
	/** The menu of something (or of nothing) is asked for at a place. */
	onMenu(id: string | undefined, at: Point): void;
	/** Two things are to be connected. */
	onConnect(from: string, to: string): void;
	/** What connecting two things would do, as a sentence; `undefined` when nothing can come of it. */
	offers(from: string, to: string): string | undefined;
	/** Something is to be deleted. */
	onDelete(id: string): void;
	/** What comes of pulling a line off, as a sentence; `undefined` when it cannot be pulled off. */
	pulls(line: string): string | undefined;
	/** A line is held off its end, with what would come of it, or no longer is. */
	onPulling(would: string | undefined): void;
	/** A line was pulled off, and let go on something else or on nothing. */
	onPulled(line: string, onto: string | undefined): void;
	/** Connecting by clicks waits for its other end (or aims at one), or no longer does. */
	onConnecting(from: string | undefined, aim?: string): void;
	/** Connecting was left by its key. */
	onLeft(): void;
	/** Other groups are drawn as counts than before. */
	onFolded?(folded: ReadonlyMap<string, readonly CountRow[]>): void;
	/** A card was put somewhere else, or all were tidied up: all positions, to be remembered. */
	onMoved?(positions: Positions): void;
	/** Things came or went, and this is where all stand now. Not told upright, where all is placed in order again. */
	onPlaced?(positions: Positions): void;
	/** Positions that were remembered. */
	readonly positions?: Positions;
	/** Lanes side by side, or one below the other. */
	readonly shape?: Shape;
}

/** What is shown of a picture besides the picture. */
export interface View {
	readonly selected: string | undefined;
}

/** The running canvas. */
export interface Canvas {
	/** Shows a picture; only what differs from the last one changes. */
	update(picture: Picture, view: View): void;
	/** Shows the first picture, some of it in each frame. */
	open(picture: Picture): Promise<void>;
	/** Shows everything. */
	fit(): void;
	/** Zooms around the middle: 1.25 is a quarter closer. */
	zoom(by: number): void;
	/** Pans by CSS pixels. */
	pan(by: Point): void;
	/**
	 * Places everything anew, in good order, a little at a time. Comes to what puts it all back where it was, or to nothing when
	 * the picture changed meanwhile.
	 */
	tidy(): Promise<(() => void) | undefined>;
	/** So much of the left is covered, in CSS pixels: what is chosen is shown beside that. */
	cover(left: number): void;
	/** The groups that are drawn as counts now. */
	readonly folded: ReadonlyMap<string, readonly CountRow[]>;
	/** The picture and where everything is, as it is now: for pictures of it. */
	readonly placed: { readonly picture: Picture; readonly placement: Placement };
	/** Draws the eye to things. */
	flash(ids: readonly string[]): void;
	/** Shows a request travelling. */
	travel(trace: Trace): void;
	/** Begins connecting by clicks. */
	connectFrom(id: string): void;
	/** What something would be dropped on at a place in the window, and shows it; `undefined` outside of the canvas. */
	aimDrop(at: Point | undefined): { readonly area?: PictureArea } | undefined;
	/** The next new card stands there, a place in the window. */
	seatNext(at: Point): void;
	/** Whether a thing, or what it belongs to, has a place in the picture. */
	draws(id: string): boolean;
	/** Where a thing's middle is in the window; `undefined` when it is not drawn. */
	positionOf(id: string): Point | undefined;
	/** Handles a key while the canvas has the focus; whether it did. */
	key(event: KeyboardEvent): boolean;
	/** Whether a turn of the wheel is for the canvas; if so it zooms. */
	wheel(event: WheelEvent, focused: boolean): boolean;
	destroy(): void;
}
