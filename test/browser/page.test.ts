import { describe, expect, test } from 'vitest';
import { hold, openPage, type Held } from './support';

describe('the page', () => {
	test('opens from a sub-path without a sound', async () => {
		const visit = await openPage();
		await visit.page.waitForLoadState('networkidle');
		expect(await visit.page.title()).toContain('Keyless');
		visit.expectQuiet();
	});
});

test('a pane that is chosen on a phone while the page is being made stays chosen', async () => {
	// The page is made once its sitting is open, and that waits for the example's file.
	let example: Held | undefined;
	const { page } = await openPage(
		'#/example/hub',
		{
			viewport: { width: 390, height: 844 },
			hasTouch: true,
			isMobile: true,
		},
		async (page) => void (example = await hold(page, /\/hub[^/]*\.js$/)),
	);
	await example?.asked;
	await page.getByRole('button', { name: 'Activity' }).tap();
	example?.release();
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
		});
		for (const noise of [
			'console: made up',
			'uncaught: Error: made up too',
			'policy: require-trusted-types-for blocked',
			'policy: img-src blocked http://stranger.example/pixel.png',
		])
			await expect.poll(() => visit.noises.join('\n')).toContain(noise);
	});

	test('hears a request that no policy stopped', async () => {
		const visit = await openPage('', { bypassCSP: true });
		await visit.page.evaluate(() => fetch('http://stranger.example/').catch(() => undefined));
		expect(visit.noises).toContain('stranger: http://stranger.example/');
	});
});
