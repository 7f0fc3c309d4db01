import { file, UNBORN } from '../lifecycles/run';
import { errors } from '../errors';
import { empty, json, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { own, isObject, valuesOf, withEntry, without, type JsonObject } from '../json';
import { builtInRole } from '../rbac/builtInRoles';
import { scopeChain } from '../rbac/scopeChain';
import { idKey, managementGroupScope, sameId, subscriptionScope } from '../resourceId';
import type { ManagementGroup, RoleAssignment, World } from '../world';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';

/**
 * Management groups, and which subscriptions lie in them.
 * @see https://learn.microsoft.com/rest/api/managementgroups
 */

const ACTION = 'Microsoft.Management/managementGroups';
const TYPE = `/providers/${ACTION}`;
const NAME = /^[-\w.()]{1,90}$/;
/** Levels below the tenant root group. @see https://learn.microsoft.com/azure/governance/management-groups/overview */
const DEPTH = 6;

const rootOf = (world: World): string => managementGroupScope(world.tenant.tenantId);

function render(world: World, { id, name, displayName, parentId }: ManagementGroup): JsonObject {
	const parent = world.managementGroups[idKey(parentId ?? '')];
	return {
		id,
		type: TYPE,
		name,
		properties: {
			tenantId: world.tenant.tenantId,
			displayName,
			details: {
				version: 1,
				...(parent
					? { parent: { id: parent.id, name: parent.name, displayName: parent.displayName } }
					: {}),
			},
		},
	};
}

/** The group that a body names as parent: the tenant root group when it names none. */
function parentIn(world: World, call: ArmCall, before?: ManagementGroup): string {
	const properties = isObject(call.body) ? call.body.properties : undefined;
	const details = isObject(properties) ? properties.details : undefined;
	const parent = isObject(details) ? details.parent : undefined;
	const direct = isObject(call.body) ? call.body.parentId : undefined;
	if (isObject(parent) && typeof parent.id === 'string') return parent.id;
	return typeof direct === 'string' ? direct : (before?.parentId ?? rootOf(world));
}

/** Why a group may not lie there; `undefined` when it may. The root group takes anybody's. */
function parentRefusal(
	world: World,
	call: ArmCall,
	id: string,
	parentId: string,
): HttpResponse | undefined {
	const parent = own(world.managementGroups, idKey(parentId));
	if (!parent) return errors.ManagementGroupNotFound(parentId.split('/').at(-1) ?? '');
	const above = scopeChain(world, parent.id);
	if (above.has(idKey(id)))
		return errors.BadRequest('A management group cannot lie in itself or in one below it.');
	// The chain holds the groups, the tenant root group and the root scope.
	if (above.size - 2 >= DEPTH)
		return errors.BadRequest(`Management groups can be at most ${DEPTH} levels deep.`);
	return sameId(parent.id, rootOf(world))
		? undefined
		: authorize(world, call.caller, `${ACTION}/write`, parent.id);
}

/** Whoever makes a management group owns it. */
function withOwner(world: World, id: string, objectId: string): World {
	const name = guidOf(world.seed, 'managementGroupOwner', id);
	const assignment: RoleAssignment = {
		id: `${id}/providers/Microsoft.Authorization/roleAssignments/${name}`,
		name,
		scope: id,
		roleDefinitionName: builtInRole('Owner').name,
		principalId: objectId,
		principalType: world.users[objectId] ? 'User' : 'ServicePrincipal',
		createdAt: world.now,
		createdBy: objectId,
		lifecycle: UNBORN,
	};
	return file(world, { kind: 'roleAssignment', key: idKey(assignment.id) }, assignment);
}

function put(world: World, call: ArmCall, name: string): Reply {
	const id = managementGroupScope(name);
	const key = idKey(id);
	const before = world.managementGroups[key];
	const denied = before ? authorize(world, call.caller, `${ACTION}/write`, before.id) : undefined;
	if (denied) return [world, denied];
	if (!before && call.method === 'PATCH') return [world, errors.ManagementGroupNotFound(name)];
	if (!NAME.test(name) || name.endsWith('.'))
		return [world, errors.BadRequest(`The management group name '${name}' is invalid.`)];
	const isRoot = before !== undefined && before.parentId === undefined;
	const parentId = parentIn(world, call, before);
	const refusal = isRoot ? undefined : parentRefusal(world, call, id, parentId);
	if (refusal) return [world, refusal];
	const properties = isObject(call.body) ? call.body.properties : undefined;
	const asked =
		(isObject(properties) ? properties.displayName : undefined) ??
		(isObject(call.body) ? call.body.displayName : undefined);
	const group: ManagementGroup = {
		id: before?.id ?? id,
		name: before?.name ?? name,
		displayName: typeof asked === 'string' ? asked : (before?.displayName ?? name),
		...(isRoot ? {} : { parentId: own(world.managementGroups, idKey(parentId))?.id ?? parentId }),
	};
	const filed = { ...world, managementGroups: withEntry(world.managementGroups, key, group) };
	const next = before ? filed : withOwner(filed, group.id, call.caller.objectId);
	if (before) return [next, json(200, render(next, group))];
	return [
		next,
		json(
			202,
			{ id: group.id, type: TYPE, name: group.name, status: 'NotStarted' },
			polling(call, 'create', name),
		),
	];
}

/** Where a client asks how far the making or the deletion of a group is. */
function polling(call: ArmCall, verb: 'create' | 'delete', name: string) {
	const version = call.query['api-version'] ?? '';
	const address = `https://management.azure.com/providers/Microsoft.Management/operationResults/${verb}/managementGroups/${name}?api-version=${version}`;
	return { 'azure-asyncoperation': address, location: address, 'retry-after': '0' };
}

/**
 * `GET /providers/Microsoft.Management/operationResults/…`: the group that was made, or that it is gone. The work is done by
 * the time that somebody can ask.
 * @see https://learn.microsoft.com/rest/api/managementgroups/management-groups/create-or-update
 */
export function managementGroupOperation(
	world: World,
	call: ArmCall,
	verb: string,
	name: string,
): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const id = managementGroupScope(name);
	const group = world.managementGroups[idKey(id)];
	const isDone = verb.toLowerCase() === 'create' ? group !== undefined : group === undefined;
	if (!isDone) return [world, errors.ManagementGroupNotFound(name)];
	const denied = group && authorize(world, call.caller, `${ACTION}/read`, group.id);
	const shown = group ? render(world, group) : { id, type: TYPE, name };
	return [world, denied ?? json(200, { ...shown, status: 'Succeeded' })];
}

