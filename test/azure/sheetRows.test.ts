import { beforeEach, describe, expect, it, test } from 'vitest';
import { idKey, requests, type HttpRequest, type RoleAssignment } from '../../src/azure';
import { Planes, ROLES } from './planes';
import { STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

/** Rows of the sheet of facts that no other test holds to the letter. */
let azure: Planes;
let group: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	group = `/subscriptions/${azure.subscription}/resourceGroups/rg`;
});
const refusal = (request: HttpRequest) => {
	const { status, body } = azure.send(request);
	const { code, message } = JSON.parse(body).error;
	return { status, code, message };
};

/** https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits: sentences before "(code: …)". */
describe('too many', () => {
	/** The subscription with assignments of a principal that is gone: they count as well. */
	const fill = (count: number) => {
		const { principalId } = azure.identity('id-gone');
		azure.grant(group, ROLES.reader, principalId);
		azure.send(requests.del(azure.id(USER_ASSIGNED, 'id-gone')));
		const orphan = Object.values(azure.world.roleAssignments).find(
			(each) => each.principalId === principalId,
		) as RoleAssignment;
		const before = Object.keys(azure.world.roleAssignments).length;
		const more = Array.from({ length: count - before }, (_, n): [string, RoleAssignment] => {
			const name = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
			const id = `${group}/providers/Microsoft.Authorization/roleAssignments/${name}`;
			return [idKey(id), { ...orphan, id, name }];
		});
		azure.world = {
			...azure.world,
			roleAssignments: { ...azure.world.roleAssignments, ...Object.fromEntries(more) },
		};
	};
	const one = (principalId: string) =>
		requests.putRoleAssignment({
			scope: group,
			subscriptionId: azure.subscription,
			roleDefinitionName: ROLES.keyVaultReader,
			principalId,
			principalType: 'ServicePrincipal',
		});
	it('role assignments: 4,000 of a subscription, those of deleted identities among them', () => {
		const { principalId } = azure.identity('id-a');
		fill(4000);
		expect(refusal(one(principalId))).toEqual({
			status: 400,
			code: 'RoleAssignmentLimitExceeded',
			message: 'No more role assignments can be created',
		});
		const [first] = Object.values(azure.world.roleAssignments).filter(
			({ scope }) => scope === group,
		);
		azure.send(requests.del(first?.id ?? ''));
		expect(azure.send(one(principalId)).status).toBe(201);
	});
});

