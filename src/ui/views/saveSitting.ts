import { encodeSitting } from '../../playground';
import type { Page } from '../page.svelte';
import { workspaceOf } from '../place';
import { words } from '../words';
import { download } from './download';

/** Has the browser save the sitting as a file: all that it takes to have it again, as JSON. */
export function saveSitting(page: Page): void {
	const called = workspaceOf(page.route.place) ?? page.arrival.sitting;
	const name = `${called.replace(/[^\p{L}\p{N}_.-]+/gu, '-')}.keyless.json`;
	download(name, new Blob([encodeSitting(page.session.sitting)], { type: 'application/json' }));
	page.session.announce(words.files.exported(name));
}
