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
