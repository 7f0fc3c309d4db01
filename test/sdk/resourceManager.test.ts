import { ComputeManagementClient } from '@azure/arm-compute';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { ResourceManagementClient } from '@azure/arm-resources';
import { ClientAssertionCredential } from '@azure/identity';
import { base64urlnopad } from '@scure/base';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeToken, makeResourceId } from '../../src/azure';
import { STORAGE, VM } from '../azure/support';
import { insideOptions, keepInside, personCredential, SdkAzure } from './support';

/** Resource Manager's manners as Microsoft's own clients use them: pages, moves, tags, registration, power, federation. */
keepInside();

let azure: SdkAzure;
let resources: ResourceManagementClient;
const AT_ONCE = { updateIntervalInMs: 0 };
const client = <T>(
	Client: new (
		credential: ReturnType<typeof personCredential>,
		subscription: string,
		options: ReturnType<typeof insideOptions>,
	) => T,
): T => new Client(personCredential(azure), azure.subscription, insideOptions(azure));
const idOf = (type: string, name: string, group = 'rg') =>
	makeResourceId(azure.subscription, group, type, name);
const put = (id: string, version: string, body: object = {}) =>
	resources.resources.beginCreateOrUpdateByIdAndWait(
		id,
		version,
		{ location: 'westeurope', ...body },
		AT_ONCE,
	);

beforeEach(async () => {
	azure = new SdkAzure();
	resources = client(ResourceManagementClient);
	await resources.resourceGroups.createOrUpdate('rg', { location: 'westeurope' });
});

it('lists are read page by page', async () => {
	for (const name of ['stone', 'sttwo', 'stthree']) await put(idOf(STORAGE, name), '2023-05-01');
	const pages: number[] = [];
	for await (const page of resources.resources.list({ top: 2 }).byPage()) pages.push(page.length);
	expect(pages).toEqual([2, 1]);
});
it('providers are registered', async () => {
	const before = await resources.providers.get('Microsoft.Search');
	expect(before.registrationState).toBe('NotRegistered');
	await resources.providers.register('Microsoft.Search');
	expect((await resources.providers.get('Microsoft.Search')).registrationState).toBe('Registered');
});
it('tags of a scope are merged', async () => {
	const scope = idOf(STORAGE, 'stone');
	await put(scope, '2023-05-01', { tags: { a: '1' } });
	await resources.tagsOperations.beginUpdateAtScopeAndWait(
		scope,
		{ operation: 'Merge', properties: { tags: { b: '2' } } },
		AT_ONCE,
	);
	const { properties } = await resources.tagsOperations.getAtScope(scope);
	expect(properties?.tags).toEqual({ a: '1', b: '2' });
});
it('resources are moved', async () => {
	const other = await resources.resourceGroups.createOrUpdate('rg-new', { location: 'westeurope' });
	await put(idOf(STORAGE, 'stone'), '2023-05-01');
	const move = {
		resources: [idOf(STORAGE, 'stone')],
		targetResourceGroup: other.id ?? '',
	};
	await resources.resources.beginValidateMoveResourcesAndWait('rg', move, AT_ONCE);
	await resources.resources.beginMoveResourcesAndWait('rg', move, AT_ONCE);
	const moved = await resources.resources.getById(idOf(STORAGE, 'stone', 'rg-new'), '2023-05-01');
	expect(moved.name).toBe('stone');
});
it('a machine is deallocated and started, and tells so', async () => {
	await put(idOf(VM, 'vm-web'), '2024-07-01');
	const machines = client(ComputeManagementClient).virtualMachines;
	const powerState = async () => {
		const { statuses } = await machines.instanceView('rg', 'vm-web');
		return statuses?.find(({ code }) => code?.startsWith('PowerState/'))?.displayStatus;
	};
	expect(await powerState()).toBe('VM running');
	await machines.beginDeallocateAndWait('rg', 'vm-web', AT_ONCE);
	expect(await powerState()).toBe('VM deallocated');
	await machines.beginStartAndWait('rg', 'vm-web', AT_ONCE);
	const { instanceView } = await machines.get('rg', 'vm-web', { expand: 'instanceView' });
	expect(instanceView?.statuses).toHaveLength(2);
});

describe('a workload elsewhere', () => {
	const part = (value: object) =>
		base64urlnopad.encode(new TextEncoder().encode(JSON.stringify(value)));
	const assertion = (subject: string) => {
		const now = azure.world.now / 1000;
		const claims = {
			iss: 'https://oidc.example',
			sub: subject,
			aud: 'api://AzureADTokenExchange',
			nbf: now - 60,
			exp: now + 600,
		};
		return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmVk`;
	};
	const SCOPE = 'https://vault.azure.net/.default';
	it('exchanges its own token for one of the identity that trusts it, and only then', async () => {
		const { userAssignedIdentities, federatedIdentityCredentials } = client(
			ManagedServiceIdentityClient,
		);
		const one = await userAssignedIdentities.createOrUpdate('rg', 'id-one', {
			location: 'westeurope',
		});
		await federatedIdentityCredentials.createOrUpdate('rg', 'id-one', 'cluster', {
			issuer: 'https://oidc.example',
			subject: 'system:serviceaccount:shop:web',
			audiences: ['api://AzureADTokenExchange'],
		});
		const names: (string | undefined)[] = [];
		for await (const { name } of federatedIdentityCredentials.list('rg', 'id-one'))
			names.push(name);
		expect(names).toEqual(['cluster']);
		const credential = (subject: string) =>
			new ClientAssertionCredential(
				azure.world.tenant.tenantId,
				one.clientId ?? '',
				() => Promise.resolve(assertion(subject)),
				insideOptions(azure),
			);
		const { token } = await credential('system:serviceaccount:shop:web').getToken(SCOPE);
		expect(decodeToken(token)?.oid).toBe(one.principalId);
		await expect(credential('system:serviceaccount:shop:other').getToken(SCOPE)).rejects.toThrow(
			/AADSTS70021: No matching federated identity record found/,
		);
	});
});
