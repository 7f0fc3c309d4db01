// The code tab: Microsoft's packages read a secret as a resource, and code that means harm is contained.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Frame, Page } from 'playwright-core';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { faults } from './axe';
import { address, launch, openPage, type Visit } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const VAULT = '$(az keyvault show -n kv-shop --query id -o tsv)';
const WORLD = [
	'az group create -n rg-shop -l westeurope',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --generate-ssh-keys --assign-identity',
	'az keyvault create -g rg-shop -n kv-shop',
	`az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Key Vault Secrets Officer" --scope ${VAULT}`,
	'az keyvault secret set --vault-name kv-shop -n db-password --value opensesame',
];
const GRANT = `az role assignment create --assignee $(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv) --role "Key Vault Secrets User" --scope ${VAULT}`;

/** Types lines into the sitting of the page. */
const type = (page: Page, lines: readonly string[]): Promise<void> =>
	page.evaluate((lines) => {
		const { session } = Reflect.get(globalThis, 'keyless');
		for (const line of lines) session.run(line);
		const all: { id: string; name: string }[] = Object.values(session.world.resources);
		session.select(all.find(({ name }) => name === 'vm-web')?.id);
	}, lines);

/** Opens the code tab of a machine whose vault it may read, if `granted`. */
async function openCode(
	options: Parameters<typeof openPage>[1] = DESK,
	granted = true,
): Promise<Visit> {
	const visit = await openPage('#/play', options);
	const { page } = visit;
	await page.waitForFunction(() => 'keyless' in globalThis);
	await type(page, granted ? [...WORLD, GRANT] : WORLD);
	if (options === PHONE) await page.getByRole('button', { name: 'Activity' }).click();
	await page.getByRole('tab', { name: /^Program/ }).click();
	await page.getByRole('tab', { name: 'Code', exact: true }).click();
	await program(page).waitFor();
	return visit;
}
const program = (page: Page) => page.getByRole('textbox', { name: /^The program, in/ });
const output = (page: Page) => page.getByRole('log', { name: 'Output' });

/** Runs a program, or what is there, and gives back how it ended. */
async function run(page: Page, code?: string): Promise<string | null> {
	if (code !== undefined) await program(page).fill(code);
	await page.getByRole('button', { name: 'Run', exact: true }).click();
	const end = output(page).locator('[data-ending]');
	await page.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 100_000 });
	await end.waitFor();
	return end.getAttribute('data-ending');
}
const said = (page: Page): Promise<string> => output(page).innerText();
/** What the page knows of the last step. */
const lastStep = (page: Page) =>
	page.evaluate(() => {
		const { session } = Reflect.get(globalThis, 'keyless');
		const step = session.transcript.at(-1);
		return {
			label: String(step.cause.label),
			urls: step.exchanges.map(({ request }: { request: { url: string } }) => request.url),
			steps: session.transcript.length as number,
			now: session.world.now as number,
		};
	});

