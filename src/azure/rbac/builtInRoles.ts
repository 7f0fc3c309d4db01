import type { RoleDefinition } from '../world';
import data from './builtInRoles.data.json';

/**
 * The built-in roles that this Azure knows: names, GUIDs and permissions are Azure's, the descriptions our own.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const BUILT_IN_ROLES: readonly RoleDefinition[] = data.map(
	({ name, roleName, description, condition, ...permission }) => ({
		name,
		roleName,
		description,
		type: 'BuiltInRole',
		permissions: [permission],
		...(condition === undefined ? {} : { condition }),
		assignableScopes: ['/'],
	}),
);

const byRoleName = new Map(BUILT_IN_ROLES.map((role) => [role.roleName.toLowerCase(), role]));

const byGuid = new Map(BUILT_IN_ROLES.map((role) => [role.name, role]));

/** The built-in role of that GUID, in any case. */
export const builtInByGuid = (guid: string): RoleDefinition | undefined =>
	byGuid.get(guid) ?? byGuid.get(guid.toLowerCase());

/** The built-in role of that name, in any case. Throws when there is none: callers pass names from our own data. */
export function builtInRole(roleName: string): RoleDefinition {
	const role = byRoleName.get(roleName.toLowerCase());
	if (!role) throw new Error(`There is no built-in role '${roleName}'.`);
	return role;
}
