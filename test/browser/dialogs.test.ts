import { expect, test } from 'vitest';
import { openPage } from './support';

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
		await machine.waitFor();
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
