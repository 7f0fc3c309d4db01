import type { ArmCall, Reply } from '../arm/call';
import { authorize } from '../arm/authorize';
import { errors } from '../errors';
import { json } from '../http';
import { idKey } from '../resourceId';
import type { World } from '../world';
import { deleteRoleDefinition, putRoleDefinition } from './customRoles';
import { readFilter } from './filter';
import { renderRole } from './renderRole';
import { roleDefinitionByName, roleDefinitionsOf } from './roles';
import { scopeChain } from './scopeChain';

const SUPPORTED = "either roleName eq '{value}' or type eq 'BuiltInRole|CustomRole'";

/**
 * `{scope}/providers/Microsoft.Authorization/roleDefinitions[/{guid}]`, with `$filter` on `roleName` and `type`.
 * @see https://learn.microsoft.com/rest/api/authorization/role-definitions
 */
export function handleRoleDefinitions(world: World, call: ArmCall): Reply {
	const { parentScope: scope, names } = call.parts;
	const [guid] = names;
	if (call.method === 'PUT' && guid !== undefined) return putRoleDefinition(world, call, guid);
	if (call.method === 'DELETE' && guid !== undefined)
		return deleteRoleDefinition(world, call, guid);
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const action = 'Microsoft.Authorization/roleDefinitions/read';
	const refusal = authorize(world, call.caller, action, guid === undefined ? scope : call.id);
	if (refusal) return [world, refusal];
	if (guid !== undefined) {
		const role = roleDefinitionByName(world, guid);
		return [
			world,
			role
				? json(200, renderRole(role, scope))
				: errors.RoleDefinitionDoesNotExist(guid.replaceAll('-', ''), 404),
		];
	}
	const filter = readFilter(call.query.$filter, ['rolename', 'type', 'atscopeandbelow()']);
	if (!filter) return [world, errors.UnsupportedFilter(call.query.$filter ?? '', SUPPORTED)];
	const { rolename, type } = filter;
	// Custom roles are seen where they can be assigned, and above.
	const chain = scopeChain(world, scope);
	const isHere = (each: string) =>
		chain.has(idKey(each)) || scopeChain(world, each).has(idKey(scope));
	const found = roleDefinitionsOf(world).filter(
		(role) =>
			role.assignableScopes.some(isHere) &&
			(rolename === undefined || role.roleName.toLowerCase() === rolename.toLowerCase()) &&
			(type === undefined || role.type.toLowerCase() === type.toLowerCase()),
	);
	// Azure lists custom roles before its own.
	const own = found.filter((role) => role.type === 'CustomRole');
	const listed = [...own, ...found.filter((role) => role.type === 'BuiltInRole')];
	return [world, json(200, { value: listed.map((role) => renderRole(role, scope)) })];
}