describe('a program with Microsoft’s packages', () => {
	test('is refused, gets its role, reads the secret, and is one step that can be taken back', async () => {
		const visit = await openCode(DESK, false);
		const { page } = visit;
		expect(await run(page)).toBe('failed');
		expect(await said(page)).toMatch(/Caller is not authorized to perform action on resource/);
		expect(await said(page)).toMatch(/line 7/);
		await type(page, [GRANT]);
		const before = await lastStep(page);
		expect(await run(page)).toBe('done');
		expect(await said(page)).toContain('opensesame');
		const { label, steps, urls } = await lastStep(page);
		expect(label).toBe('Code on vm-web');
		expect(steps).toBe(before.steps + 1);
		expect(urls.at(-1)).toMatch(/^https:\/\/kv-shop\.vault\.azure\.net\/secrets\/db-password/);
		await page.getByRole('button', { name: 'See each request' }).click();
		await page.locator('[data-verdict="allowed"]').waitFor();
		await page.getByText('to be told whose token is wanted').waitFor();
		await page.getByRole('button', { name: /^Undo/ }).click();
		await page.getByRole('log').getByText('undone').first().waitFor();
		visit.expectQuiet();
	});

	test('runs by the keyboard alone, and Tab leaves its text', async () => {
		const { page } = await openCode();
		await program(page).focus();
		await page.keyboard.press('Control+End');
		await page.keyboard.type('console.log("typed");');
		await page.keyboard.press('Control+Enter');
		await output(page).getByText('typed').waitFor();
		await program(page).focus();
		await page.keyboard.press('Tab');
		expect(await program(page).evaluate((field) => field === document.activeElement)).toBe(false);
		await page.getByRole('button', { name: 'Reset' }).click();
		expect(await program(page).inputValue()).not.toContain('typed');
	});

	test('with the other credential and a storage account, and with a resource manager', async () => {
		const { page } = await openCode();
		const account = '$(az storage account show -n stshop --query id -o tsv)';
		const machine = '$(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv)';
		await type(page, [
			'az storage account create -g rg-shop -n stshop',
			`az role assignment create --assignee ada@contoso.onmicrosoft.com --role "Storage Blob Data Contributor" --scope ${account}`,
			'az storage container create --account-name stshop -n photos --auth-mode login',
			'az storage blob upload --account-name stshop -c photos -n cat.txt --data "a cat" --auth-mode login',
			`az role assignment create --assignee ${machine} --role "Storage Blob Data Reader" --scope ${account}`,
			`az role assignment create --assignee ${machine} --role "Reader" --scope $(az group show -n rg-shop --query id -o tsv)`,
			...['Queue', 'Table'].flatMap((kind) =>
				['ada@contoso.onmicrosoft.com', machine].map(
					(who) =>
						`az role assignment create --assignee ${who} --role "Storage ${kind} Data Contributor" --scope ${account}`,
				),
			),
			'az storage queue create --account-name stshop -n orders --auth-mode login',
			'az storage message put --account-name stshop -q orders --content "1 apple" --auth-mode login',
			'az storage table create --account-name stshop -n sales --auth-mode login',
			'az storage entity insert --account-name stshop -t sales -e PartitionKey=2026 RowKey=1 --auth-mode login',
			'az servicebus namespace create -g rg-shop -n sb-shop -l westeurope',
			'az servicebus queue create -g rg-shop --namespace-name sb-shop -n parcels',
		]);
		await page.getByLabel('Credential').selectOption('ManagedIdentityCredential');
		for (const [what, prints] of [
			['Read cat.txt in stshop/photos', 'a cat'],
			['List the blobs in stshop/photos', 'cat.txt'],
			['List what is in rg-shop', 'Microsoft.Compute/virtualMachines vm-web'],
			['List the machines in rg-shop', 'vm-web SystemAssigned'],
			['Take a message from the queue orders in stshop', '1 apple'],
			['Read the table sales in stshop', '2026 1'],
		] as const) {
			await page.getByLabel('What it does').selectOption(what);
			expect(await run(page)).toBe('done');
			expect(await said(page)).toContain(prints);
		}
		// Not every package is here: its program is read, beside what a connection string would cost.
		await page.getByLabel('What it does').selectOption('Send a message to parcels in sb-shop');
		await page.getByText('this page does not bring @azure/service-bus along').waitFor();
		await page.getByText('RootManageSharedAccessKey').waitFor();
		expect(await page.getByRole('button', { name: 'Run', exact: true }).count()).toBe(0);
	});

	test('waits without waiting: a role that takes minutes is there at once', async () => {
		const { page } = await openCode(DESK, false);
		await page.evaluate(() => Reflect.get(globalThis, 'keyless').session.setTiming('realistic'));
		await type(page, [GRANT]);
		const { now } = await lastStep(page);
		const retry = `import { setTimeout as later } from 'node:timers/promises';
import { DefaultAzureCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
const client = new SecretClient('https://kv-shop.vault.azure.net', new DefaultAzureCredential());
for (let tries = 1; ; tries++) {
	try {
		const { value } = await client.getSecret('db-password');
		console.log(value, tries > 1);
		break;
	} catch (error) {
		if (error.statusCode !== 403) throw error;
		await later(60_000);
	}
}`;
		expect(await run(page, retry)).toBe('done');
		expect(await said(page)).toContain('opensesame true');
		expect((await lastStep(page)).now).toBeGreaterThan(now + 59_000);
	});

	test('errors and what is printed name the learner’s lines', async () => {
		const { page } = await openCode();
		expect(await run(page, 'const a = 1;\n\nthrow new TypeError("here");\n')).toBe('failed');
		expect(await said(page)).toMatch(/TypeError: here\s*line 3/);
		expect(await run(page, 'let fine;\nlet = = 2;\n')).toBe('failed');
		expect(await said(page)).toMatch(/SyntaxError: [^]*line 2/);
		expect(await run(page, "import { x } from 'left-pad';\n")).toBe('failed');
		expect(await said(page)).toMatch(/Cannot find package 'left-pad'\s*line 1/);
		expect(await run(page, '\n\nconsole.warn({ a: [1, "b"] });')).toBe('done');
		expect(await said(page)).toMatch(/\{ a: \[ 1, 'b' \] \}\s*line 3/);
		await page.getByRole('button', { name: 'Go to line 3' }).click();
		expect(await program(page).evaluate((field) => Reflect.get(field, 'selectionStart'))).toBe(2);
	});
});

