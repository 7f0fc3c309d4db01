import { beforeEach, describe, expect, it } from 'vitest';
import {
	configurationLogs,
	cosmosLogs,
	keyVaultLogs,
	messagingLogs,
	registryLogs,
	requests,
	signInLogs,
	soundWorld,
	storageLogs,
	converseWith,
	handle,
	hours,
	minutes,
	programs,
} from '../../src/azure';
import { bodyOf, Planes, ROLES } from './planes';
import { CONTAINER, STORAGE, VAULT, VM } from './support';

/** Planes for which no client of Microsoft speaks HTTP, programs on a machine, and what the logs say afterwards. */
let azure: Planes;
let vm: string;
let principalId: string;
const child = (type: string, ...names: string[]) =>
	azure.send(requests.putResource(azure.id(type, ...names), { properties: {} }));
const run = (program: programs.Program) => {
	const ended = converseWith(handle, azure.world, programs.programFor(azure.world, vm, program));
	azure.world = ended.world;
	expect(soundWorld(azure.world)).toEqual([]);
	return ended.result;
};
beforeEach(() => {
	azure = new Planes();
	azure.group();
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	vm = azure.id(VM, 'vm-web');
	principalId = azure.identityOf(vm)?.principalId ?? '';
});

/** @see https://learn.microsoft.com/rest/api/servicebus/service-bus-runtime-rest */
describe('Service Bus', () => {
	const BUS = 'Microsoft.ServiceBus/namespaces';
	const ORDERS = 'https://bus-shop.servicebus.windows.net/orders/messages';
	let bus: string;
	const ask = (method: string, url: string, body?: string) =>
		azure.data(method, url, {
			from: vm,
			token: azure.token(vm, 'https://servicebus.azure.net'),
			...(body === undefined ? {} : { body }),
		});
	beforeEach(() => {
		azure.put(BUS, 'bus-shop');
		bus = azure.id(BUS, 'bus-shop');
		child(`${BUS}/queues`, 'bus-shop', 'orders');
	});

	it('says 401 with the claim that is missing, also to whoever has a good token', () => {
		const answer = ask('POST', ORDERS, 'one');
		expect(answer.status).toBe(401);
		expect(answer.body).toContain(
			'Unauthorized access. &apos;Send&apos; claim(s)'.replaceAll('&apos;', "'"),
		);
		expect(answer.body).toContain("Resource: 'sb://bus-shop.servicebus.windows.net/orders'");
	});

	it('locks a message until it is completed or the lock is lost', () => {
		azure.grant(bus, ROLES.serviceBusDataSender, principalId);
		expect(ask('POST', ORDERS, 'one').status).toBe(201);
		expect(ask('POST', `${ORDERS}/head`).status).toBe(401);
		azure.grant(bus, ROLES.serviceBusDataReceiver, principalId);
		const locked = ask('POST', `${ORDERS}/head?timeout=60`);
		expect([locked.status, locked.body]).toEqual([201, 'one']);
		expect(ask('POST', `${ORDERS}/head`).status).toBe(204);
		azure.advance(minutes(2));
		expect(ask('DELETE', locked.headers.location ?? '').status).toBe(404);
		const again = ask('POST', `${ORDERS}/head`);
		expect(JSON.parse(again.headers.brokerproperties ?? '{}')).toMatchObject({ DeliveryCount: 2 });
		expect(ask('DELETE', again.headers.location ?? '').status).toBe(200);
		expect(ask('DELETE', `${ORDERS}/head`).status).toBe(204);
	});

	it('copies what is sent to a topic into each subscription', () => {
		azure.grant(bus, ROLES.serviceBusDataSender, principalId);
		azure.grant(bus, ROLES.serviceBusDataReceiver, principalId);
		child(`${BUS}/topics`, 'bus-shop', 'news');
		for (const name of ['a', 'b']) child(`${BUS}/topics/subscriptions`, 'bus-shop', 'news', name);
		const root = 'https://bus-shop.servicebus.windows.net/news';
		expect(ask('POST', `${root}/messages`, 'extra').status).toBe(201);
		for (const name of ['a', 'b'])
			expect(ask('DELETE', `${root}/subscriptions/${name}/messages/head`).body).toBe('extra');
		expect(ask('POST', 'https://bus-shop.servicebus.windows.net/gone/messages', 'x').status).toBe(
			404,
		);
	});

	it('refuses tokens for something else, and expired ones', () => {
		azure.grant(bus, ROLES.serviceBusDataSender, principalId);
		const wrong = azure.token(vm, 'https://vault.azure.net');
		expect(azure.data('POST', ORDERS, { from: vm, token: wrong }).body).toContain(
			'InvalidAudience',
		);
		const token = azure.token(vm, 'https://servicebus.azure.net');
		azure.advance(hours(25));
		expect(azure.data('POST', ORDERS, { from: vm, token }).body).toContain('ExpiredToken');
	});

	it('writes down who sent what', () => {
		ask('POST', ORDERS, 'one');
		expect(messagingLogs(azure.world)).toMatchObject([
			{
				category: 'RuntimeAuditLogs',
				Status: 'ClientError',
				properties: { ActivityName: 'SendMessage', AuthKey: principalId, EntityName: 'orders' },
			},
		]);
	});
});

