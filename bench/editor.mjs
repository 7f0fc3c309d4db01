// How the code's editor comes, and how it answers: from the click on Code until it can be read and a typed letter stands there,
// in the field that is there first or in Monaco, and until Monaco has taken over with that letter,
// at a desk's speed and four times slower; and each key in a template of two hundred resources, beside Monaco by itself.
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { ensureBuilt } from '../scripts/build.mjs';
import { serve } from '../scripts/serve.mjs';
import { bicepOf, jsonOf } from './bigTemplate.mjs';
import { measureKeys } from './editorKeys.mjs';

const RUNS = 5;
/** How much slower the processor is made, and how long it may then take, in milliseconds. */
const AIMS = [
	{ slower: 1, aim: 600 },
	{ slower: 4, aim: 1200 },
];
const DESK = { viewport: { width: 1440, height: 900 } };
/** How long the editor that is made ahead is waited for, in milliseconds. */
const AHEAD = 30_000;

/** @typedef {{ coloured: number, typed: number, taken: number }} Times milliseconds from the click */

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/**
 * Notes in the page when the button was clicked, when the first frame with coloured text was drawn, and when the typed letter was.
 * The text gets the focus as soon as it takes it. It is text: what it says is about the page, not about this program.
 */
const WATCH = `
	let begun;
	addEventListener('click', () => (begun ??= performance.now()), { capture: true, once: true });
	const drawn = (isThere) => new Promise((done) => {
		const look = () => {
			if (begun === undefined || !isThere()) return requestAnimationFrame(look);
			requestAnimationFrame(() => {
				const channel = new MessageChannel();
				channel.port1.onmessage = () => done(performance.now() - begun);
				channel.port2.postMessage(0);
			});
		};
		look();
	});
	const FILE = '#code-file';
	globalThis.coloured = drawn(() => {
		const pieces = [...document.querySelectorAll(FILE + ' .view-line span span, ' + FILE + ' pre i')];
		return new Set(pieces.map((each) => each.className + each.style.color)).size > 1;
	});
	globalThis.focused = drawn(() => {
		const input = document.querySelector(FILE + ' :is(.native-edit-context, textarea)');
		input?.focus();
		return input !== null && document.activeElement === input;
	});
	const says = (what) => document.querySelector(FILE + what)?.textContent?.includes('\\u00a7');
	globalThis.typed = drawn(() => says(' .view-lines') || says(' pre'));
	globalThis.taken = drawn(() => says(' .view-lines'));`;

/** Asks the page for what {@link WATCH} notes. */
const noted = (
	/** @type {import('playwright-core').Page} */ page,
	/** @type {'coloured' | 'focused' | 'typed' | 'taken'} */ what,
) => page.evaluate((name) => Reflect.get(globalThis, name), what);

/**
 * One visit in which the code is opened and a letter is typed.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address
 * @param {number} slower from the first byte of the page on
 * @param {boolean} isAhead whether the editor is made ahead, which is waited for
 * @returns {Promise<Times>} milliseconds from the click
 */
async function visit(context, address, slower, isAhead) {
	const page = await context.newPage();
	const cdp = await context.newCDPSession(page);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
	await page.goto(`${address}#/example/hub`);
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
	if (isAhead) await page.locator('body > [inert]').waitFor({ state: 'attached', timeout: AHEAD });
	await page.waitForTimeout(1000);
	await page.evaluate(`keyless.code.tab = 'deploy'; ${WATCH}; undefined`);
	await page.getByRole('button', { name: 'Code', exact: true }).click();
	await noted(page, 'focused');
	await page.keyboard.insertText('\u00a7');
	const times = {
		coloured: await noted(page, 'coloured'),
		typed: await noted(page, 'typed'),
		taken: await noted(page, 'taken'),
	};
	await page.close();
	return times;
}

/**
 * A browser that was here before and has every file, the editor's too, but never showed the code.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 */
async function returning(browser, address) {
	const context = await browser.newContext(DESK);
	for (const fetchAll of [false, true]) {
		const page = await context.newPage();
		await page.goto(`${address}#/example/hub`);
		await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
		await page.evaluate(`navigator.serviceWorker.ready.then(() => undefined)`);
		if (fetchAll)
			await page.evaluate(`fetch('monaco.json').then((list) => list.json()).then((files) =>
				Promise.all(files.map(async (file) => void (await (await fetch(file)).arrayBuffer()))))`);
		await page.close();
	}
	return context;
}

/**
 * @param {string} what
 * @param {readonly Times[]} times
 * @param {number} [aim]
 */
function print(what, times, aim) {
	/** @param {'coloured' | 'typed' | 'taken'} which */
	const told = (which) => {
		const all = times.map((each) => each[which]);
		return `${Math.round(median(all))} ms (${Math.round(Math.min(...all))} to ${Math.round(Math.max(...all))})`;
	};
	const isKept = median(times.map(({ typed }) => typed)) <= (aim ?? Number.POSITIVE_INFINITY);
	console.log(
		`  ${what}: coloured ${told('coloured')}, a typed letter stands there ${told('typed')}, in Monaco ${told('taken')}${aim === undefined ? '' : `, aim ${aim} ms: ${isKept ? 'kept' : 'missed'}`}`,
	);
}

/** Prints how long the editor takes to come and how long a key takes in it, beside what they may take. */
export async function measure() {
	await ensureBuilt();
	const { address, close } = await serve({ port: 0, zip: true });
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: ['--no-sandbox', '--disable-gpu'],
	});
	const runs = Number(process.env.KEYLESS_BENCH_RUNS ?? RUNS);
	console.log(
		'\nThe editor: from the click on Code, each visit in a browser of its own, median of',
		runs,
	);
	const first = await browser.newContext(DESK);
	print('the first visit of all, nothing cached', [await visit(first, address, 1, false)]);
	await first.close();
	for (const { slower, aim } of AIMS) {
		/** @type {Record<'never' | 'before', Times[]>} */
		const times = { never: [], before: [] };
		for (let run = 0; run < runs; run++) {
			const context = await returning(browser, address);
			times.never.push(await visit(context, address, slower, false));
			times.before.push(await visit(context, address, slower, true));
			await context.close();
		}
		print(`never opened before, files cached, processor ${slower} × slower`, times.never, aim);
		print(`opened before, processor ${slower} × slower`, times.before, aim);
	}
	await measureKeys(browser, address, { json: jsonOf(200), bicep: bicepOf(200) });
	await browser.close();
	await close();
}
