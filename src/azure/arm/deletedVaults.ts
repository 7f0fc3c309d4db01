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
 * Vaults that were deleted and still keep their names.
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/list-deleted
 */

const subscriptionOf = ({ resource }: DeletedVault): string =>
	parseResourceId(resource.id)?.subscriptionId ?? '';

const render = (vault: DeletedVault): JsonObject => {
	const { resource, deletedAt, purgeAt } = vault;
	const { name, location = '', tags = {} } = resource;
	return {
		id: `${subscriptionScope(subscriptionOf(vault))}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`,
		name,
		type: 'Microsoft.KeyVault/deletedVaults',
		properties: {
			vaultId: resource.id,
			location,
			tags,
			deletionDate: armTime(deletedAt),
			scheduledPurgeDate: armTime(purgeAt),
		},
	};
};

/** The deleted vault of that name in the subscription and place that a request names, until its time is over. */
function findDeleted(
	world: World,
	{ parts }: ArmCall,
	location: string,
	name: string,
): DeletedVault | undefined {
	const vault = deletedAs(world, 'keyVault', name);
	const isHere =
		vault?.resource.location?.toLowerCase() === location.toLowerCase() &&
		subscriptionOf(vault).toLowerCase() === parts.subscriptionId?.toLowerCase();
	return isHere ? vault : undefined;
}

/** `GET /subscriptions/{id}/providers/Microsoft.KeyVault/deletedVaults`. */
export function listDeletedVaults(world: World, call: ArmCall): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const scope = subscriptionScope(call.parts.subscriptionId ?? '');
	const denied = authorize(world, call.caller, 'Microsoft.KeyVault/deletedVaults/read', scope);
	if (denied) return [world, denied];
	const kept = valuesOf(world.deletedVaults).filter(
		(vault) =>
			vault.purgeAt > world.now &&
			subscriptionOf(vault).toLowerCase() === call.parts.subscriptionId?.toLowerCase(),
	);
	return [world, page(call, kept.map(render))];
}

/** `GET …/locations/{location}/deletedVaults/{name}`. */
export function getDeletedVault(
	world: World,
	call: ArmCall,
	[, location = '', name = '']: readonly string[],
): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const action = 'Microsoft.KeyVault/locations/deletedVaults/read';
	const denied = authorize(world, call.caller, action, call.id);
	if (denied) return [world, denied];
	const vault = findDeleted(world, call, location, name);
	return [world, vault ? json(200, render(vault)) : errors.DeletedVaultNotFound(name)];
}

/**
 * `POST …/locations/{location}/deletedVaults/{name}/purge`: a deleted vault's name and secrets are gone for good.
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/purge-deleted
 */
export function purgeVault(
	world: World,
	call: ArmCall,
	[, location = '', name = '']: readonly string[],
): Reply {
	if (call.method !== 'POST') return [world, errors.MethodNotAllowed(call.method)];
	const action = 'Microsoft.KeyVault/locations/deletedVaults/purge/action';
	const denied = authorize(world, call.caller, action, call.id);
	if (denied) return logged(call, action, call.id, [world, denied]);
	if (!findDeleted(world, call, location, name)) return [world, errors.DeletedVaultNotFound(name)];
	return logged(call, action, call.id, [purge(world, 'keyVault', name), empty(202)]);
}
