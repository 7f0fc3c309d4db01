import { beforeEach, describe, expect, it } from 'vitest';
import { environmentOf, providerOf, requests } from '../../src/azure';
import { bodyOf, claimsOf, Planes } from './planes';
import { SITE, USER_ASSIGNED } from './support';

/**
 * Resource types and the identities that each can hold.
 * Source: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status (May 2025)
 * and recorded answers of scale sets, container groups and configuration stores, 2024.
 */
let azure: Planes;
beforeEach(() => {
	azure = new Planes();
	azure.group();
});

/** The page's list: S for system-assigned, U for user-assigned. */
const DOCUMENTED = `
SU Microsoft.Compute virtualMachines virtualMachineScaleSets diskEncryptionSets galleries
SU Microsoft.Web sites sites/slots staticSites hostingEnvironments
SU Microsoft.App containerApps jobs managedEnvironments
SU Microsoft.ContainerInstance containerGroups
SU Microsoft.ContainerRegistry registries registries/tasks
SU Microsoft.ContainerService managedClusters
SU Microsoft.Logic workflows
SU Microsoft.DataFactory factories
SU Microsoft.Synapse workspaces
SU Microsoft.Automation automationAccounts
SU Microsoft.ApiManagement service
SU Microsoft.AppConfiguration configurationStores
SU Microsoft.Storage storageAccounts
SU Microsoft.CognitiveServices accounts
SU Microsoft.MachineLearningServices workspaces workspaces/onlineEndpoints
SU Microsoft.Sql servers managedInstances
SU Microsoft.DBforPostgreSQL flexibleServers
SU Microsoft.DocumentDB databaseAccounts
SU Microsoft.EventHub namespaces
SU Microsoft.ServiceBus namespaces
SU Microsoft.EventGrid topics systemTopics
SU Microsoft.SignalRService SignalR WebPubSub
SU Microsoft.Search searchServices
SU Microsoft.StreamAnalytics streamingjobs
SU Microsoft.Batch batchAccounts
SU Microsoft.Kusto clusters
SU Microsoft.Devices IotHubs
SU Microsoft.Databricks accessConnectors
SU Microsoft.Cdn profiles
SU Microsoft.OperationalInsights workspaces
SU Microsoft.RecoveryServices vaults
SU Microsoft.LoadTestService loadtests
SU Microsoft.Purview accounts
SU Microsoft.AppPlatform Spring/apps
SU Microsoft.Cache Redis
SU Microsoft.ServiceFabric clusters/applications
S- Microsoft.HybridCompute machines
S- Microsoft.Kubernetes connectedClusters
S- Microsoft.ContainerRegistry registries/credentialSets
S- Microsoft.AppPlatform Spring
S- Microsoft.DataShare accounts
S- Microsoft.Quantum Workspaces
S- Microsoft.Storage storageTasks
S- Microsoft.AzureStackHCI clusters
-U Microsoft.KeyVault managedHSMs
-U Microsoft.DBforMySQL flexibleServers
-U Microsoft.Batch batchAccounts/pools
-U Microsoft.DevOpsInfrastructure pools
-U Microsoft.VirtualMachineImages imageTemplates
-U Microsoft.Network networkWatchers/flowLogs
-U Microsoft.Sql servers/databases
-- Microsoft.KeyVault vaults
`
	.trim()
	.split('\n')
	.flatMap((line) => {
		const [flags = '', namespace = '', ...types] = line.split(' ');
		return types.map((type) => ({
			type: `${namespace}/${type}`,
			system: flags[0] === 'S',
			user: flags[1] === 'U',
		}));
	});