test('works without a network, once its packages were used', async () => {
	const context = await (await launch()).newContext(DESK);
	onTestFinished(() => context.close());
	const page = await context.newPage();
	await page.goto(`${address}#/play`);
	await page.waitForFunction(() => 'keyless' in globalThis);
	await page.evaluate(async () => {
		const { active } = await navigator.serviceWorker.ready;
		if (active && active.state !== 'activated')
			await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
	});
	const runOnce = async () => {
		await page.reload();
		await page.waitForFunction(() => 'keyless' in globalThis);
		await type(page, [...WORLD, GRANT]);
		await page.getByRole('tab', { name: /^Program/ }).click();
		await page.getByRole('tab', { name: 'Code', exact: true }).click();
		expect(await run(page)).toBe('done');
		expect(await said(page)).toContain('opensesame');
	};
	await runOnce();
	await context.setOffline(true);
	await runOnce();
});

/** What a stranger's code tries. Each prints `out` if it got anywhere, and must not. */
const ATTEMPTS: Readonly<Record<string, string>> = {
	'a request to the page’s own host': `const answer = await fetch('ADDRESS').catch(() => undefined); if (answer?.ok) console.log('out');`,
	XMLHttpRequest: `await new Promise((end) => { const r = new XMLHttpRequest(); r.onload = () => console.log('out'); r.onloadend = end; r.open('GET', 'ADDRESS'); r.send(); });`,
	'a WebSocket': `await new Promise((end) => { const s = new WebSocket('ws://127.0.0.1:9'); s.onopen = () => console.log('out'); s.onerror = end; });`,
	'an EventSource': `await new Promise((end) => { const s = new EventSource('ADDRESS'); s.onopen = () => console.log('out'); s.onerror = end; });`,
	importScripts: `importScripts('ADDRESSsw.js'); console.log('out');`,
	'import()': `await import('ADDRESSassets/x.js'); console.log('out');`,
	'import() of text': `await import('data:text/javascript,1'); console.log('out');`,
	eval: `(0, eval)("1"); console.log('out');`,
	'new Function': `new Function('1')(); console.log('out');`,
	'a constructor’s constructor': `(async () => {}).constructor('1')(); console.log('out');`,
	indexedDB: `await new Promise((end, fail) => { const r = indexedDB.open('x'); r.onsuccess = () => { console.log('out'); end(); }; r.onerror = fail; });`,
	caches: `await caches.open('x'); console.log('out');`,
	localStorage: `localStorage.setItem('x', 'y'); console.log('out');`,
	cookies: `document.cookie = 'x=y'; console.log('out');`,
	'the page': `parent.document.title = 'out'; console.log('out');`,
	'the top': `top.location = 'https://example.com/'; console.log('out');`,
	'its own address': `location.href = 'https://example.com/'; if (location.href.includes('example')) console.log('out');`,
	'a window': `open('https://example.com/'); console.log('out');`,
	'a worker of its own': `new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); console.log('out');`,
	'a channel to others': `new BroadcastChannel('x').postMessage('out'); console.log('out');`,
	'the registration of a service worker': `await navigator.serviceWorker.register('ADDRESSsw.js'); console.log('out');`,
	'the learner’s session': `const answer = await fetch('https://management.azure.com/subscriptions?api-version=2022-12-01'); if (answer.ok) console.log('out');`,
	'the browser’s own fetch, uncovered': `delete globalThis.fetch; const answer = await fetch('ADDRESS').catch(() => undefined); if (answer?.ok) console.log('out');`,
	'the browser’s own timer with a text': `delete globalThis.setTimeout; setTimeout("globalThis.out = 1"); await new Promise((end) => setTimeout(end, 20)); if (globalThis.out) console.log('out');`,
	'a font from elsewhere': `await new FontFace('x', 'url(ADDRESSx.woff2)').load(); console.log('out');`,
	'a module of the page': `const page = await import('ADDRESSassets/index.js'); console.log('out');`,
	'a module in a blob': `await import(URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' }))); console.log('out');`,
	WebAssembly: `await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); console.log('out');`,
	'a call to a peer': `new RTCPeerConnection(); console.log('out');`,
	'a form, a link, a picture': `for (const tag of ['form', 'a', 'img', 'iframe']) document.createElement(tag); console.log('out');`,
	'a beacon': `if (navigator.sendBeacon('ADDRESS', 'x')) console.log('out');`,
	'the file system': `await navigator.storage.getDirectory(); console.log('out');`,
	'locks of the page': `await navigator.locks.request('x', () => console.log('out'));`,
	'a notification': `if (Notification.permission === 'granted') console.log('out');`,
	'the worker’s own channel': `self.postMessage({ kind: 'done', waited: 0 }); console.log('out');`,
	'another resource’s endpoint': `const answer = await fetch('http://169.254.130.7:8081/msi/token?resource=x&api-version=2019-08-01').catch(() => undefined); if (answer?.ok) console.log('out');`,
};

