// The world as code beside the picture, and a template of one's own: written, foretold, deployed.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { faultsIn, THEMES } from './axe';
import { openPage } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Opens an example with its code beside it. */
async function openCode(example: string, tab = 'ARM', options: object = DESK) {
	const visit = await openPage(`#/example/${example}`, options);
	const { page } = visit;
	await page.getByRole('button', { name: 'Fit' }).waitFor();
	await page.getByRole('button', { name: 'Code', exact: true }).click();
	await page.getByRole('tab', { name: tab, exact: true }).click();
	await page.locator('.monaco-editor .view-line').first().waitFor();
	return visit;
}

const selectedName = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const { session } = Reflect.get(globalThis, 'keyless');
		return session.selected?.name ?? '';
	});
const select = (page: Page, name: string): Promise<void> =>
	page.evaluate((name) => {
		const { session } = Reflect.get(globalThis, 'keyless');
		const all: { id: string; name: string }[] = Object.values(session.world.resources);
		session.select(all.find((one) => one.name === name)?.id);
	}, name);
/** What an editor shows, with plain spaces. */
const shown = async (page: Page): Promise<string> =>
	(await page.locator('.monaco-editor .view-lines').first().innerText()).replaceAll('\u00a0', ' ');
const run = (page: Page, line: string): Promise<void> =>
	page.evaluate((line) => void Reflect.get(globalThis, 'keyless').session.run(line), line);

