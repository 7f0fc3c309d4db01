// What the page says of a thing, whom it lets do what, and every screen for those who see little or hear it.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faults } from './axe';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };

test('a slash searches the outline, Enter jumps to what was found, which is moved to another group', async () => {
	const visit = await openPage('#/example/hub', DESK);
	const { page } = visit;
	await page.getByRole('treeitem', { name: /^kv-hub/ }).waitFor({ state: 'attached' });
	await ready(page);
	await page.keyboard.press('/');
	await page.keyboard.type('app-stock');
	await page.getByText('found').waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'app-stock', exact: true }).waitFor();
	expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
		/^app-stock/,
	);
	await page.getByRole('button', { name: 'What to do with app-stock' }).click();
	await page.getByRole('menuitem', { name: 'Move to another group…' }).click();
	const dialog = page.getByRole('dialog', { name: 'Move app-stock to another group' });
	await dialog.getByLabel('Resource group').selectOption('rg-hub');
	await dialog.getByText('az resource move --destination-group rg-hub --ids').waitFor();
	expect(await faults(page, 'dialog')).toEqual([]);
	await dialog.getByRole('button', { name: 'Move', exact: true }).click();
	await page.getByText('app-stock was moved to rg-hub.').first().waitFor();
	await page.getByRole('heading', { name: 'app-stock', exact: true }).waitFor();
	visit.expectQuiet();
});

test('a reader sees what is not allowed and why, tries it, and meets the real error', async () => {
	const visit = await openPage('#/example/orphans', DESK);
	const { page } = visit;
	await page.getByRole('treeitem', { name: /^kv-old/ }).waitFor({ state: 'attached' });
	await ready(page);
	await page.getByRole('button', { name: /^Signed in as/ }).click();
	await page.getByRole('menuitemradio', { name: /^Cleo/ }).click();
	await page.keyboard.press('/');
	await page.keyboard.type('kv-old');
	await page.keyboard.press('Enter');
	const details = page.getByRole('complementary', { name: 'Details' });
	await details.getByText(/^Cleo may not: none of the roles held here allows it/).waitFor();
	await details.getByRole('button', { name: 'Delete…' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
	await page.getByRole('dialog').getByText('AuthorizationFailed').first().waitFor();
	visit.expectQuiet();
});

test('a reader is told before and while creating that it is not allowed, and can be refused for real', async () => {
	const visit = await openPage('#/example/orphans', DESK);
	const { page } = visit;
	await page.getByRole('treeitem', { name: /^kv-old/ }).waitFor({ state: 'attached' });
	await ready(page);
	await page.getByRole('button', { name: /^Signed in as/ }).click();
	await page.getByRole('menuitemradio', { name: /^Cleo/ }).click();
	await page.keyboard.press('n');
	await page.keyboard.type('virtual machine');
	await page
		.getByRole('option', { name: /Virtual machine Cleo may not: none of the roles held here/ })
		.waitFor();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'New virtual machine' });
	await dialog.getByText(/^Cleo may not: none of the roles held here allows it/).waitFor();
	await dialog.getByRole('button', { name: 'Create' }).click();
	await dialog.getByText(/does not have authorization to perform action/).waitFor();
	await page.keyboard.press('Escape');
	// Ada may: nothing is said, and it is done.
	await page.getByRole('button', { name: /^Signed in as/ }).click();
	await page.getByRole('menuitemradio', { name: /^Ada/ }).click();
	await page.keyboard.press('n');
	await page.keyboard.type('virtual machine');
	await page.keyboard.press('Enter');
	await dialog.waitFor();
	expect(await dialog.getByText('may not').count()).toBe(0);
	await dialog.getByRole('button', { name: 'Create' }).click();
	await dialog.waitFor({ state: 'detached' });
	visit.expectQuiet();
});

