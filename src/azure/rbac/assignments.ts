import { without, type JsonObject } from '../json';
import { dropTimers } from '../lifecycles/run';
import { idKey, isWithin } from '../resourceId';
import { armTime } from '../time';
import type { RoleAssignment, World } from '../world';
import { roleDefinitionId } from './roles';

/** The role assignments that Resource Manager lists: not those whose removal is still under way. */
export const listedAssignments = (world: World): RoleAssignment[] =>
	Object.values(world.roleAssignments).filter(({ lifecycle }) => lifecycle.state !== 'revoking');

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
export const reachesScope = (assignment: RoleAssignment, scope: string): boolean =>
	isWithin(assignment.scope, scope);

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
