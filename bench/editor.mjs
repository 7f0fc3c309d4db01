// From the click on Code to coloured text, with everything cached: at a desk's speed and four times slower, each beside its aim.
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { ensureBuilt } from '../scripts/build.mjs';
import { serve } from '../scripts/serve.mjs';

const RUNS = 5;
/** How much slower the processor is made, and how long it may then take, in milliseconds. */
const AIMS = [
	{ slower: 1, aim: 600 },
	{ slower: 4, aim: 1200 },
];

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/**
 * Notes in the page when the button was clicked, and when the first frame with coloured text was drawn. It is text: what it says
 * is about the page, not about this program.
 */
const WATCH = `
	globalThis.coloured = new Promise((done) => {
		let begun;
		addEventListener('click', () => (begun ??= performance.now()), { capture: true, once: true });
		const look = () => {
			const kinds = new Set([...document.querySelectorAll('.monaco-editor .view-line span span')].map((each) => each.className));
			if (begun !== undefined && kinds.size > 1)
				requestAnimationFrame(() => {
					const channel = new MessageChannel();
					channel.port1.onmessage = () => done(performance.now() - begun);
					channel.port2.postMessage(0);
				});
			else requestAnimationFrame(look);
		};
		look();
	})`;

/**
 * One visit in which the code is opened.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address
 * @param {number} slower
 * @returns {Promise<number>} milliseconds from the click to coloured text
 */
async function visit(context, address, slower) {
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await page.goto(`${address}#/example/hub`);
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
	await page.waitForTimeout(1000);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
	// Not its value: that would be waited for before the click.
	await page.evaluate(`${WATCH}; undefined`);
	await page.getByRole('button', { name: 'Code', exact: true }).click();
	const took = await page.evaluate(() => Reflect.get(globalThis, 'coloured'));
	await page.close();
	return took;
}

/** Prints how long the editor takes to come, beside what it may take. */
export async function measure() {
	await ensureBuilt();
	const { address, close } = await serve({ port: 0, zip: true });
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: ['--no-sandbox', '--disable-gpu'],
	});
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	console.log('\nThe editor: from the click to coloured text, median of', RUNS);
	console.log(
		`  the first time, nothing cached: ${Math.round(await visit(context, address, 1))} ms`,
	);
	for (const { slower, aim } of AIMS) {
		/** @type {number[]} */
		const times = [];
		for (let run = 0; run < RUNS; run++) times.push(await visit(context, address, slower));
		const took = median(times);
		console.log(
			`  cached, processor ${slower} × slower: ${Math.round(took)} ms (${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))}), aim ${aim} ms: ${took <= aim ? 'kept' : 'missed'}`,
		);
	}
	await browser.close();
	await close();
}
