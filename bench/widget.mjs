// How soon a widget lives after a click, four times slower and at 9 Mbit/s, beside a frame with plain cytoscape in it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { findChromium } from '../scripts/chromium.mjs';
import { ensureBuilt } from '../scripts/build.mjs';
import { root } from '../scripts/install.mjs';
import { serve } from '../scripts/serve.mjs';

const LESSON = 'read-a-secret-without-a-password';
/** Milliseconds from the click to a picture that answers. */
const BUDGET = 1500;
const RUNS = 5;
const FAST_4G = {
	offline: false,
	latency: 60,
	downloadThroughput: (9 * 1024 * 1024) / 8,
	uploadThroughput: (1.5 * 1024 * 1024) / 8,
};
const MARK = 'keyless:canvas';

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** @typedef {{ id: string, name: string, parent?: string, area?: string }} Thing */

/** The least that a live picture of the same lesson can be: cytoscape from one file, the same things, its own layout. */
function peerFiles() {
	const { resolve } = createRequire(import.meta.url);
	const library = readFileSync(resolve('cytoscape/dist/cytoscape.min.js'));
	/** @type {{ areas: Thing[], nodes: Thing[], edges: { id: string, from: string, to: string }[] }} */
	const scene = JSON.parse(readFileSync(`${root}dist/scenes/${LESSON}.json`, 'utf8'));
	const elements = [
		...[...scene.areas, ...scene.nodes].map(({ id, name, parent, area = parent }) => ({
			data: { id, name, parent: area },
		})),
		...scene.edges.map(({ id, from, to }) => ({ data: { id, source: from, target: to } })),
	];
	const page = `<!doctype html><style>html,body,#cy{height:100%;margin:0}</style><div id="cy"></div>
		<script src="cytoscape.js"></script><script>
		const cy = cytoscape({ container: document.getElementById('cy'), elements: ${JSON.stringify(elements)},
			style: [{ selector: 'node', style: { label: 'data(name)' } }], layout: { name: 'grid' } });
		cy.one('render', () => performance.mark('${MARK}'));</script>`;
	return { '/peer.html': Buffer.from(page), '/cytoscape.js': library };
}

/**
 * Somebody's page, on the same host as the widget: one process, so that both are as slow.
 *
 * @param {string} address
 */
async function serveHost(address) {
	const page = `<!doctype html><script src="${address}keyless-embed.js" defer></script>
		<keyless-playground lesson="${LESSON}" view="canvas" loading="click" height="480"></keyless-playground>
		<button id="peer" onclick="this.insertAdjacentHTML('afterend', '<iframe src=peer.html width=900 height=480></iframe>')">Peer</button>`;
	/** @type {Record<string, Buffer>} */
	const files = { '/': Buffer.from(page), ...peerFiles() };
	const server = createServer(({ url = '/' }, response) => {
		const file = files[url];
		if (!file) return response.writeHead(404).end();
		const type = url.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
		return response
			.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' })
			.end(gzipSync(file));
	});
	await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
	const at = server.address();
	if (at === null || typeof at === 'string') throw new Error('The host page has no port.');
	return { host: `http://127.0.0.1:${at.port}/`, close: () => server.close() };
}

/**
 * One click in a cold browser.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} host
 * @param {'widget' | 'peer'} which
 */
async function visit(browser, host, which) {
	const context = await browser.newContext({ viewport: { width: 1000, height: 1200 } });
	const page = await context.newPage();
	await page.goto(host, { waitUntil: 'networkidle' });
	const cdp = await context.newCDPSession(page);
	await cdp.send('Network.enable');
	await cdp.send('Network.emulateNetworkConditions', FAST_4G);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	let bytes = 0;
	cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	await page.evaluate(() =>
		addEventListener(
			'click',
			() => Reflect.set(globalThis, 'clicked', performance.timeOrigin + performance.now()),
			{ capture: true },
		),
	);
	const button =
		which === 'peer' ? page.locator('#peer') : page.getByRole('button', { name: /Start/ });
	await button.click();
	const inside = () =>
		page.frames().find((frame) => /embed\.html|peer\.html/.test(frame.url())) ?? page.mainFrame();
	while (inside() === page.mainFrame()) await page.waitForEvent('framenavigated');
	await inside().waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, MARK);
	const weight = bytes;
	const live = await inside().evaluate(
		(mark) =>
			performance.timeOrigin + (performance.getEntriesByName(mark)[0]?.startTime ?? Infinity),
		MARK,
	);
	const clicked = await page.evaluate(() => Number(Reflect.get(globalThis, 'clicked')));
	await context.close();
	return { time: live - clicked, weight };
}

/** Prints the medians of some clicks beside the budget: on a busy machine both are late, so the peer says how busy it is. */
export async function measure() {
	await ensureBuilt();
	const { address, close } = await serve({ port: 0, zip: true });
	const { host, close: closeHost } = await serveHost(address);
	const browser = await chromium.launch({
		executablePath: await findChromium(),
		args: ['--no-sandbox', '--disable-gpu'],
	});
	console.log('\nWidget, from the click to a live picture, four times slower, 60 ms, 9 Mbit/s');
	/** @type {Record<'widget' | 'peer', number>} */
	const times = { widget: 0, peer: 0 };
	for (const which of /** @type {const} */ (['widget', 'peer'])) {
		/** @type {Awaited<ReturnType<typeof visit>>[]} */
		const visits = [];
		for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, host, which));
		times[which] = median(visits.map(({ time }) => time));
		const name = which === 'widget' ? 'Keyless' : 'a frame with plain cytoscape';
		const kilobytes = Math.round(median(visits.map(({ weight }) => weight)) / 1000);
		console.log(`  ${name}: ${(times[which] / 1000).toFixed(2)} s, ${kilobytes} kB`);
	}
	await browser.close();
	closeHost();
	await close();
	const verdict = times.widget <= BUDGET ? 'kept' : 'missed';
	const ratio = (times.widget / times.peer).toFixed(1);
	console.log(`  budget ${(BUDGET / 1000).toFixed(2)} s: ${verdict}; ${ratio} times the peer`);
}
