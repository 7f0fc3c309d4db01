import type { ArmCall, Reply } from '../arm/call';
import { authorize } from '../arm/authorize';
import { errors } from '../errors';
import { json } from '../http';
import type { JsonObject } from '../json';
import type { RoleDefinition, World } from '../world';
import { readFilter } from './filter';
import { roleDefinitionByName, roleDefinitionId, roleDefinitionsOf } from './roles';

const SUPPORTED = "either roleName eq '{value}' or type eq 'BuiltInRole|CustomRole'";

/** When Azure made its first roles. It stands for all of them: we do not know each role's own dates. */
const SINCE = '2015-02-02T21:55:09.8806423Z';

const render = (role: RoleDefinition, scope: string): JsonObject => ({
	properties: {
		roleName: role.roleName,
		type: role.type,
		description: role.description,
		assignableScopes: role.assignableScopes,
		permissions: role.permissions.map((permission) => ({ ...permission })),
		createdOn: SINCE,
		updatedOn: SINCE,
		createdBy: null,
		updatedBy: null,
	},
	id: roleDefinitionId(scope, role.name),
	type: 'Microsoft.Authorization/roleDefinitions',
	name: role.name,
});

/**
 * `GET {scope}/providers/Microsoft.Authorization/roleDefinitions[/{guid}]`, with `$filter` on `roleName` and `type`.
 * @see https://learn.microsoft.com/rest/api/authorization/role-definitions
 */
export function handleRoleDefinitions(world: World, call: ArmCall): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const { parentScope: scope, names } = call.parts;
	const [guid] = names;
	const action = 'Microsoft.Authorization/roleDefinitions/read';
	const refusal = authorize(world, call.caller, action, guid === undefined ? scope : call.id);
	if (refusal) return [world, refusal];
	if (guid !== undefined) {
		const role = roleDefinitionByName(world, guid);
		return [
			world,
			role
				? json(200, render(role, scope))
				: errors.RoleDefinitionDoesNotExist(guid.replaceAll('-', ''), 404),
		];
	}
	const filter = readFilter(call.query.$filter, ['rolename', 'type', 'atscopeandbelow()']);
	if (!filter) return [world, errors.UnsupportedFilter(call.query.$filter ?? '', SUPPORTED)];
	const { rolename, type } = filter;
	const found = roleDefinitionsOf(world).filter(
		(role) =>
			(rolename === undefined || role.roleName.toLowerCase() === rolename.toLowerCase()) &&
			(type === undefined || role.type.toLowerCase() === type.toLowerCase()),
	);
	return [world, json(200, { value: found.map((role) => render(role, scope)) })];
}