test('free play says of its buttons what the signed-in person may not create', async () => {
	const visit = await openPage('#/example/orphans', DESK);
	const { page } = visit;
	await page.getByRole('treeitem', { name: /^kv-old/ }).waitFor({ state: 'attached' });
	const play = page.getByRole('region', { name: 'Free play' });
	expect(await play.getByText('may not').count()).toBe(0);
	await page.getByRole('button', { name: /^Signed in as/ }).click();
	await page.getByRole('menuitemradio', { name: /^Cleo/ }).click();
	// It is the same for all of them, so it is said once, and each button is described by it.
	const why = play.getByText(/^Cleo may not: none of the roles held here allows it/);
	await why.waitFor();
	const id = await why.getAttribute('id');
	const button = play.getByRole('button', { name: /^Key vault/ });
	expect(await button.getAttribute('aria-describedby')).toBe(id);
	await button.click();
	await page.getByRole('dialog', { name: 'New key vault' }).waitFor();
	visit.expectQuiet();
});

test('a workspace is deleted only after it was said what goes', async () => {
	const { page } = await openPage('#/play', DESK);
	await ready(page);
	const ask = (question: string) =>
		page.evaluate((ask) => Reflect.get(globalThis, 'keyless').dialogs.ask({ ask }), question);
	await ask('workspaces');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name of a new workspace').fill('tests');
	await dialog.getByRole('button', { name: 'New workspace' }).click();
	await page.waitForURL(/#\/play\/tests/);
	await ask('workspaces');
	await dialog.getByRole('button', { name: 'Delete tests' }).click();
	await dialog.getByText('The subscription in tests goes for good').waitFor();
	await dialog.getByRole('button', { name: 'Delete it' }).click();
	await dialog.getByRole('button', { name: 'Delete tests' }).waitFor({ state: 'detached' });
});

test('terminal and program share a place: what has the focus stays', async () => {
	const { page } = await openPage('#/play', DESK);
	await ready(page);
	const line = page.getByRole('combobox', { name: /^Command line/ });
	for (const typed of [
		'az group create -n rg-a -l westeurope',
		'az vm create -g rg-a -n vm-a --image Ubuntu2204',
	]) {
		await line.fill(typed);
		await line.press('Enter');
	}
	await page.getByRole('heading', { name: 'vm-a', exact: true }).waitFor();
	expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);
	await page.getByRole('tab', { name: 'Terminal' }).press('ArrowRight');
	await page.getByRole('heading', { name: 'The program on vm-a' }).waitFor();
});

/** What can be pressed and is smaller than 24 by 24 CSS pixels, by its name. */
const smallTargets = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll('button, input, select, summary, [role="tab"]')].flatMap(
			(element) => {
				const { width, height } = element.getBoundingClientRect();
				const target = element.closest('label')?.getBoundingClientRect();
				const seen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
				// Text that a click copies is part of a sentence, which may be as high as its line.
				if (!seen || width < 2 || element.closest('dd, .more p, .heard-only')) return [];
				return Math.max(width, target?.width ?? 0) >= 24 &&
					Math.max(height, target?.height ?? 0) >= 24
					? []
					: [`${element.getAttribute('aria-label') ?? element.textContent} ${width} × ${height}`];
			},
		),
	);

// The story's own test looks at the page in light and dark, and axeDialogs lets axe into each dialog.
const THEMES = process.env.KEYLESS_DEEP ? ['light', 'dark', 'contrast'] : ['contrast'];

describe.each(THEMES)('the page and its dialogs, %s', (theme) => {
	test('axe finds nothing, and all targets are large enough', { timeout: 180_000 }, async () => {
		const { page } = await openPage('#/example/hub', DESK);
		await page.getByRole('treeitem', { name: /^kv-hub/ }).waitFor({ state: 'attached' });
		await ready(page);
		await page.evaluate((theme) => {
			const { theme: choice, session } = Reflect.get(globalThis, 'keyless');
			choice.choose(theme);
			session.run('az group create -n rg-new -l westeurope');
		}, theme);
		const found: Record<string, string[]> = {};
		expect(await faults(page)).toEqual([]);
		const look = async (where: string) => {
			const here = await smallTargets(page);
			if (here.length > 0) found[where] = here;
		};
		await look('page');
		for (const ask of ['palette', 'history', 'waiting', 'workspaces', 'examples', 'keys']) {
			await page.evaluate((ask) => Reflect.get(globalThis, 'keyless').dialogs.ask({ ask }), ask);
			await page.getByRole('dialog').waitFor();
			await page.waitForFunction(() => document.getAnimations().length === 0);
			await look(ask);
			await page.keyboard.press('Escape');
			await page.getByRole('dialog').waitFor({ state: 'detached' });
		}
		expect(found).toEqual({});
	});
});
