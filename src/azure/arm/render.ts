import { isObject, type Json, type JsonObject } from '../json';
import { armTime } from '../time';
import type { Lifecycle, Resource, ResourceGroup, World } from '../world';
import { parseResourceId } from '../resourceId';
import { renderIdentity } from './identity';
import { providerOf } from './providers';

/** `provisioningState` as Resource Manager writes a machine's state. */
export const provisioningState = ({ state }: Lifecycle): string =>
	state === '' ? 'Accepted' : state.charAt(0).toUpperCase() + state.slice(1);

/** A resource group as Resource Manager answers it. */
export const renderGroup = (group: ResourceGroup): JsonObject => ({
	id: group.id,
	name: group.name,
	type: 'Microsoft.Resources/resourceGroups',
	location: group.location,
	...(group.managedBy === undefined ? {} : { managedBy: group.managedBy }),
	...(group.tags ? { tags: group.tags } : {}),
	properties: { provisioningState: provisioningState(group.lifecycle) },
});

/**
 * Named parts that a network resource lists, with the ids that they have: templates hand `properties.subnets[0].id` on.
 * @see https://learn.microsoft.com/rest/api/virtualnetwork/virtual-networks/get
 */
const withPartIds = ({ id, properties }: Resource): JsonObject =>
	Object.fromEntries(
		Object.entries(properties).map(([key, value]) => [
			key,
			Array.isArray(value)
				? (value as readonly Json[]).map((part) =>
						isObject(part) && typeof part.name === 'string' && part.id === undefined
							? { ...part, id: `${id}/${key}/${part.name}` }
							: part,
					)
				: value,
		]),
	);

/** A site and its slots keep their settings to themselves: they are read by an action of their own. */
function visibleProperties(resource: Resource): JsonObject {
	const { type, properties, power } = resource;
	if (type.startsWith('Microsoft.Network/')) return withPartIds(resource);
	if (!type.startsWith('Microsoft.Web/sites')) return properties;
	const { siteConfig: _, ...rest } = properties;
	return power ? { ...rest, state: 'Stopped' } : rest;
}

/** A resource as Resource Manager answers it. */
export function renderResource(world: World, resource: Resource): JsonObject {
	const row = providerOf(resource.type);
	const isPlain = row?.plain === true;
	const identity = renderIdentity(world, resource);
	const user = (id: string) => world.users[id]?.userPrincipalName ?? id;
	const byType = (id: string) => (world.users[id] ? 'User' : 'Application');
	return {
		id: resource.id,
		name: row?.namedWithParent
			? (parseResourceId(resource.id)?.names.join('/') ?? resource.name)
			: resource.name,
		type: resource.type,
		...(resource.location === undefined ? {} : { location: resource.location }),
		...(resource.kind === undefined ? {} : { kind: resource.kind }),
		...(resource.sku === undefined ? {} : { sku: resource.sku }),
		...(isPlain && !row.located ? {} : { tags: resource.tags ?? {} }),
		...(identity ? { identity } : {}),
		...(isPlain
			? {}
			: {
					systemData: {
						createdBy: user(resource.createdBy),
						createdByType: byType(resource.createdBy),
						createdAt: armTime(resource.createdAt),
						lastModifiedBy: user(resource.changedBy),
						lastModifiedByType: byType(resource.changedBy),
						lastModifiedAt: armTime(resource.changedAt),
					},
				}),
		properties: {
			...visibleProperties(resource),
			...(isPlain ? {} : { provisioningState: provisioningState(resource.lifecycle) }),
		},
	};
}
