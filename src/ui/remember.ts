/**
 * Small preferences (theme, pane sizes, the last place) in `localStorage`. Where that is blocked, as in private windows
 * and cross-site frames, they last as long as the page.
 */
const inMemory = new Map<string, string>();
const PREFIX = 'keyless.';

/** Set when nothing of what was here before is to be seen, and nothing is to stay: a shared screen, a widget. */
let memoryOnly = false;

/** From now on everything is remembered as long as the page is open, and nothing from before. */
export function keepInMemory(): void {
	memoryOnly = true;
}

/** Whether the address asks for a page that shows nothing from before and keeps nothing. */
export const isFresh = (): boolean => new URLSearchParams(location.search).has('fresh');

/** What was remembered under a name, or `undefined`. */
export function recall(name: string): string | undefined {
	if (memoryOnly) return inMemory.get(name);
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
	if (memoryOnly) return;
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
