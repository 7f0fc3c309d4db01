import { errors } from '../errors';
import { empty, type HttpResponse } from '../http';
import { own, isObject, withEntry, type Json } from '../json';
import { groupScope, idKey, isKeyWithin, keysWithin, parseResourceId } from '../resourceId';
import type { RecordRef, Resource, ResourceGroup, World } from '../world';
import { logged } from './activityLog';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { readOnlyScopes } from './locks';
import { startOperation } from './operations';
import { providerOf } from './providers';

/**
 * Moving resources to another resource group. A system-assigned identity goes along as it is. Role assignments made on the
 * resource itself do not: they stay behind on an id that nothing has any more. User-assigned identities cannot be moved.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/move-resource-group-and-subscription
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/known-issues
 */

const GROUP = 'Microsoft.Resources/subscriptions/resourceGroups';

interface Move {
	readonly resources: readonly Resource[];
	readonly from: ResourceGroup;
	readonly to: ResourceGroup;
}

const movedId = (id: string, { from, to }: Move): string => {
	const [root = ''] = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id) ?? [];
	// Ids of Microsoft.ManagedIdentity keep their lower-case `resourcegroups`; nothing else about them changes.
	return root.length === from.id.length ? `${to.id}${id.slice(root.length)}` : id;
};

/** Reads what is to be moved where; an answer when it cannot be. */
function readMove(world: World, call: ArmCall, from: ResourceGroup): Move | HttpResponse {
	const body = isObject(call.body) ? call.body : {};
	const target = String(body.targetResourceGroup ?? '');
	const to = own(world.resourceGroups, idKey(target));
	if (!to) return errors.ResourceGroupNotFound(parseResourceId(target)?.resourceGroup ?? target);
	if (to.id === from.id)
		return errors.BadRequest('The source and the target resource group are the same.');
	const ids = Array.isArray(body.resources) ? (body.resources as readonly Json[]).map(String) : [];
	if (ids.length === 0)
		return errors.InvalidRequestContent(
			"Required property 'resources' not found in JSON. Path ''.",
		);
	const resources: Resource[] = [];
	for (const id of ids) {
		const resource = own(world.resources, idKey(id));
		const { namespace = '', typePath = '', names = [] } = parseResourceId(id) ?? {};
		const type = `${namespace}/${typePath}`;
		if (!resource || !isKeyWithin(idKey(from.id), idKey(id)))
			return errors.ResourceNotFound(type, names.join('/'), from.name);
		if (resource.type.split('/').length > 2)
			return errors.BadRequest(`The resource '${id}' moves with its parent and not by itself.`);
		if (providerOf(resource.type)?.immovable) return errors.ResourceMoveNotSupported(resource.type);
		if (world.resources[idKey(movedId(resource.id, { resources, from, to }))])
			return errors.Conflict(
				`A resource '${resource.name}' of type '${resource.type}' already exists in resource group '${to.name}'.`,
			);
		resources.push(resource);
	}
	return { resources, from, to };
}

/** A record whose keys and values are given anew where they lie on something that moves. */
function rekeyed<T>(
	record: Readonly<Record<string, T>>,
	rename: (key: string) => string,
	change: (value: T) => T,
): Readonly<Record<string, T>> {
	if (Object.keys(record).every((key) => rename(key) === key)) return record;
	return Object.fromEntries(
		Object.entries(record).map(([key, value]) => {
			const renamed = rename(key);
			return renamed === key ? [key, value] : [renamed, change(value)];
		}),
	);
}

/** Everything that goes by the id of what moves goes by the new id, except role assignments. */
function carryOut(world: World, move: Move): World {
	const roots = move.resources.map(({ id }) => idKey(id));
	const moves = (key: string) => roots.some((root) => isKeyWithin(root, key.split('|')[0] ?? ''));
	const rename = (key: string): string =>
		moves(idKey(key)) ? `${idKey(move.to.id)}${key.slice(move.from.id.length)}` : key;
	const newId = (id: string): string => (moves(idKey(id)) ? movedId(id, move) : id);
	const ref = (record: RecordRef): RecordRef => ({ ...record, key: rename(record.key) });
	return {
		...world,
		resources: rekeyed(world.resources, rename, (resource) => ({
			...resource,
			id: newId(resource.id),
			...(resource.identity?.system ? { identityMoved: true as const } : {}),
		})),
		servicePrincipals: Object.values(world.servicePrincipals)
			.filter(({ kind, deletedAt, resourceId }) => {
				return kind === 'system' && deletedAt === undefined && moves(idKey(resourceId));
			})
			.reduce(
				(all, each) => withEntry(all, each.id, { ...each, resourceId: newId(each.resourceId) }),
				world.servicePrincipals,
			),
		secrets: rekeyed(world.secrets, rename, (secret) => ({ ...secret, id: newId(secret.id) })),
		blobs: rekeyed(world.blobs, rename, (blob) => ({
			...blob,
			containerId: newId(blob.containerId),
		})),
		items: rekeyed(world.items, rename, (item) => ({ ...item, ownerId: newId(item.ownerId) })),
		tokens: rekeyed(world.tokens, rename, (token) => ({ ...token, from: newId(token.from) })),
		locks: rekeyed(world.locks, rename, (lock) => ({
			...lock,
			id: newId(lock.id),
			scope: newId(lock.scope),
		})),
		timers: world.timers.map((timer) => ({ ...timer, record: ref(timer.record) })),
	};
}

/** `POST …/resourceGroups/{name}/moveResources` and `…/validateMoveResources`. */
export function handleMove(
	world: World,
	call: ArmCall,
	[, subscriptionId = '', name = '', verb = '']: readonly (string | undefined)[],
): Reply {
	if (call.method !== 'POST') return [world, errors.MethodNotAllowed(call.method)];
	const isTrial = /^validate/i.test(verb);
	const action = `${GROUP}/${isTrial ? 'validateMoveResources' : 'moveResources'}/action`;
	const scope = groupScope(subscriptionId, name);
	const log = (reply: Reply): Reply => (isTrial ? reply : logged(call, action, scope, reply));
	const denied = authorize(world, call.caller, action, scope);
	if (denied) return log([world, denied]);
	const from = world.resourceGroups[idKey(scope)];
	if (!from) return log([world, errors.ResourceGroupNotFound(name)]);
	const move = readMove(world, call, from);
	if ('status' in move) return log([world, move]);
	const refused = authorize(world, call.caller, `${GROUP}/write`, move.to.id);
	if (refused) return log([world, refused]);
	const locked = readOnlyScopes(world, move.to.id);
	if (locked.length > 0) return log([world, errors.ScopeLocked(move.to.id, 'write', locked)]);
	if (isTrial) return [world, empty(204)];
	const [started, headers] = startOperation(
		carryOut(world, move),
		{ kind: 'resourceGroup', key: idKey(move.to.id) },
		(operation) =>
			`/subscriptions/${subscriptionId}/operationresults/${operation}?api-version=${call.query['api-version'] ?? ''}`,
		'location',
	);
	return log([started, empty(202, headers)]);
}
