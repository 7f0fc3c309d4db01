// How the page comes to life on a slow phone: four times slower, 562 ms there and back, 1.44 Mbit/s.
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { ensureBuilt } from '../scripts/build.mjs';
import { serve } from '../scripts/serve.mjs';

const SLOW = {
	offline: false,
	latency: 562,
	downloadThroughput: (1.44 * 1024 * 1024) / 8,
	uploadThroughput: (675 * 1024) / 8,
};
const RUNS = 5;

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/**
 * One cold visit.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {import('playwright-core').BrowserContextOptions} options
 */
async function visit(browser, address, options) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', SLOW);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	let bytes = 0;
	cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	await page.goto(address, { waitUntil: 'commit' });
	await page.waitForFunction(() => performance.getEntriesByName('keyless:canvas').length > 0);
	const early = bytes;
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas, undefined, {
		timeout: 60_000,
	});
	const times = await page.evaluate(() => ({
		paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
		canvas: performance.getEntriesByName('keyless:canvas')[0]?.startTime ?? 0,
		page: performance.getEntriesByName('keyless:page')[0]?.startTime ?? 0,
	}));
	await context.close();
	return { ...times, early, bytes };
}

/** Prints the medians of some cold visits, on a desk's screen and on a phone's. */
export async function measure() {
	await ensureBuilt();
	const { address, close } = await serve({ port: 0, zip: true });
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: ['--no-sandbox', '--disable-gpu'],
	});
	const screens = {
		desk: { viewport: { width: 1440, height: 900 } },
		phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
	};
	console.log('\nFirst load, four times slower, 562 ms, 1.44 Mbit/s, nothing cached');
	for (const [name, options] of Object.entries(screens)) {
		/** @type {Awaited<ReturnType<typeof visit>>[]} */
		const visits = [];
		for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, address, options));
		/** @param {'paint' | 'canvas' | 'page' | 'early' | 'bytes'} key */
		const of = (key) => median(visits.map((each) => each[key]));
		/** @param {'paint' | 'canvas' | 'page'} key */
		const seconds = (key) => `${(of(key) / 1000).toFixed(2)} s`;
		console.log(
			`  ${name}: first paint ${seconds('paint')}, live canvas ${seconds('canvas')} after ${Math.round(of('early') / 1000)} kB, everything ${seconds('page')} after ${Math.round(of('bytes') / 1000)} kB`,
		);
	}
	await browser.close();
	await close();
}
