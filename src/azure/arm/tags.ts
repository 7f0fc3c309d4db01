import { errors } from '../errors';
import { empty, json } from '../http';
import { isObject, withEntry } from '../json';
import { idKey } from '../resourceId';
import type { World } from '../world';
import { logged } from './activityLog';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { readTags } from './envelope';
import { isTracked, providerOf } from './providers';

/**
 * The tags of a scope as a thing of its own: to write them needs no right to write what they hang on.
 * @see https://learn.microsoft.com/rest/api/resources/tags
 */

type Tags = Readonly<Record<string, string>>;

const ACTION = 'Microsoft.Resources/tags';

/** The tags of a subscription, a group or a resource; `undefined` when there is no such thing, or it has none ever. */
function tagsAt(world: World, scope: string): Tags | undefined {
	const key = idKey(scope);
	const resource = world.resources[key];
	const row = resource && providerOf(resource.type);
	if (row && !isTracked(row)) return undefined;
	const thing =
		resource ??
		world.resourceGroups[key] ??
		world.subscriptions[key.replace('/subscriptions/', '')];
	return thing && (thing.tags ?? {});
}

function withTags(world: World, scope: string, tags: Tags): World {
	const key = idKey(scope);
	const resource = world.resources[key];
	if (resource)
		return { ...world, resources: withEntry(world.resources, key, { ...resource, tags }) };
	const group = world.resourceGroups[key];
	if (group)
		return { ...world, resourceGroups: withEntry(world.resourceGroups, key, { ...group, tags }) };
	const subscriptionId = key.replace('/subscriptions/', '');
	const subscription = world.subscriptions[subscriptionId];
	return subscription
		? {
				...world,
				subscriptions: withEntry(world.subscriptions, subscriptionId, { ...subscription, tags }),
			}
		: world;
}

function patched(before: Tags, operation: string, asked: Tags): Tags | undefined {
	switch (operation.toLowerCase()) {
		case 'replace':
			return asked;
		case 'merge':
			return { ...before, ...asked };
		case 'delete':
			return Object.fromEntries(
				Object.entries(before).filter(([name, value]) => asked[name] !== value),
			);
		default:
			return undefined;
	}
}

const answer = (scope: string, tags: Tags) =>
	json(200, {
		id: `${scope}/providers/${ACTION}/default`,
		name: 'default',
		type: ACTION,
		properties: { tags },
	});

/** Requests for `{scope}/providers/Microsoft.Resources/tags/default`. */
export function handleTags(world: World, call: ArmCall): Reply {
	const scope = call.parts.parentScope;
	const before = tagsAt(world, scope);
	const operation = call.method === 'GET' ? 'read' : call.method === 'DELETE' ? 'delete' : 'write';
	const action = `${ACTION}/${operation}`;
	const denied = authorize(world, call.caller, action, scope);
	const log = (reply: Reply): Reply =>
		operation === 'read' ? reply : logged(call, action, call.id, reply);
	if (denied) return log([world, denied]);
	if (!before) return log([world, errors.NotFound()]);
	if (call.method === 'GET') return [world, answer(scope, before)];
	if (call.method === 'DELETE') return log([withTags(world, scope, {}), empty(200)]);
	if (call.method !== 'PUT' && call.method !== 'PATCH')
		return [world, errors.MethodNotAllowed(call.method)];
	const body = isObject(call.body) ? call.body : {};
	const asked = isObject(body.properties) ? readTags(body.properties.tags) : undefined;
	if (!asked)
		return log([
			world,
			errors.InvalidRequestContent(
				"Required property 'tags' not found in JSON. Path 'properties'.",
			),
		]);
	const wanted = call.method === 'PUT' ? 'Replace' : String(body.operation ?? '');
	const tags = patched(before, wanted, asked);
	if (!tags)
		return log([
			world,
			errors.InvalidRequestContent(
				`The tags operation '${wanted}' is not valid. Valid operations are 'Replace', 'Merge' and 'Delete'.`,
			),
		]);
	return log([withTags(world, scope, tags), answer(scope, tags)]);
}
