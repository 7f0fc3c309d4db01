import { authorize } from '../arm/authorize';
import type { ArmCall, Reply } from '../arm/call';
import { errors } from '../errors';
import { json, type HttpResponse } from '../http';
import { isObject, withEntry } from '../json';
import { dropTimers, file, UNBORN } from '../lifecycles/run';
import { idKey, isKeyWithin, nameOf, sameId, subscriptionScope } from '../resourceId';
import type { PrincipalType, RoleAssignment, RoleDefinition, World } from '../world';
import {
	delegated,
	findAssignment,
	forgetRoleAssignment,
	listedAssignments,
	renderAssignment,
} from './assignments';
import { parseCondition } from './condition';
import { findPrincipal } from './principals';
import { roleDefinitionByName } from './roles';
import { scopeChain } from './scopeChain';
import { echoScope, missingScope } from './scopes';

/**
 * How many role assignments a subscription can have.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits
 */
export const ROLE_ASSIGNMENT_LIMIT = 4000;
/** How many a management group can have; they do not count for the subscriptions in it. */
export const MANAGEMENT_GROUP_LIMIT = 500;

const WRITE = 'Microsoft.Authorization/roleAssignments/write';
/** What names assignments and custom roles. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TYPES: readonly string[] = ['User', 'Group', 'ServicePrincipal'] satisfies PrincipalType[];
const isPrincipalType = (type: string): type is PrincipalType => TYPES.includes(type);

/** What the body of a PUT asks for. */
interface Asked {
	readonly role: RoleDefinition;
	readonly principalId: string;
	readonly principalType: PrincipalType | undefined;
	readonly description: string | undefined;
	readonly condition: string | undefined;
}

function readBody(world: World, call: ArmCall): Asked | HttpResponse {
	const properties = isObject(call.body) ? call.body.properties : undefined;
	if (!isObject(properties)) return errors.InvalidRequestContent('The properties are missing.');
	const { roleDefinitionId, principalId, principalType, description } = properties;
	if (typeof roleDefinitionId !== 'string' || roleDefinitionId === '')
		return errors.InvalidRequestContent("The property 'roleDefinitionId' is missing.");
	if (typeof principalId !== 'string' || !GUID.test(principalId))
		return errors.InvalidPrincipalId(typeof principalId === 'string' ? principalId : '');
	const type = TYPES.find((known) => known.toLowerCase() === String(principalType).toLowerCase());
	if (typeof principalType === 'string' && type === undefined)
		return errors.InvalidRequestContent(`'${principalType}' is not a principal type.`);
	const guid = nameOf(roleDefinitionId);
	const role = roleDefinitionByName(world, guid);
	if (!role) return errors.RoleDefinitionDoesNotExist(guid.replaceAll('-', ''));
	if (!isAssignable(world, role, call.parts.parentScope))
		return errors.RoleNotAssignableAtScope(call.parts.parentScope, role.roleName);
	const condition = properties.condition ?? undefined;
	const version = properties.conditionVersion ?? '2.0';
	if (condition !== undefined)
		if (typeof condition !== 'string' || version !== '2.0' || !parseCondition(condition))
			return errors.InvalidRoleAssignmentCondition();
	return {
		role,
		principalId: principalId.toLowerCase(),
		principalType: type !== undefined && isPrincipalType(type) ? type : undefined,
		description: typeof description === 'string' ? description : undefined,
		condition,
	};
}

/**
 * Whether a role can be assigned at a scope: at one of its assignable scopes or below. Custom roles with data actions
 * cannot be assigned at management groups.
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions#assignablescopes
 */
function isAssignable(world: World, role: RoleDefinition, scope: string): boolean {
	const chain = scopeChain(world, scope);
	if (!role.assignableScopes.some((each) => chain.has(idKey(each)))) return false;
	const opensData = role.permissions.some(({ dataActions }) => dataActions.length > 0);
	return role.type === 'BuiltInRole' || !opensData || !world.managementGroups[idKey(scope)];
}

/** What a condition on the caller's own role can ask about what is to be granted. */
function wanted(world: World, call: ArmCall): Readonly<Record<string, string>> {
	const properties = isObject(call.body) ? call.body.properties : undefined;
	if (!isObject(properties)) return {};
	const { roleDefinitionId, principalId, principalType } = properties;
	const id = typeof principalId === 'string' ? principalId : '';
	return delegated({
		roleDefinitionName: typeof roleDefinitionId === 'string' ? nameOf(roleDefinitionId) : '',
		principalId: id,
		principalType:
			typeof principalType === 'string' ? principalType : findPrincipal(world, id)?.type,
	});
}

/**
 * The type of the principal that gets the role. Who says the type spares Azure the look-up that a principal which is still
 * replicating would fail.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---assigning-a-role-to-a-new-principal-sometimes-fails
 */
