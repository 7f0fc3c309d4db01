import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { address } from './support';

/** What someone hears who does not see the page. */
export interface Ears {
	/** Waits until this was said, and then forgets all that was said so far. Returns it, in order. */
	hears(phrase: string | RegExp): Promise<string[]>;
	/** Moves the reading cursor on until it says this. Returns what it said on the way. */
	readsTo(phrase: string | RegExp): Promise<string[]>;
}

interface Reader {
	next(): Promise<void>;
	lastSpokenPhrase(): Promise<string>;
	spokenPhraseLog(): Promise<string[]>;
	clearSpokenPhraseLog(): Promise<void>;
}

const NAME = 'virtual-screen-reader.js';
const source = fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js'));
const MOST = 200;

const fits = (phrase: string | RegExp) => (said: string) =>
	typeof phrase === 'string' ? said === phrase : phrase.test(said);

/**
 * Starts a virtual screen reader on a page. It follows the focus and listens to live regions; keys are pressed by
 * someone else.
 */
export async function listen(page: Page): Promise<Ears> {
	const body = await readFile(source, 'utf8');
	await page.route(`**/${NAME}`, (route) =>
		route.fulfill({ contentType: 'text/javascript', body }),
	);
	// As text: the tests' own build would rewrite the import.
	await page.evaluate(`import('${address}${NAME}').then(async ({ Virtual }) => {
		globalThis.reader = new Virtual();
		await globalThis.reader.start({ container: document.body });
	})`);
	const log = () =>
		page.evaluate(() => (Reflect.get(globalThis, 'reader') as Reader).spokenPhraseLog());
	const forget = () =>
		page.evaluate(() => (Reflect.get(globalThis, 'reader') as Reader).clearSpokenPhraseLog());
	const next = () =>
		page.evaluate(async () => {
			const reader: Reader = Reflect.get(globalThis, 'reader');
			await reader.next();
			return reader.lastSpokenPhrase();
		});
	return {
		async hears(phrase) {
			let said: string[] = [];
			await expect
				.poll(async () => (said = await log()).some(fits(phrase)) || said, { timeout: 10_000 })
				.toBe(true);
			await forget();
			return said;
		},
		async readsTo(phrase) {
			const said: string[] = [];
			do {
				expect(said.length, said.join('\n')).toBeLessThan(MOST);
				said.push(await next());
			} while (!fits(phrase)(said.at(-1) ?? ''));
			return said;
		},
	};
}
