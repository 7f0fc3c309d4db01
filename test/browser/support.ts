import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, expect, inject, onTestFinished, TestRunner } from 'vitest';

/** Where the built page is served in these tests, with a slash at the end. */
export const address = inject('address');

let browser: Promise<Browser> | undefined;

/** The one browser of a test file; it starts when first asked for and ends with the file. */
export function launch(): Promise<Browser> {
	browser ??= chromium.launch({
		executablePath: inject('chromium'),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	return browser;
}

afterAll(async () => {
	await (await browser)?.close();
	browser = undefined;
});

/** How large the smallest that the canvas writes is on the screen, in CSS pixels: what comes over the picture is as large. */
export const smallestType = (page: Page): Promise<number> =>
	page.locator('.canvas-frame .overlay').evaluate((overlay) => {
		const [, zoom = '0'] =
			/scale\(([\d.]+)\)/.exec(overlay.firstElementChild?.getAttribute('transform') ?? '') ?? [];
		return Number.parseFloat(getComputedStyle(overlay).fontSize) * Number(zoom);
	});

/** A page under test, and what it did that no page of ours may do. */
export interface Visit {
	page: Page;
	/** Console errors, uncaught errors, breaches of the content security policy, requests to strangers. */
	noises: string[];
	/** Fails unless the page has been quiet so far. */
	expectQuiet(): void;
}

/**
 * Opens the built page in a fresh browser profile, which ends with the test that asked for it
 * (or with the file, when it was opened in a beforeAll).
 *
 * @param path what follows the address, such as `embed.html` or `#share=…`
 * @param options Playwright's, such as `{ colorScheme: 'dark' }`
 * @param before is done before the page is loaded
 */
export async function openPage(
	path = '',
	options: BrowserContextOptions = {},
	before?: (page: Page) => Promise<void>,
): Promise<Visit> {
	const context = await (await launch()).newContext(options);
	if (TestRunner.getCurrentTest()) onTestFinished(() => context.close());
	const page = await context.newPage();
	const noises: string[] = [];

	page.on('console', (message) => {
		if (message.type() === 'error') noises.push(`console: ${message.text()}`);
	});
	page.on('pageerror', (error) => noises.push(`uncaught: ${error.stack ?? error.message}`));
	await context.exposeFunction('reportViolation', (text: string) => noises.push(text));
	await context.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) => {
			const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
			Reflect.get(
				globalThis,
				'reportViolation',
			)(
				`policy: ${effectiveDirective} blocked ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`,
			);
		});
	});
	const { origin } = new URL(address);
	await context.route(
		(url) => url.origin !== origin,
		(route) => {
			noises.push(`stranger: ${route.request().url()}`);
			return route.abort();
		},
	);

	await before?.(page);
	await page.goto(address + path);
	return {
		page,
		noises,
		expectQuiet: () => expect(noises).toEqual([]),
	};
}

/** Waits until one can work with the page: it stands in the place of its shell, and the picture is there. */
export const ready = (page: Page) =>
	page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);

/** Files of the page that are held back. */
export interface Held {
	/** Fulfilled when the page has asked for one of them. */
	readonly asked: Promise<void>;
	/** Lets them come. */
	release(): void;
}

/** Holds files back until they are released. For a first visit: later ones have them from the service worker. */
export async function hold(page: Page, files: RegExp): Promise<Held> {
	let release = (): void => undefined;
	const released = new Promise<void>((done) => (release = done));
	let ask = (): void => undefined;
	const asked = new Promise<void>((done) => (ask = done));
	await page.route(files, async (route) => {
		ask();
		await released;
		await route.continue();
	});
	return { asked, release };
}
