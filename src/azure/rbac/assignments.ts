import { valuesOf, without, type JsonObject } from '../json';
import { dropTimers } from '../lifecycles/run';
import { idKey } from '../resourceId';
import { armTime } from '../time';
import type { RoleAssignment, World } from '../world';
import { roleDefinitionId } from './roles';
import { scopeChain } from './scopeChain';

/** The role assignments that Resource Manager lists: not those whose removal is still under way. */
export const listedAssignments = (world: World): RoleAssignment[] =>
	valuesOf(world.roleAssignments).filter(({ lifecycle }) => lifecycle.state !== 'revoking');

/** A role assignment by its id, unless it has been removed. */
export function findAssignment(world: World, id: string): RoleAssignment | undefined {
	const found = world.roleAssignments[idKey(id)];
	return found?.lifecycle.state === 'revoking' ? undefined : found;
}

/** The role assignments of one principal, at whatever scope. */
export const roleAssignmentsOf = (world: World, principalId: string): RoleAssignment[] =>
	listedAssignments(world).filter((one) => one.principalId === principalId.toLowerCase());

/** The role assignments made exactly at a scope; those inherited or further down are not among them. */
export const roleAssignmentsAt = (world: World, scope: string): RoleAssignment[] =>
	listedAssignments(world).filter((one) => idKey(one.scope) === idKey(scope));

/** Whether an assignment is made at a scope or above it, and so holds there. */
export const reachesScope = (world: World, assignment: RoleAssignment, scope: string): boolean =>
	scopeChain(world, scope).has(idKey(assignment.scope));

const ATTRIBUTES = 'microsoft.authorization/roleassignments';

/**
 * What a condition on somebody's right to grant can ask about an assignment: role, principal and kind of principal.
 * @see https://learn.microsoft.com/azure/role-based-access-control/conditions-authorization-actions-attributes
 */
export const delegated = ({
	roleDefinitionName,
	principalId,
	principalType,
}: {
	readonly roleDefinitionName: string;
	readonly principalId: string;
	readonly principalType?: string | undefined;
}): Readonly<Record<string, string>> => ({
	[`${ATTRIBUTES}:roledefinitionid`]: roleDefinitionName,
	[`${ATTRIBUTES}:principalid`]: principalId,
	...(principalType === undefined ? {} : { [`${ATTRIBUTES}:principaltype`]: principalType }),
});

/** Takes a record away whose removal is complete. */
export const forgetRoleAssignment = (world: World, key: string): World => ({
	...dropTimers(world, { kind: 'roleAssignment', key }),
	roleAssignments: without(world.roleAssignments, key),
});

/** A role assignment as Resource Manager answers it. */
export const renderAssignment = (assignment: RoleAssignment): JsonObject => ({
	properties: {
		roleDefinitionId: roleDefinitionId(assignment.scope, assignment.roleDefinitionName),
		principalId: assignment.principalId,
		principalType: assignment.principalType,
		scope: assignment.scope,
		condition: assignment.condition ?? null,
		conditionVersion: assignment.condition === undefined ? null : '2.0',
		createdOn: armTime(assignment.createdAt),
		updatedOn: armTime(assignment.createdAt),
		createdBy: assignment.createdBy,
		updatedBy: assignment.createdBy,
		delegatedManagedIdentityResourceId: null,
		description: assignment.description ?? null,
	},
	id: assignment.id,
	type: 'Microsoft.Authorization/roleAssignments',
	name: assignment.name,
});
