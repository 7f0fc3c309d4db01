import { errors } from '../errors';
import { empty, json } from '../http';
import { own, isObject, withEntry, without, type JsonObject } from '../json';
import { idKey, isKeyWithin, isWithin } from '../resourceId';
import type { Lock, World } from '../world';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { errorCodeOf, logged } from './activityLog';
import { page } from './paging';

/**
 * Management locks. They bind everybody, owners included, and hold for everything below their scope.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */

const ACTION = 'Microsoft.Authorization/locks';
const LEVELS = ['CanNotDelete', 'ReadOnly'] as const;
const PATH = /\/providers\/Microsoft\.Authorization\/locks(?:\/[^/]+)?$/i;

const render = ({ id, name, level, notes }: Lock): JsonObject => ({
	id,
	name,
	type: ACTION,
	properties: { level, ...(notes === undefined ? {} : { notes }) },
});

function scopeExists(world: World, scope: string): boolean {
	const key = idKey(scope);
	const subscriptionId = /^\/subscriptions\/([^/]+)$/.exec(key)?.[1];
	if (subscriptionId !== undefined) return own(world.subscriptions, subscriptionId) !== undefined;
	return world.resourceGroups[key] !== undefined || world.resources[key] !== undefined;
}

function putLock(world: World, call: ArmCall, scope: string, name: string): Reply {
	const properties =
		isObject(call.body) && isObject(call.body.properties) ? call.body.properties : {};
	const level = LEVELS.find((each) => each === properties.level);
	if (!level)
		return [
			world,
			errors.InvalidRequestContent(
				`The lock level '${String(properties.level)}' is not valid. Valid levels are 'CanNotDelete' and 'ReadOnly'.`,
			),
		];
	if (!scopeExists(world, scope)) return [world, errors.NotFound()];
	const id = `${scope}/providers/${ACTION}/${name}`;
	const key = idKey(id);
	const before = world.locks[key];
	const lock: Lock = {
		id: before?.id ?? id,
		name: before?.name ?? name,
		scope: before?.scope ?? scope,
		level,
		...(typeof properties.notes === 'string' ? { notes: properties.notes } : {}),
	};
	return [
		{ ...world, locks: withEntry(world.locks, key, lock) },
		json(before ? 200 : 201, render(lock)),
	];
}

/** At a scope: its own locks, those above that reach it, and those of everything below. `atScope()` leaves out the last. */
function listLocks(world: World, call: ArmCall, scope: string): Reply {
	const only = /atScope\(\)/i.test(call.query.$filter ?? '');
	const value = Object.values(world.locks).filter(
		(lock) => isWithin(lock.scope, scope) || (!only && isWithin(scope, lock.scope)),
	);
	return [world, page(call, value.map(render))];
}

/** Requests for `{scope}/providers/Microsoft.Authorization/locks[/{name}]`. */
export function handleLocks(world: World, call: ArmCall): Reply {
	const { parentScope: scope, names } = call.parts;
	const name = names.at(-1);
	if (call.method === 'GET') {
		const denied = authorize(world, call.caller, `${ACTION}/read`, scope);
		if (denied) return [world, denied];
		if (name === undefined) return listLocks(world, call, scope);
		const lock = world.locks[idKey(call.id)];
		return [world, lock ? json(200, render(lock)) : errors.LockNotFound(name)];
	}
	if (name === undefined || (call.method !== 'PUT' && call.method !== 'DELETE'))
		return [world, errors.MethodNotAllowed(call.method)];
	const action = `${ACTION}/${call.method === 'PUT' ? 'write' : 'delete'}`;
	const denied = authorize(world, call.caller, action, call.id);
	if (denied) return logged(call, action, call.id, [world, denied]);
	if (call.method === 'PUT')
		return logged(call, action, call.id, putLock(world, call, scope, name));
	const key = idKey(call.id);
	const reply: Reply = world.locks[key]
		? [{ ...world, locks: without(world.locks, key) }, empty(200)]
		: [world, empty(204)];
	return logged(call, action, call.id, reply);
}

/** The scopes whose locks forbid a request: read-only ones every change, the others deletion, also of what holds something locked. */
function lockedScopes(world: World, call: ArmCall): string[] {
	const key = idKey(call.id);
	const deletes = call.method === 'DELETE';
	return Object.values(world.locks)
		.filter(({ scope, level }) => {
			const scopeKey = idKey(scope);
			const reaches = isKeyWithin(scopeKey, key) || (deletes && isKeyWithin(key, scopeKey));
			return reaches && (deletes || level === 'ReadOnly');
		})
		.map(({ scope }) => scope);
}

/** The scopes whose read-only locks reach an id. */
export const readOnlyScopes = (world: World, id: string): string[] =>
	Object.values(world.locks)
		.filter(({ scope, level }) => level === 'ReadOnly' && isWithin(scope, id))
		.map(({ scope }) => scope);

/** Refusals that come before Resource Manager looks at locks. */
const EARLIER = /^(?:AuthorizationFailed|.*NotFound|Invalid.*|MethodNotAllowed|Missing.*)$/;

/**
 * The answer to a request under the locks of the world: what would have been done is not done where a lock forbids it. As
 * nothing is ever changed in place, what the handler made of the world is simply not kept.
 */
export function underLocks(world: World, call: ArmCall, reply: Reply): Reply {
	const [next, response] = reply;
	if (call.method === 'GET' || call.method === 'HEAD' || PATH.test(call.id)) return reply;
	if (Object.keys(world.locks).length === 0) return reply;
	if (EARLIER.test(errorCodeOf(response.body) ?? '')) return reply;
	const scopes = lockedScopes(world, call);
	if (scopes.length === 0) return reply;
	const operation = call.method === 'DELETE' ? 'delete' : 'write';
	const refused = errors.ScopeLocked(call.id, operation, scopes);
	const line =
		next.activityLog.length > world.activityLog.length ? next.activityLog.at(-1) : undefined;
	return line
		? logged(call, line.operationName, line.resourceId, [world, refused])
		: [world, refused];
}
