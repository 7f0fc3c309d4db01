// Links and the share panel in a real browser.
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createPlayground, encodeShare } from '../../src/playground';
import { openPage, ready } from './support';

const DESK = { viewport: { width: 1440, height: 900 } };
const LINES = [
	'az group create -n rg-link -l westeurope',
	'az keyvault create -g rg-link -n kv-link',
	'az identity create -g rg-link -n id-link',
];
function linkTo(title: string, lines = LINES, lesson?: string): string {
	const playground = createPlayground();
	for (const line of lines) playground.run(line);
	const { sitting } = playground;
	return `#share=${encodeShare({ title, sitting, ...(lesson ? { lesson } : {}) })}`;
}

test('a link opens in a workspace of its own, once; what was here stays', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	const item = (name: RegExp) => page.getByRole('treeitem', { name });
	await ready(page);
	await page.keyboard.press('Control+K');
	await page
		.getByRole('combobox', { name: 'Search everything' })
		.fill('az group create -n rg-mine -l westeurope');
	await page.keyboard.press('Enter');
	await item(/^rg-mine/).waitFor({ state: 'attached' });
	const follow = (hash: string) => page.evaluate((to) => void (location.hash = to), hash);
	await follow(linkTo('Our vault'));
	await item(/^kv-link/).waitFor({ state: 'attached' });
	expect(page.url()).toMatch(/#\/play\/Our%20vault$/);
	await follow('#/play');
	await item(/^rg-mine/).waitFor({ state: 'attached' });
	await follow(linkTo('Our vault'));
	await item(/^kv-link/).waitFor({ state: 'attached' });
	expect(page.url()).toMatch(/#\/play\/Our%20vault$/);
	visit.expectQuiet();
});

test('a damaged link says so in one sentence and touches nothing', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	await ready(page);
	await page.evaluate((to) => void (location.hash = to), linkTo('x').slice(0, -20));
	await page.getByRole('dialog').getByText('This link is damaged or incomplete.').waitFor();
	expect(page.url()).toMatch(/#\/play$/);
	visit.expectQuiet();
});

test('a link into a lesson that was begun asks first', async () => {
	const slug = 'read-a-secret-without-a-password';
	const visit = await openPage(`#/lesson/${slug}`, DESK);
	const { page } = visit;
	const item = (name: RegExp) => page.getByRole('treeitem', { name });
	await ready(page);
	await page.keyboard.press('Control+K');
	await page
		.getByRole('combobox', { name: 'Search everything' })
		.fill('az group create -n rg-mine -l westeurope');
	await page.keyboard.press('Enter');
	await item(/^rg-mine/).waitFor({ state: 'attached' });
	const hash = linkTo('Lesson', ['az group create -n rg-theirs -l westeurope'], slug);
	const follow = () => page.evaluate((to) => void (location.hash = to), hash);
	await follow();
	const dialog = page.getByRole('dialog', { name: /^Replace your work/ });
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	expect(await item(/^rg-mine/).count()).toBe(1);
	await follow();
	await dialog.getByRole('button', { name: 'Replace my work' }).click();
	await item(/^rg-theirs/).waitFor({ state: 'attached' });
	expect(await item(/^rg-mine/).count()).toBe(0);
	visit.expectQuiet();
});

test('?fresh shows nothing from before and keeps nothing', async () => {
	const visit = await openPage('#/play', DESK);
	const { page } = visit;
	const item = (name: RegExp) => page.getByRole('treeitem', { name });
	const run = async (line: string) => {
		await ready(page);
		await page.keyboard.press('Control+K');
		await page.getByRole('combobox', { name: 'Search everything' }).fill(line);
		await page.keyboard.press('Enter');
	};
	await run('az group create -n rg-private -l westeurope');
	await item(/^rg-private/).waitFor({ state: 'attached' });
	const { href } = new URL(page.url());
	await page.goto(href.replace('#', '?fresh#'));
	await ready(page);
	expect(await item(/^rg-private/).count()).toBe(0);
	await run('az group create -n rg-shown -l westeurope');
	await item(/^rg-shown/).waitFor({ state: 'attached' });
	await page.goto(href);
	await item(/^rg-private/).waitFor({ state: 'attached' });
	expect(await item(/^rg-shown/).count()).toBe(0);
	visit.expectQuiet();
});

test('the share panel gives a link that leads to the same world, a QR code, files and text', async () => {
	const visit = await openPage('#/example/orphans', {
		...DESK,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	const { page } = visit;
	const item = (name: RegExp) => page.getByRole('treeitem', { name });
	await item(/^kv-old/).waitFor({ state: 'attached' });
	await page.keyboard.press('l');
	const dialog = page.getByRole('dialog', { name: 'Share' });
	await dialog.getByRole('img', { name: /^QR code/ }).waitFor();
	await dialog.getByRole('button', { name: 'Copy the link' }).click();
	await dialog.getByText('Copied').waitFor();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	expect(link).toContain('#share=1.');
	expect(new URL(link).search).toBe('');
	await dialog.getByRole('button', { name: 'Copy as text' }).click();
	await dialog.getByText('The text was copied.').waitFor();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('```mermaid');
	const [configurator] = await Promise.all([
		page.context().waitForEvent('page'),
		dialog.getByRole('link', { name: 'Embed…' }).click(),
	]);
	await configurator
		.frameLocator('iframe')
		.getByRole('treeitem', { name: /^kv-old/ })
		.waitFor({ state: 'attached', timeout: 30_000 });
	await configurator.close();
	const download = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'SVG' }).click();
	expect(await readFile(await (await download).path(), 'utf8')).toMatch(/^<svg /);
	await page.goto('about:blank');
	await page.goto(link);
	await page.waitForURL(/#\/play\//);
	await item(/^kv-old/).waitFor({ state: 'attached' });
	visit.expectQuiet();
});
