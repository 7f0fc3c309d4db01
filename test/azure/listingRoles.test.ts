// Seeing role assignments: at a scope, above it, below it, of somebody.
import { describe, expect, test } from 'vitest';
import { roleAssignmentsAt, roleAssignmentsOf } from '../../src/azure/rbac/assignments';
import { handleRoleAssignments } from '../../src/azure/rbac/roleAssignments';
import type { World } from '../../src/azure/world';
import { armCall, bodyOf, granted, person, PRINCIPAL } from './rbacWorld';
import {
	assignmentId,
	container,
	error,
	get,
	group,
	put,
	storage,
	subscription,
	vault,
	world,
} from './roleRequests';

describe('seeing roles', () => {
	const given = granted(
		world,
		{ role: 'Reader', at: group },
		{ role: 'Key Vault Secrets User', at: vault },
		{ role: 'Storage Blob Data Reader', at: container },
		{ role: 'Key Vault Reader', at: vault, state: 'revoking' },
	);
	const listed = (scope: string, filter?: string) => {
		const { value } = bodyOf(
			get(given, `${scope}/providers/Microsoft.Authorization/roleAssignments`, filter),
		) as { value: { properties: { principalId: string; scope: string } }[] };
		return value.map(({ properties }) => properties);
	};
	const mine = (scope: string, filter?: string) =>
		listed(scope, filter)
			.filter(({ principalId }) => principalId === PRINCIPAL)
			.map((each) => each.scope);

	test('lists what is at the scope, above it and below it', () => {
		expect(mine(subscription)).toEqual([group, vault, container]);
		expect(mine(vault)).toEqual([group, vault]);
		expect(mine(storage)).toEqual([group, container]);
		// The seven people with a role on the subscription.
		expect(listed(vault)).toHaveLength(7 + 2);
	});

	test('atScope() leaves out what is below', () => {
		expect(mine(group, 'atScope()')).toEqual([group]);
		expect(mine(storage, 'atScope()')).toEqual([group]);
		expect(listed(subscription, 'atScope()')).toHaveLength(7);
	});

	test.each([
		`principalId eq '${PRINCIPAL}'`,
		`principalId eq '${PRINCIPAL.toUpperCase()}'`,
		`assignedTo('${PRINCIPAL}')`,
	])('%s asks for one principal', (filter) => {
		expect(listed(subscription, filter)).toHaveLength(3);
		expect(mine(subscription, filter)).toHaveLength(3);
	});

	test('both together', () => {
		expect(listed(vault, `atScope() and assignedTo('${PRINCIPAL}')`)).toHaveLength(2);
		expect(listed(group, `atScope() and assignedTo('${PRINCIPAL}')`)).toHaveLength(1);
	});

	test('what somebody is assigned to includes what his groups are, principalId eq does not', () => {
		const team = '0a1b2c3d-0000-4000-8000-00000000000d';
		const inTeam: World = {
			...granted(given, { role: 'Contributor', at: group, to: team }),
			groups: {
				[team]: {
					id: team,
					displayName: 'team',
					mailNickname: 'team',
					createdAt: 0,
					owners: [],
					members: [PRINCIPAL],
				},
			},
		};
		const list = `${group}/providers/Microsoft.Authorization/roleAssignments`;
		const holders = (filter: string) => {
			const { value } = bodyOf(get(inTeam, list, filter)) as {
				value: { properties: { principalId: string } }[];
			};
			return new Set(value.map(({ properties }) => properties.principalId));
		};
		expect(holders(`assignedTo('${PRINCIPAL}')`)).toEqual(new Set([PRINCIPAL, team]));
		expect(holders(`assignedTo('${PRINCIPAL.toUpperCase()}')`)).toEqual(new Set([PRINCIPAL, team]));
		expect(holders(`principalId eq '${PRINCIPAL}'`)).toEqual(new Set([PRINCIPAL]));
	});

	test('does not know other filters', () => {
		const filter = "roleDefinitionId eq 'x'";
		expect(
			bodyOf(get(given, `${vault}/providers/Microsoft.Authorization/roleAssignments`, filter)),
		).toEqual(
			error(
				'UnsupportedQuery',
				`The filter '${filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{value}' or assignedTo('{value}')'.`,
			),
		);
	});

	test('one by its id says who created it', () => {
		const [next] = put(world);
		const response = get(next, assignmentId(vault).toLowerCase());
		expect(response.status).toBe(200);
		expect(bodyOf(response)).toMatchObject({
			id: assignmentId(vault),
			properties: { createdBy: person(world, 'ada'), updatedBy: person(world, 'ada') },
		});
	});

	test('one that is not there', () => {
		const response = get(world, assignmentId(vault));
		expect(response.status).toBe(404);
		expect(bodyOf(response)).toMatchObject({ error: { code: 'RoleAssignmentNotFound' } });
	});

	test('is for those who may read', () => {
		const call = armCall(
			world,
			'GET',
			`${vault}/providers/Microsoft.Authorization/roleAssignments`,
			{
				as: 'hana',
			},
		);
		expect(handleRoleAssignments(world, call)[1].status).toBe(403);
	});

	test('by principal and by scope, without those being removed', () => {
		expect(roleAssignmentsOf(given, PRINCIPAL).map(({ scope }) => scope)).toEqual([
			group,
			vault,
			container,
		]);
		expect(roleAssignmentsAt(given, vault.toLowerCase())).toHaveLength(1);
	});
});