/** Those of {@link ATTEMPTS} that take something away from their surroundings, or end themselves. */
const ALONE: readonly string[] = [
	'the page',
	'its own address',
	'the browser’s own fetch, uncovered',
	'the browser’s own timer with a text',
	'the worker’s own channel',
];

describe('code that means harm', () => {
	/** One page for all of it: what one program left behind, the next would meet. */
	let visit: Visit;
	beforeAll(async () => {
		visit = await openCode();
	});

	test('gets nowhere', async () => {
		const { page, noises } = visit;
		const attempts = Object.entries(ATTEMPTS).map(
			([name, code]) => [name, code.replaceAll('ADDRESS', address)] as const,
		);
		// Those that leave their surroundings as they are go all at once: what one of them waits for holds no other up.
		const together = attempts.filter(([name]) => !ALONE.includes(name));
		const all = together.map(
			([name, code]) =>
				`(async () => { console.log('tried ${name}'); ${code.replaceAll("'out'", `'out: ${name}'`)} })().catch(() => {});`,
		);
		expect(await run(page, all.join('\n'))).toBe('done');
		const printed = await said(page);
		for (const [name] of together) expect.soft(printed).toContain(`tried ${name}`);
		expect.soft(printed).not.toContain('out: ');
		for (const [name, code] of attempts.filter(([name]) => ALONE.includes(name))) {
			const ending = await run(page, code);
			expect.soft(['done', 'failed'], name).toContain(ending);
			expect.soft((await said(page)).split('\n'), name).not.toContain('out');
		}
		expect(page.url()).toContain('#/play');
		expect(page.frames()).toHaveLength(1);
		expect(noises.filter((noise) => noise.startsWith('stranger'))).toEqual([]);
		expect(await page.title()).not.toBe('out');
		expect(page.context().pages()).toHaveLength(1);
	});

	test('is stopped: an endless loop, one without a pause between promises, and a wait without end', async () => {
		const { page } = visit;
		for (const loop of ['for (;;) {}', 'for (;;) await null;']) {
			await program(page).fill(`console.log('before');\n${loop}`);
			await page.getByRole('button', { name: 'Run', exact: true }).click();
			await output(page).getByText('before').waitFor();
			// The page's clock jumps over the seconds in which it might still answer.
			await page.evaluate(() => {
				const now = performance.now.bind(performance);
				performance.now = () => now() + 6000;
			});
			await output(page).locator('[data-ending="silent"]').waitFor();
		}
		expect(await run(page, 'setInterval(() => {}, 3_600_000);')).toBe('tooLong');
		await program(page).fill('await new Promise(() => {});');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.getByRole('button', { name: 'Stop' }).click();
		await output(page).locator('[data-ending="stopped"]').waitFor();
	});

	test('is stopped: floods of output, of requests and of messages', async () => {
		const { page } = visit;
		expect(await run(page, 'for (;;) console.log("x".repeat(1000));')).toBe('tooMuch');
		expect(
			await run(page, `for (;;) await fetch('https://nowhere.example/').catch(() => {});`),
		).toBe('tooMuch');
		expect(
			await run(
				page,
				`for (let n = 0; n < 20_000; n++) fetch('https://nowhere.example/').catch(() => {});`,
			),
		).toBe('tooMuch');
		expect(await run(page, `console.log('x'.repeat(20_000_000));`)).toBe('done');
		expect((await said(page)).length).toBeLessThan(6000);
		expect(await page.locator('iframe').count()).toBe(0);
	});

	test('pollutes nobody’s prototypes but its own, and breaks only itself', async () => {
		const { page } = visit;
		await run(
			page,
			`Object.prototype.polluted = 'out'; Array.prototype.push = () => 0; JSON.parse = () => ({}); Promise.prototype.then = null;\nconsole.log('after');`,
		);
		expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
		expect(await run(page, `console.log([].concat(1).length, {}.polluted);`)).toBe('done');
		expect(await said(page)).toContain('1 undefined');
	});

	test('that steals the worker’s channel says nothing by it but what a program may say', async () => {
		const { page } = visit;
		// A function of a script is there before the script begins: this one stands where a constructor was, and is called by ours.
		const stolen = (work: string) =>
			`});\nfunction MessageChannel() { globalThis.say = postMessage.bind(globalThis); return { port1: {}, port2: { postMessage() {} } }; }\n${work}\n(async () => {`;
		const request = `{ kind: 'request', id: 1, request: { method: 'GET', url: 'https://nowhere.example/', headers: {} }, waited: 0 }`;
		for (const [name, work] of [
			['a buffer', 'say(new Uint8Array(50_000_000));'],
			[
				'a buffer for headers',
				`const r = ${request}; r.request.headers = new Uint8Array(5e7); say(r);`,
			],
			['ages of waiting', "say({ kind: 'done', waited: 1e300 });"],
			['a flood of what cannot be read', 'for (let n = 0; n < 6000; n++) say(n);'],
			['floods of output', "for (let n = 0; n < 9000; n++) say({ kind: 'pong' });"],
		] as const)
			expect(await run(page, stolen(work)), name).toBe('tooMuch');
		const polluted = `say(Object.assign(${request}, JSON.parse('{"__proto__": {"polluted": "out"}}')));
const r = ${request}; r.request.headers = JSON.parse('{"__proto__": "x", "constructor": "y"}'); say(r);
say({ kind: 'done', waited: 0 });`;
		expect(await run(page, stolen(polluted))).toBe('done');
		expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
		expect(await run(page, 'console.log("fine");')).toBe('done');
	});

	test('that gets out of its function is still in its worker', async () => {
		const { page } = visit;
		await run(
			page,
			`});\nfor (const name of ['keyless', 'keylessModules']) console.log(name);\n(async () => {`,
		);
		expect(await run(page, 'console.log("fine");')).toBe('done');
	});

	test('something that is done meanwhile ends it: its answers would no longer be true', async () => {
		const { page } = visit;
		await program(page).fill('await new Promise(() => {});');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.getByRole('button', { name: 'Stop' }).waitFor();
		await type(page, ['az group create -n rg-other -l westeurope']);
		await output(page).locator('[data-ending="changed"]').waitFor();
	});
});

