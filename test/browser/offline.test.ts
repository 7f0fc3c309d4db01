// After the first visit everything works without a network; a new version is offered and never forced.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch } from './support';

/** A copy of the built page on a server of its own, which can be changed and switched off. */
async function ownCopy() {
	const folder = mkdtempSync(join(tmpdir(), 'keyless-offline-'));
	cpSync(`${root}dist`, folder, { recursive: true });
	const server = await serve({ port: 0, base: '/keyless/', folder });
	const context = await (await launch()).newContext();
	onTestFinished(async () => {
		await context.close();
		rmSync(folder, { recursive: true });
	});
	const page = await context.newPage();
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(error.message));
	const ready = (): Promise<unknown> =>
		page.evaluate(async () => {
			const { active } = await navigator.serviceWorker.ready;
			if (active && active.state !== 'activated')
				await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
		});
	await page.goto(server.address);
	await page.getByRole('heading', { level: 1 }).first().waitFor();
	await page.waitForFunction(() => 'keyless' in globalThis);
	await ready();
	return { folder, server, context, page, errors };
}

test('with the network cut it opens again, other lessons included, and az lines run', async () => {
	const { server, context, page, errors } = await ownCopy();
	await server.close();
	await context.setOffline(true);
	await page.reload();
	await page.waitForFunction(() => 'keyless' in globalThis);
	const made = await page.evaluate(() => {
		const { keyless } = globalThis as unknown as {
			keyless: { session: { run(line: string): unknown; world: { resourceGroups: object } } };
		};
		keyless.session.run('az group create -n rg-offline -l westeurope');
		return Object.keys(keyless.session.world.resourceGroups).filter((key) =>
			key.endsWith('rg-offline'),
		).length;
	});
	expect(made).toBe(1);
	const title = (): Promise<string> =>
		page.evaluate(() => document.querySelector('h1')?.textContent.trim() ?? '');
	const seen = new Set([await title()]);
	for (const slug of ['turn-it-on', 'share-one-identity']) {
		await page.evaluate((hash) => (location.hash = hash), `#/lesson/${slug}`);
		await expect.poll(async () => !seen.has(await title())).toBe(true);
		seen.add(await title());
	}
	expect(errors).toEqual([]);
});

test('a new version is offered, comes when it is asked for, and loses nothing', async () => {
	const { folder, page, server } = await ownCopy();
	onTestFinished(() => server.close());
	await page.evaluate(() => {
		const { keyless } = globalThis as unknown as {
			keyless: { session: { run(line: string): unknown } };
		};
		keyless.session.run('az group create -n rg-kept -l westeurope');
	});
	// Another version: the worker's list is another one.
	writeFileSync(join(folder, 'sw.js'), `${readFileSync(join(folder, 'sw.js'), 'utf8')}\n// next`);
	expect(await page.getByText(/newer version/i).count()).toBe(0);
	await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
	await page.getByText(/newer version/i).waitFor();
	await page.evaluate(() => Object.assign(globalThis, { before: true }));
	await page.getByRole('button', { name: 'Load it now' }).click();
	await page.waitForFunction(() => !('before' in globalThis) && 'keyless' in globalThis);
	const groups = await page.evaluate(() => {
		const { keyless } = globalThis as unknown as {
			keyless: { session: { world: { resourceGroups: Record<string, { name: string }> } } };
		};
		return Object.values(keyless.session.world.resourceGroups).map(({ name }) => name);
	});
	expect(groups).toContain('rg-kept');
	expect(await page.getByText(/newer version/i).count()).toBe(0);
});
