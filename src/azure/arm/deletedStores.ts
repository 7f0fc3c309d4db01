import { errors } from '../errors';
import { empty, json } from '../http';
import { valuesOf, type JsonObject } from '../json';
import { parseResourceId, subscriptionScope } from '../resourceId';
import { armTime } from '../time';
import type { DeletedVault, World } from '../world';
import { logged } from './activityLog';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { page } from './paging';
import { deletedAs, purge } from './softDelete';

/**
 * Configuration stores that were deleted and can be recovered or purged.
 * @see https://learn.microsoft.com/rest/api/appconfiguration/configuration-stores/list-deleted
 * @see https://learn.microsoft.com/azure/azure-app-configuration/concept-soft-delete#permissions-to-read-and-purge-deleted-stores
 */

const READ = 'Microsoft.AppConfiguration/locations/deletedConfigurationStores/read';
const PURGE = 'Microsoft.AppConfiguration/locations/deletedConfigurationStores/purge/action';

const isIn = ({ resource }: DeletedVault, subscription = ''): boolean =>
	parseResourceId(resource.id)?.subscriptionId?.toLowerCase() === subscription.toLowerCase();

const render = ({ resource, deletedAt, purgeAt }: DeletedVault): JsonObject => {
	const { id, name, location = '', tags = {}, properties } = resource;
	const scope = subscriptionScope(parseResourceId(id)?.subscriptionId ?? '');
	return {
		id: `${scope}/providers/Microsoft.AppConfiguration/locations/${location}/deletedConfigurationStores/${name}`,
		name,
		type: 'Microsoft.AppConfiguration/locations/deletedConfigurationStores',
		properties: {
			configurationStoreId: id,
			location,
			tags,
			deletionDate: armTime(deletedAt),
			scheduledPurgeDate: armTime(purgeAt),
			purgeProtectionEnabled: properties.enablePurgeProtection === true,
		},
	};
};

/** `GET /subscriptions/{id}/providers/Microsoft.AppConfiguration/deletedConfigurationStores`. */
export function listDeletedStores(world: World, call: ArmCall): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const { subscriptionId = '' } = call.parts;
	const denied = authorize(world, call.caller, READ, subscriptionScope(subscriptionId));
	if (denied) return [world, denied];
	const kept = valuesOf(world.deletedStores ?? {}).filter(
		(store) => store.purgeAt > world.now && isIn(store, subscriptionId),
	);
	return [world, page(call, kept.map(render))];
}

/** `GET …/locations/{location}/deletedConfigurationStores/{name}`, and `POST …/{name}/purge`. */
export function handleDeletedStore(
	world: World,
	call: ArmCall,
	[, location = '', name = '', verb]: readonly (string | undefined)[],
): Reply {
	const purges = verb !== undefined;
	if (call.method !== (purges ? 'POST' : 'GET'))
		return [world, errors.MethodNotAllowed(call.method)];
	const action = purges ? PURGE : READ;
	const log = (reply: Reply): Reply => (purges ? logged(call, action, call.id, reply) : reply);
	const denied = authorize(world, call.caller, action, call.id);
	if (denied) return log([world, denied]);
	const store = deletedAs(world, 'appConfiguration', name);
	const isHere =
		store?.resource.location?.toLowerCase() === location.toLowerCase() &&
		isIn(store, call.parts.subscriptionId);
	if (!store || !isHere) return log([world, errors.EntityNotFound(name)]);
	if (!purges) return [world, json(200, render(store))];
	if (store.resource.properties.enablePurgeProtection === true)
		return log([
			world,
			errors.Conflict(
				`The configuration store '${name}' is protected against purging until ${armTime(store.purgeAt)}.`,
			),
		]);
	return log([purge(world, 'appConfiguration', name), empty(200)]);
}
