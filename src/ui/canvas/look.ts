/** How small what is small is written: what things are, where groups lie, the names of roles. In CSS pixels at zoom 1. */
export const SMALL_TYPE = 11.5;
/** Larger than this nothing is written for being far away: cards have no room for it, and groups are counts by then. */
const LARGEST = 26;
/** While the reader zooms by hand, type grows in steps of so much, */
const STEP = 1.12;
/** and shrinks only when it is so many times as large as it need be. */
const LOOSE = 1.3;

/** How a page wants the words of a picture. */
export interface Reading {
	/** Times as large as usual what is small is written. */
	readonly type: number;
	/** The smallest that anything is written on the screen, in CSS pixels. */
	readonly least: number;
}

/**
 * How small anything is written in a picture that is looked at with a zoom, in its own pixels, so that it can be read on
 * the screen (pure). With `before`, what was so until the reader zoomed by hand, it changes seldom.
 */
export function lookFrom(zoom: number, { type, least }: Reading, before?: number): number {
	const usual = SMALL_TYPE * type;
	const most = Math.max(LARGEST, usual);
	const needed = Math.min(Math.max(usual, least / zoom), most);
	if (before === undefined) return Math.min(Math.ceil(needed * 10 - 0.01) / 10, most);
	if (before >= needed && before <= needed * LOOSE) return before;
	const steps = Math.ceil(Math.log(needed / usual) / Math.log(STEP) - 0.001);
	return Math.min(usual * STEP ** Math.max(0, steps), most);
}
