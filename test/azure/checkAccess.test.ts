// May this principal do that there, and why (not)?
import { describe, expect, test } from 'vitest';
import { checkAccess, isAllowed } from '../../src/azure/rbac/checkAccess';
import type { AccessQuestion } from '../../src/azure/rbac/accessDecision';
import { builtInRole } from '../../src/azure/rbac/builtInRoles';
import { idKey } from '../../src/azure/resourceId';
import { granted, person, PRINCIPAL, shop, START, withPrincipal } from './rbacWorld';

const GET_SECRET = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
const READ_BLOB = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
const GRANT = 'Microsoft.Authorization/roleAssignments/write';
const ASSIGN = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

const base = shop();
const { subscription, group, vault, secret, storage, container, identity } = base;
const world = withPrincipal(base.world);
const ask = (
	action: string,
	scope: string,
	more: Partial<AccessQuestion> = {},
): AccessQuestion => ({
	principalId: PRINCIPAL,
	action,
	scope,
	plane: action === GET_SECRET || action === READ_BLOB ? 'data' : 'control',
	...more,
});
const outcomes = (decision: ReturnType<typeof checkAccess>) =>
	decision.considered.map(({ roleName, outcome }) => `${roleName}: ${outcome}`);

describe('the two planes', () => {
	const ada = person(world, 'ada');

	test('an Owner manages the vault but reads no secret in it', () => {
		const decision = checkAccess(world, ask(GET_SECRET, secret, { principalId: ada }));
		expect(decision).toMatchObject({ allowed: false, reason: 'wrongPlane' });
		expect(outcomes(decision)).toEqual(['Owner: otherPlane']);
		expect(
			isAllowed(world, ask('Microsoft.KeyVault/vaults/write', vault, { principalId: ada })),
		).toBe(true);
	});

	test('an Owner reads no blob but may take the keys of the account', () => {
		expect(isAllowed(world, ask(READ_BLOB, container, { principalId: ada }))).toBe(false);
		expect(
			isAllowed(
				world,
				ask('Microsoft.Storage/storageAccounts/listKeys/action', storage, { principalId: ada }),
			),
		).toBe(true);
	});

	test('a data role manages nothing', () => {
		const reader = granted(world, { role: 'Key Vault Secrets User', at: vault });
		expect(isAllowed(reader, ask(GET_SECRET, secret))).toBe(true);
		expect(checkAccess(reader, ask(GET_SECRET, secret, { plane: 'control' }))).toMatchObject({
			allowed: false,
			reason: 'wrongPlane',
		});
	});
});

describe('what the people may', () => {
	test.each([
		['ada', GRANT, true],
		['ben', GRANT, false],
		['cleo', GRANT, false],
		['dev', GRANT, true],
		['eli', GRANT, true],
		['fay', GRANT, false],
		['gus', GRANT, false],
		['hana', GRANT, false],
		['ada', ASSIGN, true],
		['ben', ASSIGN, true],
		['cleo', ASSIGN, false],
		['dev', ASSIGN, false],
		['eli', ASSIGN, false],
		['fay', ASSIGN, true],
		['gus', ASSIGN, false],
		['hana', ASSIGN, false],
	] as const)('%s %s: %s', (key, action, allowed) => {
		expect(isAllowed(world, ask(action, identity, { principalId: person(world, key) }))).toBe(
			allowed,
		);
	});

	test('NotActions of Contributor is what keeps Ben from granting roles', () => {
		const decision = checkAccess(world, ask(GRANT, group, { principalId: person(world, 'ben') }));
		expect(decision.reason).toBe('excludedByNotActions');
		expect(outcomes(decision)).toEqual(['Contributor: excludedByNotActions']);
	});

	test('NotActions is no deny: another role still grants it', () => {
		const both = granted(
			world,
			{ role: 'Contributor', at: group },
			{ role: 'User Access Administrator', at: subscription },
		);
		const decision = checkAccess(both, ask(GRANT, group));
		expect(decision).toMatchObject({ allowed: true, reason: 'granted' });
		expect(outcomes(decision)).toEqual([
			'Contributor: excludedByNotActions',
			'User Access Administrator: granted',
		]);
	});
});

