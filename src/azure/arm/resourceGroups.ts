import { errors } from '../errors';
import { empty, json } from '../http';
import { isObject, withEntry, type Json, type JsonObject } from '../json';
import { file, UNBORN } from '../lifecycles/run';
import { groupScope, idKey, isWithin, keysWithin } from '../resourceId';
import type { ResourceGroup, World } from '../world';
import { logged } from './activityLog';
import { apart } from './apart';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { deliver, settle } from '../clock';
import { readTags } from './envelope';
import { listFilter } from './listFilter';
import { startOperation } from './operations';
import { page } from './paging';
import { isOpenRegion, normalLocation } from './regions';
import { renderGroup } from './render';

/**
 * Resource groups.
 * @see https://learn.microsoft.com/rest/api/resources/resource-groups
 */

const ACTION = 'Microsoft.Resources/subscriptions/resourceGroups';

/** The characters of a name that cannot be in it. Letters of any alphabet can, except those whose small form is longer. */
const misfits = (name: string): string =>
	[...name]
		.filter(
			(letter) =>
				!/^[-\p{L}\p{M}\p{N}_.()]$/u.test(letter) || letter.toLowerCase().length !== letter.length,
		)
		.join('');

/** What is wrong with a group's name, or `undefined`. What is said of its end and its length is a guess. */
function nameFault(name: string): string | undefined {
	const unfit = misfits(name);
	if (unfit !== '')
		return `has these invalid characters: '${unfit}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'`;
	if (name.length > 90)
		return `has a length of '${name.length}', which exceeds the maximum length of '90'`;
	return name.endsWith('.') ? 'ends with a period' : undefined;
}

const bodyOf = (body: Json | undefined): JsonObject => (isObject(body) ? body : {});

function putGroup(world: World, call: ArmCall, subscriptionId: string, name: string): Reply {
	const id = groupScope(subscriptionId, name);
	const denied = authorize(world, call.caller, `${ACTION}/write`, id);
	if (denied) return [world, denied];
	const fault = nameFault(name);
	if (fault !== undefined) return [world, errors.InvalidResourceGroup(name, fault)];
	const body = bodyOf(call.body);
	const key = idKey(id);
	const before = world.resourceGroups[key];
	const location =
		typeof body.location === 'string' ? normalLocation(body.location) : before?.location;
	if (location === undefined || location === '') return [world, errors.LocationRequired()];
	if (!before && !isOpenRegion(location))
		return [world, errors.LocationNotAvailableForResourceGroup(String(body.location))];
	if (before && call.method === 'PUT' && before.location !== location)
		return [world, errors.InvalidResourceGroupLocation(before.location, location)];
	if (!before && call.method === 'PATCH') return [world, errors.ResourceGroupNotFound(name)];
	const tags = readTags(body.tags) ?? before?.tags;
	const group: ResourceGroup = {
		id: before?.id ?? id,
		name: before?.name ?? name,
		location,
		...(tags ? { tags } : {}),
		...(before?.managedBy === undefined ? {} : { managedBy: before.managedBy }),
		lifecycle: before?.lifecycle ?? UNBORN,
	};
	const next = before
		? { ...world, resourceGroups: withEntry(world.resourceGroups, key, group) }
		: settle(file(world, { kind: 'resourceGroup', key }, group));
	return [next, json(before ? 200 : 201, renderGroup(next.resourceGroups[key] ?? group))];
}

/** Deleting a group takes everything that is in it, each thing with its own consequences. */
function deleteGroup(world: World, call: ArmCall, group: ResourceGroup): Reply {
	const denied = authorize(world, call.caller, `${ACTION}/delete`, group.id);
	if (denied) return [world, denied];
	const key = idKey(group.id);
	const next = apart(world, key, (part) =>
		deliver(
			keysWithin(part.resources, key).reduce(
				(left, child) => deliver(left, { kind: 'resource', key: child }, 'delete'),
				part,
			),
			{ kind: 'resourceGroup', key },
			'delete',
		),
	);
	const [started, headers] = startOperation(
		next,
		{ kind: 'resourceGroup', key },
		(operation) =>
			`/subscriptions/${call.parts.subscriptionId}/operationresults/${operation}?api-version=2024-03-01`,
		'location',
	);
	return [started, empty(202, headers)];
}

/** Requests for `/subscriptions/{id}/resourceGroups[/{name}]`. */
export function handleResourceGroups(world: World, call: ArmCall): Reply {
	const { subscriptionId = '', resourceGroup: name } = call.parts;
	if (name === undefined) {
		if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
		const filter = listFilter(call.query.$filter);
		if ('status' in filter) return [world, filter];
		const value = Object.values(world.resourceGroups).filter(
			(group) =>
				isWithin(`/subscriptions/${subscriptionId}`, group.id) &&
				filter(group) &&
				!authorize(world, call.caller, `${ACTION}/read`, group.id),
		);
		return [world, page(call, value.map(renderGroup))];
	}
	const id = groupScope(subscriptionId, name);
	if (call.method === 'PUT' || call.method === 'PATCH')
		return logged(call, `${ACTION}/write`, id, putGroup(world, call, subscriptionId, name));
	const group = world.resourceGroups[idKey(id)];
	if (call.method === 'DELETE') {
		const denied = authorize(world, call.caller, `${ACTION}/delete`, id);
		if (denied) return logged(call, `${ACTION}/delete`, id, [world, denied]);
		if (!group) return [world, errors.ResourceGroupNotFound(name)];
		return logged(call, `${ACTION}/delete`, group.id, deleteGroup(world, call, group));
	}
	if (call.method !== 'GET' && call.method !== 'HEAD')
		return [world, errors.MethodNotAllowed(call.method)];
	const denied = authorize(world, call.caller, `${ACTION}/read`, id);
	if (denied) return [world, denied];
	if (!group)
		return [world, call.method === 'HEAD' ? empty(404) : errors.ResourceGroupNotFound(name)];
	return [world, call.method === 'HEAD' ? empty(204) : json(200, renderGroup(group))];
}