function readPrincipal(world: World, asked: Asked): PrincipalType | HttpResponse {
	const known = findPrincipal(world, asked.principalId);
	if (!known || (known.replicating && asked.principalType === undefined))
		return errors.PrincipalNotFound(asked.principalId, world.tenant.tenantId);
	if (asked.principalType !== undefined && asked.principalType !== known.type)
		return errors.UnmatchedPrincipalType(asked.principalId, known.type, asked.principalType);
	return known.type;
}

/** What the assignments that exist have against a new one of this name. */
function conflict(world: World, call: ArmCall, asked: Asked): HttpResponse | undefined {
	const { parentScope, names, subscriptionId } = call.parts;
	const scope = idKey(parentScope);
	const name = (names[0] ?? '').toLowerCase();
	const counted = subscriptionId && idKey(subscriptionScope(subscriptionId));
	const isGroup = world.managementGroups[scope] !== undefined;
	let count = 0;
	for (const other of listedAssignments(world)) {
		const otherScope = idKey(other.scope);
		const equal =
			other.principalId === asked.principalId &&
			other.roleDefinitionName === asked.role.name &&
			otherScope === scope;
		// A name is taken in the whole tenant, whatever the scope.
		if (other.name.toLowerCase() === name)
			return equal ? undefined : errors.RoleAssignmentUpdateNotPermitted();
		if (equal) return errors.RoleAssignmentExists();
		if (isGroup ? otherScope === scope : counted && isKeyWithin(counted, otherScope)) count++;
	}
	const limit = isGroup ? MANAGEMENT_GROUP_LIMIT : ROLE_ASSIGNMENT_LIMIT;
	return count < limit ? undefined : errors.RoleAssignmentLimitExceeded();
}

/** The key of an assignment that said the same and whose removal is still under way. */
const beingRemoved = (world: World, asked: Asked, scope: string): string | undefined =>
	Object.entries(world.roleAssignments).find(
		([, { lifecycle, principalId, roleDefinitionName, scope: at }]) =>
			lifecycle.state === 'revoking' &&
			principalId === asked.principalId &&
			roleDefinitionName === asked.role.name &&
			sameId(at, scope),
	)?.[0];

/** Files an assignment. One that comes back before its removal has reached everywhere goes on opening doors. */
function fileAssignment(world: World, assignment: RoleAssignment, asked: Asked): World {
	const ref = { kind: 'roleAssignment', key: idKey(assignment.id) } as const;
	const old = beingRemoved(world, asked, assignment.scope);
	if (old === undefined) return file(dropTimers(world, ref), ref, assignment);
	const lifecycle = world.roleAssignments[old]?.lifecycle ?? UNBORN;
	return file(forgetRoleAssignment(world, old), ref, { ...assignment, lifecycle }, 'grant');
}

/**
 * Grants a role: `PUT {scope}/providers/Microsoft.Authorization/roleAssignments/{guid}`.
 * @see https://learn.microsoft.com/rest/api/authorization/role-assignments/create
 */
export function putRoleAssignment(world: World, call: ArmCall): Reply {
	const { parentScope, names } = call.parts;
	const name = names[0] ?? '';
	const refusal =
		authorize(world, call.caller, WRITE, call.id, { request: wanted(world, call) }) ??
		missingScope(world, parentScope) ??
		(GUID.test(name) ? undefined : errors.InvalidRoleAssignmentName(name));
	if (refusal) return [world, refusal];
	const asked = readBody(world, call);
	if ('status' in asked) return [world, asked];
	const existing = findAssignment(world, call.id);
	const against = conflict(world, call, asked);
	if (against) return [world, against];
	const key = idKey(call.id);
	const { description, condition } = asked;
	const more = {
		...(description === undefined ? {} : { description }),
		...(condition === undefined ? {} : { condition }),
	};
	if (existing) {
		const changed: RoleAssignment = { ...existing, ...more };
		const next = { ...world, roleAssignments: withEntry(world.roleAssignments, key, changed) };
		return [next, json(200, renderAssignment(changed))];
	}
	const principalType = readPrincipal(world, asked);
	if (typeof principalType !== 'string') return [world, principalType];
	const scope = echoScope(world, parentScope);
	const assignment: RoleAssignment = {
		id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
		name,
		scope,
		roleDefinitionName: asked.role.name,
		principalId: asked.principalId,
		principalType,
		...more,
		createdAt: world.now,
		createdBy: call.caller.objectId,
		lifecycle: UNBORN,
	};
	const filed = fileAssignment(world, assignment, asked);
	const { properties, ...rest } = renderAssignment(assignment);
	// The answer to a PUT does not say yet who created the assignment; later reads do.
	const created = {
		properties: { ...(isObject(properties) ? properties : {}), createdBy: null },
		...rest,
	};
	return [filed, json(201, created)];
}
