// What a key costs in a large template: in Keyless' editor, and in Monaco by itself with the same text in the same run.

/** How long after the last one a key comes, in milliseconds: a quick word, then somebody thinks, and the text is read meanwhile. */
const PAUSES = [
	...Array.from({ length: 9 }, () => 110),
	230,
	...Array.from({ length: 9 }, () => 90),
	620,
];
const KEYS = 40;
/** What may lie between a key and its letter at a fourth of the speed, in milliseconds. */
const AIM = 50;

/** @param {number[]} numbers */
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

/** Notes how long each key takes from being pressed until the frame that shows its letter. */
const WATCH_KEYS = `
	globalThis.keys = [];
	addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => {
		const channel = new MessageChannel();
		channel.port1.onmessage = () => keys.push(performance.now() - timeStamp);
		channel.port2.postMessage(0);
	}), { capture: true });`;

/** Monaco out of the same build, with nothing of Keyless around it. */
const ALONE = (/** @type {string} */ text) => `(async () => {
	document.body.innerHTML = '<div id="alone" style="position: absolute; inset: 0; width: 560px"></div>';
	const files = await (await fetch('monaco.json')).json();
	const here = (pattern) => new URL(files.find((file) => pattern.test(file)), document.baseURI).href;
	const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: here(/monaco-[^/]*\\.css$/) });
	document.head.append(link);
	globalThis.MonacoEnvironment = { getWorker: () => new Worker(here(/editor\\.worker-[^/]*\\.js$/), { type: 'module' }) };
	const monaco = Object.values(await import(here(/\\/monaco-[^/]*\\.js$/))).find((each) => each?.editor?.create);
	const model = monaco.editor.createModel(${JSON.stringify(text)}, 'bicep');
	monaco.editor.create(document.getElementById('alone'), { model, wordWrap: 'on', minimap: { enabled: false }, quickSuggestions: { strings: true, other: true, comments: false } });
})()`;

/**
 * Types a word in the middle of what is seen.
 *
 * @param {import('playwright-core').Page} page
 * @param {number} slower
 */
async function type(page, slower) {
	const cdp = await page.context().newCDPSession(page);
	await page.locator('.view-line', { hasText: 'id-1' }).first().click();
	await page.keyboard.press('End');
	for (const _ of "',") await page.keyboard.press('ArrowLeft');
	await page.waitForTimeout(1500);
	await page.evaluate(WATCH_KEYS);
	await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
	await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
	const busy = async () => {
		const { metrics } = await cdp.send('Performance.getMetrics');
		return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
	};
	const before = await busy();
	for (let key = 0; key < KEYS; key++) {
		await page.keyboard.press('abcdefghij'[key % 10] ?? 'a');
		await page.waitForTimeout(PAUSES[key % PAUSES.length] ?? 100);
	}
	const thread = (((await busy()) - before) * 1000) / KEYS;
	/** @type {number[]} */
	const keys = sorted(await page.evaluate('keys'));
	await cdp.detach();
	return {
		typical: keys[keys.length >> 1] ?? 0,
		slow: keys[Math.floor(keys.length * 0.95)] ?? 0,
		slowest: keys.at(-1) ?? 0,
		thread,
	};
}

/**
 * Prints what a key costs in the large templates.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {Readonly<Record<'json' | 'bicep', string>>} texts
 */
export async function measureKeys(browser, address, texts) {
	console.log(`\nA key in a template of 200 resources, until its letter is painted: ${KEYS} keys`);
	for (const slower of [1, 4]) {
		/** @type {(what: string, cost: Awaited<ReturnType<typeof type>>) => void} */
		const print = (what, { typical, slow, slowest, thread }) =>
			console.log(
				`  ${what}, processor ${slower} × slower: ${Math.round(typical)} ms, of twenty the slowest ${Math.round(slow)} ms, at most ${Math.round(slowest)} ms${slower === 4 ? ` (aim ${AIM} ms: ${slowest <= AIM ? 'kept' : 'missed'})` : ''}; all work ${thread.toFixed(1)} ms a key`,
			);
		const open = async (/** @type {string} */ path) => {
			const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
			await page.goto(address + path);
			return page;
		};
		for (const language of /** @type {const} */ (['json', 'bicep'])) {
			const page = await open('#/example/hub');
			await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
			await page.evaluate(`keyless.code.tab = 'deploy'`);
			await page.getByRole('button', { name: 'Code', exact: true }).click();
			await page.locator('#code-body .monaco-editor .view-line').first().waitFor();
			await page.locator('input[type=file]').setInputFiles({
				name: `large.${language}`,
				mimeType: 'text/plain',
				buffer: Buffer.from(texts[language]),
			});
			await page.locator('.view-line', { hasText: 'id-1' }).first().waitFor();
			print(language === 'json' ? 'ARM JSON' : 'Bicep', await type(page, slower));
			await page.close();
		}
		const page = await open('monaco.json');
		await page.evaluate(ALONE(texts.bicep));
		await page.locator('.view-line', { hasText: 'id-1' }).first().waitFor();
		print('Monaco by itself, Bicep', await type(page, slower));
		await page.close();
	}
}
