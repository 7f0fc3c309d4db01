import type { ArmCall, Reply } from '../arm/call';
import { authorize } from '../arm/authorize';
import { errors } from '../errors';
import { empty, json, type HttpResponse } from '../http';
import { isObject, valuesOf, withEntry, without, type Json, type JsonObject } from '../json';
import { idKey, parseResourceId } from '../resourceId';
import type { Permission, RoleDefinition, World } from '../world';
import { renderRole } from './renderRole';
import { GUID } from './putRoleAssignment';
import { roleDefinitionByName, roleDefinitionsOf } from './roles';
import { missingScope } from './scopes';

/**
 * Custom roles: made, changed and deleted.
 * @see https://learn.microsoft.com/azure/role-based-access-control/custom-roles
 */

/** @see https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits */
const LIMITS = { roles: 5000, roleName: 512, description: 2048, assignableScopes: 2000 } as const;

const WRITE = 'Microsoft.Authorization/roleDefinitions/write';
const DELETE = 'Microsoft.Authorization/roleDefinitions/delete';

const isTextList = (value: Json | undefined): value is readonly string[] =>
	Array.isArray(value) && (value as readonly Json[]).every((each) => typeof each === 'string');

function readPermission(value: Json): Permission | undefined {
	if (!isObject(value)) return undefined;
	const { actions = [], notActions = [], dataActions = [], notDataActions = [] } = value;
	return isTextList(actions) &&
		isTextList(notActions) &&
		isTextList(dataActions) &&
		isTextList(notDataActions)
		? { actions, notActions, dataActions, notDataActions }
		: undefined;
}

/** What the body of a PUT asks for, apart from who asks and when. */
type Asked = Pick<RoleDefinition, 'roleName' | 'description' | 'permissions' | 'assignableScopes'>;

function readBody(body: Json | undefined): Asked | HttpResponse {
	const properties = isObject(body) ? body.properties : undefined;
	if (!isObject(properties)) return errors.InvalidRequestContent('The properties are missing.');
	const { roleName, description = '', assignableScopes, permissions } = properties;
	if (typeof roleName !== 'string' || roleName === '' || roleName.length > LIMITS.roleName)
		return errors.InvalidRoleDefinition(
			`The role name must have 1 to ${LIMITS.roleName} characters.`,
		);
	if (typeof description !== 'string' || description.length > LIMITS.description)
		return errors.InvalidRoleDefinition(
			`The description must not be longer than ${LIMITS.description} characters.`,
		);
	if (!isTextList(assignableScopes) || assignableScopes.length === 0)
		return errors.InvalidRoleDefinition('A custom role needs at least one assignable scope.');
	if (assignableScopes.length > LIMITS.assignableScopes)
		return errors.InvalidRoleDefinition(
			`A custom role can have at most ${LIMITS.assignableScopes} assignable scopes.`,
		);
	const list = Array.isArray(permissions) ? (permissions as readonly Json[]) : [];
	const read = list.map(readPermission).filter((each) => each !== undefined);
	if (read.length === 0 || read.length !== list.length)
		return errors.InvalidRoleDefinition('The permissions of the role are missing or malformed.');
	return { roleName, description, assignableScopes, permissions: read };
}

const isManagementGroup = (scope: string): boolean =>
	parseResourceId(scope)?.managementGroup !== undefined;

/** Why a role may not be assignable at these scopes; `undefined` when it may. */
function scopeRefusal(world: World, call: ArmCall, asked: Asked): HttpResponse | undefined {
	const { assignableScopes } = asked;
	if (assignableScopes.some((scope) => idKey(scope) === '' || scope.includes('*')))
		return errors.InvalidRoleDefinition(
			'The assignable scopes of a custom role can contain neither the root scope nor wildcards.',
		);
	if (assignableScopes.filter(isManagementGroup).length > 1)
		return errors.InvalidRoleDefinition(
			'The assignable scopes of a custom role can contain one management group only.',
		);
	for (const scope of assignableScopes) {
		const refusal = authorize(world, call.caller, WRITE, scope) ?? missingScope(world, scope);
		if (refusal) return refusal;
	}
	return undefined;
}

const isTaken = (world: World, roleName: string, guid: string): boolean =>
	roleDefinitionsOf(world).some(
		(role) => role.roleName.toLowerCase() === roleName.toLowerCase() && role.name !== guid,
	);

/**
 * Makes or changes a custom role: `PUT {scope}/providers/Microsoft.Authorization/roleDefinitions/{guid}`. The caller needs the
 * right on each assignable scope.
 */
export function putRoleDefinition(world: World, call: ArmCall, name: string): Reply {
	const guid = name.toLowerCase();
	const refusal = authorize(world, call.caller, WRITE, call.id);
	if (refusal) return [world, refusal];
	if (!GUID.test(guid))
		return [world, errors.InvalidRoleDefinition(`The role definition ID '${name}' is not a GUID.`)];
	const before = world.roleDefinitions[guid];
	if (!before && roleDefinitionByName(world, guid))
		return [world, errors.InvalidRoleDefinition('A built-in role cannot be changed.')];
	const asked = readBody(call.body);
	if ('status' in asked) return [world, asked];
	const against = scopeRefusal(world, call, asked);
	if (against) return [world, against];
	if (isTaken(world, asked.roleName, guid))
		return [world, errors.RoleDefinitionWithSameNameExists()];
	if (!before && Object.keys(world.roleDefinitions).length >= LIMITS.roles)
		return [world, errors.RoleDefinitionLimitExceeded()];
	const role: RoleDefinition = {
		name: guid,
		type: 'CustomRole',
		...asked,
		made: {
			at: before?.made?.at ?? world.now,
			changedAt: world.now,
			by: before?.made?.by ?? call.caller.objectId,
		},
	};
	const next = { ...world, roleDefinitions: withEntry(world.roleDefinitions, guid, role) };
	return [next, json(201, renderRole(role, call.parts.parentScope))];
}

/** Deletes a custom role, unless it is assigned to somebody. */
export function deleteRoleDefinition(world: World, call: ArmCall, name: string): Reply {
	const guid = name.toLowerCase();
	const refusal = authorize(world, call.caller, DELETE, call.id);
	if (refusal) return [world, refusal];
	const role = world.roleDefinitions[guid];
	if (!role)
		return [
			world,
			roleDefinitionByName(world, guid)
				? errors.InvalidRoleDefinition('A built-in role cannot be deleted.')
				: empty(204),
		];
	for (const scope of role.assignableScopes) {
		const denied = authorize(world, call.caller, DELETE, scope);
		if (denied) return [world, denied];
	}
	const used = valuesOf(world.roleAssignments).some(
		({ roleDefinitionName }) => roleDefinitionName === guid,
	);
	if (used) return [world, errors.RoleDefinitionHasAssignments()];
	const body: JsonObject = renderRole(role, call.parts.parentScope);
	return [{ ...world, roleDefinitions: without(world.roleDefinitions, guid) }, json(200, body)];
}