/** @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/aachttprequest */
describe('App Configuration', () => {
	it('writes down each request, with who sent it', () => {
		azure.put('Microsoft.AppConfiguration/configurationStores', 'config-shop');
		const color = 'https://config-shop.azconfig.io/kv/color?api-version=1.0';
		const token = azure.token(vm, 'https://config-shop.azconfig.io');
		expect(azure.data('GET', color, { from: vm, token }).status).toBe(403);
		expect(configurationLogs(azure.world)).toMatchObject([
			{
				category: 'HttpRequest',
				properties: {
					ClientObjectId: principalId,
					ClientTenantId: azure.world.tenant.tenantId,
					Endpoint: 'config-shop.azconfig.io',
					Method: 'GET',
					RequestURI: color,
					StatusCode: 403,
				},
			},
		]);
	});
});

/** @see https://learn.microsoft.com/azure/cosmos-db/nosql/how-to-connect-role-based-access-control */
describe('Cosmos DB', () => {
	const COSMOS = 'Microsoft.DocumentDB/databaseAccounts';
	const program: programs.Program = {
		kind: 'readDocument',
		endpoint: 'https://cosmos-shop.documents.azure.com/',
		name: 'shop/orders/1',
	};
	beforeEach(() => {
		azure.put(COSMOS, 'cosmos-shop');
		child(`${COSMOS}/sqlDatabases`, 'cosmos-shop', 'shop');
		child(`${COSMOS}/sqlDatabases/containers`, 'cosmos-shop', 'shop', 'orders');
	});
	it('knows no role of Azure, only its own', () => {
		const account = azure.id(COSMOS, 'cosmos-shop');
		azure.grant(account, '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', principalId);
		const refused = run(program);
		expect(refused).toMatchObject({ ok: false, status: 403, errorCode: 'Forbidden' });
		expect(refused.message).toContain(
			`principal [${principalId}] does not have required RBAC permissions to perform action [Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/read] on resource [dbs/shop/colls/orders]`,
		);
		azure.send(
			requests.putResource(
				azure.id(
					`${COSMOS}/sqlRoleAssignments`,
					'cosmos-shop',
					'11111111-1111-1111-1111-111111111111',
				),
				{
					properties: {
						roleDefinitionId: `${account}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001`,
						scope: `${account}/dbs/shop`,
						principalId,
					},
				},
			),
		);
		expect(run(program)).toMatchObject({ ok: false, status: 404, errorCode: 'NotFound' });
		expect(cosmosLogs(azure.world)).toMatchObject([
			{ properties: { aadPrincipalId: principalId, statusCode: 403, collectionName: 'orders' } },
			{ properties: { statusCode: 404 } },
		]);
	});
});

