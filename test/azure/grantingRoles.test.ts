// Granting a role: what Resource Manager answers, where it can be done, and what is refused.
import { describe, expect, test } from 'vitest';
import type { VaultKey } from '../../src/azure/records/data';
import { handleRoleAssignments } from '../../src/azure/rbac/roleAssignments';
import type { RoleAssignment, World } from '../../src/azure/world';
import { idKey } from '../../src/azure/resourceId';
import {
	armCall,
	bodyOf,
	granted,
	person,
	PRINCIPAL,
	shop,
	START,
	withPrincipal,
} from './rbacWorld';
import {
	assignmentId,
	container,
	error,
	get,
	group,
	NAME,
	OTHER_NAME,
	put,
	roleId,
	secret,
	shopWorld,
	storage,
	subscription,
	vault,
	world,
} from './roleRequests';

const { tenantId } = world.tenant;

describe('granting a role', () => {
	test('answers the assignment, not yet saying who created it, and begins its life', () => {
		const [next, response] = put(world);
		expect(response.status).toBe(201);
		// The body that Azure CLI's tests recorded.
		expect(bodyOf(response)).toEqual({
			properties: {
				roleDefinitionId: roleId('Key Vault Secrets User'),
				principalId: PRINCIPAL,
				principalType: 'ServicePrincipal',
				scope: vault,
				condition: null,
				conditionVersion: null,
				createdOn: '2026-01-05T09:00:00.0000000Z',
				updatedOn: '2026-01-05T09:00:00.0000000Z',
				createdBy: null,
				updatedBy: person(world, 'ada'),
				delegatedManagedIdentityResourceId: null,
				description: null,
			},
			id: assignmentId(vault),
			type: 'Microsoft.Authorization/roleAssignments',
			name: NAME,
		});
		const record = next.roleAssignments[idKey(assignmentId(vault))];
		expect(record?.lifecycle).toEqual({ state: 'effective', since: START });
		expect(next.timers).toEqual([]);
	});

	test('takes up to ten minutes to be known everywhere', () => {
		const slow = withPrincipal(shop({ timing: 'realistic' }).world);
		const [next] = put(slow);
		const record = next.roleAssignments[idKey(assignmentId(vault))];
		expect(record?.lifecycle).toEqual({ state: 'propagating', since: START });
		const wait = (next.timers[0]?.at ?? 0) - START;
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThanOrEqual(600_000);
	});

	test('keeps the case in which Azure knows the scope, and a description and condition', () => {
		const [, response] = put(world, {
			at: vault.toLowerCase(),
			body: {
				properties: {
					roleDefinitionId: roleId('Reader').toUpperCase(),
					principalId: PRINCIPAL.toUpperCase(),
					description: 'the shop',
					condition: '@Resource[x] stringEquals y',
				},
			},
		});
		expect(response.status).toBe(201);
		expect(bodyOf(response)).toMatchObject({
			id: assignmentId(vault),
			properties: {
				scope: vault,
				principalId: PRINCIPAL,
				roleDefinitionId: roleId('Reader'),
				description: 'the shop',
				condition: '@Resource[x] stringEquals y',
				conditionVersion: '2.0',
			},
		});
	});

	test.each([
		['the subscription', subscription],
		['a resource group', group],
		['a storage account’s blob service', `${storage}/blobServices/default`],
		['a container', container],
		['a secret', secret],
	])('works at %s', (_, at) => {
		expect(put(world, { at })[1].status).toBe(201);
	});

	test.each([
		['ada', 201],
		['ben', 403],
		['cleo', 403],
		['dev', 201],
		['eli', 201],
		['fay', 403],
		['gus', 403],
		['hana', 403],
	] as const)('by %s: %i', (as, status) => {
		expect(put(world, { as })[1].status).toBe(status);
	});

	test('is refused to a Contributor with the assignment’s own id as the scope', () => {
		const [next, response] = put(world, { as: 'ben' });
		expect(next).toBe(world);
		expect(bodyOf(response)).toEqual(
			error(
				'AuthorizationFailed',
				`The client 'ben@contoso.onmicrosoft.com' with object id '${person(world, 'ben')}' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '${assignmentId(vault)}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
			),
		);
	});
});

describe('the principal', () => {
	const notFound = error(
		'PrincipalNotFound',
		`Principal ${PRINCIPAL.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
	);

	test.each([
		['unknown', shopWorld, undefined],
		['unknown, its type given', shopWorld, 'ServicePrincipal'],
		['deleted', withPrincipal(shopWorld, 'softDeleted'), 'ServicePrincipal'],
		['still replicating', withPrincipal(shopWorld, 'replicating'), undefined],
	])('%s: PrincipalNotFound', (_, given, type) => {
		const [next, response] = put(given, type === undefined ? {} : { type });
		expect(next).toBe(given);
		expect(response.status).toBe(400);
		expect(bodyOf(response)).toEqual(notFound);
	});

	test('still replicating is no obstacle when its type is given', () => {
		const [, response] = put(withPrincipal(shopWorld, 'replicating'), { type: 'ServicePrincipal' });
		expect(response.status).toBe(201);
	});

	test('of another type than the request says is refused', () => {
		const [, response] = put(world, { type: 'User' });
		expect(response.status).toBe(400);
		expect(bodyOf(response)).toEqual(
			error(
				'UnmatchedPrincipalType',
				`The PrincipalId '${PRINCIPAL.replaceAll('-', '')}' has type 'ServicePrincipal' , which is different from specified PrinciaplType 'User'.`,
			),
		);
	});

	test('may be a person', () => {
		const [, response] = put(world, { to: person(world, 'hana') });
		expect(bodyOf(response)).toMatchObject({ properties: { principalType: 'User' } });
	});
});

describe('granting it again', () => {
	const [once] = put(world);

	test('under the same name is the same assignment', () => {
		const [next, response] = put(once);
		expect(response.status).toBe(200);
		expect(next.roleAssignments).toEqual(once.roleAssignments);
		expect(next.timers).toEqual(once.timers);
	});

	test('in whatever case its name is written', () => {
		const name = 'abcdef88-0000-4000-8000-000000000001';
		for (const [first, then] of [
			[name, name.toUpperCase()],
			[name.toUpperCase(), name],
		] as const) {
			const [given] = put(world, { name: first });
			expect(put(given, { name: then })[1].status).toBe(200);
			expect(bodyOf(put(given, { name: then, at: group })[1])).toMatchObject({
				error: { code: 'RoleAssignmentUpdateNotPermitted' },
			});
		}
	});

	test('under another name is a conflict', () => {
		const [next, response] = put(once, { name: OTHER_NAME });
		expect(next).toBe(once);
		expect(response.status).toBe(409);
		expect(bodyOf(response)).toEqual(
			error('RoleAssignmentExists', 'The role assignment already exists.'),
		);
	});

	test.each([
		['to another principal', { to: person(world, 'hana') }],
		['as another role', { role: 'Reader' }],
		['at another scope', { at: group }],
	])('%s under the same name is refused', (_, change) => {
		const [next, response] = put(once, change);
		expect(next).toBe(once);
		expect(response.status).toBe(400);
		expect(bodyOf(response)).toEqual(
			error(
				'RoleAssignmentUpdateNotPermitted',
				'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
			),
		);
	});

	test('to a successor of a deleted principal needs a name of its own', () => {
		const successor = '0a1b2c3d-0000-4000-8000-00000000000b';
		const orphaned = withPrincipal(withPrincipal(once, 'softDeleted'), 'active', successor);
		expect(bodyOf(put(orphaned, { to: successor })[1])).toMatchObject({
			error: { code: 'RoleAssignmentUpdateNotPermitted' },
		});
		expect(put(orphaned, { to: successor, name: OTHER_NAME })[1].status).toBe(201);
	});

	test('can change its description', () => {
		const [next] = put(once, {
			body: {
				properties: {
					roleDefinitionId: roleId('Key Vault Secrets User'),
					principalId: PRINCIPAL,
					description: 'reads db',
				},
			},
		});
		expect(bodyOf(get(next, assignmentId(vault)))).toMatchObject({
			properties: { description: 'reads db' },
		});
	});
});

describe('a request that makes no sense', () => {
	test.each([
		['a name that is no GUID', { name: 'mine' }, 400, 'InvalidRoleAssignmentId'],
		['no body', { body: {} }, 400, 'InvalidRequestContent'],
		['no role', { body: { properties: { principalId: PRINCIPAL } } }, 400, 'InvalidRequestContent'],
		['a principal that is no GUID', { to: 'vm-shop' }, 400, 'InvalidPrincipalId'],
		['a principal type of its own', { type: 'Robot' }, 400, 'InvalidRequestContent'],
		[
			'a role that does not exist',
			{ body: { properties: { principalId: PRINCIPAL, roleDefinitionId: `/x/${NAME}` } } },
			400,
			'RoleDefinitionDoesNotExist',
		],
		['a group that does not exist', { at: `${group}-2` }, 404, 'ResourceGroupNotFound'],
		['a vault that does not exist', { at: `${vault}-2` }, 404, 'ResourceNotFound'],
		['a secret that does not exist', { at: `${secret}-2` }, 404, 'ResourceNotFound'],
		['a deleted secret', { at: `${vault}/secrets/old` }, 404, 'ResourceNotFound'],
		['a container that does not exist', { at: `${container}-2` }, 404, 'ResourceNotFound'],
	] as const)('%s: %i %s', (_, change, status, code) => {
		const [next, response] = put(world, change);
		expect(next).toBe(world);
		expect(response.status).toBe(status);
		expect(bodyOf(response)).toMatchObject({ error: { code } });
	});

	test('names the vault that is not there as Azure does', () => {
		expect(bodyOf(put(world, { at: `${vault}-2` })[1])).toMatchObject({
			error: {
				message: `The Resource 'Microsoft.KeyVault/vaults/kv-shop-2' under resource group 'rg-shop' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
			},
		});
	});

	test.each([
		['POST', assignmentId(vault)],
		['PATCH', assignmentId(vault)],
		['PUT', `${vault}/providers/Microsoft.Authorization/roleAssignments`],
		['DELETE', `${vault}/providers/Microsoft.Authorization/roleAssignments`],
	])('%s %s is no operation', (method, id) => {
		expect(handleRoleAssignments(world, armCall(world, method, id))[1].status).toBe(405);
	});

	describe('too many: @see https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits', () => {
		const root = Object.values(world.managementGroups)[0]?.id ?? '';
		const admin = granted(world, {
			role: 'User Access Administrator',
			at: '/',
			to: person(world, 'ada'),
		});
		const here = Object.values(admin.roleAssignments).filter(({ scope }) =>
			scope.startsWith(subscription),
		).length;
		/** That many more assignments at a scope. */
		const filled = (count: number, at: string): World => {
			const [first] = Object.values(admin.roleAssignments);
			const more = Array.from({ length: count }, (_, i): RoleAssignment => {
				const name = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
				return { ...(first as RoleAssignment), id: assignmentId(at, name), name, scope: at };
			});
			return {
				...admin,
				roleAssignments: {
					...admin.roleAssignments,
					...Object.fromEntries(more.map((each) => [idKey(each.id), each])),
				},
			};
		};
		const limited = { error: { code: 'RoleAssignmentLimitExceeded' } };

		test('the 4,001st of a subscription, whatever it is on', () => {
			for (const at of [group, vault, subscription]) {
				expect(put(filled(3999 - here, at))[1].status).toBe(201);
				expect(bodyOf(put(filled(4000 - here, at))[1])).toMatchObject(limited);
			}
		});

		test('those of another subscription or of a management group do not count for it', () => {
			const other = subscription.replace(/[^/]+$/, '22222222-0000-4000-8000-000000000002');
			for (const at of [other, `${other}/resourceGroups/rg-shop`, root])
				expect(put(filled(4000, at))[1].status).toBe(201);
		});

		test('the 501st of a management group, and only its own count', () => {
			expect(put(filled(499, root), { at: root, role: 'Reader' })[1].status).toBe(201);
			expect(bodyOf(put(filled(500, root), { at: root, role: 'Reader' })[1])).toMatchObject(
				limited,
			);
			expect(put(filled(4100, group), { at: root, role: 'Reader' })[1].status).toBe(201);
		});
	});
});

describe('where a role can be granted: @see https://learn.microsoft.com/azure/role-based-access-control/scope-overview', () => {
	const root = Object.values(world.managementGroups)[0]?.id ?? '';
	const key = (name: string, more: object = {}): VaultKey => ({
		kind: 'keys',
		ownerId: vault,
		name,
		spelled: name,
		size: 2048,
		versions: [],
		...more,
	});
	const from: World = {
		...granted(world, {
			role: 'User Access Administrator',
			at: '/',
			to: person(world, 'ada'),
		}),
		items: {
			[idKey(`${vault}/keys/sign`)]: key('sign'),
			[idKey(`${vault}/keys/gone`)]: key('gone', { deletedAt: START }),
		},
	};
	const at = (scope: string) => put(from, { at: scope, role: 'Reader' });

	test.each([
		['a management group', root, root],
		['a subscription', subscription, subscription],
		['a subscription in capitals', subscription.toUpperCase(), subscription.toUpperCase()],
		['a group in capitals', group.toUpperCase(), group],
		['a resource in capitals', vault.toUpperCase(), vault],
		['a container', container, container],
		['a secret in capitals', secret.toUpperCase(), secret],
		['a key', `${vault}/keys/sign`, `${vault}/keys/sign`],
		['everything', '', '/'],
	])('%s', (_, scope, echoed) => {
		const [next, response] = at(scope);
		expect(response.status).toBe(201);
		expect(bodyOf(response)).toMatchObject({ properties: { scope: echoed } });
		const id = `${echoed === '/' ? '' : echoed}/providers/Microsoft.Authorization/roleAssignments/${NAME}`;
		expect(next.roleAssignments[idKey(id)]?.id).toBe(id);
	});

	test('a management group that is not there is named', () => {
		expect(bodyOf(at(root.replace(/[^/]+$/, 'mg-none'))[1])).toEqual(
			error('NotFound', "The management group 'mg-none' was not found."),
		);
	});

	test.each([
		['a management group', root.replace(/[^/]+$/, 'mg-none'), 'NotFound'],
		['something inside a management group', `${root}/providers/Microsoft.Foo/bars/a`, 'NotFound'],
		['a subscription', subscription.replace(/[^/]+$/, NAME), 'SubscriptionNotFound'],
		[
			'a provider’s thing of no group',
			`${subscription}/providers/Microsoft.Foo/bars/a`,
			'NotFound',
		],
		['a provider’s thing of the tenant', '/providers/Microsoft.Foo/bars/a', 'NotFound'],
		['a group', group.replace('rg-shop', 'rg-none'), 'ResourceGroupNotFound'],
		['a resource', vault.replace('kv-shop', 'kv-none'), 'ResourceNotFound'],
		['a secret that was deleted', `${vault}/secrets/old`, 'ResourceNotFound'],
		['a key that was deleted', `${vault}/keys/gone`, 'ResourceNotFound'],
	])('not at %s that is not there', (_, scope, code) => {
		const [next, response] = at(scope);
		expect(next).toBe(from);
		expect([response.status, bodyOf(response)]).toMatchObject([404, { error: { code } }]);
	});
});
