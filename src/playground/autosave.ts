import { StorageError } from './storage';

/** `unsaved`: a save is under way or has not begun. `blocked` and `full`: what was last done is only in memory. */
export type SaveState = 'saved' | 'unsaved' | 'blocked' | 'full';

/** Calls what it is given once, at once or when it does not disturb, but in any case before the page goes. */
export type Later = (write: () => void) => void;

/** Keeps the newest text, one write at a time; what was overtaken while a write ran is never written. */
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
	let waiting: (() => string) | undefined;
	let writing: Promise<void> | undefined;
	const report = (next: SaveState): void => {
		if (state === next) return;
		state = next;
		changed();
	};
	const write = async (): Promise<void> => {
		while (waiting !== undefined) {
			const text = waiting;
			waiting = undefined;
			try {
				await keep(text());
				if (waiting === undefined) report('saved');
			} catch (error) {
				report(faultOf(error));
			}
		}
		writing = undefined;
	};
	return {
		get state() {
			return state;
		},
		report,
		save(text) {
			waiting = text;
			// A storage that failed stays marked as such until a write succeeds: no flicker between two failures.
			if (state === 'saved') report('unsaved');
			writing ??= new Promise((end) => later(() => void write().then(end)));
		},
		settled: () => writing ?? Promise.resolve(),
	};
}
