import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { own } from '../json';
import { groupScope, idKey, idSegments, parseResourceId } from '../resourceId';
import type { World } from '../world';

/** A storage account's services are always there, though no records of their own. */
const withoutService = (key: string): string =>
	key.replace(/\/(?:blob|queue|table)services\/default$/, '');

/**
 * The error when a scope is not there, `undefined` when it is: a subscription, a resource group, a resource, or a child
 * such as a container or a secret.
 * @see https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
export function missingScope(world: World, scope: string): HttpResponse | undefined {
	const key = idKey(scope);
	if (key === '') return undefined;
	const parts = parseResourceId(scope);
	const { subscriptionId, resourceGroup, namespace, typePath = '', names = [] } = parts ?? {};
	if (parts?.managementGroup !== undefined && typePath === 'managementGroups')
		return world.managementGroups[key]
			? undefined
			: errors.ManagementGroupNotFound(parts.managementGroup);
	if (subscriptionId === undefined) return errors.NotFound();
	if (!own(world.subscriptions, subscriptionId.toLowerCase()))
		return errors.SubscriptionNotFound(subscriptionId);
	if (resourceGroup === undefined) return namespace === undefined ? undefined : errors.NotFound();
	if (!world.resourceGroups[idKey(groupScope(subscriptionId, resourceGroup))])
		return errors.ResourceGroupNotFound(resourceGroup);
	if (namespace === undefined) return undefined;
	if (world.resources[withoutService(key)]) return undefined;
	const secret = world.secrets[key];
	if (secret && secret.deletedAt === undefined) return undefined;
	// Keys and certificates of a vault are scopes as well.
	const item = world.items[key];
	if (item && !('deletedAt' in item)) return undefined;
	return errors.ResourceNotFound(`${namespace}/${typePath}`, names.join('/'), resourceGroup);
}

/** The id of what a scope names, as it was first written: Azure keeps that case whatever the request says. */
export function echoScope(world: World, scope: string): string {
	const key = idKey(scope);
	const known =
		world.resources[key] ??
		world.secrets[key] ??
		world.resourceGroups[key] ??
		world.managementGroups[key];
	return known?.id ?? (key === '' ? '/' : `/${idSegments(scope).join('/')}`);
}
