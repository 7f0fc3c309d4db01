// Deny assignments go before roles. https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
import { describe, expect, test } from 'vitest';
import {
	checkAccess,
	isAllowed,
	requests,
	withDenyAssignment,
	type NewDenyAssignment,
} from '../../src/azure';
import { person } from './rbacWorld';
import { Azure, VM } from './support';

function stack(deny: Partial<NewDenyAssignment> = {}) {
	const azure = new Azure();
	azure.group();
	azure.put(VM, 'vm');
	const scope = azure.id(VM, 'vm').replace(/\/providers\/.*/, '');
	const ada = person(azure.world, 'ada');
	azure.world = withDenyAssignment(azure.world, {
		denyAssignmentName: 'Deny assignment of the stack',
		scope,
		permissions: [{ actions: ['*/delete'], notActions: ['Microsoft.Authorization/*/delete'] }],
		...deny,
	});
	return { azure, scope, ada, vm: azure.id(VM, 'vm') };
}

describe('a deny assignment', () => {
	test("refuses even an Owner, in Azure's words", () => {
		const { azure, vm, scope, ada } = stack();
		const response = azure.send(requests.del(vm));
		const [deny] = Object.values(azure.world.denyAssignments);
		expect(response.status).toBe(403);
		expect(JSON.parse(response.body)).toEqual({
			error: {
				code: 'DenyAssignmentAuthorizationFailed',
				message: `The client 'ada@contoso.onmicrosoft.com' with object id '${ada}' has permission to perform action 'Microsoft.Compute/virtualMachines/delete' on scope '${vm}'; however, the access is denied because of the deny assignment with name 'Deny assignment of the stack' and Id '${deny?.name.replaceAll('-', '')}' at scope '${scope}'.`,
			},
		});
		expect(azure.send(requests.get(vm)).status).toBe(200);
	});

	test('is no deny for what its NotActions take out, nor for those without the role a new error', () => {
		const { azure, vm, scope, ada } = stack();
		const may = (action: string, at: string) =>
			isAllowed(azure.world, { principalId: ada, action, scope: at, plane: 'control' });
		expect(may('Microsoft.Authorization/roleAssignments/delete', scope)).toBe(true);
		expect(may('Microsoft.Compute/virtualMachines/delete', vm)).toBe(false);
		expect(
			checkAccess(azure.world, {
				principalId: person(azure.world, 'hana'),
				action: 'Microsoft.Compute/virtualMachines/delete',
				scope: vm,
				plane: 'control',
			}),
		).toMatchObject({ allowed: false, reason: 'denied', considered: [] });
	});

	test.each([
		['leaves out those that it excludes', { exclude: true }, 'excluded', true],
		['holds for those that it names', { only: 'ada' }, 'denied', false],
		['says nothing to others', { only: 'ben' }, 'otherPrincipal', true],
		['stays at its scope when it does not apply to children', { here: true }, 'otherScope', true],
		['says nothing of other actions', { permissions: ['*/write'] }, 'actionNotListed', true],
	] as const)('%s', (_, how: Record<string, unknown>, outcome, allowed) => {
		const base = new Azure();
		const deny: Partial<NewDenyAssignment> = {
			...(how.exclude ? { excludePrincipals: [person(base.world, 'ada').toUpperCase()] } : {}),
			...(how.only === undefined
				? {}
				: { principals: [person(base.world, how.only === 'ada' ? 'ada' : 'ben')] }),
			...(how.here ? { doNotApplyToChildScopes: true } : {}),
			...(how.permissions ? { permissions: [{ actions: how.permissions as string[] }] } : {}),
		};
		const { azure, vm, ada } = stack(deny);
		const decision = checkAccess(azure.world, {
			principalId: ada,
			action: 'Microsoft.Compute/virtualMachines/delete',
			scope: vm,
			plane: 'control',
		});
		expect(decision.allowed).toBe(allowed);
		expect(decision.denials.map((each) => each.outcome)).toEqual([outcome]);
		expect(azure.send(requests.del(vm)).status).toBe(allowed ? 202 : 403);
	});

	test('excludes by group, denies data too, and is listed but never written', () => {
		const group = '11111111-0000-4000-8000-000000000001';
		const { azure, scope, vm, ada } = stack({
			excludePrincipals: [group],
			permissions: [{ actions: ['*'], dataActions: ['*'] }],
		});
		const ask = (groups: string[], plane: 'control' | 'data') =>
			checkAccess(azure.world, {
				principalId: ada,
				action: 'Microsoft.Compute/virtualMachines/read',
				scope: vm,
				plane,
				groups,
			}).reason;
		expect(ask([], 'control')).toBe('denied');
		expect(ask([group], 'control')).toBe('granted');
		expect(ask([], 'data')).toBe('denied');
		const list = `${scope}/providers/Microsoft.Authorization/denyAssignments`;
		expect(azure.code(requests.get(list))).toBe('DenyAssignmentAuthorizationFailed');
		const above = `/subscriptions/${azure.subscription}/providers/Microsoft.Authorization/denyAssignments`;
		expect(azure.ask(requests.get(above))).toMatchObject({
			value: [
				{
					type: 'Microsoft.Authorization/denyAssignments',
					properties: {
						isSystemProtected: true,
						principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
					},
				},
			],
		});
		expect(azure.code(requests.arm('PUT', `${above}/${group}`, {}))).toBe('MethodNotAllowed');
	});
});