describe('inheritance', () => {
	const role = 'Key Vault Secrets User';

	test.each([
		['the subscription', subscription],
		['the resource group', group],
		['the vault', vault],
		['the secret itself', secret],
		['the root', '/'],
		['the vault in another case', vault.toUpperCase()],
	])('a role at %s reaches the secret', (_, at) => {
		expect(isAllowed(granted(world, { role, at }), ask(GET_SECRET, secret))).toBe(true);
	});

	test.each([
		['a sibling secret', `${vault}/secrets/other`],
		['a vault whose name is the beginning of this one', vault.slice(0, -1)],
		['a group whose name is the beginning of this one', group.slice(0, -1)],
		['a vault whose name this one begins', `${vault}x`],
		['another subscription', '/subscriptions/00000000-0000-4000-8000-000000000000'],
	])('a role at %s does not', (_, at) => {
		const decision = checkAccess(granted(world, { role, at }), ask(GET_SECRET, secret));
		expect(decision).toMatchObject({ allowed: false, reason: 'otherScope' });
		expect(outcomes(decision)).toEqual([`${role}: otherScope`]);
	});

	test('management groups inside each other, as only a world made by hand has them, still have an end', () => {
		const id = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`;
		const inCircle = (name: string, parent: string) => ({
			[idKey(id(name))]: { id: id(name), name, displayName: name, parentId: id(parent) },
		});
		const managementGroups = { ...inCircle('mg-a', 'mg-b'), ...inCircle('mg-b', 'mg-a') };
		const circle = { ...world, managementGroups };
		const read = ask('Microsoft.Authorization/roleAssignments/read', id('mg-a'));
		expect(isAllowed(circle, read)).toBe(false);
		expect(isAllowed(granted(circle, { role: 'Reader', at: id('mg-b') }), read)).toBe(true);
		expect(isAllowed(granted(circle, { role: 'Reader', at: '/' }), read)).toBe(true);
	});

	test('a role at the secret does not reach the vault around it', () => {
		const below = granted(world, { role: 'Reader', at: secret });
		expect(isAllowed(below, ask('Microsoft.KeyVault/vaults/read', vault))).toBe(false);
	});

	test('the narrowest assignment that grants is the one that decided', () => {
		const twice = granted(world, { role, at: subscription }, { role, at: vault });
		const { roleAssignmentId } = checkAccess(twice, ask(GET_SECRET, secret));
		expect(roleAssignmentId).toMatch(new RegExp(`^${vault}/providers/Microsoft.Authorization/`));
	});
});

describe('propagation', () => {
	const at = vault;
	const role = 'Key Vault Secrets User';

	test('a new role opens nothing until it has propagated, and the answer says until when to wait', () => {
		const fresh = granted(world, { role, at, state: 'propagating' });
		const key = Object.keys(fresh.roleAssignments).at(-1) ?? '';
		const timer = {
			id: 'propagation',
			at: START + 240_000,
			sequence: 0,
			record: { kind: 'roleAssignment', key } as const,
			event: 'propagated',
		};
		const decision = checkAccess({ ...fresh, timers: [timer] }, ask(GET_SECRET, secret));
		expect(decision).toMatchObject({
			allowed: false,
			reason: 'propagating',
			suggestion: { roleName: role, scope: vault, waitUntil: START + 240_000 },
		});
		expect(decision.roleAssignmentId).toBeUndefined();
		expect(isAllowed(fresh, ask(GET_SECRET, secret))).toBe(false);
	});

	test('a removed role still opens doors until its removal has propagated', () => {
		const leaving = granted(world, { role, at, state: 'revoking' });
		expect(checkAccess(leaving, ask(GET_SECRET, secret)).allowed).toBe(true);
	});

	test('a propagating role that would not help is named for that', () => {
		const fresh = granted(world, { role: 'Key Vault Reader', at, state: 'propagating' });
		expect(checkAccess(fresh, ask(GET_SECRET, secret)).reason).toBe('noMatchingAction');
	});
});

describe('groups', () => {
	const team = '77777777-7777-4777-8777-777777777777';
	const inTeam = granted(world, { to: team, role: 'Key Vault Secrets User', at: vault });

	test('count when the token names them', () => {
		expect(isAllowed(inTeam, ask(GET_SECRET, secret))).toBe(false);
		expect(isAllowed(inTeam, ask(GET_SECRET, secret, { groups: [team] }))).toBe(true);
		const decision = checkAccess(inTeam, ask(GET_SECRET, secret, { groups: [team] }));
		expect(decision.considered).toMatchObject([{ principalId: team, outcome: 'granted' }]);
	});

	test('and their assignments stand in one order with the principal’s own', () => {
		const both = granted(
			inTeam,
			{ role: 'Reader', at: subscription },
			{ role: 'Reader', at: secret },
		);
		expect(outcomes(checkAccess(both, ask(GET_SECRET, secret, { groups: [team] })))).toEqual([
			'Reader: actionNotListed',
			'Key Vault Secrets User: granted',
			'Reader: actionNotListed',
		]);
	});
});

describe('what is considered', () => {
	test('nothing of a principal without assignments, and nothing of others', () => {
		const decision = checkAccess(world, ask(GET_SECRET, secret));
		expect(decision).toMatchObject({ allowed: false, reason: 'noAssignment', considered: [] });
	});

	test('what reaches the scope before what lies elsewhere', () => {
		const several = granted(
			world,
			{ role: 'Storage Blob Data Reader', at: container },
			{ role: 'Reader', at: subscription },
			{ role: 'Key Vault Reader', at: vault },
		);
		expect(outcomes(checkAccess(several, ask(GET_SECRET, secret)))).toEqual([
			'Key Vault Reader: actionNotListed',
			'Reader: actionNotListed',
			'Storage Blob Data Reader: otherScope',
		]);
	});

	test('the right role in the wrong place is the reason, whatever else reaches the scope', () => {
		const near = granted(
			world,
			{ role: 'Owner', at: group },
			{
				role: 'Key Vault Secrets User',
				at: `${group}/providers/Microsoft.KeyVault/vaults/kv-other`,
			},
		);
		expect(checkAccess(near, ask(GET_SECRET, secret)).reason).toBe('otherScope');
	});

	test('of a role with a condition of its own, an assignment whose condition nobody can read opens nothing', () => {
		const keeper = granted(world, { role: 'Key Vault Data Access Administrator', at: group });
		const role = builtInRole('Key Vault Secrets User').name;
		const request = { 'microsoft.authorization/roleassignments:roledefinitionid': role };
		const grant = ask(GRANT, vault, { attributes: { request } });
		expect(checkAccess(keeper, grant).reason).toBe('granted');
		const roleAssignments = Object.fromEntries(
			Object.entries(keeper.roleAssignments).map(([key, each]) => [
				key,
				each.principalId === PRINCIPAL ? { ...each, condition: '(((' } : each,
			]),
		);
		expect(checkAccess({ ...keeper, roleAssignments }, grant)).toMatchObject({
			allowed: false,
			reason: 'conditionNotMet',
		});
	});

	test('a role elsewhere that would not help there either is not called the right one in the wrong place', () => {
		const decision = checkAccess(
			granted(world, { role: 'Reader', at: storage }),
			ask(GRANT, vault),
		);
		expect(decision.reason).toBe('noneReaches');
		expect(outcomes(decision)).toEqual(['Reader: otherScope']);
	});

	test('a role that no longer exists grants nothing', () => {
		const gone = '99999999-9999-4999-8999-999999999999';
		const ghost = granted(
			{
				...world,
				roleDefinitions: { [gone]: { ...builtInRole('Owner'), name: gone, type: 'CustomRole' } },
			},
			{ role: gone, at: group },
		);
		expect(isAllowed(ghost, ask(GRANT, group))).toBe(true);
		expect(checkAccess({ ...ghost, roleDefinitions: {} }, ask(GRANT, group))).toMatchObject({
			allowed: false,
			considered: [{ roleName: gone, outcome: 'actionNotListed' }],
		});
	});
});

describe('the smallest change that would help', () => {
	const suggestion = (action: string, scope: string) =>
		checkAccess(world, ask(action, scope)).suggestion;

	test.each([
		[GET_SECRET, secret, 'Key Vault Secrets User', vault],
		[READ_BLOB, `${container}/blobs/cat.jpg`, 'Storage Blob Data Reader', storage],
		[ASSIGN, identity, 'Managed Identity Operator', identity],
		[GRANT, `${vault}/providers/${GRANT}`, 'Role Based Access Control Administrator', vault],
		['Microsoft.KeyVault/vaults/read', vault, 'Reader', vault],
		// Storage Blob Data Reader would do as well, but reads the blobs besides.
		[
			'Microsoft.Storage/storageAccounts/blobServices/containers/read',
			container,
			'Reader',
			storage,
		],
		[
			'Microsoft.Web/sites/write',
			`${group}/providers/Microsoft.Web/sites/app-new`,
			'Website Contributor',
			group,
		],
		[
			'Microsoft.Resources/subscriptions/resourceGroups/write',
			`${subscription}/resourceGroups/rg-new`,
			'Contributor',
			subscription,
		],
	])('%s at %s: %s', (action, scope, roleName, at) => {
		expect(suggestion(action, scope)).toEqual({
			roleDefinitionName: builtInRole(roleName).name,
			roleName,
			scope: at,
		});
	});

	test('does help', () => {
		for (const [action, scope] of [
			[GET_SECRET, secret],
			[READ_BLOB, container],
			[GRANT, group],
		] as const) {
			const { roleName: role = '', scope: at = '' } = suggestion(action, scope) ?? {};
			expect(isAllowed(granted(world, { role, at }), ask(action, scope))).toBe(true);
		}
	});

	test('is silent when it is allowed or no built-in role grants it', () => {
		const reader = granted(world, { role: 'Key Vault Secrets User', at: vault });
		expect(checkAccess(reader, ask(GET_SECRET, secret))).not.toHaveProperty('suggestion');
		expect(
			checkAccess(world, ask('Contoso.Shop/tills/open/action', vault, { plane: 'data' })),
		).not.toHaveProperty('suggestion');
	});
});

test('assignments elsewhere come nearest first', () => {
	const beside = `${group}/providers/Microsoft.KeyVault/vaults/kv-other`;
	const far = `${subscription}/resourceGroups/rg-far/providers/Microsoft.KeyVault/vaults/kv-far`;
	const other = `${vault}/secrets/other`;
	const given = [far, storage, beside, other].map((at) => ({ role: 'Reader', at }));
	const { considered } = checkAccess(granted(world, ...given), ask(GET_SECRET, secret));
	expect(considered.map(({ scope }) => scope)).toEqual([other, beside, storage, far]);
});
