import { language } from '../words/language';

/** Where the service worker keeps Monaco once it was used (vite.config.ts). */
export const MONACO_CACHE = 'keyless-monaco';

/** The files of the build that Monaco is made of, but for its words in a language that is not spoken here. */
export async function monacoFiles(): Promise<readonly string[]> {
	const list: unknown = await (await fetch('monaco.json')).json();
	return Array.isArray(list)
		? list.filter(
				(file): file is string =>
					typeof file === 'string' && (language === 'de' || !/\/de-[^/]*\.js$/.test(file)),
			)
		: [];
}

/**
 * Keeps Monaco for the next visit, which may be without a network. On the very first one no service worker stands between the
 * page and the network, so nothing would be kept, and whoever has a slow connection would wait for the same megabyte once more.
 */
export async function keepMonaco(): Promise<void> {
	try {
		const { serviceWorker } = navigator;
		if (serviceWorker.controller) return;
		await serviceWorker.ready;
		const [cache, files] = await Promise.all([caches.open(MONACO_CACHE), monacoFiles()]);
		for (const file of files)
			// What this page has loaded comes out of the browser's own cache.
			if (!(await cache.match(file))) {
				const answer = await fetch(file, { cache: 'force-cache', priority: 'low' });
				if (answer.ok) await cache.put(file, answer);
			}
	} catch {
		// A private window, a page in one file: it comes over the network again.
	}
}
