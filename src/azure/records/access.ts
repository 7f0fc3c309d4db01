import type { Milliseconds } from '../time';
import type { Lifecycle } from './lifecycle';

/** Who may do what: roles, their assignments, and what denies. */

/** Actions of a role, as role definitions list them. */
export interface Permission {
	readonly actions: readonly string[];
	readonly notActions: readonly string[];
	readonly dataActions: readonly string[];
	readonly notDataActions: readonly string[];
}

/** A role definition. Built-in ones are not in the world: see `rbac/builtInRoles`. */
export interface RoleDefinition {
	/** The GUID. */
	readonly name: string;
	readonly roleName: string;
	readonly description: string;
	readonly type: 'BuiltInRole' | 'CustomRole';
	readonly permissions: readonly Permission[];
	/** Of a built-in role: it grants only where this holds, whatever its assignment says. */
	readonly condition?: string;
	readonly assignableScopes: readonly string[];
	/** Who made a custom role, and when it was made and last changed. */
	readonly made?: {
		readonly at: Milliseconds;
		readonly changedAt: Milliseconds;
		readonly by: string;
	};
}

/** What kind of principal a role is assigned to. */
export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal';

/** A role assignment: who (principal), what (role), where (scope). */
export interface RoleAssignment {
	/** `{scope}/providers/Microsoft.Authorization/roleAssignments/{guid}`. */
	readonly id: string;
	readonly name: string;
	readonly scope: string;
	/** The GUID of the role definition. */
	readonly roleDefinitionName: string;
	readonly principalId: string;
	readonly principalType: PrincipalType;
	readonly description?: string;
	readonly condition?: string;
	readonly createdAt: Milliseconds;
	readonly createdBy: string;
	/** Machine `roleAssignment`. */
	readonly lifecycle: Lifecycle;
}

/**
 * A deny assignment: what it lists is refused whatever roles grant. Only Azure makes them, for deployment stacks and managed
 * applications.
 * @see https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
 */
export interface DenyAssignment {
	/** `{scope}/providers/Microsoft.Authorization/denyAssignments/{guid}`. */
	readonly id: string;
	readonly name: string;
	readonly denyAssignmentName: string;
	readonly description: string;
	readonly permissions: readonly Permission[];
	readonly scope: string;
	readonly doNotApplyToChildScopes: boolean;
	/** Object ids; the all-zero GUID stands for everybody. */
	readonly principals: readonly string[];
	readonly excludePrincipals: readonly string[];
}
