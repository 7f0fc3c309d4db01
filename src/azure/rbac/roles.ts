import { own } from '../json';
import { nameOf, parseResourceId } from '../resourceId';
import type { RoleDefinition, World } from '../world';
import { builtInByGuid, BUILT_IN_ROLES } from './builtInRoles';

/** The built-in roles and the custom ones of this world. */
export const roleDefinitionsOf = (world: World): readonly RoleDefinition[] => [
	...BUILT_IN_ROLES,
	...Object.values(world.roleDefinitions),
];

/** The role definition of that GUID. */
export const roleDefinitionByName = (world: World, guid: string): RoleDefinition | undefined =>
	builtInByGuid(guid) ?? own(world.roleDefinitions, guid.toLowerCase());

/** The role definition of that name (in any case), GUID or id. */
export function findRole(world: World, nameOrGuidOrId: string): RoleDefinition | undefined {
	const wanted = nameOrGuidOrId.toLowerCase();
	return (
		roleDefinitionByName(world, nameOf(wanted)) ??
		roleDefinitionsOf(world).find(({ roleName }) => roleName.toLowerCase() === wanted)
	);
}

/** The id of a role definition as seen from a scope: it carries the scope's subscription, if there is one. */
export function roleDefinitionId(scope: string, guid: string): string {
	const subscriptionId = parseResourceId(scope)?.subscriptionId;
	const prefix = subscriptionId === undefined ? '' : `/subscriptions/${subscriptionId}`;
	return `${prefix}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}
