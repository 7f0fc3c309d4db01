/** Does work that comes in small steps, and lets others have their turn in between. */
export type InTurns = <T>(steps: Iterator<void, T>) => Promise<T>;

/** Does work that comes in small steps without a pause. */
export function withoutPause<T>(steps: Iterator<void, T>): T {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}
