// The order in which reasons are told, what is suggested, and what a capability says: what a learner reads first.
import { describe, expect, it, test } from 'vitest';
import {
	checkAccess,
	minutes,
	whatCan,
	withDenyAssignment,
	type AccessQuestion,
	type World,
} from '../../src/azure';
import { builtInRole } from '../../src/azure/rbac/builtInRoles';
import { leastRole } from '../../src/azure/rbac/leastRole';
import { idKey } from '../../src/azure/resourceId';
import { granted, PRINCIPAL, shop, START, withPrincipal } from './rbacWorld';

const { world: empty, subscription, group, vault, secret, storage, container } = shop();
const TEAM = '0a1b2c3d-0000-4000-8000-00000000000d';
const base: World = {
	...withPrincipal(empty),
	groups: {
		[TEAM]: {
			id: TEAM,
			displayName: 'team',
			mailNickname: 'team',
			createdAt: 0,
			owners: [],
			members: [PRINCIPAL],
		},
	},
};
const root = Object.values(base.managementGroups)[0]?.id ?? '';
const READ_SECRET = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
const ask = (world: World, more: Partial<AccessQuestion> = {}) =>
	checkAccess(world, {
		principalId: PRINCIPAL,
		action: READ_SECRET,
		scope: secret,
		plane: 'data',
		...more,
	});
const told = (world: World, more: Partial<AccessQuestion> = {}) =>
	ask(world, more).considered.map(({ scope, roleName }) => `${roleName} at ${scope}`);

describe('assignments are told', () => {
	it('narrowest scope first, then those elsewhere, the nearest of them first', () => {
		const other = group.replace('rg-shop', 'rg-other');
		const world = granted(
			base,
			{ role: 'Reader', at: other },
			{ role: 'Reader', at: subscription },
			{ role: 'Reader', at: container },
			{ role: 'Reader', at: secret },
			{ role: 'Reader', at: storage },
			{ role: 'Reader', at: group },
			{ role: 'Reader', at: vault },
		);
		expect(told(world)).toEqual(
			[secret, vault, group, subscription, container, storage, other].map(
				(scope) => `Reader at ${scope}`,
			),
		);
	});
	it('a management group after the subscription in it, although its id is longer', () => {
		const world = granted(
			base,
			{ role: 'Reader', at: root },
			{ role: 'Reader', at: subscription },
			{ role: 'Reader', at: vault },
		);
		expect(told(world)).toEqual([vault, subscription, root].map((scope) => `Reader at ${scope}`));
	});
	it('that order does not need anybody to be in a group', () => {
		const world = granted(
			withPrincipal(empty),
			{ role: 'Reader', at: root },
			{ role: 'Reader', at: subscription },
		);
		expect(told(world)).toEqual([subscription, root].map((scope) => `Reader at ${scope}`));
	});
	it('those at the same scope by their ids, in whatever order they were made', () => {
		const roles = ['Reader', 'Key Vault Reader', 'Key Vault Secrets User', 'Contributor'];
		const world = granted(base, ...roles.map((role) => ({ role, at: vault })));
		const upsideDown = {
			...world,
			roleAssignments: Object.fromEntries(Object.entries(world.roleAssignments).reverse()),
		};
		// The names of these assignments are numbered as they were made.
		expect(told(world)).toEqual(roles.map((role) => `${role} at ${vault}`));
		expect(told(upsideDown)).toEqual(told(world));
	});
	it('of those elsewhere the one that shares more segments is nearer, not the one that shares more letters', () => {
		const alike = vault.replace('kv-shop', 'kv-shoq');
		const longer = vault.replace('kv-shop', 'another-vault');
		const far = group.replace('rg-shop', 'rg-shoppers');
		const world = granted(
			base,
			{ role: 'Reader', at: far },
			{ role: 'Reader', at: alike },
			{ role: 'Reader', at: longer },
		);
		// Both vaults share everything but their name with the one that is asked about: the narrower, longer id stays first.
		expect(told(world)).toEqual([longer, alike, far].map((scope) => `Reader at ${scope}`));
	});
	it('a condition is no reason where the role does not list the operation', () => {
		const world = granted(base, { role: 'Storage Blob Data Reader', at: vault });
		const roleAssignments = Object.fromEntries(
			Object.entries(world.roleAssignments).map(([key, one]) => [
				key,
				one.principalId === PRINCIPAL
					? {
							...one,
							condition:
								"@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'photos'",
						}
					: one,
			]),
		);
		expect(ask({ ...world, roleAssignments })).toMatchObject({
			reason: 'noMatchingAction',
			considered: [{ outcome: 'actionNotListed' }],
		});
	});
	it('a group’s assignment where its scope stands, not behind the principal’s own', () => {
		const world = granted(
			base,
			{ role: 'Reader', at: subscription },
			{ role: 'Key Vault Reader', at: vault, to: TEAM },
		);
		expect(told(world)).toEqual([`Key Vault Reader at ${vault}`, `Reader at ${subscription}`]);
	});
	it('one that is removed is not told at all', () => {
		const world = granted(base, { role: 'Key Vault Secrets User', at: vault });
		const [key = ''] = Object.keys(world.roleAssignments).filter(
			(each) => world.roleAssignments[each]?.principalId === PRINCIPAL,
		);
		const assignment = world.roleAssignments[key];
		if (!assignment) throw new Error('nothing was granted');
		const removed = { ...assignment, lifecycle: { ...assignment.lifecycle, state: 'removed' } };
		const after = { ...world, roleAssignments: { ...world.roleAssignments, [key]: removed } };
		expect(ask(world).allowed).toBe(true);
		expect(ask(after).considered).toEqual([]);
		expect(ask(after).reason).toBe('noAssignment');
	});
	it('a role that grants only elsewhere is named as the reason, one that would grant nothing is not', () => {
		const grants = granted(base, { role: 'Key Vault Secrets User', at: storage });
		expect(ask(grants).reason).toBe('otherScope');
		const listsNothing = granted(
			base,
			{ role: 'Storage Blob Data Reader', at: storage },
			{ role: 'Storage Blob Data Reader', at: vault },
		);
		expect(ask(listsNothing).reason).toBe('noMatchingAction');
	});
});

