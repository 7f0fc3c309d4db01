import { describe, expect, test } from 'vitest';
import { address, openPage } from './support';

describe('the page', () => {
	test('opens from a sub-path without a sound', async () => {
		const visit = await openPage();
		await visit.page.waitForLoadState('networkidle');
		expect(await visit.page.title()).toContain('Keyless');
		visit.expectQuiet();
	});
});

test('a pane that is chosen on a phone while the page is being made stays chosen', async () => {
	const { page } = await openPage('', {
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true,
	});
	// The page is made once its sitting is open, and that waits for the example's file.
	let release = (): void => undefined;
	const held = new Promise<void>((done) => (release = done));
	const asked = new Promise<void>((done) =>
		page.route(/\/hub[^/]*\.js$/, async (route) => {
			done();
			await held;
			await route.continue();
		}),
	);
	await page.goto(`${address}?fresh#/example/hub`);
	await asked;
	await page.getByRole('button', { name: 'Activity' }).tap();
	release();
	await page.waitForFunction(() => Reflect.get(globalThis, 'keyless'));
	expect(await page.getByRole('tab', { name: 'Terminal' }).isVisible()).toBe(true);
});

describe('what the tests listen for', () => {
	test('hears errors, breaches of the policy and requests to strangers', async () => {
		const visit = await openPage();
		await visit.page.evaluate(async () => {
			console.error('made up');
			setTimeout(() => {
				throw new Error('made up too');
			});
			try {
				document.createElement('p').innerHTML = '<b>untrusted</b>';
			} catch {
				// The policy throws here, and says so.
			}
			const image = new Image();
			image.src = 'http://stranger.example/pixel.png';
			await new Promise((resolve) => setTimeout(resolve, 100));
		});
		const heard = visit.noises.join('\n');
		expect(heard).toContain('console: made up');
		expect(heard).toContain('uncaught: Error: made up too');
		expect(heard).toContain('policy: require-trusted-types-for blocked');
		expect(heard).toContain('policy: img-src blocked http://stranger.example/pixel.png');
	});

	test('hears a request that no policy stopped', async () => {
		const visit = await openPage('', { bypassCSP: true });
		await visit.page.evaluate(() => fetch('http://stranger.example/').catch(() => undefined));
		expect(visit.noises).toContain('stranger: http://stranger.example/');
	});
});
