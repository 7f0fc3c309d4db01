// Roles that people make. https://learn.microsoft.com/azure/role-based-access-control/custom-roles
import { describe, expect, test } from 'vitest';
import { isAllowed, requests, signInAs, type JsonObject } from '../../src/azure';
import { person } from './rbacWorld';
import { ROLES } from './planes';
import { Azure, VM } from './support';

const GUID = 'c0ffee00-0000-4000-8000-000000000001';
const OTHER = 'c0ffee00-0000-4000-8000-000000000002';

function kitchen() {
	const azure = new Azure();
	azure.group();
	const subscription = `/subscriptions/${azure.subscription}`;
	const idOf = (guid: string) =>
		`${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
	const role = (more: JsonObject = {}): JsonObject => ({
		properties: {
			roleName: 'VM starter',
			description: 'Starts machines.',
			type: 'CustomRole',
			assignableScopes: [`${subscription}/resourceGroups/rg`],
			permissions: [
				{
					actions: ['Microsoft.Compute/virtualMachines/*'],
					notActions: ['Microsoft.Compute/virtualMachines/delete'],
				},
			],
			...more,
		},
	});
	const put = (more: JsonObject = {}, guid = GUID) => requests.arm('PUT', idOf(guid), role(more));
	const grant = (scope: string) =>
		requests.putRoleAssignment({
			scope,
			subscriptionId: azure.subscription,
			roleDefinitionName: GUID,
			principalId: person(azure.world, 'hana'),
		});
	return { azure, subscription, idOf, put, grant, group: `${subscription}/resourceGroups/rg` };
}

describe('a custom role', () => {
	test('is made, granted, and does what it lists', () => {
		const { azure, put, grant, group, idOf } = kitchen();
		const made = azure.send(put());
		expect(made.status).toBe(201);
		expect(JSON.parse(made.body)).toMatchObject({
			id: idOf(GUID),
			name: GUID,
			type: 'Microsoft.Authorization/roleDefinitions',
			properties: { roleName: 'VM starter', type: 'CustomRole' },
		});
		expect(azure.ask(requests.get(idOf(GUID)))).toEqual(JSON.parse(made.body));
		expect(azure.code(grant(group))).toBe(201);
		const may = (what: string) =>
			isAllowed(azure.world, {
				principalId: person(azure.world, 'hana'),
				action: `Microsoft.Compute/virtualMachines/${what}`,
				scope: azure.id(VM, 'vm'),
				plane: 'control',
			});
		expect([may('start/action'), may('delete')]).toEqual([true, false]);
	});

	test('is listed where it can be assigned, above and below, and nowhere else', () => {
		const { azure, subscription, group, put } = kitchen();
		const other = `${subscription}/resourceGroups/rg-other`;
		azure.send(requests.putResourceGroup(azure.subscription, 'rg-other', 'westeurope'));
		azure.put(VM, 'vm');
		azure.send(put());
		// Of two scopes one is enough.
		azure.send(put({ roleName: 'VM owner', assignableScopes: [group, other] }, OTHER));
		const listed = (scope: string) => {
			const filter = encodeURIComponent("type eq 'CustomRole'");
			const url = `https://management.azure.com${scope}/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01&$filter=${filter}`;
			const { value } = azure.ask({ method: 'GET', url, headers: {} }) as {
				value: { properties: { roleName: string } }[];
			};
			return value.map(({ properties }) => properties.roleName).sort();
		};
		for (const scope of [subscription, group, azure.id(VM, 'vm')])
			expect(listed(scope), scope).toEqual(['VM owner', 'VM starter']);
		expect(listed(other)).toEqual(['VM owner']);
	});

	test('without a name is neither made nor deleted', () => {
		const { azure, subscription } = kitchen();
		const all = `${subscription}/providers/Microsoft.Authorization/roleDefinitions`;
		for (const method of ['PUT', 'DELETE'] as const)
			expect(azure.code(requests.arm(method, all, method === 'PUT' ? {} : undefined))).toBe(
				'MethodNotAllowed',
			);
	});

	test('is changed for all who have it', () => {
		const { azure, put, grant, group } = kitchen();
		azure.send(put());
		azure.send(grant(group));
		expect(azure.code(put({ permissions: [{ actions: ['*/read'] }] }))).toBe(201);
		const ask = (action: string) =>
			isAllowed(azure.world, {
				principalId: person(azure.world, 'hana'),
				action,
				scope: group,
				plane: 'control',
			});
		expect(ask('Microsoft.Compute/virtualMachines/start/action')).toBe(false);
		expect(ask('Microsoft.Web/sites/read')).toBe(true);
	});

	test('is not deleted while somebody has it', () => {
		const { azure, put, grant, group, idOf } = kitchen();
		azure.send(put());
		const assignment = String(azure.ask(grant(group)).id);
		expect(azure.code(requests.del(idOf(GUID)))).toBe('RoleDefinitionHasAssignments');
		expect(azure.code(requests.del(assignment))).toBe(200);
		expect(azure.code(requests.del(idOf(GUID)))).toBe(200);
		expect(azure.code(requests.del(idOf(GUID)))).toBe(204);
		expect(azure.code(requests.get(idOf(GUID)))).toBe('RoleDefinitionDoesNotExist');
	});

	test('is assigned only where it says', () => {
		const { azure, put, grant, subscription } = kitchen();
		azure.send(put());
		expect(azure.code(grant(subscription))).toBe(
			'RoleAssignmentScopeNotAssignableToRoleDefinition',
		);
	});

	test('with data actions is not assigned at a management group', () => {
		const { azure, put, grant } = kitchen();
		const mg = '/providers/Microsoft.Management/managementGroups/corp';
		azure.send(requests.arm('PUT', mg, {}));
		const data = { permissions: [{ actions: ['*'], dataActions: ['*'] }], assignableScopes: [mg] };
		expect(azure.code(put(data))).toBe(201);
		expect(azure.code(grant(mg))).toBe('RoleAssignmentScopeNotAssignableToRoleDefinition');
		expect(azure.code(put({ ...data, permissions: [{ actions: ['*'] }] }))).toBe(201);
		expect(azure.code(grant(mg))).toBe(201);
	});

	test.each([
		['a name that is taken', { roleName: 'vm STARTER' }, 'RoleDefinitionWithSameNameExists'],
		['the name of a built-in role', { roleName: 'Reader' }, 'RoleDefinitionWithSameNameExists'],
		['no name', { roleName: '' }, 'InvalidRoleDefinition'],
		['a name of 513 letters', { roleName: 'x'.repeat(513) }, 'InvalidRoleDefinition'],
		['too long a description', { description: 'x'.repeat(2049) }, 'InvalidRoleDefinition'],
		['no assignable scope', { assignableScopes: [] }, 'InvalidRoleDefinition'],
		['the root scope', { assignableScopes: ['/'] }, 'InvalidRoleDefinition'],
		['no permissions', { permissions: [] }, 'InvalidRoleDefinition'],
		['actions that are no list', { permissions: [{ actions: '*' }] }, 'InvalidRoleDefinition'],
	])('with %s is refused', (_, more, code) => {
		const { azure, put } = kitchen();
		azure.send(put());
		expect(azure.code(put({ roleName: 'Another', ...more }, OTHER))).toBe(code);
	});

	test('needs the right on each scope where it can be assigned', () => {
		const { azure, put } = kitchen();
		for (const [who, code] of [
			['ben', 'AuthorizationFailed'],
			['eli', 'AuthorizationFailed'],
			['dev', 201],
		] as const) {
			azure.world = signInAs(azure.world, who);
			expect([who, azure.code(put())]).toEqual([who, code]);
		}
	});

	test('is not made of a built-in one', () => {
		const { azure, put, idOf } = kitchen();
		expect(azure.code(put({}, ROLES.reader))).toBe('InvalidRoleDefinition');
		expect(azure.code(requests.del(idOf(ROLES.reader)))).toBe('InvalidRoleDefinition');
	});
});
