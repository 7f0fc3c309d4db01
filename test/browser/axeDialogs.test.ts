// Every dialog, opened as one opens it, and every page of the course: axe finds nothing, in every choice of colours and on a phone.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faultsIn, THEMES } from './axe';
import { dialog } from './learner';
import { openPage, ready } from './support';

const deep = Boolean(process.env.KEYLESS_DEEP);
const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A small world that has one of everything that a dialog can be about. */
const WORLD = [
	'az group create -n rg-shop -l westeurope',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204',
	'az keyvault create -g rg-shop -n kv-shop',
	'az storage account create -g rg-shop -n stshop -l westeurope --sku Standard_LRS',
	'az identity create -g rg-shop -n id-shop',
];

/** Opens the menu of a thing by keys, in its line of the outline, and takes an item. */
const on = (name: string, item: string) => async (page: Page) => {
	const line = page.getByRole('treeitem', { name: new RegExp(`^${name}\\b`) }).first();
	await line.focus();
	await page.keyboard.press('Enter');
	await page.getByRole('menuitem', { name: item }).first().click();
};
const more = (item: string | RegExp) => async (page: Page) => {
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('menuitem', { name: item }).first().click();
};
const search = async (page: Page) => {
	await page.keyboard.press('Control+K');
	await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
};
/** On a phone the bar has no room for who is signed in: "More" says so. */
const signIn = async (page: Page, person: RegExp) => {
	const button = page.getByRole('button', { name: /^Signed in as/ });
	if (await button.isVisible()) await button.click();
	else await more(/^Ada · Owner/)(page);
	await page.getByRole('menuitemradio', { name: person }).click();
};

/** What each dialog is called, and how it is opened. Those at the end change who or where one is. */
const DIALOGS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
	...[
		'New virtual machine…',
		'New web app…',
		'New function app…',
		'New key vault…',
		'New storage account…',
		'New user-assigned identity…',
		'New resource group…',
	].map((item) => [item, on('Contoso shop', item)] as const),
	[
		'create a type',
		async (page) => {
			await search(page);
			await page.keyboard.type('event hubs');
			await page.getByRole('option', { name: /^Create: Event Hubs namespace/ }).click();
			await page.getByRole('dialog', { name: 'Create: Event Hubs namespace' }).waitFor();
		},
	],
	['attach', on('vm-web', 'Assign an identity…')],
	['attach to', on('id-shop', 'Assign to…')],
	['grant', on('rg-shop', 'Grant a role here…')],
	['secret', on('kv-shop', 'Add a secret…')],
	['container', on('stshop', 'Add a container…')],
	['blob', on('stshop', 'Add a blob…')],
	['remove', on('rg-shop', 'Delete…')],
	['palette', search],
	['share', more('Share…')],
	['import', more('Open a file…')],
	['workspaces', more('Workspaces…')],
	['history', more('History')],
	['waiting', more('What is waiting')],
	['examples', more('Examples…')],
	['keys', more('Keyboard shortcuts')],
	['start over', more('Start over…')],
	[
		'a name that is wrong',
		async (page) => {
			await on('Contoso shop', 'New storage account…')(page);
			await dialog(page).getByLabel('Name', { exact: true }).fill('Not-Allowed');
			await dialog(page).getByRole('button', { name: 'Create' }).click();
			await dialog(page).locator('[aria-invalid="true"]').waitFor();
		},
	],
	[
		'refusal',
		async (page) => {
			await signIn(page, /Cleo/);
			await on('Contoso shop', 'New key vault…')(page);
			await dialog(page).getByRole('button', { name: 'Create' }).click();
			await dialog(page).getByText('403 AuthorizationFailed').waitFor();
		},
	],
	[
		'link received',
		async (page) => {
			await page.evaluate(() => (location.hash = '#share=broken'));
			await dialog(page).getByRole('alert').waitFor();
		},
	],
];

/** The pages of the course, by their addresses. */
const COURSE = [
	'',
	'/compare/sharing',
	'/which-one',
	'/glossary/scope',
	'/check/system-assigned',
	'/proof',
	'/elsewhere',
	'/handout/turn-it-on',
];

// Deep: all of them everywhere. Else a sample that, with the story's and the course's own tests, has seen every colour.
describe.each([
	['at a desk', DESK, deep ? THEMES : (['light', 'contrast'] as const), DIALOGS],
	[
		'on a phone',
		PHONE,
		deep ? THEMES : (['dark'] as const),
		DIALOGS.filter((_, at) => deep || at % 4 === 0),
	],
] as const)('axe finds nothing, %s,', (_where, device, themes, dialogs) => {
	test('in any dialog', { timeout: 240_000 }, async () => {
		const { page } = await openPage('#/play', { ...device, reducedMotion: 'reduce' });
		await ready(page);
		await page.evaluate((lines) => {
			const { session, panes } = Reflect.get(globalThis, 'keyless');
			for (const line of lines) session.run(line);
			panes.view = 'canvas';
		}, WORLD);
		const found: Record<string, string[]> = {};
		for (const [name, open] of dialogs) {
			await open(page);
			await dialog(page).waitFor();
			const here = await faultsIn(page, themes, 'dialog[open]');
			if (here.length > 0) found[name] = here;
			await page.keyboard.press('Escape');
			await dialog(page).waitFor({ state: 'detached' });
		}
		expect(found).toEqual({});
	});

	// The course's own test looks at its pages in light and, on a phone, in dark.
	test.skipIf(!deep && device === PHONE)(
		'on any page of the course',
		{ timeout: 120_000 },
		async () => {
			const { page } = await openPage('#/course', { ...device, reducedMotion: 'reduce' });
			await page.waitForFunction(() => Reflect.get(globalThis, 'keyless'));
			const found: Record<string, string[]> = {};
			for (const path of COURSE) {
				await page.evaluate((hash) => (location.hash = hash), `#/course${path}`);
				await page.locator(`h1#course-title`).waitFor();
				// All rules look at it in the course's own test.
				const here = await faultsIn(page, deep ? themes : ['contrast'], '.course', 'colours');
				if (here.length > 0) found[path] = here;
			}
			expect(found).toEqual({});
		},
	);
});
