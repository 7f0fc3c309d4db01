// The widget in pages of other people: another origin, a sandbox, a strict policy, several at once.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { address, launch } from './support';

const { origin } = new URL(address);
const LESSON = 'read-a-secret-without-a-password';
const SCRIPT = `<script src="${address}keyless-embed.js" defer></script>`;
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** A page of somebody else's, at another origin. */
async function hostPage(html: string, policy?: string): Promise<string> {
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		if (policy) response.setHeader('content-security-policy', policy);
		response.end(`<!doctype html>${html}`);
	});
	servers.push(server);
	await new Promise<void>((done) => server.listen(0, 'localhost', done));
	const port = Reflect.get(Object(server.address()), 'port');
	return `http://localhost:${port}/`;
}

async function visit(
	html: string,
	policy?: string,
	options: BrowserContextOptions = {},
	before: () => void = () => undefined,
) {
	const context = await (
		await launch()
	).newContext({
		viewport: { width: 1000, height: 700 },
		...options,
	});
	onTestFinished(() => context.close());
	await context.addInitScript(before);
	const page = await context.newPage();
	const noises: string[] = [];
	const requests: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') noises.push(message.text());
	});
	page.on('pageerror', (error) => noises.push(error.stack ?? error.message));
	page.on('request', (request) => requests.push(request.url()));
	await page.goto(await hostPage(html, policy));
	return { page, noises, requests };
}
const live = (page: Page) =>
	page.locator('keyless-playground[live]').first().waitFor({ timeout: 30_000 });
function inside(page: Page): Frame {
	const frame = page.frames().find((each) => each.url().includes('embed.html'));
	if (!frame) throw new Error('There is no widget.');
	return frame;
}
/** Does something with the element in its page. */
const element = <T>(page: Page, work: string): Promise<T> =>
	page.evaluate(
		`(async () => { const e = document.querySelector('keyless-playground'); ${work} })()`,
	);

