// Role definitions and role assignments that make no sense, or are one too many: refused with the code that says why, and
// what just fits is taken. https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits
import { describe, expect, test } from 'vitest';
import { requests, signInAs, type Json, type JsonObject } from '../../src/azure';
import { builtInRole } from '../../src/azure/rbac/builtInRoles';
import { person } from './rbacWorld';
import { Azure } from './support';

const GUID = 'c0ffee00-0000-4000-8000-000000000001';

function kitchen() {
	const azure = new Azure();
	azure.group();
	const subscription = `/subscriptions/${azure.subscription}`;
	const group = `${subscription}/resourceGroups/rg`;
	const put = (more: JsonObject, name = GUID) =>
		requests.arm(
			'PUT',
			`${subscription}/providers/Microsoft.Authorization/roleDefinitions/${name}`,
			{
				properties: {
					roleName: 'VM starter',
					description: '',
					type: 'CustomRole',
					assignableScopes: [group],
					permissions: [{ actions: ['Microsoft.Compute/virtualMachines/*'] }],
					...more,
				},
			},
		);
	const grant = (more: JsonObject, name = GUID) =>
		requests.arm('PUT', `${group}/providers/Microsoft.Authorization/roleAssignments/${name}`, {
			properties: {
				roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${builtInRole('Reader').name}`,
				principalId: person(azure.world, 'hana'),
				...more,
			},
		});
	return { azure, subscription, group, put, grant };
}

describe('a role definition', () => {
	const { azure, subscription, put } = kitchen();
	const root = Object.values(azure.world.managementGroups)[0]?.id ?? '';
	test.each<[string, JsonObject]>([
		['a name that is no text', { roleName: 7 }],
		['an empty name', { roleName: '' }],
		['a name of 513 characters', { roleName: 'x'.repeat(513) }],
		['a description that is no text', { description: 7 }],
		['a description of 2,049 characters', { description: 'x'.repeat(2049) }],
		['no scope', { assignableScopes: [] }],
		['a scope that is no text', { assignableScopes: [7] }],
		['2,001 scopes', { assignableScopes: Array.from({ length: 2001 }, () => subscription) }],
		['the root scope beside another', { assignableScopes: [subscription, '/'] }],
		['a wildcard beside another scope', { assignableScopes: [subscription, '/subscriptions/*'] }],
		['two management groups', { assignableScopes: [root, root] }],
		['no permissions', { permissions: [] }],
		['permissions that are no list', { permissions: 'all' }],
		['a permission that is no object', { permissions: [{ actions: ['*/read'] }, 7] }],
		['actions that are no list', { permissions: [{ actions: '*/read' }] }],
		['data actions that are no texts', { permissions: [{ dataActions: [7] }] }],
	])('with %s is refused', (_, more) => {
		expect(azure.code(put(more))).toBe('InvalidRoleDefinition');
		expect(azure.world.roleDefinitions).toEqual({});
	});
	test('without properties is no request', () => {
		const id = `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${GUID}`;
		expect(azure.code(requests.arm('PUT', id, {}))).toBe('InvalidRequestContent');
	});
	test('is named by a GUID', () => {
		expect(azure.code(put({}, 'vm-starter'))).toBe('InvalidRoleDefinition');
	});
	test('needs scopes that are there, and the right on each of them', () => {
		expect(azure.code(put({ assignableScopes: [`${subscription}/resourceGroups/rg-none`] }))).toBe(
			'ResourceGroupNotFound',
		);
		const other = kitchen();
		other.azure.world = signInAs(other.azure.world, 'ben');
		expect(other.azure.code(other.put({}))).toBe('AuthorizationFailed');
	});
	test('that just fits is made: 512 and 2,048 characters, 2,000 scopes, one management group among them', () => {
		const just = kitchen();
		// A management group needs a right there, which the directory's administrator can take.
		just.azure.send(requests.arm('POST', '/providers/Microsoft.Authorization/elevateAccess'));
		const made = just.put({
			roleName: 'x'.repeat(512),
			description: 'y'.repeat(2048),
			assignableScopes: [root, ...Array.from({ length: 1999 }, () => just.group)],
		});
		expect(just.azure.code(made)).toBe(201);
	});
	test('lists nothing that it was not given', () => {
		const one = kitchen();
		one.azure.send(one.put({ permissions: [{ notActions: ['*/delete'] }] }));
		expect(one.azure.world.roleDefinitions[GUID]?.permissions).toEqual([
			{ actions: [], notActions: ['*/delete'], dataActions: [], notDataActions: [] },
		]);
	});
	test('changed by another keeps who made it and when; deleting needs the right on its scopes', () => {
		const one = kitchen();
		one.azure.send(one.put({}));
		const made = one.azure.world.roleDefinitions[GUID]?.made;
		one.azure.advance(60_000);
		one.azure.send(one.put({ description: 'Starts machines.' }));
		expect(one.azure.world.roleDefinitions[GUID]?.made).toEqual({
			...made,
			changedAt: one.azure.world.now,
		});
		expect(made?.by).toBe(person(one.azure.world, 'ada'));
		one.azure.world = signInAs(one.azure.world, 'cleo');
		const id = `${one.subscription}/providers/Microsoft.Authorization/roleDefinitions/${GUID}`;
		expect(one.azure.code(requests.arm('DELETE', id))).toBe('AuthorizationFailed');
		expect(Object.keys(one.azure.world.roleDefinitions)).toEqual([GUID]);
	});
	test('is refused as the 5,001st in the directory, while one of the 5,000 can still be changed', () => {
		const full = kitchen();
		full.azure.send(full.put({}));
		const role = full.azure.world.roleDefinitions[GUID];
		if (!role) throw new Error('no role');
		const others = Array.from({ length: 4999 }, (_, index) => {
			const name = `c0ffee00-0000-4000-9000-${String(index).padStart(12, '0')}`;
			return [name, { ...role, name, roleName: `role ${index}` }] as const;
		});
		const roleDefinitions = { ...full.azure.world.roleDefinitions, ...Object.fromEntries(others) };
		full.azure.world = { ...full.azure.world, roleDefinitions };
		const next = 'c0ffee00-0000-4000-8000-00000000000f';
		expect(full.azure.code(full.put({ roleName: 'one more' }, next))).toBe(
			'RoleDefinitionLimitExceeded',
		);
		expect(full.azure.code(full.put({ description: 'changed' }))).toBe(201);
	});
});

describe('a role assignment', () => {
	const { azure, group, grant } = kitchen();
	test.each<[string, JsonObject, string]>([
		['no role', { roleDefinitionId: '' }, 'InvalidRequestContent'],
		['a role that is no text', { roleDefinitionId: 7 }, 'InvalidRequestContent'],
		['a principal that is no text', { principalId: 7 }, 'InvalidPrincipalId'],
		['a principal that is no GUID', { principalId: 'hana' }, 'InvalidPrincipalId'],
		['a principal type that there is not', { principalType: 'Robot' }, 'InvalidRequestContent'],
		['a condition that is no text', { condition: 7 }, 'InvalidRoleAssignmentCondition'],
		['a condition that cannot be read', { condition: '((' }, 'InvalidRoleAssignmentCondition'],
		[
			'a condition of another version',
			{ condition: "ActionMatches{'*/read'}", conditionVersion: '1.0' },
			'InvalidRoleAssignmentCondition',
		],
	])('with %s is refused', (_, more, code) => {
		const before = azure.world.roleAssignments;
		expect(azure.code(grant(more))).toBe(code);
		expect(azure.world.roleAssignments).toEqual(before);
	});
	test('says in its refusal whose id was no GUID', () => {
		expect(azure.send(grant({ principalId: 'hana' })).body).toContain("'hana'");
		expect(azure.send(grant({ principalId: 7 })).body).toContain("''");
	});
	test('is named by a GUID', () => {
		expect(azure.code(grant({}, 'reader-of-rg'))).toBe('InvalidRoleAssignmentId');
	});
	test('leaves out what it was not given, and keeps what it was', () => {
		azure.send(grant({ description: 7 as Json }));
		const plain =
			azure.world.roleAssignments[
				`${group}/providers/Microsoft.Authorization/roleAssignments/${GUID}`.toLowerCase()
			];
		expect(plain?.principalType).toBe('User');
		expect(Object.keys(plain ?? {})).not.toContain('description');
		expect(Object.keys(plain ?? {})).not.toContain('condition');
		const other = 'c0ffee00-0000-4000-8000-000000000002';
		azure.send(
			grant(
				{
					description: 'For the audit',
					principalType: 'user',
					principalId: person(azure.world, 'gus').toUpperCase(),
				},
				other,
			),
		);
		expect(
			azure.world.roleAssignments[
				`${group}/providers/Microsoft.Authorization/roleAssignments/${other}`.toLowerCase()
			],
		).toMatchObject({
			description: 'For the audit',
			principalType: 'User',
			principalId: person(azure.world, 'gus'),
		});
	});
	test('at the root of all needs a right that an owner of the subscription has not', () => {
		const id = `/providers/Microsoft.Authorization/roleAssignments/${GUID}`;
		expect(azure.code(requests.arm('PUT', id, { properties: {} }))).toBe('AuthorizationFailed');
	});
});
