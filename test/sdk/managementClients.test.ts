import { KeyVaultManagementClient } from '@azure/arm-keyvault';
import { StorageManagementClient } from '@azure/arm-storage';
import { WebSiteManagementClient } from '@azure/arm-appservice';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { beforeEach, describe, expect, it } from 'vitest';
import { requests, TIMINGS } from '../../src/azure';
import { bodyOf } from '../azure/planes';
import { clientFor, hurried, keepInside, personCredential, SdkAzure } from './support';

/** Web apps, vaults and storage accounts through the clients that Microsoft makes for managing them. */
keepInside();

describe.each(TIMINGS)('with %s timing', (timing) => {
	let azure: SdkAzure;
	const at = { location: 'westeurope' };
	const options = () => ({ httpClient: clientFor(azure, { waits: true }) });
	const webApps = () =>
		new WebSiteManagementClient(personCredential(azure), azure.subscription, options()).webApps;
	const vaults = () =>
		new KeyVaultManagementClient(personCredential(azure), azure.subscription, options()).vaults;
	const accounts = () =>
		new StorageManagementClient(personCredential(azure), azure.subscription, options())
			.storageAccounts;
	/** Waits for an operation as the client does by default; its sleep passes in the world. */
	const done = async <T>(program: () => Promise<T>): Promise<T> => {
		const { outcome } = await hurried(azure, program);
		if (outcome instanceof Error) throw outcome;
		return outcome as T;
	};
	const names = async (list: AsyncIterable<{ name?: string }>) => {
		const found: string[] = [];
		for await (const { name } of list) found.push(name ?? '');
		return found.sort();
	};
	const identity = (name: string) => {
		const { subscription } = azure;
		const put = requests.putUserAssignedIdentity(subscription, 'rg', name, 'westeurope');
		const body = bodyOf(azure.answer(put));
		return { id: String(body.id), ...(body.properties as { clientId: string }) };
	};
	beforeEach(() => {
		azure = new SdkAzure({ timing });
		azure.answer(requests.putResourceGroup(azure.subscription, 'rg', 'westeurope'));
	});

	describe('web apps', () => {
		const make = (name: string, more: object = {}) =>
			done(() =>
				webApps()
					.createOrUpdate('rg', name, { ...at, ...more })
					.pollUntilDone(),
			);

		it('are made, read, listed, changed and deleted', async () => {
			const made = await make('app-shop', { kind: 'app', httpsOnly: true });
			expect(made).toMatchObject({ name: 'app-shop', kind: 'app', type: 'Microsoft.Web/sites' });
			expect(made.identity).toBeUndefined();
			await make('func-shop', { kind: 'functionapp' });
			expect((await webApps().get('rg', 'func-shop')).kind).toBe('functionapp');
			expect(await names(webApps().list())).toEqual(['app-shop', 'func-shop']);
			expect(await names(webApps().listByResourceGroup('rg'))).toHaveLength(2);
			await webApps().delete('rg', 'app-shop');
			await expect(webApps().get('rg', 'app-shop')).rejects.toMatchObject({
				statusCode: 404,
				code: 'ResourceNotFound',
			});
		});
		it('get an identity, keep it, get another kind besides, and lose both', async () => {
			const { id, clientId } = identity('id-app');
			await make('app-shop');
			const one = await webApps().update('rg', 'app-shop', {
				identity: { type: 'SystemAssigned' },
			});
			expect(one.identity?.principalId).toMatch(/^[0-9a-f-]{36}$/);
			const two = await make('app-shop', {
				identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [id]: {} } },
			});
			expect(two.identity?.principalId).toBe(one.identity?.principalId);
			expect(Object.values(two.identity?.userAssignedIdentities ?? {})).toMatchObject([
				{ clientId },
			]);
			const none = await webApps().update('rg', 'app-shop', { identity: { type: 'None' } });
			expect(none.identity).toBeUndefined();
		});
		it('have slots with identities of their own', async () => {
			const app = await make('app-shop', { identity: { type: 'SystemAssigned' } });
			const slot = await done(() =>
				webApps()
					.createOrUpdateSlot('rg', 'app-shop', 'staging', {
						...at,
						identity: { type: 'SystemAssigned' },
					})
					.pollUntilDone(),
			);
			expect(slot.type).toBe('Microsoft.Web/sites/slots');
			expect(slot.identity?.principalId).not.toBe(app.identity?.principalId);
			const principal = azure.world.servicePrincipals[slot.identity?.principalId ?? ''];
			expect(principal?.displayName).toBe('app-shop/slots/staging');
			expect(await names(webApps().listSlots('rg', 'app-shop'))).toEqual(['app-shop/staging']);
			await webApps().deleteSlot('rg', 'app-shop', 'staging');
			expect(await names(webApps().listSlots('rg', 'app-shop'))).toEqual([]);
		});
		it('keep settings that only those who may can list', async () => {
			await make('app-shop');
			const set = { properties: { AZURE_CLIENT_ID: 'x' } };
			await webApps().updateApplicationSettings('rg', 'app-shop', set);
			const { properties } = await webApps().listApplicationSettings('rg', 'app-shop');
			expect(properties).toEqual({ AZURE_CLIENT_ID: 'x' });
		});
		it('stop and start', async () => {
			await make('app-shop');
			await webApps().stop('rg', 'app-shop');
			expect((await webApps().get('rg', 'app-shop')).state).toBe('Stopped');
			await webApps().start('rg', 'app-shop');
			expect((await webApps().get('rg', 'app-shop')).state).toBe('Running');
		});
	});

	describe('vaults', () => {
		const make = (name: string) =>
			done(() =>
				vaults()
					.createOrUpdate('rg', name, {
						...at,
						properties: {
							tenantId: azure.world.tenant.tenantId,
							sku: { family: 'A', name: 'standard' },
							enableRbacAuthorization: true,
						},
					})
					.pollUntilDone(),
			);
		it('are made and tell where their secrets are', async () => {
			const { properties, systemData } = await make('kv-shop');
			expect(properties).toMatchObject({
				vaultUri: 'https://kv-shop.vault.azure.net/',
				enableSoftDelete: true,
				enableRbacAuthorization: true,
				provisioningState: 'Succeeded',
			});
			expect(systemData?.createdBy).toMatch(/^ada@/);
			expect((await vaults().get('rg', 'kv-shop')).properties.vaultUri).toBe(properties.vaultUri);
		});
		it('are deleted, kept, and purged; until then their name is taken', async () => {
			await make('kv-shop');
			await make('kv-other');
			expect(await names(vaults().listByResourceGroup('rg'))).toEqual(['kv-other', 'kv-shop']);
			await vaults().delete('rg', 'kv-shop');
			expect(await names(vaults().listBySubscription())).toEqual(['kv-other']);
			expect(await names(vaults().listDeleted())).toEqual(['kv-shop']);
			const { properties } = await vaults().getDeleted('kv-shop', 'westeurope');
			const kept = Number(properties?.scheduledPurgeDate) - Number(properties?.deletionDate);
			expect(kept).toBe(90 * 24 * 3600 * 1000);
			await expect(make('kv-shop')).rejects.toMatchObject({
				statusCode: 409,
				code: 'ConflictError',
			});
			await done(() => vaults().purgeDeleted('kv-shop', 'westeurope').pollUntilDone());
			expect(await names(vaults().listDeleted())).toEqual([]);
			expect((await make('kv-shop')).name).toBe('kv-shop');
		});
		it('tell whether a name is free', async () => {
			const ask = (name: string) =>
				vaults().checkNameAvailability({ name, type: 'Microsoft.KeyVault/vaults' });
			expect(await ask('kv-shop')).toMatchObject({ nameAvailable: true });
			await make('kv-shop');
			expect(await ask('kv-shop')).toMatchObject({
				nameAvailable: false,
				reason: 'AlreadyExists',
			});
		});
	});

	describe('storage accounts', () => {
		const make = (name: string, more: object = {}) =>
			done(() =>
				accounts()
					.create('rg', name, {
						...at,
						kind: 'StorageV2',
						sku: { name: 'Standard_LRS' },
						...more,
					})
					.pollUntilDone(),
			);
		it('are made with an identity, and have keys', async () => {
			const made = await make('stshop', { identity: { type: 'SystemAssigned' } });
			expect(made).toMatchObject({
				name: 'stshop',
				kind: 'StorageV2',
				sku: { name: 'Standard_LRS' },
				primaryEndpoints: { blob: 'https://stshop.blob.core.windows.net/' },
				provisioningState: 'Succeeded',
			});
			expect(made.identity?.principalId).toMatch(/^[0-9a-f-]{36}$/);
			const { keys = [] } = await accounts().listKeys('rg', 'stshop');
			expect(keys.map(({ keyName, permissions }) => [keyName, permissions])).toEqual([
				['key1', 'FULL'],
				['key2', 'FULL'],
			]);
			const off = await accounts().update('rg', 'stshop', { identity: { type: 'None' } });
			expect(off.identity).toEqual({ type: 'None' });
		});
		it('are listed, and gone when deleted', async () => {
			for (const name of ['stone', 'sttwo']) await make(name);
			expect(await names(accounts().list())).toEqual(['stone', 'sttwo']);
			await accounts().delete('rg', 'stone');
			expect(await names(accounts().listByResourceGroup('rg'))).toEqual(['sttwo']);
		});
		it('tell whether a name is free', async () => {
			const ask = (name: string) =>
				accounts().checkNameAvailability({ name, type: 'Microsoft.Storage/storageAccounts' });
			expect(await ask('stshop')).toMatchObject({ nameAvailable: true });
			await make('stshop');
			expect(await ask('stshop')).toMatchObject({
				nameAvailable: false,
				reason: 'AlreadyExists',
			});
		});
	});

	it('whoever may not is refused by each of them in the same words', async () => {
		azure = new SdkAzure({ timing, signedInAs: 'cleo' });
		const refused = { statusCode: 403, code: 'AuthorizationFailed' };
		const app = webApps().createOrUpdate('rg', 'app-shop', at);
		await expect(done(() => app.pollUntilDone())).rejects.toMatchObject(refused);
		await expect(accounts().listKeys('rg', 'stshop')).rejects.toMatchObject(refused);
		await expect(vaults().delete('rg', 'kv-shop')).rejects.toMatchObject(refused);
	});
	it('is told at once under instant timing, else it asks until the work is done', async () => {
		const make = () => webApps().createOrUpdate('rg', 'app-shop', at).pollUntilDone();
		const { waits, outcome } = await hurried(azure, make);
		expect(outcome).toMatchObject({ name: 'app-shop' });
		expect(waits.length > 0).toBe(timing === 'realistic');
		const asked = azure.requests.filter(({ method, url }) => method === 'GET' && /sites/.test(url));
		expect(asked.length > 1).toBe(timing === 'realistic');
	});

	it('a long list comes page by page', async () => {
		const all = Array.from({ length: 7 }, (_, index) => `id-${index}`);
		for (const name of all) identity(name);
		const client = new ManagedServiceIdentityClient(personCredential(azure), azure.subscription, {
			...options(),
			// The client offers no size of page, so that each first request asks for one here.
			additionalPolicies: [
				{
					position: 'perCall',
					policy: {
						name: 'threeAPage',
						sendRequest: (request, next) => {
							if (!request.url.includes('skiptoken')) request.url += '&$top=3';
							return next(request);
						},
					},
				},
			],
		});
		const pages: string[][] = [];
		for await (const page of client.userAssignedIdentities.listByResourceGroup('rg').byPage())
			pages.push(page.map(({ name }) => name ?? ''));
		expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
		expect(pages.flat().sort()).toEqual(all);
	});
});
