import { ResourceManagementClient } from '@azure/arm-resources';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeResourceId } from '../../src/azure';
import { SITE, VM } from '../azure/support';
import { insideOptions, keepInside, on, personCredential, SdkAzure } from './support';

/** What Azure's own credential classes make of the answers, in the words in which people know their errors. */
keepInside();

let azure: SdkAzure;
let vm: string;
const SCOPE = 'https://vault.azure.net/.default';
const put = async (id: string, version: string, body: object) => {
	const client = new ResourceManagementClient(
		personCredential(azure),
		azure.subscription,
		insideOptions(azure),
	);
	await client.resourceGroups.createOrUpdate('rg', { location: 'westeurope' });
	return client.resources.beginCreateOrUpdateByIdAndWait(
		id,
		version,
		{ location: 'westeurope', ...body },
		{ updateIntervalInMs: 0 },
	);
};
const makeIdentity = (name: string) =>
	new ManagedServiceIdentityClient(
		personCredential(azure),
		azure.subscription,
		insideOptions(azure),
	).userAssignedIdentities.createOrUpdate('rg', name, { location: 'westeurope' });

beforeEach(() => {
	azure = new SdkAzure();
	vm = makeResourceId(azure.subscription, 'rg', VM, 'vm-web');
});

describe('ManagedIdentityCredential', () => {
	const getToken = (from: string, id: object = {}) =>
		on(azure, from, (options) =>
			new ManagedIdentityCredential({ ...id, ...options }).getToken(SCOPE),
		);
	it('says that the machine has no identity', async () => {
		await put(vm, '2024-07-01', {});
		await expect(getToken(vm)).rejects.toThrow(
			'ManagedIdentityCredential: Authentication failed. Message invalid_request: Error(s): Not Available - Timestamp: Not Available - Description: Identity not found - Correlation ID: Not Available - Trace ID: Not Available',
		);
	});
	it('says that it cannot choose between two', async () => {
		await put(vm, '2024-07-01', {});
		const [one, two] = [await makeIdentity('id-one'), await makeIdentity('id-two')];
		const userAssignedIdentities = { [one.id ?? '']: {}, [two.id ?? '']: {} };
		await put(vm, '2024-07-01', { identity: { type: 'UserAssigned', userAssignedIdentities } });
		await expect(getToken(vm)).rejects.toThrow(/Multiple user assigned identities exist/);
		const chosen = await getToken(vm, { clientId: two.clientId });
		expect(chosen.token).toMatch(/^eyJ/);
		expect((await getToken(vm, { resourceId: one.id })).token).not.toBe(chosen.token);
	});
	it('says that the network is unreachable where there is no machine', async () => {
		await put(vm, '2024-07-01', { identity: { type: 'SystemAssigned' } });
		const nowhere = makeResourceId(azure.subscription, 'rg', VM, 'vm-gone');
		await expect(getToken(nowhere)).rejects.toThrow(
			/^ManagedIdentityCredential: Network unreachable\./,
		);
	});
	it('refreshes at half of the token’s life', async () => {
		await put(vm, '2024-07-01', { identity: { type: 'SystemAssigned' } });
		const { expiresOnTimestamp, refreshAfterTimestamp = 0 } = await getToken(vm);
		const half = 12 * 3600 * 1000;
		expect(Math.abs(expiresOnTimestamp - refreshAfterTimestamp - half)).toBeLessThan(60_000);
	});
	it('asks an app’s endpoint with the secret of its environment', async () => {
		const app = makeResourceId(azure.subscription, 'rg', SITE, 'app-shop');
		await put(app, '2023-12-01', { identity: { type: 'SystemAssigned' } });
		await getToken(app);
		const asked = azure.requests.at(-1);
		expect(asked?.url).toMatch(/^http:\/\/169\.254\.130\.\d+:8081\/msi\/token\?/);
		expect(asked?.headers['x-identity-header']).toMatch(/^[0-9a-f-]{36}$/);
	});
	it('finds no way out of an app without an identity', async () => {
		const app = makeResourceId(azure.subscription, 'rg', SITE, 'app-shop');
		await put(app, '2023-12-01', {});
		await expect(getToken(app)).rejects.toThrow(
			/^ManagedIdentityCredential: Network unreachable\./,
		);
	});
});

describe('DefaultAzureCredential', () => {
	it('finds the machine’s identity by itself', async () => {
		await put(vm, '2024-07-01', { identity: { type: 'SystemAssigned' } });
		const token = await on(azure, vm, (options) =>
			new DefaultAzureCredential(options).getToken(SCOPE),
		);
		expect(token?.token).toMatch(/^eyJ/);
	});
	it('lists every credential that did not do', async () => {
		await put(vm, '2024-07-01', {});
		await expect(
			on(azure, vm, (options) => new DefaultAzureCredential(options).getToken(SCOPE)),
		).rejects.toThrow(
			/^ChainedTokenCredential authentication failed\.\nCredentialUnavailableError: EnvironmentCredential is unavailable\. No underlying credential could be used\.[^]*ManagedIdentityCredential: Authentication failed\. Message invalid_request/,
		);
	});
});
