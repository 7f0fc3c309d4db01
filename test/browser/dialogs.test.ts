import { expect, test } from 'vitest';
import { faults } from './axe';
import { type Held, hold, openPage, ready } from './support';

test('a dialog that closes late does not take the next one with it', async () => {
	const { page, expectQuiet } = await openPage('#/play');
	await page.getByRole('region', { name: 'Free play' }).getByText('Virtual machine').click();
	await page.getByRole('dialog', { name: 'New virtual machine' }).waitFor();
	// The browser tells of a closed dialog in a task of its own: by then the next question may be up.
	await page.evaluate(async () => {
		const told = new Promise((resolve) =>
			document.querySelector('dialog')?.addEventListener('close', resolve),
		);
		document.querySelector('dialog')?.close();
		Reflect.get(globalThis, 'keyless').dialogs.ask({ ask: 'keys' });
		await told;
	});
	await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
	expect(await page.getByRole('dialog').count()).toBe(1);
	expectQuiet();
});

test.each(['New virtual machine', 'Search everything'])(
	'a key that is pressed before the browser has told of a closed dialog (%s) is not lost',
	async (name) => {
		const { page, expectQuiet } = await openPage('#/play');
		const machine = page.getByRole('region', { name: 'Free play' }).getByText('Virtual machine');
		await ready(page);
		if (name === 'Search everything') await page.keyboard.press('Control+K');
		else await machine.click();
		await page.getByRole('dialog', { name }).waitFor();
		await page.evaluate(async () => {
			const closed = document.querySelector('dialog');
			const told = new Promise((resolve) => closed?.addEventListener('close', resolve));
			closed?.close();
			const press = { key: 'k', ctrlKey: true, bubbles: true, cancelable: true };
			document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', press));
			await told;
		});
		const search = page.getByRole('combobox', { name: 'Search everything' });
		await search.waitFor();
		await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
		expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
		expectQuiet();
	},
);

test('what was chosen from the list of everything is done, however soon the next key comes', async () => {
	const { page, expectQuiet } = await openPage('#/play');
	await ready(page);
	await page.keyboard.press('Control+K');
	await page
		.getByRole('combobox', { name: 'Search everything' })
		.fill('az group create -n rg-soon -l westeurope');
	// Between two keys of a fast typist the page has its turn, but the browser may not have told yet what it closed.
	await page.evaluate(async () => {
		const press = (key: string, ctrlKey = false) =>
			document.activeElement?.dispatchEvent(
				new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }),
			);
		press('Enter');
		for (let turn = 0; turn < 20; turn++) await Promise.resolve();
		press('k', true);
	});
	await page.getByRole('treeitem', { name: /^rg-soon,/ }).waitFor({ state: 'attached' });
	await page.getByRole('dialog', { name: 'Search everything' }).waitFor();
	expectQuiet();
});

test('what is fetched when it is first asked for takes neither a key nor the focus from who goes on meanwhile', async () => {
	let list: Held | undefined;
	let pane: Held | undefined;
	const { page, expectQuiet } = await openPage(
		'#/play',
		{ viewport: { width: 1440, height: 900 } },
		async (page) => {
			list = await hold(page, /\/DialogHost[^/]*\.js$/);
			pane = await hold(page, /\/CodePane[^/]*\.js$/);
		},
	);
	await page.getByRole('button', { name: 'Code', exact: true }).click();
	await pane?.asked;
	const search = page.getByRole('searchbox', { name: 'Find by name' });
	await search.focus();
	pane?.release();
	await page.getByRole('tab', { name: 'Terraform' }).waitFor();
	await page.keyboard.type('x');
	expect(await search.inputValue()).toBe('x');

	// The list of everything is asked for from where a name is being searched for, and what is typed then is meant for the list.
	await page.keyboard.press('Control+K');
	await list?.asked;
	await page.keyboard.type('event hubs');
	list?.release();
	const everything = page.getByRole('combobox', { name: 'Search everything' });
	await everything.waitFor();
	expect(await everything.inputValue()).toBe('event hubs');
	expect(await search.inputValue()).toBe('x');
	await page.keyboard.press('Enter');
	await page.getByRole('dialog', { name: 'Create: Event Hubs namespace' }).waitFor();
	expectQuiet();
});

test('what cannot be fetched says so where it should stand, and is there once it is tried again', async () => {
	const parts = /\/(DialogHost|CodePane|Terminal|CourseMap|lesson)-[^/]*\.js$/;
	const { page, noises } = await openPage(
		'#/play',
		{ viewport: { width: 1440, height: 900 } },
		async (page) => void (await page.route(parts, (route) => route.abort())),
	);
	await ready(page);
	const missing = page.getByRole('alert').filter({ hasText: 'could not be fetched' });
	const again = missing.getByRole('button', { name: 'Try again' });
	// The terminal stands there from the beginning.
	await page.locator('#pane-terminal').locator(missing).waitFor();
	await page.getByRole('button', { name: 'Code', exact: true }).click();
	await page.locator('#pane-right').locator(missing).waitFor();
	await page.getByRole('application').focus();
	await page.keyboard.press('Control+K');
	await expect.poll(() => missing.count()).toBe(3);
	// The page has its keys all the while.
	await page.keyboard.press('o');
	await page.getByRole('button', { name: 'Close the outline' }).click();
	expect(await faults(page)).toEqual([]);

	await page.unroute(parts);
	await page.locator('#pane-terminal').locator(again).click();
	await page.locator('#pane-terminal').getByRole('combobox').waitFor();
	await page.locator('#pane-right').locator(again).click();
	await page.getByRole('tab', { name: 'Terraform' }).waitFor();
	await again.click();
	await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
	expect(await missing.count()).toBe(0);
	await page.keyboard.press('Escape');

	await page.route(parts, (route) => route.abort());
	await page.evaluate(() => void (location.hash = '#/course'));
	await again.waitFor();
	await page.unroute(parts);
	await again.click();
	await page.getByRole('heading', { name: 'Course', level: 1 }).waitFor();
	await page.route(parts, (route) => route.abort());
	await page.evaluate(() => void (location.hash = '#/lesson/turn-it-on'));
	await again.waitFor();
	await page.unroute(parts);
	await again.click();
	await page.getByRole('heading', { name: 'Turn it on', level: 2 }).waitFor();
	expect(noises.filter((noise) => !/Failed to load resource/.test(noise))).toEqual([]);
});
