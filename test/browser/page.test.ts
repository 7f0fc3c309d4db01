import { describe, expect, test } from 'vitest';
import { openPage } from './support';

describe('the page', () => {
	test('opens from a sub-path without a sound', async () => {
		const visit = await openPage();
		await visit.page.waitForLoadState('networkidle');
		expect(await visit.page.title()).toContain('Keyless');
		visit.expectQuiet();
	});
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