test('methods and events work across origins', async () => {
	const { page, noises } = await visit(
		`<body>${SCRIPT}<keyless-playground lesson="${LESSON}" view="canvas" loading="eager"></keyless-playground>
		<script>window.heard = []; for (const type of ['ready', 'statechange', 'check', 'complete', 'resize'])
			document.querySelector('keyless-playground').addEventListener(type, ({ detail }) => heard.push([type, detail]));</script>`,
	);
	await live(page);
	const ran = await element<{ exitCode: number; stdout: string }>(
		page,
		`return e.run('az group list -o table')`,
	);
	expect(ran).toMatchObject({ exitCode: 0 });
	expect(ran.stdout).toContain('rg-shop');
	await element(page, `await e.goto(200)`);
	const solved = await element<{ solved: boolean; state: string; position: number }>(
		page,
		'return e.getState()',
	);
	expect(solved.position).toBeGreaterThan(3);
	expect(await element(page, `return e.shareUrl()`)).toMatch(/index\.html#share=1\./);
	await element(page, 'await e.reset()');
	expect(await element(page, 'return (await e.getState()).position')).toBe(0);
	expect(
		await element(
			page,
			`return e.setState('1.garbage').then(() => 'taken', ({ message }) => message)`,
		),
	).toBe('This state cannot be read. Nothing was changed.');
	await element(page, `await e.setState(${JSON.stringify(solved.state)})`);
	expect(await element(page, 'return (await e.getState()).state')).toBe(solved.state);
	const heard = await page.evaluate(() =>
		Reflect.get(globalThis, 'heard').map(([type]: [string]) => type),
	);
	for (const type of ['ready', 'statechange', 'check', 'resize']) expect(heard).toContain(type);
	expect(noises).toEqual([]);
});

test('a frame without any script of ours works in a sandbox, without an origin', async () => {
	const { page, noises } = await visit(
		`<iframe sandbox="allow-scripts" width="900" height="500" src="${address}embed.html?lesson=${LESSON}&view=canvas"></iframe>`,
		"default-src 'none'; frame-src " + origin,
	);
	const frame = page.frameLocator('iframe');
	await frame.getByRole('button', { name: 'Fit' }).waitFor();
	await frame.getByRole('treeitem', { name: /^kv-shop/ }).waitFor({ state: 'attached' });
	expect(noises).toEqual([]);
});

test('a frame whose storage the browser blocks works as any other', async () => {
	const { page, noises } = await visit(
		`<iframe width="900" height="500" src="${address}embed.html?lesson=${LESSON}"></iframe>`,
		undefined,
		{},
		// What a browser does that keeps strangers' frames from storing anything.
		() => {
			if (window === top) return;
			for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
				Object.defineProperty(window, name, {
					get() {
						throw new DOMException('The operation is insecure.', 'SecurityError');
					},
				});
			Object.defineProperty(document, 'cookie', {
				get() {
					throw new DOMException('The operation is insecure.', 'SecurityError');
				},
			});
		},
	);
	const frame = page.frameLocator('iframe');
	await frame.getByRole('button', { name: /^Run\b.*az vm identity assign/s }).click();
	await frame.getByRole('button', { name: 'Undo' }).click();
	await frame.getByRole('button', { name: 'Redo' }).click();
	const blocked = await inside(page).evaluate(() => {
		try {
			return localStorage.length;
		} catch (error) {
			return String(error);
		}
	});
	expect(blocked).toMatch(/insecure/);
	expect(noises).toEqual([]);
});

test('with less motion asked for, nothing in the widget moves by itself', async () => {
	const moving = async (reducedMotion: 'reduce' | 'no-preference') => {
		const { page } = await visit(
			`<body>${SCRIPT}<keyless-playground lesson="${LESSON}" loading="eager"></keyless-playground>`,
			undefined,
			{ reducedMotion },
		);
		await live(page);
		const frame = inside(page);
		await frame.getByRole('button', { name: /^Run\b.*az vm identity assign/s }).waitFor();
		// Everything that begins to move while a request travels.
		await frame.evaluate(() => {
			const moved = new Set<string>();
			Reflect.set(globalThis, 'moved', moved);
			const look = (): void => {
				for (const { effect } of document.getAnimations())
					if (Number(effect?.getComputedTiming().duration) > 1) moved.add('animation');
				const dot = document.querySelector('.overlay .trace .dot');
				const place = dot?.getAttribute('transform') ?? dot?.getAttribute('cx');
				if (place) moved.add(place);
				requestAnimationFrame(look);
			};
			look();
		});
		await frame.getByRole('button', { name: /^Run\b.*az vm identity assign/s }).click();
		await frame
			.getByRole('button', { name: /^Run\b.*keyless run/s })
			.first()
			.click();
		await frame.locator('.overlay .trace text').first().waitFor({ state: 'attached' });
		return frame.evaluate(() => Reflect.get(globalThis, 'moved').size as number);
	};
	expect(await moving('no-preference')).toBeGreaterThan(1);
	expect(await moving('reduce')).toBeLessThanOrEqual(1);
});

test('links of a lesson lead to the next lesson in the widget, and to the rest in a page of its own', async () => {
	const { page, noises } = await visit(
		`<body>${SCRIPT}<keyless-playground lesson="delete-both" view="lesson" loading="eager"></keyless-playground>`,
	);
	await live(page);
	const frame = inside(page);
	const pane = frame.getByRole('region', { name: 'Lesson' });
	await pane.getByRole('heading', { name: 'Delete both machines' }).first().waitFor();
	const next = pane.locator('a[href^="#/lesson/"]').last();
	const slug = (await next.getAttribute('href'))?.slice('#/lesson/'.length);
	await next.click();
	await pane.getByRole('heading', { name: 'Build them anew' }).first().waitFor();
	expect(slug).toBe('build-them-anew');
	expect(new URL(frame.url()).pathname).toMatch(/embed\.html$/);
	const course = pane.locator('a[href^="#/course"]').first();
	const [opened] = await Promise.all([page.context().waitForEvent('page'), course.click()]);
	expect(opened.url()).toMatch(/\/index\.html#\/course/);
	expect(noises).toEqual([]);
});

test('in a frame of 320 by 480 the lesson and its picture take turns, and the text says when the picture changed', async () => {
	const { page, noises } = await visit(
		`<body style="margin:0"><iframe style="border:0;width:320px;height:480px" src="${address}embed.html?lesson=${LESSON}"></iframe>`,
		undefined,
		{ hasTouch: true },
	);
	const widget = page.frameLocator('iframe');
	const run = widget.getByRole('button', { name: 'Run: keyless run' }).first();
	await run.waitFor({ timeout: 30_000 });
	const box = await run.boundingBox();
	expect((box?.y ?? 480) + (box?.height ?? 0)).toBeLessThan(400);
	const picture = widget.getByRole('region', { name: 'Picture' });
	expect(await picture.isVisible()).toBe(false);
	await widget.getByRole('button', { name: /^Run: az vm identity/ }).tap();
	await widget.getByRole('button', { name: 'Picture changed' }).tap();
	await expect.poll(() => picture.isVisible()).toBe(true);
	expect(await run.isVisible()).toBe(false);
	expect(await widget.locator('body').evaluate((body) => body.scrollWidth)).toBeLessThanOrEqual(
		320,
	);
	expect(noises).toEqual([]);
});

test('under a strict policy of the host nothing is refused', async () => {
	const { page, noises } = await visit(
		`<body>${SCRIPT}<keyless-playground lesson="${LESSON}" loading="eager"></keyless-playground>`,
		`default-src 'none'; script-src ${origin}; frame-src ${origin}; img-src ${origin}; require-trusted-types-for 'script'`,
	);
	await live(page);
	expect(noises).toEqual([]);
});

test('several on one page are independent, follow the theme of the host, and each loads when it is near', async () => {
	const { page, noises, requests } = await visit(
		`<html data-theme="dark"><body>${SCRIPT}
		<keyless-playground id="a" lesson="${LESSON}" view="canvas"></keyless-playground>
		<keyless-playground id="b" example="hub" view="canvas" theme="light"></keyless-playground>
		<div style="height: 4000px"></div>
		${'<keyless-playground class="far" lesson="share-one-identity"></keyless-playground>'.repeat(18)}`,
	);
	await page.locator('#a[live]').waitFor();
	await page.locator('#b[live]').waitFor();
	expect(page.frames()).toHaveLength(3);
	expect(requests.some((url) => url.includes('embed.html?lesson=share-one-identity'))).toBe(false);
	const themes = await Promise.all(
		page
			.frames()
			.slice(1)
			.map((frame) => frame.evaluate(() => document.documentElement.dataset.theme)),
	);
	expect(themes.sort()).toEqual(['dark', 'light']);
	await page.evaluate(() => void (document.documentElement.dataset.theme = 'light'));
	await inside(page).waitForFunction(() => document.documentElement.dataset.theme === 'light');
	await page.evaluate(() =>
		Reflect.get(Object(document.querySelector('#a')), 'run').call(
			document.querySelector('#a'),
			'az group create -n rg-a -l westeurope',
		),
	);
	const b = page.frames().find((frame) => frame.url().includes('example=hub'));
	expect(await b?.getByRole('treeitem', { name: /^rg-a/ }).count()).toBe(0);
	expect(noises).toEqual([]);
});

test('the keyboard and the wheel pass through; nothing takes the focus by itself', async () => {
	const { page } = await visit(
		`<body>${SCRIPT}<button id="before">before</button>
		<keyless-playground lesson="${LESSON}" view="canvas" loading="eager"></keyless-playground>
		<button id="after">after</button><div style="height: 3000px"></div>`,
	);
	await page.focus('#before');
	await live(page);
	const focused = () => page.evaluate(() => document.activeElement?.id);
	expect(await focused()).toBe('before');
	for (let presses = 0; presses < 40 && (await focused()) !== 'after'; presses++)
		await page.keyboard.press('Tab');
	expect(await focused()).toBe('after');
	await page.mouse.move(500, 250);
	await page.mouse.wheel(0, 400);
	await page.waitForFunction(() => scrollY > 0);
});

describe('before it lives', () => {
	test('there is a picture, also where no script runs', async () => {
		const html = `<body>${SCRIPT}<keyless-playground lesson="${LESSON}" loading="click"></keyless-playground>
			<keyless-playground id="own" lesson="${LESSON}" view="picture"><img alt="Vault" src="${address}pictures/${LESSON}.svg"></keyless-playground>`;
		const { page, requests } = await visit(
			`${html}<keyless-playground lesson="${LESSON}" lang="de" view="picture"></keyless-playground>`,
		);
		await page.getByRole('button', { name: /Start/ }).waitFor();
		await page.waitForFunction(() => document.querySelector('img')?.naturalWidth);
		await expect
			.poll(() => requests.some((url) => url.endsWith(`/pictures/de/${LESSON}.svg`)))
			.toBe(true);
		expect(requests.some((url) => url.includes('embed.html'))).toBe(false);
		await page.getByRole('button', { name: /Start/ }).click();
		await live(page);
		const still = await visit(html, undefined, { javaScriptEnabled: false });
		await still.page.getByRole('img', { name: 'Vault' }).waitFor();
	});

	test('every picture says in words what it shows', () => {
		const pictures = readdirSync(`${root}dist/pictures`, { recursive: true })
			.map(String)
			.filter((file) => file.endsWith('.svg'));
		expect(pictures).toContain(`${LESSON}.svg`);
		// Each of them in German too.
		const german = pictures.filter((file) => /^de\W/.test(file));
		expect(german.map((file) => file.slice(3)).sort()).toEqual(
			pictures.filter((file) => !/^de\W/.test(file)).sort(),
		);
		expect(readFileSync(`${root}dist/pictures/de/${LESSON}.svg`, 'utf8')).toContain('Abonnement');
		for (const file of pictures) {
			const svg = readFileSync(`${root}dist/pictures/${file}`, 'utf8');
			expect(svg).toMatch(/<title [^>]*>[^<]+<\/title><desc [^>]*>[^<]*<\/desc>/);
		}
	});
});

describe('what it costs', () => {
	const weigh = (files: Iterable<string>): number =>
		[...files].reduce(
			(sum, file) => sum + gzipSync(readFileSync(`${root}dist/${file}`), { level: 9 }).length,
			0,
		);

	test('the loader at most 2 kB', () => {
		expect(weigh(['keyless-embed.js'])).toBeLessThanOrEqual(2000);
	});

	test('the widget at most 220 kB up to the live canvas', async () => {
		const context = await (await launch()).newContext({ viewport: { width: 800, height: 500 } });
		onTestFinished(() => context.close());
		const page = await context.newPage();
		await page.goto(`${address}embed.html?lesson=${LESSON}&view=canvas`);
		await page.waitForFunction(() => performance.getEntriesByName('keyless:canvas').length > 0);
		const before = await page.evaluate(() => {
			const live = performance.getEntriesByName('keyless:canvas')[0]?.startTime ?? 0;
			const entries = performance.getEntriesByType('resource');
			return entries.flatMap(({ startTime, name }) => (startTime < live ? [name] : []));
		});
		const files = ['embed.html', ...before.map((name) => name.slice(address.length))];
		const own = files.filter((file) => /^(embed\.html|assets\/.*\.(js|css)|scenes\/)/.test(file));
		expect(own.length).toBeGreaterThan(4);
		expect(weigh(own)).toBeLessThanOrEqual(220_000);
	});
});
