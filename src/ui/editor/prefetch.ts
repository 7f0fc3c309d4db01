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

async function fetchAhead(): Promise<void> {
	await import('./CodePane.svelte');
	// Fetched and not run: the build writes down what Monaco is made of.
	const list = await fetch('monaco.json');
	for (const file of (await list.json()) as readonly string[])
		await (await fetch(file, { priority: 'low' })).arrayBuffer();
}

/** Fetches the code pane and its editor ahead, on a desk with a good connection: they are there at the click. */
export function prefetchCode(): void {
	const connection = Reflect.get(navigator, 'connection') as Connection | undefined;
	if (!isGood(connection) || !matchMedia('(min-width: 761px)').matches) return;
	// Without it, the code comes when it is asked for.
	setTimeout(() => void fetchAhead().catch(() => undefined), PATIENCE);
}