describe('deny assignments are told', () => {
	const deny = (world: World, scope: string, more: { action?: string } = {}) =>
		withDenyAssignment(world, {
			denyAssignmentName: `deny at ${scope}`,
			scope,
			permissions: [{ dataActions: [more.action ?? READ_SECRET] }],
		});
	it('those that reach the scope first, the narrowest of them first', () => {
		const world = [storage, subscription, container, vault, group].reduce(
			(before, scope) => deny(before, scope),
			base,
		);
		expect(ask(world).denials.map(({ scope, outcome }) => [scope, outcome])).toEqual([
			[vault, 'denied'],
			[group, 'denied'],
			[subscription, 'denied'],
			[container, 'otherScope'],
			[storage, 'otherScope'],
		]);
	});
	it('one at the root of all stands for itself, applies to everybody and lists only what it was given', () => {
		const world = deny(base, '/');
		const [made] = Object.values(world.denyAssignments);
		expect(made?.id).toBe(`/providers/Microsoft.Authorization/denyAssignments/${made?.name}`);
		expect(made).toMatchObject({
			description: '',
			doNotApplyToChildScopes: false,
			principals: ['00000000-0000-0000-0000-000000000000'],
			excludePrincipals: [],
			permissions: [
				{ actions: [], notActions: [], dataActions: [READ_SECRET], notDataActions: [] },
			],
		});
		expect(Object.keys(world.denyAssignments)).toEqual([idKey(made?.id ?? '')]);
		expect(ask(granted(world, { role: 'Key Vault Secrets User', at: vault })).reason).toBe(
			'denied',
		);
	});
	it('one on a group has an id below that group', () => {
		const [made] = Object.values(deny(base, group).denyAssignments);
		expect(made?.id).toBe(
			`${group}/providers/Microsoft.Authorization/denyAssignments/${made?.name}`,
		);
	});
	it('a second one of the same name is another one', () => {
		const world = deny(deny(base, group), group);
		expect(Object.keys(world.denyAssignments)).toHaveLength(2);
	});
	it('keeps what it is described as', () => {
		const world = withDenyAssignment(base, {
			denyAssignmentName: 'keep',
			description: 'Made by a stack',
			scope: group,
			permissions: [{ actions: ['*/delete'] }],
		});
		expect(Object.values(world.denyAssignments)[0]?.description).toBe('Made by a stack');
	});
});