/** The walls themselves, without what the surroundings take away: tried in the frame by whoever could run anything there. */
describe('the frame', () => {
	async function innerFrame(page: Page): Promise<Frame> {
		await program(page).fill('await new Promise(() => {});');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		const inner = () => page.frames().find((frame) => frame.url() === 'about:srcdoc');
		await expect.poll(inner).toBeDefined();
		return inner() as Frame;
	}

	test('has no origin, no network, no storage, and no way to the page', async () => {
		const { page, noises } = await openCode();
		const frame = await innerFrame(page);
		const got = await frame.evaluate(async (address) => {
			const attempt = async (work: () => unknown): Promise<string> => {
				try {
					return `out: ${String(await work())}`;
				} catch (error) {
					return error instanceof Error ? error.name : String(error);
				}
			};
			const inWorker = (code: string): Promise<unknown> =>
				new Promise((resolve) => {
					const worker = new Worker(URL.createObjectURL(new Blob([code])));
					worker.onmessage = ({ data }) => resolve(data);
					worker.onerror = () => resolve('did not start');
				});
			const report = (work: string) =>
				inWorker(
					`(async () => { try { postMessage('out: ' + await (${work})); } catch (error) { postMessage(error.name); } })();`,
				);
			return {
				origin: self.origin,
				fetch: await attempt(() => fetch(address)),
				parent: await attempt(() => parent.document.title),
				top: await attempt(() => top?.document.title),
				storage: await attempt(() => localStorage.length),
				cookies: await attempt(() => document.cookie),
				topNavigation: await attempt(() => {
					if (top) top.location.href = 'https://example.com/';
				}),
				popup: String(window.open('https://example.com/')),
				workerFetch: await report(`fetch(${JSON.stringify(address)})`),
				workerImport: await report(`import('data:text/javascript,1')`),
				workerScripts: await report(`importScripts(${JSON.stringify(`${address}sw.js`)})`),
				workerEval: await report(`eval('1')`),
				workerStorage: await report(
					`new Promise((resolve, reject) => { const r = indexedDB.open('x'); r.onsuccess = resolve; r.onerror = () => reject(r.error); })`,
				),
				workerNested: await report(
					`new Promise((resolve) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('https://example.com/').then(() => postMessage('nested out'), () => postMessage('held'))"]))); w.onmessage = (e) => resolve(e.data); })`,
				),
			};
		}, address);
		const { origin, popup, workerNested, ...others } = got;
		expect(origin).toBe('null');
		expect(popup).toBe('null');
		expect(workerNested).toBe('out: held');
		expect(Object.entries(others).filter(([, value]) => String(value).startsWith('out'))).toEqual(
			[],
		);
		expect(page.url()).toContain('#/play');
		expect(noises.filter((noise) => noise.startsWith('stranger'))).toEqual([]);
	});
});

