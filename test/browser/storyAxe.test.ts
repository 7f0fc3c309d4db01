import { expect, test } from 'vitest';
import { faultsIn } from './axe';
import { dialog } from './learner';
import { mouseLearner } from './mouseLearner';
import { openPage } from './support';

const CALM = { reducedMotion: 'reduce' } as const;
const PHONE = { ...CALM, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESK = { ...CALM, viewport: { width: 1440, height: 900 } };
const THEMES = ['light', 'dark'] as const;

// One visit shows both: each place is looked at in light and in dark before the next.

test('axe finds nothing on the course map', async () => {
	const { page } = await openPage('#/course', DESK);
	await page.getByRole('heading', { name: 'Course' }).waitFor();
	expect(await faultsIn(page, THEMES)).toEqual([]);
});

test('axe finds nothing in a lesson that is under way, with the outline and each page of the details', async () => {
	const { page } = await openPage('', DESK);
	const run = page.getByRole('region', { name: 'Program' }).getByRole('button', { name: /^Run/ });
	await run.click();
	await page.getByRole('button', { name: 'Turn on its identity' }).click();
	await run.click();
	await page.locator('.reasons').getByText('It has no role at all.').waitFor();
	await page.getByRole('button', { name: 'Outline', exact: true }).click();
	await page.locator('[role="treeitem"][aria-label^="vm-web,"] > .row').click();
	expect(await faultsIn(page, THEMES)).toEqual([]);
	for (const tab of ['Identity', 'Access', 'Lifecycle', 'JSON', 'Overview']) {
		await page.getByRole('tab', { name: tab }).click();
		expect(await faultsIn(page, THEMES, '#pane-right'), tab).toEqual([]);
	}
	await page.getByRole('button', { name: /^Grant Key Vault Secrets User/ }).click();
	await dialog(page).waitFor();
	expect(await faultsIn(page, THEMES), 'grant').toEqual([]);
	await page.keyboard.press('Escape');
	await page.locator('[role="treeitem"][aria-label^="kv-shop,"] > .row').click({ button: 'right' });
	await page.getByRole('menu').waitFor();
	expect(await faultsIn(page, THEMES), 'menu').toEqual([]);
});

test('axe finds nothing in free play, empty and with a dialog', async () => {
	const { page } = await openPage('#/play', DESK);
	const learner = mouseLearner(page);
	await page.getByText('Nothing is here yet.').waitFor();
	expect(await faultsIn(page, THEMES)).toEqual([]);
	await learner.add('Virtual machine');
	await learner.fill('Name', '-no-');
	expect(await faultsIn(page, THEMES)).toEqual([]);
});

test('axe finds nothing on a phone, pane by pane', async () => {
	const { page } = await openPage('', PHONE);
	// The shell, which has the same switch, must have made room for the page.
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
	for (const pane of ['Lesson', 'Canvas', 'Details', 'Activity']) {
		await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: pane }).tap();
		expect(await faultsIn(page, THEMES), pane).toEqual([]);
	}
});
