import { inTurns, turn } from '../canvas/turns';

/** The id of the element in index.html that lists the files of the app, what others stand on first. */
const LIST = 'later-files';

/** The files of the app as the build wrote them down; none in development, and in the page in one file. */
function laterFiles(): readonly string[] {
	const list: unknown = JSON.parse(document.getElementById(LIST)?.textContent || '[]');
	return Array.isArray(list) ? list.filter((file) => typeof file === 'string') : [];
}

function ask(rel: string, href: string, kind?: string): void {
	const link = document.createElement('link');
	link.rel = rel;
	link.href = href;
	link.crossOrigin = '';
	if (kind !== undefined) link.as = kind;
	document.head.append(link);
}

/** Asks for all files of the app at once. Nothing of them runs yet. */
export async function fetchLater(): Promise<void> {
	await turn();
	await inTurns(asking());
}

function* asking(): Generator<void, void> {
	for (const file of laterFiles()) {
		if (file.endsWith('.css')) ask('preload', file, 'style');
		else ask('modulepreload', file);
		yield;
	}
}

/**
 * Lets the app's scripts set themselves up, one file after the other, with a turn for clicks and frames in between: as one
 * graph they would hold a slow phone for a tenth of a second and more.
 */
export async function runLater(): Promise<void> {
	for (const file of laterFiles()) {
		if (file.endsWith('.css')) continue;
		await import(/* @vite-ignore */ new URL(file, document.baseURI).href);
		await turn();
	}
}
