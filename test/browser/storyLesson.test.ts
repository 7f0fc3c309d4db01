import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dialog, expectVerdict } from './learner';
import { mouseLearner } from './mouseLearner';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const goals = (page: Page, state: string) => page.locator(`[data-goal].${state}`);

test('a first visit leads into the first lesson, which can be done on the screen alone', async () => {
	const visit = await openPage('', DESK);
	const { page } = visit;
	const learner = mouseLearner(page);
	await page.getByRole('heading', { name: 'Read a secret without a password' }).first().waitFor();
	await expect.poll(() => goals(page, 'met').count()).toBe(0);

	await page
		.getByRole('button', { name: /^Run: keyless run/ })
		.first()
		.click();
	await page.getByText('Identity not found').first().waitFor();
	await page.getByRole('button', { name: 'Turn on its identity' }).click();
	await learner.run('vm-web');
	await expectVerdict(learner, 'refused');
	await page.getByRole('button', { name: /^Grant Key Vault Secrets User/ }).click();
	await learner.submit('Grant');
	await learner.run('vm-web');
	await expectVerdict(learner, 'allowed');
	await learner.act('vm-web', 'Delete…');
	await learner.submit('Delete');
	await page.getByText('Done. Every goal is reached.', { exact: true }).waitFor();

	await page.reload();
	await page.getByText('Done. Every goal is reached.', { exact: true }).waitFor();
	await page.getByRole('link', { name: 'Course', exact: true }).click();
	await page.getByRole('link', { name: /Read a secret without a password.*Done/ }).waitFor();
	visit.expectQuiet();
});

test('a hint tells more when it is asked for again, and the lesson can be started over', async () => {
	const { page } = await openPage('', DESK);
	await page.getByRole('button', { name: /^Run: az vm identity assign/ }).click();
	await page.getByRole('treeitem', { name: 'System-assigned identity of vm-web' }).waitFor({
		state: 'attached',
	});
	const hint = page.getByRole('button', { name: 'Hint' });
	await hint.click();
	await page.getByText('Let the program on vm-web run once').waitFor();
	await hint.click();
	await page.locator('.hint code').waitFor();
	await page.getByRole('button', { name: 'Start over' }).click();
	await dialog(page).getByRole('button', { name: 'Start over' }).click();
	await page.getByRole('treeitem', { name: 'System-assigned identity of vm-web' }).waitFor({
		state: 'detached',
	});
	await page.getByText('0 steps').waitFor();
});

test('what is not allowed can be tried, and nothing that was typed is lost', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	const learner = mouseLearner(page);
	await learner.add('Resource group');
	await learner.submit('Create');
	await page.getByRole('button', { name: /^Signed in as ada/ }).click();
	await page.getByRole('menuitemradio', { name: /Cleo/ }).click();
	await learner.add('Key vault');
	await learner.fill('Name', 'kv-mine');
	await dialog(page).getByRole('button', { name: 'Create' }).click();
	await dialog(page).getByText('The signed-in person has no role that allows this here.').waitFor();
	await dialog(page).getByText('403 AuthorizationFailed').waitFor();
	expect(await dialog(page).getByLabel('Name', { exact: true }).inputValue()).toBe('kv-mine');
	await page.keyboard.press('Escape');
	await dialog(page).waitFor({ state: 'detached' });
	visit.expectQuiet();
});

test('bad input is explained while it is typed', async () => {
	const { page } = await openPage('#/play', DESK);
	const learner = mouseLearner(page);
	await learner.add('Storage account');
	await learner.fill('Name', 'Not-Allowed');
	await dialog(page).getByText('It takes 3 to 24 lower-case letters or digits.').waitFor();
	await dialog(page).getByRole('button', { name: 'Create' }).click();
	expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe(
		'true',
	);
	await learner.fill('Name', 'stallowed');
	await page.keyboard.press('Enter');
	await page.getByRole('treeitem', { name: 'stallowed, storage account' }).waitFor({
		state: 'attached',
	});
});

test('panes can be resized by keys and put away, and that is remembered', async () => {
	const { page } = await openPage('#/play', DESK);
	await ready(page);
	const separator = page.getByRole('separator', { name: 'Resize the left pane' });
	const width = async () => Number(await separator.getAttribute('aria-valuenow'));
	const before = await width();
	await separator.focus();
	await page.keyboard.press('ArrowRight');
	await expect.poll(width).toBe(before + 16);
	await page.keyboard.press('Enter');
	await expect.poll(width).toBe(0);
	await page.reload();
	await expect.poll(width).toBe(0);
	await separator.focus();
	await page.keyboard.press('Enter');
	await expect.poll(width).toBe(before + 16);
});

test('focus is never lost: after a menu, a dialog and a deletion it is somewhere useful', async () => {
	const { page } = await openPage('#/play', DESK);
	const learner = mouseLearner(page);
	const focusIsSomewhere = () =>
		page.waitForFunction(() => {
			const element = document.activeElement;
			return element !== null && element !== document.body && element.isConnected;
		});
	await learner.add('Virtual machine');
	await learner.submit('Create');
	await focusIsSomewhere();
	await learner.act('vm-web', 'Delete…');
	await learner.submit('Delete');
	await focusIsSomewhere();
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.keyboard.press('Escape');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
		'More',
	);
});

test('the theme is chosen, remembered, and there before the first paint', async () => {
	const { page } = await openPage('#/play', { ...DESK, colorScheme: 'light' });
	await page.getByRole('button', { name: 'Colours' }).click();
	await page.getByRole('menuitemradio', { name: 'Dark' }).click();
	const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	await expect.poll(paper).toBe('rgb(18, 22, 29)');
	// The browser's own bar: as bright as the page's, whatever the device prefers.
	const bars = () =>
		page.locator('meta[name="theme-color"]').evaluateAll((metas) => {
			const colours = metas.map((meta) => {
				const { style } = new Option();
				style.color = meta.getAttribute('content') ?? '';
				return style.color;
			});
			return [...new Set(colours)];
		});
	expect(await bars()).toEqual(['rgb(26, 32, 41)']);
	await page.reload({ waitUntil: 'commit' });
	await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
	await expect.poll(bars).toEqual(['rgb(26, 32, 41)']);
	await page.getByRole('button', { name: 'Colours' }).click();
	await page.getByRole('menuitemradio', { name: 'Light' }).click();
	await expect.poll(bars).toEqual(['rgb(255, 255, 255)']);
});
