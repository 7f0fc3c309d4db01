// Who can do this, and what can they do: against one question after another.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAccess, matchesAction, whatCan, whoCan, type World } from '../../src/azure';
import { BUILT_IN_ROLES } from '../../src/azure/rbac/builtInRoles';
import { granted, PRINCIPAL, shop, withPrincipal, type Grant } from './rbacWorld';

const { world: empty, subscription, group, vault, secret, storage, container } = shop();
const SECOND = '0a1b2c3d-0000-4000-8000-00000000000b';
const GONE = '0a1b2c3d-0000-4000-8000-00000000000c';
const TEAM = '0a1b2c3d-0000-4000-8000-00000000000d';
const hana = Object.values(empty.users).find(({ key }) => key === 'hana')?.id ?? '';
const everybody = [...Object.keys(empty.users), PRINCIPAL, SECOND];
const base: World = {
	...withPrincipal(withPrincipal(withPrincipal(empty), 'active', SECOND), 'softDeleted', GONE),
	groups: {
		[TEAM]: {
			id: TEAM,
			displayName: 'team',
			mailNickname: 'team',
			createdAt: 0,
			owners: [],
			members: [SECOND, hana],
		},
	},
};
const scopes = [subscription, group, vault, secret, storage, container];
const actions = [
	['Microsoft.KeyVault/vaults/secrets/getSecret/action', 'data'],
	['Microsoft.KeyVault/vaults/write', 'control'],
	['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read', 'data'],
	['Microsoft.Authorization/roleAssignments/write', 'control'],
	['Microsoft.Storage/storageAccounts/read', 'control'],
] as const;
const grants: fc.Arbitrary<Grant[]> = fc.array(
	fc.record({
		to: fc.constantFrom(...everybody, GONE, TEAM),
		role: fc.constantFrom(...BUILT_IN_ROLES.map(({ roleName }) => roleName)),
		at: fc.constantFrom(...scopes),
		state: fc.constantFrom('effective', 'effective', 'propagating', 'revoking'),
	}),
	{ maxLength: 15 },
);

test('who can is everybody whose own question is answered with yes', () => {
	fc.assert(
		fc.property(grants, (given) => {
			const world = granted(base, ...given);
			for (const scope of scopes)
				for (const [action, plane] of actions) {
					const groups = (principalId: string) =>
						principalId === SECOND || principalId === hana ? [TEAM] : [];
					const expected = everybody.filter(
						(principalId) =>
							checkAccess(world, {
								principalId,
								action,
								scope,
								plane,
								groups: groups(principalId),
							}).allowed,
					);
					const found = whoCan(world, action, scope, plane);
					expect(found.map(({ principalId }) => principalId)).toEqual(expected);
					expect(found.every(({ decision }) => decision.allowed)).toBe(true);
				}
		}),
		{ numRuns: 40, seed: 20260105 },
	);
});

test('what somebody can covers exactly what they are allowed', () => {
	fc.assert(
		fc.property(grants, fc.constantFrom(...everybody), (given, principalId) => {
			const world = granted(base, ...given);
			const rows = whatCan(world, principalId);
			for (const scope of scopes)
				for (const [action, plane] of actions) {
					const covered = rows.some(
						(row) =>
							row.plane === plane &&
							`${scope}/`.toLowerCase().startsWith(`${row.scope}/`.toLowerCase()) &&
							row.listed.some((pattern) => matchesAction(pattern, action)) &&
							!row.excluded.some((pattern) => matchesAction(pattern, action)),
					);
					expect(covered).toBe(checkAccess(world, { principalId, action, scope, plane }).allowed);
				}
		}),
		{ numRuns: 60, seed: 20260105 },
	);
});
