import { expect, test } from 'vitest';
import { requests, signInAs, soundWorld } from '../../src/azure';
import { Azure, VAULT } from './support';

/** Source: https://learn.microsoft.com/azure/role-based-access-control/elevate-access-global-admin */
const elevate = {
	...requests.get('/providers/Microsoft.Authorization/elevateAccess'),
	method: 'POST',
};
const ROOT = '/providers/Microsoft.Authorization/roleAssignments';

test('a Global Administrator becomes User Access Administrator at the root scope, once', () => {
	const azure = new Azure();
	const tenantRoot = `/providers/Microsoft.Management/managementGroups/${azure.world.tenant.tenantId}`;
	// An Owner of the subscription has no right above it.
	expect(azure.code(requests.get(tenantRoot))).toBe('AuthorizationFailed');
	expect(azure.send(elevate)).toMatchObject({ status: 200, body: '' });
	expect(azure.send(elevate).status).toBe(200);
	const mine = Object.values(azure.world.roleAssignments).filter(({ scope }) => scope === '/');
	expect(mine).toMatchObject([
		{
			principalId: azure.world.signedInAs,
			roleDefinitionName: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
		},
	]);
	expect(azure.code(requests.get(tenantRoot))).toBe(200);
	expect(azure.code(requests.get(`${ROOT}/${mine[0]?.name ?? ''}`))).toBe(200);
	expect(soundWorld(azure.world)).toEqual([]);
});

test('and gives it up again by deleting that assignment', () => {
	const azure = new Azure();
	azure.send(elevate);
	const id =
		Object.values(azure.world.roleAssignments).find(({ scope }) => scope === '/')?.id ?? '';
	expect(azure.code(requests.del(id))).toBe(200);
	expect(Object.values(azure.world.roleAssignments).some(({ scope }) => scope === '/')).toBe(false);
});

test.each(['ben', 'dev', 'hana'] as const)('%s is no Global Administrator', (person) => {
	const azure = new Azure();
	azure.world = signInAs(azure.world, person);
	expect(azure.code(elevate)).toBe('AuthorizationFailed');
	expect(azure.code({ ...elevate, method: 'GET' })).toBe('MethodNotAllowed');
});

/** Source: https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
test('a full directory takes no more identities until a deleted one is gone after 30 days', () => {
	// Eight people and one identity.
	const azure = new Azure({ directoryQuota: 9 });
	azure.group();
	const { id } = azure.identity('id-1');
	const another = requests.putUserAssignedIdentity(azure.subscription, 'rg', 'id-2', 'westeurope');
	const vm = azure.id('Microsoft.Compute/virtualMachines', 'vm');
	expect(azure.code(another)).toBe('Directory_QuotaExceeded');
	expect(azure.put('Microsoft.Compute/virtualMachines', 'vm').status).toBe(201);
	const turnOn = requests.patchIdentity(vm, { type: 'SystemAssigned' });
	expect(azure.code(turnOn)).toBe('Directory_QuotaExceeded');
	expect(azure.identityOf(vm)).toBeUndefined();
	// What needs no new principal goes on.
	expect(azure.put(VAULT, 'kv-quota').status).toBeLessThan(300);
	expect(azure.code(requests.del(id))).toBe(200);
	expect(azure.code(turnOn)).toBe('Directory_QuotaExceeded');
	azure.advance(30 * 24 * 3_600_000);
	expect(azure.code(turnOn)).toBe(200);
	expect(azure.code(another)).toBe('Directory_QuotaExceeded');
});
