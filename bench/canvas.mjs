// How the canvas moves: frames a second beside plain compound parents, clicks to paint, tidying up, memory over time.
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { ensureBuilt } from '../scripts/build.mjs';
import { serve } from '../scripts/serve.mjs';
import { estate, grants } from './estate.mjs';

const SIZES = [100, 200, 500];
/** How long frames are counted, in milliseconds. */
const COUNTED = 1500;
/** Steps of the long sitting: what a busy learner does in ten minutes. */
const STEPS = 300;

/**
 * Runs a script in the page. It is text: what it says is about the page, not about this program.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} body the body of an asynchronous function
 * @returns {Promise<any>}
 */
const inPage = (page, body) => page.evaluate(`(async () => { ${body} })()`);

/** Pans a little and zooms a little in every frame, and counts the frames of a second. */
const MOVING = `
	const frames = await new Promise((done) => {
		const begun = performance.now();
		let count = 0;
		const step = (now) => {
			if (now - begun > ${COUNTED}) return done((count * 1000) / (now - begun));
			count++;
			move(count);
			requestAnimationFrame(step);
		};
		requestAnimationFrame(step);
	});
	return frames;`;

/** Milliseconds from doing something to the frame that shows it. */
const painted = (/** @type {string} */ what) => `
	const { session, canvas } = keyless;
	const resources = Object.values(session.world.resources);
	const begun = performance.now();
	${what};
	await new Promise((done) => requestAnimationFrame(() => {
		const channel = new MessageChannel();
		channel.port1.onmessage = done;
		channel.port2.postMessage(0);
	}));
	return performance.now() - begun;`;

/** Milliseconds until all is tidied up and painted, and the longest task (of 50 ms or more) on the way; 0 when there was none. */
const TIDYING = `
	const { canvas } = keyless;
	let longest = 0;
	const observer = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
	});
	observer.observe({ type: 'longtask' });
	const begun = performance.now();
	await canvas.tidy();
	await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
	const tidy = performance.now() - begun;
	await new Promise((done) => setTimeout(done, 600));
	observer.disconnect();
	return { tidy, longest };`;

/**
 * Opens free play with an estate.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {number} count
 */
async function openEstate(browser, address, count) {
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.goto(`${address}#/play`);
	await page.waitForFunction(() => {
		const { canvas, session } = Reflect.get(globalThis, 'keyless') ?? {};
		return canvas && !session.busy;
	});
	const [subscription, tenantId] = await inPage(
		page,
		'const { world } = keyless.session; return [Object.keys(world.subscriptions)[0], world.tenant.tenantId]',
	);
	const send = (/** @type {object[]} */ requests) =>
		page.evaluate((each) => {
			Reflect.get(globalThis, 'keyless').session.send('estate', each);
		}, requests);
	await send(estate(subscription, tenantId, count));
	const [resources, principals] = await inPage(
		page,
		'const { world } = keyless.session; return [Object.values(world.resources), Object.values(world.servicePrincipals)]',
	);
	await send(grants(subscription, resources, principals));
	await page.waitForTimeout(1000);
	return page;
}

/**
 * The same estate as Cytoscape draws it by itself: groups as compound parents, labels, bezier edges.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {number} count
 */
async function peer(browser, address, count) {
	const page = await browser.newPage({ viewport: { width: 720, height: 610 } });
	await page.goto(`${address}icon.svg`);
	await page.goto('about:blank');
	await page.setContent('<div id="peer" style="position: absolute; inset: 0"></div>');
	await page.addScriptTag({
		path: createRequire(import.meta.url).resolve('cytoscape/dist/cytoscape.min.js'),
	});
	const frames = await inPage(
		page,
		`
		const elements = [];
		const node = (id, parent, x, y) =>
			elements.push({ data: { id, label: id, parent }, position: { x, y } });
		const edge = (source, target) => elements.push({ data: { source, target, label: 'Role' } });
		const across = Math.ceil(Math.sqrt(${count} / 10));
		for (let team = 0; team < ${count} / 10; team++) {
			const [left, top] = [(team % across) * 700, Math.floor(team / across) * 420];
			elements.push({ data: { id: 'rg-' + team, label: 'rg-' + team } });
			for (let n = 0; n < 10; n++)
				node('r-' + team + '-' + n, 'rg-' + team, left + (n % 3) * 220, top + Math.floor(n / 3) * 90);
			for (const [a, b] of [[0, 7], [1, 8], [2, 7], [3, 6], [4, 6], [5, 6], [6, 9]])
				edge('r-' + team + '-' + a, 'r-' + team + '-' + b);
		}
		const cy = cytoscape({
			container: document.getElementById('peer'),
			elements,
			layout: { name: 'preset', fit: true },
			style: [
				{ selector: 'node', style: { label: 'data(label)', shape: 'round-rectangle', width: 164, height: 62, 'text-valign': 'center' } },
				{ selector: ':parent', style: { 'text-valign': 'top' } },
				{ selector: 'edge', style: { 'curve-style': 'bezier', 'target-arrow-shape': 'triangle', label: 'data(label)' } },
			],
		});
		await new Promise((done) => setTimeout(done, 500));
		const move = (count) => {
			cy.panBy({ x: count % 40 < 20 ? 6 : -6, y: 0 });
			cy.zoom({ level: cy.zoom() * (count % 40 < 20 ? 1.004 : 1 / 1.004), renderedPosition: { x: 360, y: 300 } });
		};
		${MOVING}`,
	);
	await page.close();
	return frames;
}

