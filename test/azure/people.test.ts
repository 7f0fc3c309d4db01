// What each of the people can do and what not, with the exact error: a row for an operation. Who may is read from Microsoft's pages
// on the roles, never from the role data of the simulator.
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
import { beforeAll, describe, expect, test } from 'vitest';
import {
	groupScope,
	requests,
	signInAs,
	type HttpRequest,
	type PersonKey,
	type World,
} from '../../src/azure';
import { bodyOf, Planes, ROLES } from './planes';
import { STORAGE, USER_ASSIGNED, VAULT, VM } from './support';

const NAMES: Readonly<Record<PersonKey, string>> = {
	ada: 'Owner',
	ben: 'Contributor',
	cleo: 'Reader',
	dev: 'User Access Administrator',
	eli: 'Role Based Access Control Administrator',
	fay: 'Managed Identity Operator',
	gus: 'Managed Identity Contributor',
	hana: 'nobody',
};
const EVERYBODY = Object.keys(NAMES) as PersonKey[];

const azure = new Planes();
const at = (type: string, name: string) => azure.id(type, name);
const GROUP = groupScope(azure.subscription, 'rg');
const ROLE = '5d9bdc4e-8e0f-4b52-9a3c-3b8a2c6d7e01';
const GRANT = '0a57e4b2-0000-4000-8000-000000000001';
let world: World;
let identity: { id: string; principalId: string; clientId: string };
beforeAll(() => {
	azure.group();
	for (const name of ['vm', 'vm-both']) azure.put(VM, name);
	azure.put(VAULT, 'kv-shop');
	azure.put(STORAGE, 'stshop');
	identity = azure.identity('id-shop');
	azure.send(requests.putSecretThroughArm(at(VAULT, 'kv-shop'), 'db', 'geheim'));
	azure.send(
		requests.putRoleAssignment({
			scope: GROUP,
			subscriptionId: azure.subscription,
			roleDefinitionName: ROLES.reader,
			principalId: identity.principalId,
			principalType: 'ServicePrincipal',
			name: GRANT,
		}),
	);
	world = azure.world;
});

/** What is tried, what it needs and where, who may, and what those get who may. */
interface Row {
	readonly what: string;
	readonly request: () => HttpRequest;
	readonly action: string;
	readonly scope: () => string;
	readonly may: string;
	readonly status: number;
}
const grant = `${GROUP}/providers/Microsoft.Authorization/roleAssignments/${GRANT}`;
const newGrant = `${at(VAULT, 'kv-shop')}/providers/Microsoft.Authorization/roleAssignments/${ROLE}`;
const lock = `${GROUP}/providers/Microsoft.Authorization/locks/keep`;
const custom = `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/roleDefinitions/${ROLE}`;
const user = at(USER_ASSIGNED, 'id-shop').replace('resourceGroups', 'resourcegroups');
const newUser = at(USER_ASSIGNED, 'id-new').replace('resourceGroups', 'resourcegroups');

