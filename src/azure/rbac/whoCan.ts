import { groupsOf } from '../entra/membership';
import { valuesOf } from '../json';
import type { Permission, PrincipalType, World } from '../world';
import { listsOf, type ActionPlane } from './actions';
import { assignmentsOf } from './assignmentIndex';
import { checkAccess, isAllowed } from './checkAccess';
import type { AccessDecision } from './accessDecision';
import { roleDefinitionByName } from './roles';

/** A principal that may do something, and the decision that says by what. */
export interface Able {
	readonly principalId: string;
	readonly principalType: Exclude<PrincipalType, 'Group'>;
	readonly decision: AccessDecision;
}

/** Everybody who can act: people, and service principals that are not deleted. Groups act through their members. */
const actors = (world: World): readonly Pick<Able, 'principalId' | 'principalType'>[] => [
	...valuesOf(world.users).map(({ id }) => ({ principalId: id, principalType: 'User' as const })),
	...valuesOf(world.servicePrincipals)
		.filter(({ deletedAt }) => deletedAt === undefined)
		.map(({ id }) => ({ principalId: id, principalType: 'ServicePrincipal' as const })),
];

/**
 * Who may do something somewhere, with the groups that they are in at present.
 * @see https://learn.microsoft.com/azure/role-based-access-control/check-access
 */
export const whoCan = (
	world: World,
	action: string,
	scope: string,
	plane: ActionPlane,
): readonly Able[] =>
	actors(world)
		.filter(({ principalId }) => isAllowed(world, { principalId, action, scope, plane }))
		.map((actor) => ({
			...actor,
			decision: checkAccess(world, { principalId: actor.principalId, action, scope, plane }),
		}));

/** What one assignment lets a principal do in one plane, at its scope and below. */
export interface Capability {
	readonly roleAssignmentId: string;
	readonly roleName: string;
	readonly scope: string;
	readonly plane: ActionPlane;
	/** Patterns as the role lists them, and those that it takes out of them again. */
	readonly listed: readonly string[];
	readonly excluded: readonly string[];
	/** The group whose assignment it is, when it is not the principal's own. */
	readonly group?: string;
	/** It grants only where this holds. */
	readonly condition?: string;
}

const planesOf = (permission: Permission) =>
	(['control', 'data'] as const)
		.map((plane) => ({ plane, ...listsOf(permission, plane) }))
		.filter(({ listed }) => listed.length > 0);

/**
 * What a principal may do now, one row for each assignment, own or by way of a group, and each plane that its role opens.
 * Assignments that have not propagated are left out; deny assignments are not taken off.
 */
export function whatCan(world: World, principalId: string): readonly Capability[] {
	const found: Capability[] = [];
	for (const holder of [principalId, ...groupsOf(world, principalId)])
		for (const { assignment, effective } of assignmentsOf(world, holder)) {
			const role = roleDefinitionByName(world, assignment.roleDefinitionName);
			if (!effective || !role) continue;
			const { id, scope } = assignment;
			const conditions = [assignment.condition, role.condition].filter(
				(each) => each !== undefined,
			);
			for (const permission of role.permissions)
				for (const rights of planesOf(permission))
					found.push({
						roleAssignmentId: id,
						roleName: role.roleName,
						scope,
						...rights,
						...(holder === principalId ? {} : { group: holder }),
						...(conditions.length === 0 ? {} : { condition: conditions.join(' AND ') }),
					});
		}
	return found;
}