/** The same movement of our canvas, through its own door. */
const OURS = `
	const frame = document.querySelector('[role="application"]');
	frame.focus();
	const { left, top, width, height } = frame.getBoundingClientRect();
	const turn = (deltaY) => frame.querySelector('.host, canvas').dispatchEvent(new WheelEvent('wheel', {
		bubbles: true, cancelable: true, deltaY, clientX: left + width / 2, clientY: top + height / 2,
	}));
	const key = (name) => frame.dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey: true, bubbles: true }));
	const move = (count) => {
		turn(count % 40 < 20 ? -2.2 : 2.2);
		if (count % 10 === 0) key(count % 40 < 20 ? 'ArrowLeft' : 'ArrowRight');
	};
	${MOVING}`;

/**
 * Clicks to paint, in milliseconds: the medians of some.
 *
 * @param {import('playwright-core').Page} page
 */
async function clicks(page) {
	/** @param {(turn: number) => string} what */
	const median = async (what) => {
		const times = [];
		for (let turn = 0; turn < 5; turn++) {
			times.push(await inPage(page, painted(what(turn))));
			await page.waitForTimeout(500);
		}
		return times.sort((a, b) => a - b)[2] ?? 0;
	};
	const select = await median((turn) => `session.select(resources[${turn * 3 + 2}].id)`);
	const create = await median(
		(turn) =>
			`session.run('az identity create --resource-group rg-team-${turn} --name id-new-${turn}')`,
	);
	return { select, create };
}

/** Prints what was measured. */
export async function measure() {
	await ensureBuilt();
	const { address, close } = await serve({ port: 0 });
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: ['--no-sandbox', '--disable-gpu', '--js-flags=--expose-gc'],
	});
	console.log('\nThe canvas, 1440 × 900, groups of ten resources');
	for (const count of SIZES) {
		const page = await openEstate(browser, address, count);
		const ours = await inPage(page, OURS);
		const plain = await peer(browser, address, count);
		await inPage(page, 'keyless.canvas.fit()');
		const { select, create } = await clicks(page);
		const { tidy, longest } = await inPage(page, TIDYING);
		const session = await page.context().newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
		const slow = await clicks(page).catch(() => ({ select: NaN, create: NaN }));
		console.log(
			`  ${count}: ${ours.toFixed(0)} frames a second (compound parents ${plain.toFixed(0)}); painted after selecting ${select.toFixed(0)} ms, after creating ${create.toFixed(0)} ms (four times slower ${slow.select.toFixed(0)} and ${slow.create.toFixed(0)}); tidied up after ${tidy.toFixed(0)} ms, in which ${longest === 0 ? 'nothing blocked for 50 ms' : `the longest task took ${longest.toFixed(0)} ms`}`,
		);
		await page.close();
	}
	await memory(browser, address);
	await browser.close();
	await close();
}

/**
 * The heap before and after a long sitting: the same things are made and taken back, so nothing should be left of them.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 */
async function memory(browser, address) {
	const page = await openEstate(browser, address, 100);
	const session = await page.context().newCDPSession(page);
	const heap = async () => {
		await session.send('HeapProfiler.collectGarbage');
		const { usedSize } = await session.send('Runtime.getHeapUsage');
		return usedSize / 1e6;
	};
	const sit = () =>
		inPage(
			page,
			`
		const { session, canvas } = keyless;
		const ids = Object.values(session.world.resources).map(({ id }) => id);
		for (let step = 0; step < ${STEPS}; step++) {
			session.select(ids[step % ids.length]);
			if (step % 5 === 0) session.run('az identity create --resource-group rg-team-1 --name id-again');
			if (step % 5 === 3) session.undo();
			if (step % 50 === 0) await canvas.tidy();
			canvas.zoom(step % 2 ? 1.25 : 0.8);
			await new Promise((done) => requestAnimationFrame(done));
		}
		session.select(undefined);
		canvas.fit();`,
		);
	await sit();
	const before = await heap();
	await sit();
	const after = await heap();
	console.log(
		`  memory: ${before.toFixed(1)} MB after ${STEPS} steps, ${after.toFixed(1)} MB after ${STEPS} more`,
	);
	await page.close();
}