describe('what the documentation says about each type', () => {
	it('counts the 64 types of the list and the key vault, which is not in it', () => {
		expect(DOCUMENTED).toHaveLength(65);
	});
	const names = (type: string) =>
		type
			.split('/')
			.slice(1)
			.map((_, index) => `name${index}abc`);
	it.each(DOCUMENTED)('$type: system $system, user $user', ({ type, system, user }) => {
		const [namespace = ''] = type.split('/');
		azure.send(
			requests.arm('POST', `/subscriptions/${azure.subscription}/providers/${namespace}/register`),
		);
		const types = type.split('/');
		for (let length = 2; length <= types.length; length++) {
			const each = types.slice(0, length).join('/');
			const put = requests.putResource(azure.id(each, ...names(each)), { location: 'westeurope' });
			expect(azure.send(put).status, each).toBeLessThan(300);
		}
		const id = azure.id(type, ...names(type));
		const one = azure.identity('id-one');
		const ask = (kind: string, ids?: Record<string, Record<string, never>>) =>
			azure.send(
				requests.patchIdentity(id, {
					type: kind,
					...(ids ? { userAssignedIdentities: ids } : {}),
				}),
			).status;
		expect(ask('SystemAssigned')).toBe(system ? 200 : 400);
		expect(ask('UserAssigned', { [one.id]: {} })).toBe(user ? 200 : 400);
		if (user) expect(azure.identityOf(id)?.type).toBe('UserAssigned');
	});
	it('a type of two names needs its parent', () => {
		const slot = azure.id('Microsoft.Web/sites/slots', 'web-none', 'staging');
		expect(azure.code(requests.putResource(slot, { location: 'westeurope' }))).toBe(
			'ParentResourceNotFound',
		);
		azure.put('Microsoft.EventHub/namespaces', 'ns-shop');
		const group = azure.id(
			'Microsoft.EventHub/namespaces/eventhubs/consumergroups',
			'ns-shop',
			'orders',
			'billing',
		);
		expect(azure.ask(requests.putResource(group, {})).error).toMatchObject({
			code: 'ParentResourceNotFound',
			message: expect.stringContaining('/eventhubs/orders'),
		});
	});
});

describe('how each spells both kinds together', () => {
	it.each([
		['Microsoft.Compute/virtualMachineScaleSets', 'SystemAssigned, UserAssigned'],
		['Microsoft.AppConfiguration/configurationStores', 'SystemAssigned, UserAssigned'],
		['Microsoft.ContainerInstance/containerGroups', 'SystemAssigned, UserAssigned'],
		['Microsoft.Storage/storageAccounts', 'SystemAssigned,UserAssigned'],
	])('%s writes "%s", whatever was asked with', (type, spelled) => {
		const one = azure.identity('id-one');
		azure.put(type, 'nameabc');
		const id = azure.id(type, 'nameabc');
		azure.send(
			requests.patchIdentity(id, {
				type: 'UserAssigned,SystemAssigned',
				userAssignedIdentities: { [one.id]: {} },
			}),
		);
		expect(azure.identityOf(id)?.type).toBe(spelled);
	});
	it('a container group tells the tenant even without a system-assigned identity', () => {
		const type = 'Microsoft.ContainerInstance/containerGroups';
		const one = azure.identity('id-one');
		azure.put(type, 'aci-one', {
			identity: { type: 'UserAssigned', userAssignedIdentities: { [one.id]: {} } },
		});
		expect(azure.identityOf(azure.id(type, 'aci-one'))).toMatchObject({
			tenantId: azure.world.tenant.tenantId,
			type: 'UserAssigned',
		});
	});
	it('a scale set answers a new one with 201 and an operation, a configuration store with 201', () => {
		const scaleSet = azure.put('Microsoft.Compute/virtualMachineScaleSets', 'vmss1');
		expect(scaleSet.status).toBe(201);
		expect(scaleSet.headers['azure-asyncoperation']).toContain('/operations/');
		expect(bodyOf(scaleSet).properties).toMatchObject({
			orchestrationMode: 'Uniform',
			upgradePolicy: { mode: 'Manual' },
		});
		const store = azure.put('Microsoft.AppConfiguration/configurationStores', 'IdentityTest1', {
			sku: { name: 'Standard' },
		});
		expect(store.status).toBe(201);
		expect(bodyOf(store).properties).toMatchObject({
			endpoint: 'https://identitytest1.azconfig.io',
			disableLocalAuth: false,
			enablePurgeProtection: false,
		});
	});
});

