/** For how long after a key nothing is told, in milliseconds: its letter is painted by then, and the next key may be there. */
const PAUSE = 50;

/** Something that is to be done after a key, but not before its letter is seen. */
export interface AfterTyping {
	/** Does it a moment later; the next call puts it off. */
	soon(): void;
	/** Does it at once, if it waits. */
	now(): void;
}

/** Puts something off while somebody types: a key has nothing to wait for but its letter. */
export function afterTyping(work: () => void): AfterTyping {
	let waiting: ReturnType<typeof setTimeout> | undefined;
	const now = (): void => {
		if (waiting === undefined) return;
		clearTimeout(waiting);
		waiting = undefined;
		work();
	};
	return {
		soon() {
			clearTimeout(waiting);
			waiting = setTimeout(now, PAUSE);
		},
		now,
	};
}
