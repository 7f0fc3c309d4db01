import { StorageError } from './storage';

/** `unsaved`: a save is under way or has not begun. `blocked` and `full`: what was last done is only in memory. */
export type SaveState = 'saved' | 'unsaved' | 'blocked' | 'full';

/** Calls what it is given once, at once or when it does not disturb, but in any case before the page goes. */
export type Later = (write: () => void) => void;

/**
 * Keeps the newest text. What was overtaken before its write began is never written; a write that is under way keeps no other
 * waiting: the page may be gone before it has ended.
 */
export interface Autosave {
	readonly state: SaveState;
	/** What the text is, is asked when it is written. */
	save(text: () => string): void;
	/** Tells the state without saving: what loading found out. */
	report(state: SaveState): void;
	/** Fulfilled when nothing is waiting to be written. */
	settled(): Promise<void>;
}

/** What a storage's failure means for the person. An error that is not the port's own counts as blocked. */
export const faultOf = (error: unknown): 'blocked' | 'full' =>
	error instanceof StorageError ? error.fault : 'blocked';

/**
 * Starts an autosave that writes by `keep`; `changed` is called whenever {@link Autosave.state} has changed. `later` says when a
 * write begins.
 */
export function createAutosave(
	keep: (text: string) => Promise<void>,
	changed: () => void,
	later: Later,
): Autosave {
	let state: SaveState = 'saved';
	/** What is to be written, while its write has not begun. */
	let waiting: (() => string) | undefined;
	let newest = 0;
	/** Fulfilled when everything that was asked for so far is written, or could not be. */
	let written = Promise.resolve();
	const report = (next: SaveState): void => {
		if (state === next) return;
		state = next;
		changed();
	};
	const write = async (): Promise<void> => {
		const text = waiting;
		if (!text) return;
		waiting = undefined;
		const mine = ++newest;
		try {
			await keep(text());
			if (mine === newest && !waiting) report('saved');
		} catch (error) {
			// How the newest goes is what counts.
			if (mine === newest) report(faultOf(error));
		}
	};
	return {
		get state() {
			return state;
		},
		report,
		save(text) {
			const isAsked = waiting !== undefined;
			waiting = text;
			// A storage that failed stays marked as such until a write succeeds: no flicker between two failures.
			if (state === 'saved') report('unsaved');
			if (isAsked) return;
			const earlier = written;
			written = new Promise<void>((end) => later(() => void write().then(end))).then(() => earlier);
		},
		async settled() {
			for (let all; all !== written;) await (all = written);
		},
	};
}