describe('a deployment slot', () => {
	const SLOT = 'Microsoft.Web/sites/slots';
	let slot: string;
	beforeEach(() => {
		azure.put(SITE, 'web-shop', { identity: { type: 'SystemAssigned' } });
		slot = azure.id(SLOT, 'web-shop', 'staging');
		azure.send(
			requests.putResource(slot, {
				location: 'westeurope',
				identity: { type: 'SystemAssigned' },
				properties: { siteConfig: { appSettings: [{ name: 'MODE', value: 'trial' }] } },
			}),
		);
	});
	it('has an identity of its own, called <app>/slots/<slot>', () => {
		const mine = azure.identityOf(slot)?.principalId ?? '';
		expect(mine).not.toBe(azure.identityOf(azure.id(SITE, 'web-shop'))?.principalId);
		expect(azure.world.servicePrincipals[mine]?.displayName).toBe('web-shop/slots/staging');
	});
	it('is named with its app and keeps its settings to itself', () => {
		const body = azure.ask(requests.get(slot));
		expect(body).toMatchObject({ name: 'web-shop/staging', type: SLOT });
		expect(body.properties).not.toHaveProperty('siteConfig');
		const settings = azure.ask(requests.arm('POST', `${slot}/config/appsettings/list`));
		expect(settings.properties).toEqual({ MODE: 'trial' });
	});
	it('gets tokens at its own endpoint, which is not its app’s', () => {
		const environment = environmentOf(azure.world, slot);
		expect(environment).toMatchObject({
			WEBSITE_SITE_NAME: 'web-shop',
			WEBSITE_SLOT_NAME: 'staging',
			WEBSITE_HOSTNAME: 'web-shop-staging.azurewebsites.net',
			MODE: 'trial',
		});
		const ask = (from: string) =>
			azure.send({
				method: 'GET',
				url: `${environment.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://vault.azure.net`,
				headers: { 'X-IDENTITY-HEADER': environment.IDENTITY_HEADER ?? '' },
				from,
			});
		const token = bodyOf(ask(slot)).access_token;
		expect(claimsOf(String(token)).oid).toBe(azure.identityOf(slot)?.principalId);
		expect(ask(azure.id(SITE, 'web-shop')).status).not.toBe(200);
	});
	it('goes with its app, and so does its identity', () => {
		const mine = azure.identityOf(slot)?.principalId ?? '';
		azure.send(requests.del(azure.id(SITE, 'web-shop')));
		expect(azure.code(requests.get(slot))).toBe('ResourceNotFound');
		expect(azure.world.servicePrincipals[mine]?.deletedAt).toBeDefined();
	});
});

describe('where code asks for tokens', () => {
	it.each([
		['Microsoft.Compute/virtualMachineScaleSets', 'imds'],
		['Microsoft.ContainerInstance/containerGroups', 'imds'],
	])('%s: the metadata service', (type) => {
		azure.put(type, 'thing-1', { identity: { type: 'SystemAssigned' } });
		const id = azure.id(type, 'thing-1');
		const claims = claimsOf(azure.token(id, 'https://vault.azure.net'));
		expect(claims.oid).toBe(azure.identityOf(id)?.principalId);
	});
	it('container apps: an address on themselves, named in the environment', () => {
		const type = 'Microsoft.App/containerApps';
		azure.put(type, 'app-cart', {
			identity: { type: 'SystemAssigned' },
			properties: { template: { containers: [{ env: [{ name: 'MODE', value: 'live' }] }] } },
		});
		const id = azure.id(type, 'app-cart');
		const environment = environmentOf(azure.world, id);
		expect(environment).toMatchObject({
			IDENTITY_ENDPOINT: 'http://localhost:42356/msi/token',
			CONTAINER_APP_NAME: 'app-cart',
			MODE: 'live',
		});
		expect(environment).not.toHaveProperty('MSI_ENDPOINT');
		const answer = azure.send({
			method: 'GET',
			url: `${environment.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://vault.azure.net`,
			headers: { 'X-IDENTITY-HEADER': environment.IDENTITY_HEADER ?? '' },
			from: id,
		});
		expect(claimsOf(String(bodyOf(answer).access_token)).oid).toBe(
			azure.identityOf(id)?.principalId,
		);
	});
	it.each([
		'Microsoft.Logic/workflows',
		'Microsoft.DataFactory/factories',
		'Microsoft.ApiManagement/service',
		'Microsoft.ContainerService/managedClusters',
	])('%s: nowhere, the platform asks for itself', (type) => {
		azure.put(type, 'thing1', { identity: { type: 'SystemAssigned' } });
		const id = azure.id(type, 'thing1');
		expect(providerOf(type)?.tokenEndpoint).toBeUndefined();
		expect(environmentOf(azure.world, id)).toEqual({});
		expect(azure.imds(id).status).toBe(0);
	});
});

it('a deleted vault’s name means nothing to other types', () => {
	azure.put('Microsoft.KeyVault/vaults', 'shared-name', { tags: { from: 'vault' } });
	azure.send(requests.del(azure.id('Microsoft.KeyVault/vaults', 'shared-name')));
	azure.put('Microsoft.Logic/workflows', 'shared-name');
	const body = azure.ask(requests.get(azure.id('Microsoft.Logic/workflows', 'shared-name')));
	expect(body.properties).not.toHaveProperty('vaultUri');
});

it('nobody sets an identity’s principal by hand', () => {
	const one = azure.identity('id-one');
	azure.send(
		requests.patchResource(azure.id(USER_ASSIGNED, 'id-one'), {
			properties: { principalId: '00000000-0000-0000-0000-000000000001' },
		}),
	);
	expect(azure.identity('id-one').principalId).toBe(one.principalId);
});
