import {
	groupsOf,
	idKey,
	isWithin,
	roleDefinitionsOf,
	type RoleAssignment,
	type RoleDefinition,
	type World,
} from '../../azure';
import { assignmentsByPrincipal, assignmentsByScope } from './lookup';
import { heldIdentities, principalOf, scopeName, type Thing } from './things';

/** A role assignment as the screen tells it. */
export interface Grant {
	readonly assignment: RoleAssignment;
	readonly role: RoleDefinition | undefined;
	readonly roleName: string;
	readonly scopeName: string;
	readonly who: Principal;
	/** The assignment's lifecycle state. */
	readonly state: string;
}

/** Whom a role is assigned to. `unknown`: the principal is no more. */
export interface Principal {
	readonly id: string;
	readonly kind: 'systemIdentity' | 'userIdentity' | 'person' | 'securityGroup' | 'unknown';
	/** For an unknown principal the name that it had, if that is still known. */
	readonly name: string;
}

/** Who an object id belongs to. */
export function principalNamed(world: World, id: string): Principal {
	const user = world.users[id];
	if (user) return { id, kind: 'person', name: user.displayName };
	const group = world.groups[id];
	if (group) return { id, kind: 'securityGroup', name: group.displayName };
	const principal = world.servicePrincipals[id];
	if (!principal) return { id, kind: 'unknown', name: '' };
	const kind = principal.kind === 'system' ? 'systemIdentity' : 'userIdentity';
	return {
		id,
		kind: principal.deletedAt === undefined ? kind : 'unknown',
		name: principal.displayName,
	};
}

const roleTables = new WeakMap<World['roleDefinitions'], Map<string, RoleDefinition>>();

/** The role definition of that GUID. */
export function roleOf(world: World, guid: string): RoleDefinition | undefined {
	let table = roleTables.get(world.roleDefinitions);
	if (!table) {
		table = new Map(roleDefinitionsOf(world).map((role) => [role.name, role]));
		roleTables.set(world.roleDefinitions, table);
	}
	return table.get(guid);
}

/** Reads a role assignment for the screen. */
export function grantOf(world: World, assignment: RoleAssignment): Grant {
	const role = roleOf(world, assignment.roleDefinitionName);
	return {
		assignment,
		role,
		roleName: role?.roleName ?? assignment.roleDefinitionName,
		scopeName: scopeName(world, assignment.scope),
		who: principalNamed(world, assignment.principalId),
		state: assignment.lifecycle.state,
	};
}

/** What a principal holds itself. What it has through groups, {@link grantsHeldBy} tells as well. */
export const grantsOf = (world: World, principalId: string): Grant[] =>
	assignmentsByPrincipal(world, principalId).map((assignment) => grantOf(world, assignment));

const withGroups = (world: World, principalId: string): Grant[] =>
	[principalId, ...groupsOf(world, principalId)].flatMap((id) => grantsOf(world, id));

/** The grants that a thing profits from: its own and those of its groups, or those of all the identities that its code can use. */
export function grantsHeldBy(world: World, thing: Thing): Grant[] {
	if (thing.of === 'principal') return withGroups(world, thing.principal.id);
	if (thing.of !== 'resource') return [];
	if (thing.kind === 'userIdentity') {
		const principal = principalOf(world, thing.id);
		return principal ? withGroups(world, principal.id) : [];
	}
	const grants = heldIdentities(world, thing.resource).flatMap(({ principalId }) =>
		withGroups(world, principalId),
	);
	return [...new Map(grants.map((grant) => [grant.assignment.id, grant])).values()];
}

/** The grants that reach a scope: on it, or on what contains it. The nearest come first. */
export const grantsReaching = (world: World, scope: string): Grant[] =>
	Object.values(world.roleAssignments)
		.filter((assignment) => isWithin(assignment.scope, scope))
		.sort((a, b) => b.scope.length - a.scope.length)
		.map((assignment) => grantOf(world, assignment));

/** The grants made exactly on a scope. */
export const grantsOn = (world: World, scope: string): Grant[] =>
	assignmentsByScope(world, idKey(scope)).map((assignment) => grantOf(world, assignment));

/** Whether a role opens data, and not only the management of resources. */
export const opensData = (role: RoleDefinition): boolean =>
	role.permissions.some(({ dataActions }) => dataActions.length > 0);

/** The provider's name in front of data actions that fit a type of target: `Microsoft.KeyVault`. */
export function fitsTarget(role: RoleDefinition, targetType: string | undefined): boolean {
	if (targetType === undefined) return false;
	const wanted = `${targetType.toLowerCase()}/`;
	return role.permissions.some(({ dataActions }) =>
		dataActions.some((action) => action.toLowerCase().startsWith(wanted)),
	);
}