function remove(world: World, call: ArmCall, group: ManagementGroup): Reply {
	const denied = authorize(world, call.caller, `${ACTION}/delete`, group.id);
	if (denied) return [world, denied];
	const used =
		valuesOf(world.managementGroups).some(({ parentId = '' }) => sameId(parentId, group.id)) ||
		valuesOf(world.subscriptions).some((each) => sameId(each.managementGroupId, group.id));
	if (used || group.parentId === undefined) return [world, errors.ManagementGroupInUse(group.name)];
	const roleAssignments = Object.keys(world.roleAssignments)
		.filter((key) => key.startsWith(`${idKey(group.id)}/`))
		.reduce(without, world.roleAssignments);
	const managementGroups = without(world.managementGroups, idKey(group.id));
	const timers = world.timers.filter(
		({ record }) => record.kind !== 'roleAssignment' || roleAssignments[record.key] !== undefined,
	);
	const next = { ...world, managementGroups, roleAssignments, timers };
	return [next, empty(202, polling(call, 'delete', group.name))];
}

/**
 * Puts a subscription into a group, or with DELETE back into the tenant root group. That takes the right to grant roles on the
 * subscription and to write in both groups; the root group asks nothing of anybody.
 * @see https://learn.microsoft.com/azure/governance/management-groups/manage#moving-management-groups-and-subscriptions
 */
function move(world: World, call: ArmCall, group: ManagementGroup, subscriptionId: string): Reply {
	const subscription = own(world.subscriptions, subscriptionId.toLowerCase());
	if (!subscription) return [world, errors.SubscriptionNotFound(subscriptionId)];
	const scope = subscriptionScope(subscription.subscriptionId);
	const target = call.method === 'PUT' ? group.id : rootOf(world);
	if (call.method === 'DELETE' && !sameId(subscription.managementGroupId, group.id))
		return [world, empty(204)];
	const right = `${ACTION}/subscriptions/${call.method === 'PUT' ? 'write' : 'delete'}`;
	const groups = [target, subscription.managementGroupId].filter(
		(id) => !sameId(id, rootOf(world)),
	);
	const refusal =
		authorize(world, call.caller, 'Microsoft.Authorization/roleAssignments/write', scope) ??
		groups.map((id) => authorize(world, call.caller, right, id)).find((each) => each);
	if (refusal) return [world, refusal];
	const moved = { ...subscription, managementGroupId: target };
	const subscriptions = withEntry(world.subscriptions, subscription.subscriptionId, moved);
	const next = { ...world, subscriptions };
	if (call.method === 'DELETE') return [next, empty(200)];
	return [
		next,
		json(200, {
			id: `${group.id}/subscriptions/${subscription.subscriptionId}`,
			type: `${TYPE}/subscriptions`,
			name: subscription.subscriptionId,
			properties: {
				tenant: world.tenant.tenantId,
				displayName: subscription.displayName,
				parent: { id: group.id },
				state: 'Active',
			},
		}),
	];
}

/** `/providers/Microsoft.Management/managementGroups[/{name}[/subscriptions/{id}]]`. */
export function handleManagementGroups(world: World, call: ArmCall): Reply {
	const [name, subscriptionId] = call.parts.names;
	const mayRead = ({ id }: ManagementGroup) => authorize(world, call.caller, `${ACTION}/read`, id);
	if (name === undefined) {
		if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
		const value = valuesOf(world.managementGroups)
			.filter((group) => !mayRead(group))
			.map((group) => {
				const { id, name: each, displayName } = group;
				const properties = { tenantId: world.tenant.tenantId, displayName };
				return { id, type: TYPE, name: each, properties };
			});
		return [world, json(200, { value })];
	}
	if (subscriptionId === undefined && (call.method === 'PUT' || call.method === 'PATCH'))
		return put(world, call, name);
	const group = world.managementGroups[idKey(managementGroupScope(name))];
	if (!group) return [world, errors.ManagementGroupNotFound(name)];
	if (subscriptionId !== undefined)
		return call.method === 'PUT' || call.method === 'DELETE'
			? move(world, call, group, subscriptionId)
			: [world, errors.MethodNotAllowed(call.method)];
	if (call.method === 'DELETE') return remove(world, call, group);
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	return [world, mayRead(group) ?? json(200, render(world, group))];
}