const ROWS: readonly Row[] = [
	{
		what: 'read a machine',
		request: () => requests.get(at(VM, 'vm')),
		action: 'Microsoft.Compute/virtualMachines/read',
		scope: () => at(VM, 'vm'),
		may: 'ada ben cleo dev eli',
		status: 200,
	},
	{
		what: 'make a machine',
		request: () => requests.putResource(at(VM, 'vm-new'), { location: 'westeurope' }),
		action: 'Microsoft.Compute/virtualMachines/write',
		scope: () => at(VM, 'vm-new'),
		may: 'ada ben',
		status: 201,
	},
	{
		what: 'turn a system-assigned identity on',
		request: () => requests.patchIdentity(at(VM, 'vm'), { type: 'SystemAssigned' }),
		action: 'Microsoft.Compute/virtualMachines/write',
		scope: () => at(VM, 'vm'),
		may: 'ada ben',
		status: 200,
	},
	{
		what: 'attach a user-assigned identity',
		request: () =>
			requests.patchIdentity(at(VM, 'vm'), {
				type: 'UserAssigned',
				userAssignedIdentities: { [user]: {} },
			}),
		action: 'Microsoft.Compute/virtualMachines/write',
		scope: () => at(VM, 'vm'),
		may: 'ada ben',
		status: 200,
	},
	{
		what: 'read a user-assigned identity',
		request: () => requests.get(user),
		action: 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
		scope: () => user,
		may: 'ada ben cleo dev eli fay gus',
		status: 200,
	},
	{
		what: 'make a user-assigned identity',
		request: () =>
			requests.putUserAssignedIdentity(azure.subscription, 'rg', 'id-new', 'westeurope'),
		action: 'Microsoft.ManagedIdentity/userAssignedIdentities/write',
		scope: () => newUser,
		may: 'ada ben gus',
		status: 201,
	},
	{
		what: 'delete a user-assigned identity',
		request: () => requests.del(user),
		action: 'Microsoft.ManagedIdentity/userAssignedIdentities/delete',
		scope: () => user,
		may: 'ada ben gus',
		status: 200,
	},
	{
		what: 'make a federated credential',
		request: () =>
			requests.putResource(`${user}/federatedIdentityCredentials/github`, {
				properties: {
					issuer: 'https://token.actions.githubusercontent.com',
					subject: 'repo:contoso/shop:ref:refs/heads/main',
					audiences: ['api://AzureADTokenExchange'],
				},
			}),
		action: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write',
		scope: () => `${user}/federatedIdentityCredentials/github`,
		may: 'ada ben gus',
		status: 201,
	},
	{
		what: 'see role assignments',
		request: () => requests.get(grant),
		action: 'Microsoft.Authorization/roleAssignments/read',
		scope: () => grant,
		may: 'ada ben cleo dev eli fay gus',
		status: 200,
	},
	{
		what: 'grant a role',
		request: () =>
			requests.putRoleAssignment({
				scope: at(VAULT, 'kv-shop'),
				subscriptionId: azure.subscription,
				roleDefinitionName: ROLES.keyVaultSecretsUser,
				principalId: identity.principalId,
				principalType: 'ServicePrincipal',
				name: ROLE,
			}),
		action: 'Microsoft.Authorization/roleAssignments/write',
		scope: () => newGrant,
		may: 'ada dev eli',
		status: 201,
	},
	{
		what: 'take a role away',
		request: () => requests.del(grant),
		action: 'Microsoft.Authorization/roleAssignments/delete',
		scope: () => grant,
		may: 'ada dev eli',
		status: 200,
	},
	{
		what: 'make a custom role',
		request: () =>
			requests.arm('PUT', custom, {
				properties: {
					roleName: 'Looker',
					permissions: [
						{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
					],
					assignableScopes: [`/subscriptions/${azure.subscription}`],
				},
			}),
		action: 'Microsoft.Authorization/roleDefinitions/write',
		scope: () => custom,
		may: 'ada dev',
		status: 201,
	},
	{
		what: 'lock a group',
		request: () => requests.arm('PUT', lock, { properties: { level: 'CanNotDelete' } }),
		action: 'Microsoft.Authorization/locks/write',
		scope: () => lock,
		may: 'ada dev',
		status: 201,
	},
	{
		what: 'ask for the keys of a storage account',
		request: () => requests.listStorageKeys(at(STORAGE, 'stshop')),
		action: 'Microsoft.Storage/storageAccounts/listKeys/action',
		scope: () => at(STORAGE, 'stshop'),
		may: 'ada ben',
		status: 200,
	},
	{
		what: 'write a secret through Resource Manager',
		request: () => requests.putSecretThroughArm(at(VAULT, 'kv-shop'), 'more', 'geheim'),
		action: 'Microsoft.KeyVault/vaults/secrets/write',
		scope: () => at(VAULT, 'kv-shop'),
		may: 'ada ben',
		status: 201,
	},
	{
		what: 'delete a resource group',
		request: () => requests.del(GROUP),
		action: 'Microsoft.Resources/subscriptions/resourceGroups/delete',
		scope: () => GROUP,
		may: 'ada ben',
		status: 202,
	},
	{
		what: 'read a resource group',
		request: () => requests.get(GROUP),
		action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
		scope: () => GROUP,
		may: 'ada ben cleo dev eli fay gus',
		status: 200,
	},
];

const as = (who: PersonKey): { readonly id: string; readonly name: string } => {
	azure.world = signInAs(world, who);
	return { id: azure.world.signedInAs, name: `${who}@${world.tenant.defaultDomain}` };
};

describe.each(EVERYBODY.map((who) => [who, NAMES[who]] as const))('%s, %s', (who) => {
	test.each(ROWS.map((row) => ({ can: row.may.includes(who) ? 'can' : 'cannot', ...row })))(
		'$can $what',
		({ can, request, action, scope, status }) => {
			const { id, name } = as(who);
			const response = azure.send(request());
			if (can === 'can') return void expect(response.status, response.body).toBe(status);
			expect(response.status).toBe(403);
			expect(bodyOf(response)).toEqual({
				error: {
					code: 'AuthorizationFailed',
					message: `The client '${name}' with object id '${id}' does not have authorization to perform action '${action}' over scope '${scope()}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
				},
			});
		},
	);
	test('cannot read a secret: no role here is a data role', () => {
		const { id } = as(who);
		const response = azure.data(
			'GET',
			'https://kv-shop.vault.azure.net/secrets/db?api-version=7.4',
		);
		expect(response.status).toBe(403);
		expect(bodyOf(response)).toMatchObject({
			error: {
				code: 'Forbidden',
				innererror: { code: 'ForbiddenByRbac' },
				message: expect.stringContaining(`oid=${id};`),
			},
		});
	});
	test('may list containers if it may read what the account holds', () => {
		as(who);
		const url = 'https://stshop.blob.core.windows.net/?comp=list';
		const headers = { 'x-ms-version': '2024-11-04' };
		const response = azure.data('GET', url, { headers });
		expect(response.status).toBe('ada ben cleo dev eli'.includes(who) ? 200 : 403);
	});
});

describe('attaching needs a role on both sides', () => {
	const VM_CONTRIBUTOR = '9980e02c-c2be-4d73-94e8-173b1dc7cf3c';
	const attach = (type: 'UserAssigned', name = 'vm-both') =>
		requests.patchIdentity(at(VM, name), { type, userAssignedIdentities: { [user]: {} } });
	const withMachineRole = (who: PersonKey) => {
		azure.world = world;
		azure.grant(at(VM, 'vm-both'), VM_CONTRIBUTOR, signInAs(world, who).signedInAs);
		azure.world = signInAs(azure.world, who);
		return azure.world.signedInAs;
	};
	test('Managed Identity Operator and Virtual Machine Contributor can', () => {
		withMachineRole('fay');
		expect(azure.send(attach('UserAssigned')).status).toBe(200);
	});
	test.each(['gus', 'hana', 'cleo'] as const)(
		'%s and Virtual Machine Contributor cannot: the role on the identity is missing',
		(who) => {
			const id = withMachineRole(who);
			const name = `${who}@${world.tenant.defaultDomain}`;
			const response = azure.send(attach('UserAssigned'));
			expect(response.status).toBe(403);
			expect(bodyOf(response)).toEqual({
				error: {
					code: 'LinkedAuthorizationFailed',
					message: `The client '${name}' with object id '${id}' has permission to perform action 'Microsoft.Compute/virtualMachines/write' on scope '${at(VM, 'vm-both')}'; however, it does not have permission to perform action 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s) '${user}' or the linked scope(s) are invalid.`,
				},
			});
		},
	);
	test.each(['dev', 'eli'] as const)('%s can give herself what is missing', (who) => {
		azure.world = signInAs(world, who);
		const self = azure.world.signedInAs;
		expect(azure.code(attach('UserAssigned', 'vm'))).toBe('AuthorizationFailed');
		expect(azure.grant(GROUP, 'b24988ac-6180-42a0-ab88-20f7382dd24c', self).status).toBe(201);
		expect(azure.send(attach('UserAssigned', 'vm')).status).toBe(200);
	});
});
