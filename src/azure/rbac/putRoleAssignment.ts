import { authorize } from '../arm/authorize';
import type { ArmCall, Reply } from '../arm/call';
import { errors } from '../errors';
import { json, type HttpResponse } from '../http';
import { isObject, withEntry } from '../json';
import { dropTimers, file, UNBORN } from '../lifecycles/run';
import { idKey, isWithin, nameOf, sameId, subscriptionScope } from '../resourceId';
import type { PrincipalType, RoleAssignment, RoleDefinition, World } from '../world';
import { findAssignment, listedAssignments, renderAssignment } from './assignments';
import { findPrincipal } from './principals';
import { roleDefinitionByName } from './roles';
import { echoScope, missingScope } from './scopes';

/**
 * How many role assignments a subscription can have.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshoot-limits
 */
export const ROLE_ASSIGNMENT_LIMIT = 4000;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
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
	const { roleDefinitionId, principalId, principalType, description, condition } = properties;
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
	return {
		role,
		principalId: principalId.toLowerCase(),
		principalType: type !== undefined && isPrincipalType(type) ? type : undefined,
		description: typeof description === 'string' ? description : undefined,
		condition: typeof condition === 'string' ? condition : undefined,
	};
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
	const { parentScope: scope, names, subscriptionId } = call.parts;
	let inSubscription = 0;
	for (const other of listedAssignments(world)) {
		const equal =
			other.principalId === asked.principalId &&
			other.roleDefinitionName === asked.role.name &&
			sameId(other.scope, scope);
		// A name is taken in the whole tenant, whatever the scope.
		if (sameId(other.name, names[0] ?? ''))
			return equal ? undefined : errors.RoleAssignmentUpdateNotPermitted();
		if (equal) return errors.RoleAssignmentExists();
		if (subscriptionId && isWithin(subscriptionScope(subscriptionId), other.scope))
			inSubscription++;
	}
	return inSubscription < ROLE_ASSIGNMENT_LIMIT ? undefined : errors.RoleAssignmentLimitExceeded();
}

/**
 * Grants a role: `PUT {scope}/providers/Microsoft.Authorization/roleAssignments/{guid}`.
 * @see https://learn.microsoft.com/rest/api/authorization/role-assignments/create
 */
export function putRoleAssignment(world: World, call: ArmCall): Reply {
	const { parentScope, names } = call.parts;
	const name = names[0] ?? '';
	const refusal =
		authorize(world, call.caller, 'Microsoft.Authorization/roleAssignments/write', call.id) ??
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
	// The same id may still be on its way out.
	const ref = { kind: 'roleAssignment', key } as const;
	const filed = file(dropTimers(world, ref), ref, assignment);
	const { properties, ...rest } = renderAssignment(assignment);
	// The answer to a PUT does not say yet who created the assignment; later reads do.
	const created = {
		properties: { ...(isObject(properties) ? properties : {}), createdBy: null },
		...rest,
	};
	return [filed, json(201, created)];
}
