/**
 * Small preferences (theme, pane sizes, the last place) in `localStorage`. Where that is blocked, as in private windows
 * and cross-site frames, they last as long as the page.
 */
const inMemory = new Map<string, string>();
const PREFIX = 'keyless.';

/** What was remembered under a name, or `undefined`. */
export function recall(name: string): string | undefined {
	try {
		return localStorage.getItem(PREFIX + name) ?? inMemory.get(name);
	} catch {
		return inMemory.get(name);
	}
}

/** Remembers a text under a name; `undefined` forgets it. */
export function remember(name: string, text: string | undefined): void {
	if (text === undefined) inMemory.delete(name);
	else inMemory.set(name, text);
	try {
		if (text === undefined) localStorage.removeItem(PREFIX + name);
		else localStorage.setItem(PREFIX + name, text);
	} catch {
		// Blocked or full: the memory has it.
	}
}

/** A remembered number, or the fallback when there is none. */
export function recallNumber(name: string, fallback: number): number {
	const number = Number.parseFloat(recall(name) ?? '');
	return Number.isFinite(number) ? number : fallback;
}