/** @see https://learn.microsoft.com/azure/container-registry/container-registry-authentication-managed-identity */
describe('a machine that pulls an image', () => {
	const REGISTRY = 'Microsoft.ContainerRegistry/registries';
	const program: programs.Program = {
		kind: 'pullImage',
		endpoint: 'https://acrshop.azurecr.io/',
		name: 'shop/web:v1',
	};
	it('is let in by AcrPull, which is no data action', () => {
		azure.put(REGISTRY, 'acrshop');
		const registry = azure.id(REGISTRY, 'acrshop');
		expect(run(program)).toMatchObject({ ok: false, status: 401, errorCode: 'UNAUTHORIZED' });
		azure.grant(registry, ROLES.acrPull, principalId);
		expect(run(program)).toMatchObject({ ok: false, status: 404, errorCode: 'MANIFEST_UNKNOWN' });
		const imported = azure.send({
			method: 'POST',
			url: `https://management.azure.com${registry}/importImage?api-version=2023-07-01`,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				source: { registryUri: 'mcr.microsoft.com', sourceImage: 'hello-world:latest' },
				targetTags: ['shop/web:v1'],
			}),
		});
		expect(imported.status).toBe(200);
		expect(run(program)).toMatchObject({ ok: true, status: 200 });
		expect(registryLogs(azure.world).slice(0, 3)).toMatchObject([
			{ category: 'ContainerRegistryLoginEvents', resultType: 'Failed' },
			{ category: 'ContainerRegistryLoginEvents', resultType: 'Succeeded' },
			{ operationName: 'Pull', properties: { Repository: 'shop/web', Tag: 'v1' } },
		]);
	});
});

describe('what is written down of a program', () => {
	it('names the identity, the blob and the outcome', () => {
		azure.put(STORAGE, 'stshop');
		azure.send(requests.putResource(azure.id(CONTAINER, 'stshop', 'default', 'photos'), {}));
		run({
			kind: 'readBlob',
			blobEndpoint: 'https://stshop.blob.core.windows.net/',
			container: 'photos',
			blob: '2026/cat.txt',
		});
		expect(storageLogs(azure.world)).toMatchObject([
			{
				category: 'StorageRead',
				operationName: 'GetBlob',
				statusCode: 403,
				statusText: 'AuthorizationPermissionMismatch',
				identity: { type: 'OAuth', requester: { objectId: principalId } },
				properties: { accountName: 'stshop', objectKey: '/stshop/photos/2026/cat.txt' },
			},
		]);
	});
	it('names the secret and the claims', () => {
		azure.put(VAULT, 'kv-shop');
		run({ kind: 'readSecret', vaultUri: 'https://kv-shop.vault.azure.net/', secretName: 'db' });
		const [event] = keyVaultLogs(azure.world);
		expect(event).toMatchObject({
			category: 'AuditEvent',
			operationName: 'SecretGet',
			resultSignature: 'Forbidden',
			identity: {
				claim: {
					'http://schemas.microsoft.com/identity/claims/objectidentifier': principalId,
				},
			},
			properties: { id: 'https://kv-shop.vault.azure.net/secrets/db', httpStatusCode: 403 },
		});
	});
	it('says of sign-ins what Entra saw: not what the endpoint handed out again', () => {
		azure.token(vm, 'https://vault.azure.net');
		azure.token(vm, 'https://vault.azure.net');
		expect(signInLogs(azure.world)).toMatchObject([
			{
				category: 'ManagedIdentitySignInLogs',
				resultType: '0',
				properties: {
					servicePrincipalId: principalId,
					resourceDisplayName: 'Azure Key Vault',
					managedServiceIdentity: { msiType: 'systemAssigned', associatedResourceId: vm },
				},
			},
		]);
		const url = (version: string, filter: string) =>
			`https://graph.microsoft.com/${version}/auditLogs/signIns?$filter=${encodeURIComponent(filter)}`;
		const managed = "signInEventTypes/any(t: t eq 'managedIdentity')";
		const list = (where: string) => bodyOf(azure.data('GET', where)).value;
		expect(list(url('beta', managed))).toMatchObject([{ servicePrincipalId: principalId }]);
		expect(list(url('v1.0', managed))).toEqual([]);
		expect(list(url('beta', "signInEventTypes/any(t: t eq 'servicePrincipal')"))).toEqual([]);
	});
});
