import { ManagedIdentityCredential } from '@azure/identity';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	makeResourceId,
	requests,
	seconds,
	withImdsFault,
	type NewImdsFault,
} from '../../src/azure';
import { VM } from '../azure/support';
import { clientFor, hurried, keepInside, on, SdkAzure } from './support';

/**
 * What Microsoft's credential does when the metadata service has a bad hour. Its waits pass in the world instead of here.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#retry-guidance
 */
keepInside();

let azure: SdkAzure;
let vm: string;
beforeEach(() => {
	azure = new SdkAzure();
	vm = makeResourceId(azure.subscription, 'rg', VM, 'vm-web');
	azure.answer(requests.putResourceGroup(azure.subscription, 'rg', 'westeurope'));
	azure.answer(
		requests.putResource(vm, { location: 'westeurope', identity: { type: 'SystemAssigned' } }),
	);
	azure.requests.length = 0;
});

/** Lets the credential ask for a token with the retries that it has by default. */
async function ask(...faults: readonly NewImdsFault[]) {
	for (const fault of faults) azure.world = withImdsFault(azure.world, fault);
	const began = azure.world.now;
	const { waits, outcome } = await hurried(azure, () =>
		on(azure, vm, async () => {
			const credential = new ManagedIdentityCredential({
				httpClient: clientFor(azure, { from: vm, waits: true }),
			});
			return (await credential.getToken('https://vault.azure.net/.default')).token;
		}),
	);
	return { waits, outcome, asked: azure.requests.length, took: azure.world.now - began };
}
const TOKEN = expect.stringMatching(/^eyJ/);

describe.each([404, 410, 500] as const)('status %i', (status) => {
	it('is tried again, and then there is a token', async () => {
		const { outcome, asked, waits } = await ask({ status, requests: 1 });
		expect(outcome).toEqual(TOKEN);
		expect(asked).toBe(2);
		expect(waits.length).toBeGreaterThan(0);
	});
	it('is given up in the end', async () => {
		const { outcome, asked } = await ask({ status });
		expect(outcome).toBeInstanceOf(Error);
		expect(asked).toBeGreaterThan(3);
	});
});

it('status 404 is tried six times in all, each wait longer than the one before', async () => {
	const { asked, waits } = await ask({ status: 404 });
	expect(asked).toBe(6);
	expect(waits.every((wait, index) => wait > (waits[index - 1] ?? 0))).toBe(true);
});

it('status 410 is waited for, but not surely for the 70 seconds that it may last', async () => {
	const back = await ask({ status: 410, duration: seconds(45) });
	expect(back.outcome).toEqual(TOKEN);
	azure.requests.length = 0;
	// Six tries; each wait is thrown with dice between a half and the whole of 3, 6, 12, 24 and 48 seconds.
	const { asked, took, outcome } = await ask({ status: 410 });
	expect(outcome).toBeInstanceOf(Error);
	expect(asked).toBe(6);
	expect(took).toBeGreaterThanOrEqual(seconds(46.5));
	expect(took).toBeLessThanOrEqual(seconds(93));
});

it('status 429 is waited for exactly as long as the answer says', async () => {
	const { outcome, waits } = await ask({ status: 429, requests: 1, retryAfter: 7 });
	expect(outcome).toEqual(TOKEN);
	expect(waits).toEqual([seconds(7)]);
});

it('status 429 without a word on how long is given up at once', async () => {
	const { outcome, asked } = await ask({ status: 429, requests: 1 });
	expect(String(outcome)).toContain('Temporarily throttled, too many requests');
	expect(asked).toBe(1);
});

it('one fault after another is got over', async () => {
	const { outcome, asked } = await ask(
		{ status: 404, requests: 1 },
		{ status: 500, requests: 1 },
		{ status: 429, requests: 1, retryAfter: 1 },
	);
	expect(outcome).toEqual(TOKEN);
	expect(asked).toBe(4);
});

it('a wrong request is not tried again', async () => {
	azure.world = withImdsFault(azure.world, { status: 500, from: '/nowhere' });
	azure.answer(requests.patchIdentity(vm, { type: 'None' }));
	azure.requests.length = 0;
	const { outcome, asked } = await ask();
	expect(String(outcome)).toContain('Identity not found');
	expect(asked).toBe(1);
});
