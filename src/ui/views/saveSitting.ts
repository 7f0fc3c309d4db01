import { encodeSitting } from '../../playground';
import type { Page } from '../page.svelte';
import { words } from '../words';

/** Has the browser save the sitting as a file: all that it takes to have it again, as JSON. */
export function saveSitting(page: Page): void {
	const name = `${page.arrival.sitting.replace(/[^\w.-]+/g, '-')}.keyless.json`;
	const address = URL.createObjectURL(
		new Blob([encodeSitting(page.session.sitting)], { type: 'application/json' }),
	);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
	page.session.announce(words.files.exported(name));
}