describe('how it looks', () => {
	test.each([
		['light', DESK],
		['dark', PHONE],
	] as const)('nothing stands in the way of anybody: %s', async (colorScheme, size) => {
		const { page } = await openCode(size === PHONE ? PHONE : { ...size, colorScheme });
		if (size === PHONE) await page.emulateMedia({ colorScheme });
		await run(page);
		for (const language of ['javascript', 'python']) {
			await page.getByLabel('Language').selectOption(language);
			if (language === 'javascript')
				await page.getByRole('button', { name: 'With a key instead' }).click();
			expect(await faults(page, '#pane-program')).toEqual([]);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(wide).toBeLessThanOrEqual(0);
		}
	});

	test('the same with a key says what a leak would cost, with Microsoft’s pages', async () => {
		const { page } = await openCode();
		await page.getByRole('button', { name: 'With a key instead' }).click();
		await page.getByText('AZURE_CLIENT_SECRET').first().waitFor();
		const links = await page
			.locator('#pane-program a')
			.evaluateAll((all) => all.map((a) => a.getAttribute('href')));
		expect(links.length).toBeGreaterThan(5);
		for (const link of links) expect(link).toMatch(/^https:\/\/learn\.microsoft\.com\//);
	});
});

describe('what it costs', () => {
	const weigh = (file: string): number =>
		gzipSync(readFileSync(`${root}dist/${file}`), { level: 9 }).length;
	const files = readdirSync(`${root}dist/sandbox`);

	test('what every program needs is small, and the packages of one at most 180 kB', () => {
		const small = files.filter((file) => /^(frame|runtime)-/.test(file));
		expect(small).toHaveLength(2);
		for (const file of small) expect(weigh(`sandbox/${file}`)).toBeLessThan(5000);
		const sizes = Object.fromEntries(
			files.map((file) => [file.replace(/-[^-]*$/, ''), weigh(`sandbox/${file}`)]),
		);
		const identity = sizes['azure-identity'] ?? Infinity;
		expect(identity + (sizes['azure-keyvault-secrets'] ?? Infinity)).toBeLessThan(40_000);
		for (const size of Object.values(sizes)) expect(identity + size).toBeLessThan(180_000);
	});

	test('none of it comes before the tab is opened, nor in the widget, nor without being asked for', async () => {
		const visit = await openPage('', DESK);
		await visit.page.waitForFunction(() => 'keyless' in globalThis);
		await visit.page.waitForLoadState('networkidle');
		const loaded = (page: Page): Promise<string[]> =>
			page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
		expect((await loaded(visit.page)).filter((name) => /\/sandbox\/|CodeTab/.test(name))).toEqual(
			[],
		);
		const { page } = await openCode();
		await run(page);
		const own = (await loaded(page)).flatMap(
			(name) => /\/sandbox\/(.*)-\w+\.\w+$/.exec(name)?.[1] ?? [],
		);
		expect([...new Set(own)].sort()).toEqual([
			'azure-identity',
			'azure-keyvault-secrets',
			'frame',
			'runtime',
		]);
		const precached = readFileSync(`${root}dist/sw.js`, 'utf8');
		expect(precached).toMatch(/sandbox\/frame-/);
		expect(precached).toMatch(/sandbox\/runtime-/);
		expect(precached).not.toMatch(/sandbox\/azure-\w/);
	});
});
