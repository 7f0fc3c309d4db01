import { MONACO_CACHE, monacoFiles } from './keepMonaco';
import { loadMonaco, makeEditorReady } from './load';
import { wasOpened } from './opened';

/** What is known of the connection; not every browser tells. */
export interface Connection {
	readonly saveData?: boolean;
	readonly effectiveType?: string;
	/** Megabits per second. */
	readonly downlink?: number;
}

/** Megabits per second from which fetching ahead is no burden. */
const GOOD = 4;

/** Whether fetching more than a megabyte ahead costs nobody anything, as far as the browser tells. */
export const isGood = (connection: Connection | undefined): boolean =>
	connection !== undefined &&
	connection.saveData !== true &&
	connection.effectiveType === '4g' &&
	(connection.downlink ?? 0) >= GOOD;

/** How long the page has to have been there, in milliseconds: whoever only looks in fetches nothing. */
const PATIENCE = 8000;

/** For how long nobody may have touched anything before the editor is made ready, in milliseconds. */
const CALM = 5000;
/** The same where the code was opened before, and is likely to be again. */
const CALM_AGAIN = 1000;
/** Between the two halves of making it ready: who came back to the page meanwhile is not kept waiting by both. */
const CALM_BETWEEN = 150;
const INPUTS = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'touchstart'] as const;

/** Not every browser says when it has nothing to do. */
const whenIdle: (work: (deadline: Pick<IdleDeadline, 'timeRemaining'>) => void) => unknown =
	globalThis.requestIdleCallback ??
	((work) => setTimeout(() => work({ timeRemaining: () => Number.POSITIVE_INFINITY }), 40));

/**
 * How much of a frame has to be left over for the page to have nothing to do, in milliseconds. The picture asks for frames all
 * the time, so there is never more than one.
 */
const LEISURE = 5;

/** Waits until nobody has touched anything for so many milliseconds and the page has nothing to do. */
const calm = (quiet: number): Promise<void> =>
	new Promise((resolve) => {
		let waiting: number | undefined;
		let touched = 0;
		const begin = (): void => {
			const then = ++touched;
			clearTimeout(waiting);
			const look = (): unknown =>
				whenIdle((deadline) => {
					if (touched !== then) return;
					if (document.hidden) begin();
					else if (deadline.timeRemaining() < LEISURE) look();
					else end();
				});
			waiting = window.setTimeout(look, quiet);
		};
		const end = (): void => {
			for (const input of INPUTS) removeEventListener(input, begin);
			resolve();
		};
		for (const input of INPUTS) addEventListener(input, begin, { passive: true });
		begin();
	});

async function fetchAhead(): Promise<void> {
	await import('./CodePane.svelte');
	// Fetched and compiled aside, and not run: the build writes down what Monaco is made of.
	for (const file of await monacoFiles())
		if (/\/monaco-[^/]*\.js$/.test(file)) {
			const link = document.createElement('link');
			Object.assign(link, { rel: 'modulepreload', href: file, fetchPriority: 'low' });
			document.head.append(link);
		} else await (await fetch(file, { priority: 'low' })).arrayBuffer();
	// It takes a tenth of a second, of a machine that can spare it, while nobody does anything.
	if (navigator.hardwareConcurrency < 4) return;
	await calm(CALM);
	await loadMonaco();
	await calm(CALM_BETWEEN);
	await makeEditorReady();
}

/** Whether Monaco need not come over the network, or may. */
async function isNear(connection: Connection | undefined): Promise<boolean> {
	if (isGood(connection)) return true;
	if (connection?.saveData === true) return false;
	return caches.has(MONACO_CACHE).catch(() => false);
}

/** For those who opened the code on an earlier visit: they are the ones who are likely to do it again. */
async function makeReadyAgain(connection: Connection | undefined): Promise<void> {
	if (!(await isNear(connection))) return;
	await calm(CALM_AGAIN);
	await Promise.all([import('./CodePane.svelte'), loadMonaco()]);
	await calm(CALM_BETWEEN);
	await makeEditorReady();
}

/**
 * Fetches the code pane and its editor ahead, on a desk with a good connection: they are there at the click. The little that
 * fetches the editor is here in any case.
 */
export function prefetchCode(): void {
	const connection = Reflect.get(navigator, 'connection') as Connection | undefined;
	if (!matchMedia('(min-width: 761px)').matches) return;
	// Without it, the code comes when it is asked for.
	const fail = (): undefined => undefined;
	if (wasOpened()) void makeReadyAgain(connection).catch(fail);
	else if (isGood(connection)) setTimeout(() => void fetchAhead().catch(fail), PATIENCE);
}
