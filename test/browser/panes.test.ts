// The parts of the window: sized by drag and by keys, put away, brought back, and as they were at the next visit.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
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
	// Until the new one is open, what is typed goes into the old one, which is still shown.
	await page.waitForFunction(() => {
		const { arrival, session } = Reflect.get(globalThis, 'keyless');
		return arrival.sitting === 'free.tests' && !session.busy;
	});
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
	await ready(page);

	// It gets another name by key, with all that was done in it; a name that is taken, or none, is refused.
	await page.keyboard.press('F2');
	const name = page.getByLabel('New name of tests');
	for (const [wish, fault] of [
		['', 'Give it a name.'],
		['free PLAY', 'There is a workspace Free play already.'],
		['a/b', 'It takes 1 to 40 letters, digits, spaces or hyphens.'],
	] as const) {
		await name.fill(wish);
		await page.keyboard.press('Enter');
		await page.getByText(fault, { exact: true }).waitFor();
	}
	await name.fill('demo');
	await page.keyboard.press('Enter');
	await page.waitForURL(/#\/play\/demo$/);
	await page.getByText('tests is called demo now.', { exact: true }).waitFor();
	await item.waitFor({ state: 'attached' });
	await page.getByRole('button', { name: /^Undo: az group create/ }).waitFor();
	await page.getByRole('dialog').waitFor({ state: 'detached' });

	// What is deleted is gone, also when something was done in it last: the same name begins anew.
	await page.evaluate(() => Reflect.get(globalThis, 'keyless').session.advance(60_000));
	await choose('Workspaces');
	await page.getByRole('button', { name: 'Delete demo' }).click();
	await page.getByText(/^The subscription in demo goes for good/).waitFor();
	await page.getByRole('button', { name: 'Delete it' }).click();
	await page.waitForURL(/#\/play$/);
	await page.getByText(/demo was deleted\./).waitFor();
	await page.getByLabel('Name of a new workspace').fill('demo');
	await page.keyboard.press('Enter');
	await page.waitForURL(/#\/play\/demo$/);
	await page.getByText('demo is open now.', { exact: true }).waitFor();
	await page.getByText('Nothing is here yet.').waitFor();
	expect(await item.count()).toBe(0);

	// Who comes by an address has that workspace on the list too, and its name on what is saved of it.
	await page.evaluate(() => void (location.hash = '#/play/Köln 2'));
	await page.getByText('Köln 2 is open now.', { exact: true }).waitFor();
	const [saved] = await Promise.all([page.waitForEvent('download'), choose('Save as a file')]);
	expect(saved.suggestedFilename()).toBe('Köln-2.keyless.json');
	await page.keyboard.press('F2');
	await page.getByLabel('New name of Köln 2').waitFor();
	expect(await page.getByText('could not be read').count()).toBe(0);
	visit.expectQuiet();
});

/** Which part of the window has the focus, by its id; empty outside of all. */
const paneNow = (page: Page): Promise<string> =>
	page.evaluate(() => document.activeElement?.closest('[id^="pane-"]:not(#pane-bottom)')?.id ?? '');
const ROUND = ['pane-left', 'pane-middle', 'pane-right', 'pane-program', 'pane-feed'];

test('F6 goes round the panes, Shift+F6 the other way, and out of fields too', async () => {
	const visit = await openPage('', DESK);
	const { page } = visit;
	await ready(page);
	for (const pane of [...ROUND, ...ROUND.slice(0, 1)]) {
		await page.keyboard.press('F6');
		await expect.poll(() => paneNow(page)).toBe(pane);
	}
	for (const pane of ROUND.toReversed()) {
		await page.keyboard.press('Shift+F6');
		await expect.poll(() => paneNow(page)).toBe(pane);
	}
	// What is put away is passed over, and a field lets it go.
	await page.evaluate(() => Reflect.get(globalThis, 'keyless').panes.details.toggle());
	await page.getByRole('tab', { name: 'Terminal' }).click();
	const field = page.locator('#pane-terminal').getByRole('combobox');
	await field.fill('az vm');
	await page.keyboard.press('Shift+F6');
	await expect.poll(() => paneNow(page)).toBe('pane-middle');
	await page.keyboard.press('F6');
	await expect.poll(() => field.evaluate((field) => field === document.activeElement)).toBe(true);
	expect(await field.inputValue()).toBe('az vm');
	visit.expectQuiet();
});

test('F6 stays where a dialog or a menu has the keys; the list of keys names it', async () => {
	const { page } = await openPage('', DESK);
	await ready(page);
	await page.keyboard.press('?');
	const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
	await keys.getByText('To the next pane').waitFor();
	await keys.getByText('Shift+F6', { exact: true }).waitFor();
	await page.keyboard.press('F6');
	expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
	await page.keyboard.press('Escape');
	await keys.waitFor({ state: 'detached' });
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.keyboard.press('F6');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toMatch(/^menu/);
});

test('on a phone F6 shows the pane that it goes to', async () => {
	const { page } = await openPage('', { viewport: { width: 390, height: 844 } });
	await ready(page);
	for (const [pane, view] of [
		['pane-left', 'lesson'],
		['pane-middle', 'canvas'],
		['pane-right', 'details'],
	] as const) {
		await page.keyboard.press('F6');
		await expect.poll(() => paneNow(page)).toBe(pane);
		expect(await page.locator('.frame').first().getAttribute('data-view')).toBe(view);
	}
	// What is chosen from the list of everything is done where it is seen, and leaves the focus there.
	for (const [entry, pane] of [
		['Dark', 'pane-right'],
		['Fit the picture', 'pane-middle'],
	] as const) {
		await page.evaluate(() => (document.activeElement as HTMLElement).blur());
		await page.keyboard.press('Control+K');
		await page.getByRole('combobox', { name: 'Search everything' }).fill(entry);
		await page.keyboard.press('Enter');
		await expect.poll(() => paneNow(page)).toBe(pane);
	}
});

test('the first stops of Tab lead to the lesson and to the outline', async () => {
	const visit = await openPage('', DESK);
	const { page } = visit;
	await ready(page);
	const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
	await page.keyboard.press('Tab');
	expect(await focused()).toBe('To the lesson');
	expect(await page.getByRole('button', { name: 'To the lesson' }).isVisible()).toBe(true);
	await page.keyboard.press('Tab');
	expect(await focused()).toBe('To the outline');
	await page.keyboard.press('Enter');
	await expect
		.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
		.toBe('treeitem');
	await page.getByRole('button', { name: 'To the lesson' }).focus();
	await page.keyboard.press('Enter');
	await expect.poll(() => paneNow(page)).toBe('pane-left');
	visit.expectQuiet();
});

test('on a phone what was created is shown, and so is a lesson that is gone to', async () => {
	const { page } = await openPage('#/play', {
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true,
	});
	const pane = page.getByRole('navigation', { name: 'Panes' });
	await page.getByRole('button', { name: /^Resource group/ }).tap();
	await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('rg-phone');
	await page.getByRole('dialog').getByRole('button', { name: 'Create', exact: true }).tap();
	await pane.locator('[aria-current=page]', { hasText: 'Canvas' }).waitFor();
	await expect.poll(() => paneNow(page)).toBe('pane-middle');
	await pane.getByRole('button', { name: 'Activity' }).tap();
	await page.evaluate(() => void (location.hash = '#/lesson/turn-it-on'));
	await pane.locator('[aria-current=page]', { hasText: 'Lesson' }).waitFor();
	await page.getByText('Create a machine', { exact: false }).waitFor();
});
