// The parts of the window: sized by drag and by keys, put away, brought back, and as they were at the next visit.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const ready = (page: Page) =>
	page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
const widthOf = (page: Page, id: string): Promise<number> =>
	page.locator(`#${id}`).evaluate((pane) => Math.round(pane.getBoundingClientRect().width));

test('a pane is as wide as it was dragged, also at the next visit', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	await ready(page);
	const before = await widthOf(page, 'pane-left');
	const bar = page.getByRole('separator', { name: 'Resize the left pane' });
	const { x, y, height } = (await bar.boundingBox()) ?? { x: 0, y: 0, height: 0 };
	await page.mouse.move(x, y + height / 2);
	await page.mouse.down();
	await page.mouse.move(x + 90, y + height / 2, { steps: 4 });
	await page.mouse.up();
	expect(await widthOf(page, 'pane-left')).toBe(before + 90);
	await page.reload();
	await ready(page);
	expect(await widthOf(page, 'pane-left')).toBe(before + 90);
	visit.expectQuiet();
});

test('by keys a pane grows, shrinks, goes away and comes back', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	await ready(page);
	const details = page.locator('#pane-right');
	const before = await widthOf(page, 'pane-right');
	const bar = page.getByRole('separator', { name: 'Resize the details pane' });
	await bar.press('ArrowLeft');
	expect(await widthOf(page, 'pane-right')).toBe(before + 16);
	await bar.press('ArrowRight');
	expect(await widthOf(page, 'pane-right')).toBe(before);
	expect(await bar.getAttribute('aria-valuenow')).toBe(String(before));
	await bar.press('Enter');
	await details.waitFor({ state: 'hidden' });
	await page.reload();
	await ready(page);
	expect(await details.isVisible()).toBe(false);
	await bar.press('Enter');
	await details.waitFor();
	expect(await widthOf(page, 'pane-right')).toBe(before);
	visit.expectQuiet();
});

test('undo and redo name what they do, by button and by key, and end where nothing is left', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	await ready(page);
	const item = page.getByRole('treeitem', { name: /^rg-shop,/ });
	await page
		.getByRole('region', { name: 'Free play' })
		.getByRole('button', { name: /^Resource group/ })
		.click();
	await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
	await item.waitFor({ state: 'attached' });
	await page.getByRole('button', { name: /^Undo: create .*rg-shop/ }).click();
	await item.waitFor({ state: 'detached' });
	await page.getByRole('button', { name: 'Nothing to undo' }).waitFor();
	await page.keyboard.press('Control+Shift+Z');
	await item.waitFor({ state: 'attached' });
	await page.keyboard.press('Control+Z');
	await item.waitFor({ state: 'detached' });
	await page.getByRole('button', { name: /^Redo: create .*rg-shop/ }).click();
	await item.waitFor({ state: 'attached' });
	await page.getByRole('button', { name: 'Nothing to redo' }).waitFor();
	visit.expectQuiet();
});

test('a workspace is one’s own: what is made in it is in no other, and stays', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	await ready(page);
	const choose = async (action: string) => {
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: action }).click();
	};
	await choose('Workspaces');
	await page.getByLabel('Name of a new workspace').fill('tests');
	await page.getByRole('dialog').getByRole('button', { name: 'New workspace' }).click();
	await page.waitForURL(/#\/play\/tests/);
	await page.keyboard.press('Control+K');
	await page
		.getByRole('combobox', { name: 'Search everything' })
		.fill('az group create -n rg-tests -l westeurope');
	await page.keyboard.press('Enter');
	const item = page.getByRole('treeitem', { name: /^rg-tests,/ });
	await item.waitFor({ state: 'attached' });
	await choose('Workspaces');
	await page
		.getByRole('dialog')
		.getByRole('listitem')
		.filter({ hasText: 'Free play' })
		.getByRole('button', { name: /^Open/ })
		.click();
	await page.waitForURL(/#\/play$/);
	await item.waitFor({ state: 'detached' });
	await page.goBack();
	await page.waitForURL(/#\/play\/tests/);
	await item.waitFor({ state: 'attached' });
	await page.reload();
	await item.waitFor({ state: 'attached' });
	visit.expectQuiet();
});
