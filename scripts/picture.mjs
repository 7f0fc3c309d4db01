// npm run picture: makes the README's pictures from the running page.
import { chromium } from 'playwright-core';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { root } from './install.mjs';
import { serve } from './serve.mjs';

/** What was done before the picture is taken: the second lesson, up to where its apps read the photo. */
const LINES = [
	'az identity create --resource-group rg-shop --name id-photos',
	'az webapp identity assign --resource-group rg-shop --name app-gallery --identities id-photos',
	'az functionapp identity assign --resource-group rg-shop --name func-thumbs --identities id-photos',
	'az role assignment create --assignee-object-id $(az identity show --resource-group rg-shop --name id-photos --query principalId --output tsv) --assignee-principal-type ServicePrincipal --role "Storage Blob Data Reader" --scope $(az storage account show --name stshop --query id --output tsv)',
	'keyless run --on app-gallery --client-id id-photos --read-blob stshop/photos/cat.txt',
];

spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel=warn'], {
	cwd: root,
	stdio: 'inherit',
});
const { address, close } = await serve({ port: 0 });
const browser = await chromium.launch({
	executablePath: await findChromium(),
	args: ['--no-sandbox', '--disable-gpu'],
});
for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
	const page = await browser.newPage({
		colorScheme,
		viewport: { width: 1440, height: 900 },
		deviceScaleFactor: 1.5,
		reducedMotion: 'reduce',
	});
	await page.goto(`${address}#/lesson/share-one-identity`);
	await page.getByRole('region', { name: 'Lesson' }).waitFor();
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless')?.canvas);
	await page.evaluate((lines) => {
		const { session } = Reflect.get(globalThis, 'keyless');
		for (const line of lines) session.run(line);
		const resources = Object.values(session.world.resources);
		session.select(resources.find(({ name }) => name === 'app-gallery').id);
	}, LINES);
	await page.getByRole('heading', { name: 'app-gallery', exact: true }).waitFor();
	await page.evaluate(() => document.fonts.ready);
	// The picture's camera and its mark of the request come to rest.
	await page.waitForTimeout(1500);
	await page.screenshot({ path: join(root, '.github', `keyless-${colorScheme}.png`) });
	await page.close();
}
await browser.close();
await close();