describe('what is suggested', () => {
	const waiting = (world: World, ...at: readonly (readonly [scope: string, minute: number])[]) => {
		const next = granted(
			world,
			...at.map(([scope]) => ({
				role: 'Key Vault Secrets User',
				at: scope,
				state: 'propagating' as const,
			})),
		);
		const mine = Object.entries(next.roleAssignments).filter(
			([, { principalId }]) => principalId === PRINCIPAL,
		);
		return {
			...next,
			timers: [
				{
					id: 'another',
					at: START + minutes(1),
					sequence: 0,
					record: { kind: 'resource' as const, key: mine[0]?.[0] ?? '' },
					event: 'x',
				},
				{
					id: 'somebody else’s',
					at: START + minutes(2),
					sequence: 1,
					record: { kind: 'roleAssignment' as const, key: '/elsewhere' },
					event: 'x',
				},
				...mine.map(([key, { scope }], index) => ({
					id: `propagation ${index}`,
					at: START + minutes(at.find(([each]) => each === scope)?.[1] ?? 0),
					sequence: 2 + index,
					record: { kind: 'roleAssignment' as const, key },
					event: 'x',
				})),
			],
		};
	};
	it('to wait for the assignment that will be known first, until its own moment', () => {
		const world = waiting(base, [vault, 9], [group, 4], [subscription, 7]);
		expect(ask(world)).toMatchObject({
			reason: 'propagating',
			suggestion: {
				roleName: 'Key Vault Secrets User',
				roleDefinitionName: builtInRole('Key Vault Secrets User').name,
				scope: group,
				waitUntil: START + minutes(4),
			},
		});
	});
	it('never to wait for one that would not help, however soon it is known', () => {
		const world = granted(waiting(base, [group, 4]), {
			role: 'Storage Blob Data Reader',
			at: vault,
		});
		expect(ask(world)).toMatchObject({
			reason: 'propagating',
			suggestion: { scope: group, waitUntil: START + minutes(4) },
		});
	});
	it('of several roles the one that opens least', () => {
		const named = (action: string, plane: 'control' | 'data') => leastRole(action, plane)?.roleName;
		expect(named(READ_SECRET, 'data')).toBe('Key Vault Secrets User');
		expect(named(READ_SECRET.toUpperCase(), 'data')).toBe('Key Vault Secrets User');
		expect(named('Microsoft.KeyVault/vaults/secrets/setSecret/action', 'data')).toBe(
			'Key Vault Secrets Officer',
		);
		const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
		expect(named(`${blobs}/read`, 'data')).toBe('Storage Blob Data Reader');
		expect(named(`${blobs}/write`, 'data')).toBe('Storage Blob Data Contributor');
		expect(named('Microsoft.Resources/subscriptions/resourceGroups/read', 'control')).toBe(
			'Reader',
		);
		expect(named('Microsoft.KeyVault/vaults/keys/create/action', 'data')).toBe(
			'Key Vault Crypto Officer',
		);
		expect(named('Microsoft.Contoso/nothing/write', 'data')).toBeUndefined();
	});
	it.each([
		['Microsoft.Compute/virtualMachines/read', 'Reader'],
		['Microsoft.Storage/storageAccounts/listKeys/action', 'Storage Account Contributor'],
		['Microsoft.Authorization/roleAssignments/write', 'Role Based Access Control Administrator'],
		['Microsoft.Resources/deployments/write', 'Contributor'],
		['Microsoft.Logic/workflows/write', 'Logic App Contributor'],
		['Microsoft.App/containerApps/write', 'Container Apps Contributor'],
	])('for %s no role that is for something else, or opens data by keys: %s', (action, role) => {
		expect(leastRole(action, 'control')?.roleName).toBe(role);
	});
	it('to manage a thing, no role that opens its data as well', () => {
		expect(leastRole('Microsoft.Storage/storageAccounts/write', 'control')?.roleName).toBe(
			'Storage Account Contributor',
		);
	});
	it('where there is no resource the group, where there is no group the subscription, beyond that the root', () => {
		const at = (scope: string) => ask(base, { scope }).suggestion?.scope;
		expect(at(`${group}/providers/Microsoft.KeyVault/vaults/kv-none`)).toBe(group);
		expect(at(group.replace('rg-shop', 'rg-none'))).toBe(subscription);
		expect(at(subscription)).toBe(subscription);
		expect(at('/')).toBe('/');
	});
});

test('a capability says whose it is, in which plane, and under which condition', () => {
	const condition =
		"@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'photos'";
	const world = granted(
		base,
		{ role: 'Reader', at: group },
		{ role: 'Storage Blob Data Reader', at: storage, to: TEAM },
	);
	const key = Object.keys(world.roleAssignments).find(
		(each) => world.roleAssignments[each]?.principalId === TEAM,
	);
	const assignment = world.roleAssignments[key ?? ''];
	if (key === undefined || !assignment) throw new Error('nothing was granted');
	const conditional = {
		...world,
		roleAssignments: { ...world.roleAssignments, [key]: { ...assignment, condition } },
	};
	const rows = whatCan(conditional, PRINCIPAL).map(
		({ roleName, plane, group: by, condition: when }) => ({
			roleName,
			plane,
			by,
			when,
		}),
	);
	expect(rows).toEqual([
		{ roleName: 'Reader', plane: 'control', by: undefined, when: undefined },
		{ roleName: 'Storage Blob Data Reader', plane: 'control', by: TEAM, when: condition },
		{ roleName: 'Storage Blob Data Reader', plane: 'data', by: TEAM, when: condition },
	]);
	expect(Object.keys(whatCan(conditional, PRINCIPAL)[0] ?? {})).not.toContain('condition');
});
