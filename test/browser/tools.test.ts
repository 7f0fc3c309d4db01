// The tools around the picture: the palette, the history, what is waiting, workspaces, examples and files.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };

test('by the keyboard alone: create a resource that has no button, from the palette', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	await ready(page);
	await page.keyboard.press('Control+K');
	const field = page.getByRole('combobox', { name: 'Search everything' });
	await field.waitFor();
	await page.keyboard.type('event hubs');
	await page.getByRole('option', { name: /^Create: Event Hubs namespace/ }).waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('dialog', { name: 'Create: Event Hubs namespace' }).waitFor();
	await page.keyboard.press('Enter');
	await page.getByRole('treeitem', { name: /^namespaces1/ }).waitFor({ state: 'attached' });
	visit.expectQuiet();
});

test('an example of the gallery opens, and its history goes back to any moment and forward again', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	const item = (name: RegExp) => page.getByRole('treeitem', { name });
	const picture = page.getByRole('region', { name: 'Picture of the subscription' });
	await picture.getByRole('button', { name: 'Examples…' }).click();
	const gallery = page.getByRole('dialog').getByRole('listitem');
	await gallery.filter({ hasText: 'Hub' }).first().waitFor();
	expect(await gallery.count()).toBeGreaterThanOrEqual(8);
	await gallery.filter({ hasText: 'Hub' }).first().getByRole('button').click();
	await item(/^kv-hub/).waitFor({ state: 'attached' });
	await ready(page);
	for (const line of [
		'az group create -n rg-a -l westeurope',
		'az group create -n rg-b -l westeurope',
	]) {
		await page.keyboard.press('Control+K');
		await page.getByRole('combobox', { name: 'Search everything' }).fill(line);
		await page.keyboard.press('Enter');
	}
	await item(/^rg-b/).waitFor({ state: 'attached' });
	await page.keyboard.press('Control+K');
	await page.getByRole('combobox', { name: 'Search everything' }).fill('history');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: /The beginning/ }).click();
	await item(/^rg-a/).waitFor({ state: 'detached' });
	await page.getByRole('dialog').getByRole('button', { name: /rg-a/ }).click();
	await item(/^rg-a/).waitFor({ state: 'attached' });
	expect(await item(/^rg-b/).count()).toBe(0);
	await page.keyboard.press('Escape');
	// A step that Azure refused did not do what it is called: what is taken back is told.
	await page.evaluate(() =>
		Reflect.get(globalThis, 'keyless').session.run('az group create -n rg-a -l nowhere'),
	);
	await page.getByRole('button', { name: /^Undo: .*nowhere$/ }).waitFor();
	await page.keyboard.press('Control+Z');
	await page
		.getByText('Undone: az group create -n rg-a -l nowhere, which Azure refused.', { exact: true })
		.waitFor();

	// A step while the write of the one before is under way, and the page is left in the same turn: both are there again.
	await Promise.all([
		page.waitForEvent('load'),
		page.evaluate(() => {
			const { session } = Reflect.get(globalThis, 'keyless');
			const { put } = IDBObjectStore.prototype;
			IDBObjectStore.prototype.put = function (...given) {
				IDBObjectStore.prototype.put = put;
				queueMicrotask(() => {
					session.run('az group create -n rg-last -l westeurope');
					location.reload();
				});
				return put.apply(this, given);
			};
			session.run('az group create -n rg-late -l westeurope');
		}),
	]);
	await item(/^rg-last/).waitFor({ state: 'attached' });
	await item(/^rg-late/).waitFor({ state: 'attached' });
	visit.expectQuiet();
});

test('a sitting is saved as a file and opened again; a bad file is explained and nothing is lost', async () => {
	const visit = await openPage('#/example/orphans', DESK);
	const { page } = visit;
	const item = (name: RegExp) => page.getByRole('treeitem', { name });
	await item(/^kv-old/).waitFor({ state: 'attached' });
	const choose = async (action: string) => {
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: action }).click();
	};
	const download = page.waitForEvent('download');
	await choose('Save as a file');
	const saved = await readFile(await (await download).path(), 'utf8');

	await choose('Open a file');
	const open = async (name: string, text: string) => {
		await page
			.getByLabel('File', { exact: true })
			.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
		await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
	};
	for (const [text, why] of [
		[saved.slice(0, 100), 'its JSON stops short at line 1, column 101.'],
		['{\n\t"keyless": 1,\n\tsitting: {}\n}', 'its JSON is broken at line 3, column 2.'],
		['{"name":"package","version":"1.0.0"}', 'Keyless did not save it, or it was changed since.'],
		[saved.replace('"keyless":1', '"keyless":2'), 'This file is from a newer Keyless.'],
	] as const) {
		await open('bad.json', text);
		await page.getByRole('dialog').getByRole('status').filter({ hasText: why }).waitFor();
	}
	expect(await item(/^kv-old/).count()).toBe(1);
	await open('mine.keyless.json', saved);
	await page.waitForURL(/#\/play\/mine/);
	await item(/^kv-old/).waitFor({ state: 'attached' });
	visit.expectQuiet();
});

test('single keys can be turned off; others keep working', async () => {
	const { page } = await openPage('#/play', DESK);
	await ready(page);
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Turn single-key shortcuts off' }).click();
	await page.getByText('Single-key shortcuts are off.', { exact: true }).waitFor();
	await page.keyboard.press('n');
	expect(await page.getByRole('dialog').count()).toBe(0);
	await page.keyboard.press('Control+K');
	await page.getByRole('combobox', { name: 'Search everything' }).waitFor();
});

test('the canvas of the shell is taken over by the page: it selects and opens menus', async () => {
	const visit = await openPage('', DESK);
	const { page } = visit;
	await ready(page);
	const at = await page.evaluate(() => {
		const { session, canvas } = Reflect.get(globalThis, 'keyless');
		const machine = Object.values<{ id: string; name: string }>(session.world.resources).find(
			({ name }) => name === 'vm-web',
		);
		return canvas.positionOf(machine?.id);
	});
	await page.mouse.click(at.x, at.y, { button: 'right' });
	await page.getByRole('menuitem', { name: 'Delete…' }).waitFor();
	await page.keyboard.press('Escape');

	// Who begins to connect and thinks better of it has done nothing, and is told so.
	const before = await page.evaluate(() => Reflect.get(globalThis, 'keyless').session.position);
	await page.keyboard.press('c');
	const hint = page.getByText(/Choose what to connect vm-web to/);
	await hint.first().waitFor();
	await page.keyboard.press('Escape');
	await page.getByText('Nothing was connected.', { exact: true }).waitFor();
	expect(await hint.count()).toBe(0);
	expect(await page.evaluate(() => Reflect.get(globalThis, 'keyless').session.position)).toBe(
		before,
	);
	visit.expectQuiet();
});