/** https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
test('a custom role that somebody has is not deleted, in these words', () => {
	const name = '8b0f8e6a-3d5c-4f0e-9a57-0c2f1b7d9e11';
	const role = `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${name}`;
	const properties = {
		roleName: 'Restarter',
		type: 'CustomRole',
		permissions: [{ actions: ['Microsoft.Compute/virtualMachines/restart/action'] }],
		assignableScopes: [`/subscriptions/${azure.subscription}`],
	};
	expect(azure.send(requests.arm('PUT', role, { properties })).status).toBe(201);
	azure.grant(group, name, azure.identity('id-a').principalId);
	expect(refusal(requests.del(role))).toEqual({
		status: 400,
		code: 'RoleDefinitionHasAssignments',
		message: 'There are existing role assignments referencing role',
	});
});

describe('what is not there', () => {
	it('a group', () => {
		expect(refusal(requests.get(`${group}-none`))).toEqual({
			status: 404,
			code: 'ResourceGroupNotFound',
			message: "Resource group 'rg-none' could not be found.",
		});
	});
	it('an identity that a machine was given, and that was deleted since', () => {
		const { id } = azure.identity('id-gone');
		const identity = { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } };
		azure.put(VM, 'vm-web', { identity });
		azure.send(requests.del(id));
		const vm = azure.id(VM, 'vm-web');
		const other = azure.identity('id-b').id;
		expect(
			refusal(
				requests.patchIdentity(vm, {
					type: 'UserAssigned',
					userAssignedIdentities: { [other]: {} },
				}),
			),
		).toMatchObject({
			status: 400,
			code: 'FailedIdentityOperation',
			message: expect.stringMatching(
				/^Identity operation for resource '.*\/virtualMachines\/vm-web' failed with error 'Failed to perform resource identity operation\. Status: 'BadRequest'\. Response: '\{"error":\{"code":"BadRequest","message":"Resource '.*\/userAssignedIdentities\/id-gone' was not found\."\}\}'\.'\.$/,
			) as string,
		});
	});
});

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
describe('where an identity is it stays', () => {
	it('it cannot be written into another region: it must be made anew', () => {
		const { id, principalId } = azure.identity('id-a');
		const put = requests.putUserAssignedIdentity(azure.subscription, 'rg', 'id-a', 'northeurope');
		expect(refusal(put)).toMatchObject({ status: 409, code: 'InvalidResourceLocation' });
		azure.send(requests.del(id));
		expect(azure.send(put).status).toBe(201);
		const { properties } = azure.ask(requests.get(id));
		expect(properties).not.toMatchObject({ principalId });
	});
	it('a machine in another region can use it all the same', () => {
		const { id } = azure.identity('id-a');
		const identity = { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } };
		azure.put(VM, 'vm-far', { location: 'japaneast', identity });
		expect(azure.imds(azure.id(VM, 'vm-far')).status).toBe(200);
	});
	it('it moves neither by itself nor with others, and what came along stays where it was', () => {
		azure.send(requests.putResourceGroup(azure.subscription, 'rg-new', 'westeurope'));
		azure.identity('id-a');
		azure.put(STORAGE, 'stshop');
		const resources = [azure.id(STORAGE, 'stshop'), azure.id(USER_ASSIGNED, 'id-a')];
		const targetResourceGroup = `${group}-new`;
		const move = { resources, targetResourceGroup };
		for (const verb of ['validateMoveResources', 'moveResources'])
			expect(refusal(requests.arm('POST', `${group}/${verb}`, move))).toMatchObject({
				status: 400,
				code: 'ResourceMoveNotSupported',
			});
		expect(azure.send(requests.get(azure.id(STORAGE, 'stshop'))).status).toBe(200);
	});
	it('what has a user-assigned identity moves, and keeps it', () => {
		azure.send(requests.putResourceGroup(azure.subscription, 'rg-new', 'westeurope'));
		const { id, clientId } = azure.identity('id-a');
		const identity = { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } };
		azure.put(VM, 'vm-web', { identity });
		const resources = [azure.id(VM, 'vm-web')];
		const move = { resources, targetResourceGroup: `${group}-new` };
		expect(azure.send(requests.arm('POST', `${group}/moveResources`, move)).status).toBe(202);
		const there = azure.id(VM, 'vm-web').replace('/rg/', '/rg-new/');
		expect(JSON.parse(azure.imds(there).body).client_id).toBe(clientId);
	});
});

test('a vault holds no identity: it is what identities go to', () => {
	const { status, code } = refusal(
		requests.putResource(azure.id(VAULT, 'kv-shop'), {
			location: 'westeurope',
			properties: {},
			identity: { type: 'SystemAssigned' },
		}),
	);
	expect([status, code]).toEqual([400, expect.any(String)]);
});

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/services-id-authentication-support */
test.each([
	[
		'API Management, App Service, Static Web Apps, Resource Manager',
		'https://management.azure.com/',
	],
	['App Configuration', 'https://azconfig.io'],
	['Batch', 'https://batch.core.windows.net/'],
	['Cache for Redis', 'https://redis.azure.com'],
	['Container Registry', 'https://containerregistry.azure.net'],
	['AI services', 'https://cognitiveservices.azure.com'],
	['Communication Services', 'https://communication.azure.com'],
	['Cosmos DB', 'https://cosmos.azure.com'],
	['Databricks', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d'],
	['Data Explorer', 'https://shop.westeurope.kusto.windows.net'],
	['Data Lake Storage Gen1', 'https://datalake.azure.net/'],
	['Database for PostgreSQL', 'https://ossrdbms-aad.database.windows.net'],
	['Digital Twins', 'https://digitaltwins.azure.net'],
	['Event Hubs', 'https://eventhubs.azure.net'],
	['IoT Hub', 'https://iothubs.azure.net'],
	['Key Vault', 'https://vault.azure.net'],
	['Kubernetes Service', '6dae42f8-4368-4678-94ff-3960e28e3630'],
	['Machine Learning', 'https://ml.azure.com'],
	['Maps', 'https://atlas.microsoft.com/'],
	['Media Services', 'https://rest.media.azure.net'],
	['Monitor', 'https://monitor.azure.com'],
	['Service Bus', 'https://servicebus.azure.net'],
	['SignalR Service', 'https://signalr.azure.com'],
	['SQL, and SQL Managed Instance', 'https://database.windows.net/'],
	['Storage', 'https://storage.azure.com/'],
])('%s takes tokens of managed identities, for %s', (_, resource) => {
	azure.put(VM, 'vm-web', { identity: { type: 'SystemAssigned' } });
	const answer = azure.imds(azure.id(VM, 'vm-web'), { resource });
	expect(answer.status).toBe(200);
	expect(JSON.parse(answer.body).resource).toBe(resource);
});

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-isolation-scope */
test('an identity kept to its region opens what lies in another one', () => {
	const { id, principalId } = azure.identity('id-a');
	azure.send(requests.patchResource(id, { properties: { isolationScope: 'Regional' } }));
	azure.put(VM, 'vm-here', {
		identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } },
	});
	azure.put(VAULT, 'kv-far', { location: 'japaneast' });
	const vault = azure.id(VAULT, 'kv-far');
	azure.send(requests.putSecretThroughArm(vault, 'db', 'geheim'));
	azure.grant(vault, ROLES.keyVaultSecretsUser, principalId);
	const token = azure.token(azure.id(VM, 'vm-here'), 'https://vault.azure.net');
	const url = 'https://kv-far.vault.azure.net/secrets/db?api-version=7.4';
	expect(azure.data('GET', url, { token }).status).toBe(200);
});
