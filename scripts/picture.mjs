// npm run picture: makes the folder of pictures from the running page, those of the README among them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { root } from './install.mjs';
import { withPalette } from './palettePng.mjs';
import { serve } from './serve.mjs';

const FOLDER = join(root, '.github', 'pictures');

/** A lesson of chapter 3, up to where its apps read the photo. */
const SHARED = [
	'az identity create --resource-group rg-shop --name id-photos',
	'az webapp identity assign --resource-group rg-shop --name app-gallery --identities $(az identity show --resource-group rg-shop --name id-photos --query id --output tsv)',
	'az functionapp identity assign --resource-group rg-shop --name func-thumbs --identities $(az identity show --resource-group rg-shop --name id-photos --query id --output tsv)',
	'az role assignment create --assignee-object-id $(az identity show --resource-group rg-shop --name id-photos --query principalId --output tsv) --assignee-principal-type ServicePrincipal --role "Storage Blob Data Reader" --scope $(az storage account show --name stshop --query id --output tsv)',
	'keyless run --on app-gallery --client-id id-photos --read-blob stshop/photos/cat.txt',
];

/** The first lesson, up to where the vault refuses. */
const REFUSED = [
	'keyless run --on vm-web --read-secret kv-shop/db-password',
	'az vm identity assign --resource-group rg-shop --name vm-web',
	'keyless run --on vm-web --read-secret kv-shop/db-password',
];

/** Ten teams with twenty resources each. */
const MANY = Array.from({ length: 10 }, (_, team) => team).flatMap((team) => [
	`az group create --name rg-team-${team} --location westeurope`,
	`az identity create --resource-group rg-team-${team} --name id-team-${team}`,
	...Array.from(
		{ length: 13 },
		(_, each) =>
			`az vm create --resource-group rg-team-${team} --name vm-${team}-${each} --image Ubuntu2204${each % 3 === 0 ? ' --assign-identity [system]' : ''}`,
	),
	...Array.from(
		{ length: 3 },
		(_, each) =>
			`az keyvault create --resource-group rg-team-${team} --name kv-team-${team}-${each}`,
	),
	...Array.from(
		{ length: 3 },
		(_, each) =>
			`az storage account create --resource-group rg-team-${team} --name stteam${team}${each}`,
	),
]);

/**
 * Each picture: where it is taken, what is done before, what is selected, which page of the details is open.
 *
 * @typedef {{ name: string, place: string, lines?: string[], select?: string, tab?: string, dark?: boolean, phone?: boolean, view?: string, scale?: number }} Scene
 * @type {Scene[]}
 */
const SCENES = [
	{ name: 'light', place: '#/lesson/share-one-identity', lines: SHARED, select: 'id-photos' },
	{
		name: 'dark',
		place: '#/lesson/share-one-identity',
		lines: SHARED,
		select: 'id-photos',
		dark: true,
	},
	{ name: 'refused', place: '', lines: REFUSED, select: 'vm-web', tab: 'Access' },
	{
		name: 'lifecycle',
		place: '#/lesson/share-one-identity',
		lines: SHARED,
		select: 'id-photos',
		tab: 'Lifecycle',
	},
	{ name: 'orphan', place: '#/example/orphans', select: 'kv-old', tab: 'Access' },
	{ name: 'two-hundred', place: '#/play', lines: MANY },
	{ name: 'phone', place: '', lines: REFUSED, phone: true, view: 'Canvas', scale: 2 },
];

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {Scene} scene
 */
async function take(browser, address, scene) {
	const { name, place, lines = [], select, tab, dark, phone, view, scale = 1.5 } = scene;
	const page = await browser.newPage({
		colorScheme: dark ? 'dark' : 'light',
		viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
		...(phone ? { isMobile: true, hasTouch: true } : {}),
		deviceScaleFactor: scale,
		reducedMotion: 'reduce',
	});
	await page.goto(address + place);
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
	await page.evaluate(([lines, select]) => {
		const { session } = Reflect.get(globalThis, 'keyless');
		for (const line of lines) session.run(line);
		const resources = Object.values(session.world.resources);
		if (select) session.select(resources.find(({ name }) => name === select).id);
	}, /** @type {const} */ ([lines, select]));
	if (tab) await page.getByRole('tab', { name: tab, exact: true }).click();
	if (view)
		await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: view }).tap();
	await page.waitForFunction(() =>
		[...document.fonts].some(({ family }) => family.includes('IBM Plex')),
	);
	// The picture's camera and its mark of the request come to rest.
	await page.waitForTimeout(2000);
	const png = withPalette(await page.screenshot());
	writeFileSync(join(FOLDER, `${name}.png`), png);
	console.log(`${name}.png, ${Math.round(png.length / 1000)} kB`);
	await page.close();
}

spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel=warn'], {
	cwd: root,
	stdio: 'inherit',
});
mkdirSync(FOLDER, { recursive: true });
const { address, close } = await serve({ port: 0 });
const browser = await chromium.launch({
	executablePath: await findChromium(),
	args: ['--no-sandbox', '--disable-gpu'],
});
for (const scene of SCENES) await take(browser, address, scene);
await browser.close();
await close();
