// Random worlds: the answer equals that of a slow reference written straight from the documented algorithm.
// https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUILT_IN_ROLES as ALL } from '../../src/azure/rbac/builtInRoles';
import { covers } from '../../bench/naive';
import { checkAccess, isAllowed } from '../../src/azure/rbac/checkAccess';
import type { AccessQuestion } from '../../src/azure/rbac/accessDecision';
import type { RoleDefinition, World } from '../../src/azure/world';
import { granted, shop, type Grant } from './rbacWorld';

/** The reference knows no conditions: see conditions.test. Roles for what is never asked about say nothing. */
const BUILT_IN_ROLES = ALL.filter(
	({ condition, permissions }) =>
		condition === undefined &&
		/"\*|Microsoft\.(?:KeyVault|Storage|ManagedIdentity)\//.test(JSON.stringify(permissions)),
);

const CUSTOM: RoleDefinition = {
	name: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
	roleName: 'Blob caretaker',
	description: '',
	type: 'CustomRole',
	permissions: [
		{
			actions: ['*', 'Microsoft.Storage/*/read'],
			notActions: ['Microsoft.KeyVault/*', 'Microsoft.Authorization/*/write'],
			dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*'],
			notDataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete'],
		},
		{
			actions: ['Microsoft.KeyVault/vaults/*/read'],
			notActions: ['Microsoft.KeyVault/vaults/secrets/read'],
			dataActions: ['Microsoft.KeyVault/*/getSecret/action'],
			notDataActions: [],
		},
	],
	assignableScopes: ['/'],
};

const { world: empty, subscription, group, vault, secret, storage, container, identity } = shop();
const bare: World = { ...empty, roleDefinitions: { [CUSTOM.name]: CUSTOM }, roleAssignments: {} };

const scopes = [
	'/',
	subscription,
	`${subscription}/resourceGroups/rg`,
	group,
	`${group}0`,
	vault,
	`${vault}/`,
	secret,
	`${secret}-2`,
	storage,
	container,
	`${container}/blobs/a`,
	identity,
];
const actions = [
	'Microsoft.KeyVault/vaults/read',
	'Microsoft.KeyVault/vaults/write',
	'Microsoft.KeyVault/vaults/secrets/read',
	'Microsoft.KeyVault/vaults/secrets/getSecret/action',
	'Microsoft.KeyVault/vaults/secrets/setSecret/action',
	'Microsoft.Storage/storageAccounts/listKeys/action',
	'Microsoft.Storage/storageAccounts/blobServices/containers/read',
	'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
	'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete',
	'Microsoft.Authorization/roleAssignments/write',
	'Microsoft.Authorization/roleAssignments/read',
	'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
	'Microsoft.ManagedIdentity/userAssignedIdentities/read',
	'Microsoft.Resources/subscriptions/resourceGroups/delete',
];
const principals = ['a', 'b', 'c', 'd'].map((c) => `${c.repeat(8)}-0000-4000-8000-000000000000`);

const inAnyCase = (texts: readonly string[]) =>
	fc
		.tuple(fc.constantFrom(...texts), fc.constantFrom('as is', 'upper', 'lower'))
		.map(([text, how]) =>
			how === 'upper' ? text.toUpperCase() : how === 'lower' ? text.toLowerCase() : text,
		);

const grants: fc.Arbitrary<Grant[]> = fc.array(
	fc.record({
		to: fc.constantFrom(...principals),
		role: fc.constantFrom(CUSTOM.name, ...BUILT_IN_ROLES.map(({ roleName }) => roleName)),
		at: inAnyCase(scopes),
		state: fc.constantFrom('effective', 'effective', 'propagating', 'revoking'),
	}),
	{ maxLength: 40 },
);

const questions: fc.Arbitrary<AccessQuestion> = fc.record({
	principalId: inAnyCase(principals),
	action: inAnyCase(actions),
	scope: inAnyCase(scopes),
	plane: fc.constantFrom('control', 'data'),
	groups: fc.subarray(principals, { maxLength: 2 }),
});

