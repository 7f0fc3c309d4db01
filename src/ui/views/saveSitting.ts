import { encodeSitting } from '../../playground';
import type { Page } from '../page.svelte';
import { words } from '../words';
import { download } from './download';

/** Has the browser save the sitting as a file: all that it takes to have it again, as JSON. */
export function saveSitting(page: Page): void {
	const name = `${page.arrival.sitting.replace(/[^\w.-]+/g, '-')}.keyless.json`;
	download(name, new Blob([encodeSitting(page.session.sitting)], { type: 'application/json' }));
	page.session.announce(words.files.exported(name));
}