describe('the world as code', () => {
	test('selecting a resource lights its lines; the cursor in a block selects what it makes', async () => {
		const visit = await openCode('hub', 'Bicep');
		const { page } = visit;
		await select(page, 'kv-hub');
		await page.locator('.code-lit').first().waitFor();
		await expect.poll(() => shown(page)).toContain("resource kvHub 'Microsoft.KeyVault/vaults@");
		await page.locator('.view-line', { hasText: 'storageAccounts@' }).click();
		await expect.poll(() => selectedName(page)).toBe('sthub');
		await page
			.getByRole('treeitem', { name: /^sthub/, selected: true })
			.waitFor({ state: 'attached' });

		// In every other language too: what is selected is lit, and a click on its line selects it.
		await run(page, 'az identity create -g rg-hub -n id-new');
		for (const [tab, line] of [
			['ARM', '"name": "id-new"'],
			['Terraform', '"azurerm_user_assigned_identity" "id_new"'],
			['az', 'az identity create -g rg-hub -n id-new'],
		] as const) {
			await select(page, 'id-new');
			await page.getByRole('tab', { name: tab, exact: true }).click();
			const lit = page.locator('.view-line', { hasText: line }).first();
			await lit.waitFor();
			await page.locator('.code-lit').first().waitFor();
			await select(page, 'nothing');
			await page.locator('.code-lit').first().waitFor({ state: 'detached' });
			await lit.click();
			await expect.poll(() => selectedName(page), { message: tab }).toBe('id-new');
		}
		await select(page, 'sthub');
		await page.getByRole('tab', { name: 'Requests' }).click();
		await page.locator('.view-line', { hasText: 'PUT https' }).click();
		await expect.poll(() => selectedName(page)).toBe('id-new');
		visit.expectQuiet();
	});

	test('it follows the world, marks what changed, and shows the last step as a diff', async () => {
		const visit = await openCode('hub', 'az');
		const { page } = visit;
		await run(page, 'az group create -n rg-new -l westeurope');
		await page.locator('.code-changed').first().waitFor();
		await page.getByRole('button', { name: 'Last change' }).click();
		await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
		await expect
			.poll(async () =>
				(await page.locator('.monaco-diff-editor').innerText()).replaceAll('\u00a0', ' '),
			)
			.toContain('az group create -n rg-new');
		visit.expectQuiet();
	});

	test('every tab is written, of everything, of a group, of a resource', async () => {
		const visit = await openCode('hub', 'Terraform');
		const { page } = visit;
		await expect.poll(() => shown(page)).toContain('azurerm');
		await page.getByRole('tab', { name: 'Requests' }).click();
		await run(page, 'az group create -n rg-new -l westeurope');
		await expect.poll(() => shown(page)).toMatch(/PUT https:\/\/management\.azure\.com/);
		await page.getByRole('tab', { name: 'az', exact: true }).click();
		const scope = page.getByRole('combobox', { name: 'Written from' });
		await scope.selectOption({ label: 'Only rg-sales' });
		await expect.poll(() => shown(page)).not.toContain('az group create');
		await select(page, 'sthub');
		await scope.selectOption({ label: 'Only sthub' });
		await expect.poll(() => shown(page)).toContain('az storage account create');
		expect(await shown(page)).not.toContain('keyvault');
		visit.expectQuiet();
	});

	test('it is copied, and downloaded as a file', async () => {
		const visit = await openCode('hub', 'ARM', {
			...DESK,
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		const { page } = visit;
		await page.getByRole('button', { name: 'Copy', exact: true }).click();
		await page.getByRole('tabpanel').getByText('Copied', { exact: true }).waitFor();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Download' }).click();
		const saved = await readFile(await (await download).path(), 'utf8');
		expect(saved).toBe(copied);
		expect(JSON.parse(saved).$schema).toContain('subscriptionDeploymentTemplate');
		visit.expectQuiet();
	});
});

describe('a template of one’s own', () => {
	test('the pointer on Code makes its editor ahead; edit, ask what would change, see it drawn, deploy, see it there, undo', async () => {
		const visit = await openPage('#/example/hub', DESK);
		const { page } = visit;
		await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
		await page.getByRole('button', { name: 'Code', exact: true }).hover();
		const ahead = page.locator('body > [inert]');
		await ahead.waitFor({ state: 'attached' });
		await ahead.evaluate((box) => box.setAttribute('data-ahead', ''));
		await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
		await page.evaluate(() => (Reflect.get(globalThis, 'keyless').code.tab = 'deploy'));
		await page.getByRole('button', { name: 'Code', exact: true }).click();
		await page.locator('#code-body [data-ahead] .view-line').first().waitFor();
		await page.locator('.view-line', { hasText: "'id-reader'" }).click();
		await page.keyboard.press('End');
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.type('-two');
		await page.getByRole('button', { name: 'What if' }).click();
		const told = page.getByRole('region', { name: 'What would change' });
		await told.getByText('id-reader-two').first().waitFor();
		await told.getByText(/^Storage Blob Data Reader for id-reader-two/).waitFor();
		const ghosts = await page.evaluate(() => {
			const { code } = Reflect.get(globalThis, 'keyless');
			return typeof code.foretell;
		});
		expect(ghosts).toBe('function');
		expect(await page.getByRole('treeitem', { name: /^id-reader-two/ }).count()).toBe(0);
		await page.getByRole('button', { name: 'Deploy', exact: true }).click();
		await page.getByRole('region', { name: 'Deployment main' }).getByText('3 of 3').waitFor();
		await page
			.getByRole('treeitem', { name: /^id-reader-two/ })
			.first()
			.waitFor({ state: 'attached' });
		await page
			.getByText(/The deployment main is done/)
			.first()
			.waitFor();
		await page.getByRole('button', { name: /^Undo: Deploy main/ }).click();
		await page
			.getByRole('treeitem', { name: /^id-reader-two/ })
			.first()
			.waitFor({ state: 'detached' });
		visit.expectQuiet();
	});

	test('Azure’s refusal is a problem with its line, and a click goes there', async () => {
		const visit = await openCode('hub', 'Deploy');
		const { page } = visit;
		await page.getByRole('button', { name: 'ARM JSON' }).click();
		await page.locator('.view-line', { hasText: '"$schema"' }).waitFor();
		await page.getByRole('combobox', { name: 'Begin with' }).selectOption({ label: 'Nothing' });
		await page.locator('.view-line', { hasText: '"resources"' }).click();
		await page.keyboard.press('End');
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.insertText(
			'{ "type": "Microsoft.ManagedIdentity/userAssignedIdentities", "apiVersion": "2023-01-31", "name": "[nothing()]", "location": "westeurope" }',
		);
		// Nothing moves while somebody types: the problem is told below, and opened by hand.
		await page.getByRole('button', { name: '1 problem' }).click();
		const problem = page.getByRole('button', { name: /Go to line 5: InvalidTemplate/ });
		await problem.waitFor();
		await problem.click();
		await expect.poll(() => page.locator('.line-numbers.active-line-number').innerText()).toBe('5');
		visit.expectQuiet();
	});

	test('completion knows resource types and functions; a hover says what a type is', async () => {
		const visit = await openCode('hub', 'Deploy');
		const { page } = visit;
		await page.getByRole('combobox', { name: 'Begin with' }).selectOption({ label: 'Nothing' });
		await page.locator('.monaco-editor').first().click();
		await page.keyboard.type("resource vault 'Microsoft.KeyVault/vau");
		const offers = page.locator('.suggest-widget');
		await offers.getByText('Microsoft.KeyVault/vaults', { exact: true }).first().waitFor();
		await page.keyboard.press('Enter');
		await expect.poll(() => shown(page)).toContain('Microsoft.KeyVault/vaults@2023-07-01');
		await page.keyboard.press('Control+End');
		await page.keyboard.press('Enter');
		await page.keyboard.type('var a = uniqueString(');
		const signature = page.locator('.parameter-hints-widget');
		await signature
			.getByText(/^uniqueString\(/)
			.first()
			.waitFor();
		visit.expectQuiet();
	});

	test('files are opened: a parameters file, a linked template; another name is said where it is asked for; a reload loses nothing', async () => {
		const visit = await openCode('hub', 'Deploy');
		const { page } = visit;
		const files = page.locator('input[type=file]');
		await files.setInputFiles({
			name: 'site.bicep',
			mimeType: 'text/plain',
			buffer: Buffer.from(
				"param who string\nresource i 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n  name: who\n  location: resourceGroup().location\n}\n",
			),
		});
		await expect.poll(() => shown(page)).toContain('param who string');
		expect(await page.getByRole('button', { name: 'Deploy', exact: true }).isDisabled()).toBe(true);
		await files.setInputFiles({
			name: 'site.parameters.json',
			mimeType: 'application/json',
			buffer: Buffer.from(JSON.stringify({ parameters: { who: { value: 'id-from-file' } } })),
		});
		await page.getByText('Filled in from site.parameters.json: who.').first().waitFor();
		expect(await page.getByLabel('who string').inputValue()).toBe('id-from-file');
		await page.getByRole('button', { name: 'Deploy', exact: true }).click();
		await page.getByRole('treeitem', { name: /^id-from-file/ }).waitFor({ state: 'attached' });

		const resource = (type: string, name: string, more: object) =>
			JSON.stringify({
				$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
				contentVersion: '1.0.0.0',
				resources: [{ type, apiVersion: '2023-01-31', name, ...more }],
			});
		const file = (name: string, text: string) => ({
			name,
			mimeType: 'application/json',
			buffer: Buffer.from(text),
		});
		await files.setInputFiles([
			file(
				'main.json',
				resource('Microsoft.Resources/deployments', 'inner', {
					apiVersion: '2022-09-01',
					properties: { mode: 'Incremental', templateLink: { relativePath: 'who.json' } },
				}),
			),
			file(
				'who.json',
				resource('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-linked', {
					location: 'westeurope',
				}),
			),
		]);
		await page.getByRole('tab', { name: 'who.json' }).click();
		await page.keyboard.press('F2');
		await page.getByRole('textbox', { name: 'New name of who.json' }).fill('id.json');
		await page.keyboard.press('Enter');
		await page.getByText('It is called id.json now, and main.json says so.').first().waitFor();
		await page.getByRole('button', { name: 'Deploy', exact: true }).click();
		await page.getByRole('treeitem', { name: /^id-linked/ }).waitFor({ state: 'attached' });

		// Broken as it is, it is there after a reload.
		await page.locator('.monaco-editor .view-line').first().click();
		await page.keyboard.press('Control+Home');
		await page.keyboard.type('broken ');
		await page.reload();
		await page.getByRole('button', { name: 'Code', exact: true }).click();
		await page.getByRole('tab', { name: 'Deploy', exact: true }).click();
		await expect.poll(() => shown(page)).toMatch(/^broken .*id-linked/s);
		await page.getByRole('tab', { name: 'main.json' }).click();
		await expect.poll(() => shown(page)).toMatch(/"relativePath":\s*"id\.\s*json"/);
		visit.expectQuiet();
	});

	test('files are dropped; one that is no template is named, and nothing is lost', async () => {
		const visit = await openCode('hub', 'Deploy');
		const { page } = visit;
		const drop = (...files: readonly (readonly [name: string, content: string])[]) =>
			page.locator('.deploy').evaluate((target, files) => {
				const dataTransfer = new DataTransfer();
				for (const [name, content] of files)
					dataTransfer.items.add(
						new File([content === 'huge' ? ' '.repeat(5_000_000) : content], name),
					);
				for (const type of ['dragover', 'drop'])
					target.dispatchEvent(
						new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
					);
			}, files);
		await drop(['huge.json', 'huge'], ['picture.bicep', '\u0000\u0001']);
		await page.getByText('huge.json is larger than 4 MB').first().waitFor();
		await page.getByText('picture.bicep is no text').first().waitFor();
		expect(await shown(page)).toContain("'id-reader'");
		await drop(['broken.json', '{ "resources": [']);
		await expect.poll(() => shown(page)).toContain('{ "resources": [');
		await page.getByRole('button', { name: /^[1-9]\d* problem/ }).waitFor();
		await page.getByRole('button', { name: 'Back to what was there' }).click();
		await expect.poll(() => shown(page)).toContain("'id-reader'");

		// A template of two files, and the fault of a module in the module.
		await drop(
			['main.bicep', "module one 'one.bicep' = {\n  name: 'one'\n}\n"],
			['one.bicep', 'param who string = '],
		);
		const tab = (name: string) => page.getByRole('tab', { name, exact: true });
		await tab('one.bicep').waitFor();
		await page.getByRole('button', { name: '1 problem' }).click();
		await page.getByRole('button', { name: /Go to line 1: BCP/ }).click();
		await expect.poll(() => tab('one.bicep').getAttribute('aria-selected')).toBe('true');
		await expect.poll(() => shown(page)).toContain('param who');
		await page.keyboard.press('Control+End');
		await page.keyboard.type("'id-one'");
		await page.getByRole('button', { name: 'No problems' }).waitFor();
		await drop(['p.json', '{ "parameters": { "x": { "value": "1" } } }']);
		await page.getByText('The template has no parameter x.').first().waitFor();
		visit.expectQuiet();
	});

	test('a deployment goes on resource by resource as time passes; what failed says why, and where', async () => {
		const visit = await openCode('hub', 'Deploy');
		const { page } = visit;
		await page.evaluate(() => Reflect.get(globalThis, 'keyless').session.setTiming('realistic'));
		await page.locator('input[type=file]').setInputFiles({
			name: 'late.bicep',
			mimeType: 'text/plain',
			buffer: Buffer.from(
				[
					"resource i 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {",
					"  name: 'id-late'\n  location: resourceGroup().location\n}",
					"resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {",
					"  name: 'plan-late'\n  location: resourceGroup().location\n  sku: { name: 'B1' }\n}",
					"resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {",
					"  name: 'x'\n  location: resourceGroup().location\n  dependsOn: [ i, plan ]\n  properties: {",
					"    tenantId: tenant().tenantId\n    sku: { family: 'A', name: 'standard' }\n    accessPolicies: []\n  }\n}\n",
				].join('\n'),
			),
		});
		await expect.poll(() => shown(page)).toContain('id-late');
		await page.getByRole('button', { name: 'Deploy', exact: true }).click();
		const progress = page.getByRole('region', { name: 'Deployment late' });
		await progress.getByText('0 of 3').waitFor();
		const row = (name: string) => progress.getByRole('button', { name: new RegExp(`^${name}`) });
		expect(await row('plan-late').innerText()).not.toMatch(/done|failed/i);
		for (let minute = 0; minute < 6 && (await progress.getByText('2 of 3').count()) === 0; minute++)
			await progress.getByRole('button', { name: 'Let a minute pass' }).click();
		await progress.getByText('2 of 3').waitFor();
		for (let minute = 0; minute < 6; minute++) {
			const later = progress.getByRole('button', { name: 'Let a minute pass' });
			if ((await later.count()) > 0) await later.click();
		}
		await progress.getByText(/VaultNameNotValid/).waitFor();
		await progress.getByRole('button', { name: 'line 10' }).click();
		await expect
			.poll(() => page.locator('.line-numbers.active-line-number').innerText())
			.toBe('10');
		visit.expectQuiet();
	});
});

describe('for everyone', () => {
	test('by the keyboard alone: open, write, leave by Escape and Tab', async () => {
		const visit = await openPage('#/example/hub', DESK);
		const { page } = visit;
		await page.getByRole('button', { name: 'Fit' }).waitFor();
		await page.keyboard.press('x');
		await page.locator('#code-tab-arm:focus').waitFor();
		await page.keyboard.press('ArrowLeft');
		await page.locator('#code-tab-deploy:focus').waitFor();
		await page.locator('.monaco-editor .view-line').first().waitFor();
		const isInText = () =>
			page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
		for (let tabs = 0; tabs < 12 && !(await isInText()); tabs++) await page.keyboard.press('Tab');
		expect(await isInText()).toBe(true);
		await page.keyboard.press('Control+Home');
		await page.keyboard.press('Tab');
		expect(await isInText()).toBe(true);
		expect(await shown(page)).toMatch(/^ {2}@description/);
		await page.keyboard.press('Escape');
		await page.keyboard.press('Tab');
		expect(await isInText()).toBe(false);
		// Who comes back means to write; Ctrl+M is for good, and both are told.
		await page.keyboard.press('Shift+Tab');
		expect(await isInText()).toBe(true);
		const told = page.getByRole('tabpanel').getByText('Tab leaves the text now.');
		await told.waitFor({ state: 'detached' });
		await page.keyboard.press('Control+m');
		await told.waitFor();
		await page.keyboard.press('Tab');
		expect(await isInText()).toBe(false);
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Control+m');
		await told.waitFor({ state: 'detached' });
		visit.expectQuiet();
	});

	test('who writes before the editor is there loses no key, in German either, and undo takes it back', async () => {
		const visit = await openPage('?lang=de#/example/hub', DESK);
		const { page } = visit;
		let release = (): void => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route(/\/monaco\/monaco-[^/]*\.js/, async (route) => {
			await held;
			await route.continue();
		});
		await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
		await page.evaluate(() => (Reflect.get(globalThis, 'keyless').code.tab = 'deploy'));
		await page.getByRole('button', { name: 'Code', exact: true }).click();
		const field = page.locator('#code-file pre + textarea');
		await field.focus();
		const leave = page.locator('.leave');
		// Whoever comes in is at the beginning; Tab does what it will do in the editor, and what the sentence below says.
		await page.keyboard.press('Tab');
		expect(await field.inputValue()).toMatch(/^ {2}@description/);
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Escape');
		await expect.poll(() => leave.innerText()).toMatch(/jetzt/);
		await page.keyboard.press('Tab');
		expect(await field.evaluate((field) => field === document.activeElement)).toBe(false);
		await expect.poll(() => leave.innerText()).toMatch(/^Strg\+M/);
		// A click goes to where it is made; what is being selected is not taken out of the hand.
		await page.locator('#code-file pre i').first().waitFor();
		const at = await field.boundingBox();
		if (!at) throw new Error('the field is not seen');
		await page.mouse.click(at.x + 60, at.y + 15);
		expect(await field.evaluate((field) => field === document.activeElement)).toBe(true);
		await page.keyboard.press('Control+Home');
		await page.keyboard.type('// first');
		await page.keyboard.press('Enter');
		expect(await field.inputValue()).toMatch(/^\/\/ first\n@description/);
		await page.locator('#code-file pre i').first().waitFor();
		await page.keyboard.press('Escape');
		release();
		await page.locator('.monaco-editor .view-line').first().waitFor();
		await expect.poll(() => field.count()).toBe(0);
		await expect.poll(() => leave.innerText()).toMatch(/jetzt/);
		await page.keyboard.type('// then');
		await expect.poll(() => shown(page)).toMatch(/^\/\/ first\n\/\/ then@description/);
		await page.keyboard.press('Shift+F10');
		await page.getByRole('menuitem', { name: 'Ausschneiden' }).waitFor();
		await page.keyboard.press('Escape');
		await expect
			.poll(async () => {
				await page.keyboard.press('Control+z');
				return shown(page);
			})
			.toMatch(/^@description/);
		visit.expectQuiet();
	});

	test('no accessibility fault in the code, in any choice of colours', async () => {
		const { page } = await openCode('hub', 'Deploy', DESK);
		await page.getByRole('button', { name: 'What if' }).click();
		await page.getByRole('region', { name: 'What would change' }).waitFor();
		for (const drawer of [/^Parameters/, /problem/, /^az$/]) {
			await page
				.getByRole('group', { name: 'Below the text' })
				.getByRole('button', { name: drawer })
				.click();
			expect(await faultsIn(page, ['light', 'contrast'], '.deploy'), String(drawer)).toEqual([]);
		}
		await page.getByRole('button', { name: 'Outcome' }).click();
		for (const tab of ['Deploy', 'Bicep']) {
			await page.getByRole('tab', { name: tab, exact: true }).click();
			await page.locator('.monaco-editor .view-line').first().waitFor();
			expect(await faultsIn(page, THEMES, '#pane-right'), tab).toEqual([]);
		}
	});

	test('on a phone the code is read in full width, without the editor', async () => {
		const visit = await openPage('#/example/hub', PHONE);
		const { page } = visit;
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: 'Show as code' }).click();
		const code = page.getByRole('region', { name: /^ARM, main.json/ });
		await code.waitFor();
		expect((await code.boundingBox())?.width).toBeGreaterThan(380);
		expect(await page.getByRole('tab', { name: 'Deploy' }).count()).toBe(0);
		await page.getByRole('tab', { name: 'Bicep' }).click();
		await page.getByRole('region', { name: /^Bicep, main.bicep/ }).waitFor();
		expect(await page.locator('.monaco-editor').count()).toBe(0);
		// In colours all the same, and nothing to be pushed aside.
		await page.locator('pre i').first().waitFor();
		expect(
			await page.locator('pre[role=region]').evaluate((pre) => pre.scrollWidth - pre.clientWidth),
		).toBeLessThanOrEqual(0);
		visit.expectQuiet();
	});
});