const segments = (scope: string) => scope.toLowerCase().split('/').filter(Boolean);

function reference(world: World, question: AccessQuestion): boolean {
	const who = [question.principalId, ...(question.groups ?? [])].map((id) => id.toLowerCase());
	const target = segments(question.scope);
	for (const assignment of Object.values(world.roleAssignments)) {
		if (!who.includes(assignment.principalId.toLowerCase())) continue;
		if (!['effective', 'revoking'].includes(assignment.lifecycle.state)) continue;
		if (!segments(assignment.scope).every((segment, i) => segment === target[i])) continue;
		const role = [CUSTOM, ...BUILT_IN_ROLES].find(
			({ name }) => name === assignment.roleDefinitionName,
		);
		for (const permission of role?.permissions ?? []) {
			const [listed, excluded] =
				question.plane === 'data'
					? [permission.dataActions, permission.notDataActions]
					: [permission.actions, permission.notActions];
			const has = (patterns: readonly string[]) =>
				patterns.some((pattern) => covers(pattern, question.action));
			if (has(listed) && !has(excluded)) return true;
		}
	}
	return false;
}

test('a verdict is that of the documented algorithm, with reasons and without', () => {
	const seen = { allowed: 0, refused: 0 };
	fc.assert(
		fc.property(grants, fc.array(questions, { minLength: 5, maxLength: 20 }), (given, asked) => {
			const world = granted(bare, ...given);
			for (const question of asked) {
				const expected = reference(world, question);
				expect(checkAccess(world, question).allowed).toBe(expected);
				expect(isAllowed(world, question)).toBe(expected);
				seen[expected ? 'allowed' : 'refused']++;
			}
		}),
		{ numRuns: 400, seed: 20260105 },
	);
	// The worlds are not so made that one answer is always right.
	expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(200);
});

test('the reasons bear the verdict out', () => {
	fc.assert(
		fc.property(grants, questions, (given, question) => {
			const world = granted(bare, ...given);
			const { allowed, reason, roleAssignmentId, considered } = checkAccess(world, question);
			const who = [question.principalId.toLowerCase(), ...(question.groups ?? [])];
			const own = Object.values(world.roleAssignments).filter(({ principalId }) =>
				who.includes(principalId),
			);
			expect(new Set(considered.map((one) => one.roleAssignmentId))).toEqual(
				new Set(own.map(({ id }) => id)),
			);
			const deciding = considered.filter(({ outcome }) => outcome === 'granted');
			expect(allowed).toBe(deciding.length > 0);
			expect(allowed).toBe(reason === 'granted');
			expect(deciding.map((one) => one.roleAssignmentId)[0]).toBe(roleAssignmentId);
			for (const { roleAssignmentId: id, outcome } of considered) {
				const alone = own.filter((one) => one.id === id);
				const only = { ...world, roleAssignments: Object.fromEntries(alone.map((a) => [a.id, a])) };
				expect(reference(only, question)).toBe(outcome === 'granted');
			}
		}),
		{ numRuns: 300, seed: 20260105 },
	);
});

test('a suggested role turns a refusal when it is granted and has propagated', () => {
	fc.assert(
		fc.property(grants, questions, (given, question) => {
			const world = granted(bare, ...given);
			const { suggestion } = checkAccess(world, question);
			if (!suggestion) return;
			const { roleDefinitionName, scope: at } = suggestion;
			const role =
				roleDefinitionName === CUSTOM.name
					? CUSTOM.name
					: (BUILT_IN_ROLES.find(({ name }) => name === roleDefinitionName)?.roleName ?? '');
			const to = question.principalId.toLowerCase();
			expect(reference(granted(world, { to, role, at }), question)).toBe(true);
		}),
		{ numRuns: 300, seed: 20260105 },
	);
});
