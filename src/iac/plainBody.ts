import { type Json, type JsonObject, type World } from '../azure';
import type { Block, Model } from './block';
import { isRecord, pathOf, Reference, toldAt, type Meaning, type Value } from './value';

/** Types whose usual request has no `properties` at all. */
const BARE = new Set(['Microsoft.ManagedIdentity/userAssignedIdentities']);

/** What a block of a model says as the body of a request: every reference is the value that it has in the world. */
export function plainBody(block: Block, world: World, model: Model): JsonObject {
	const subscriptionId = Object.keys(world.subscriptions)[0] ?? '';
	const parameters = (name: string): Json =>
		name === 'location'
			? model.location
			: (model.parameters.find((one) => one.name === name)?.value ?? '');
	function mean(to: Meaning): Json {
		switch (to.kind) {
			case 'id':
				// An identity's own id says `resourcegroups`, as Azure does; a person writes what every other id says.
				return (world.resources[to.of]?.id ?? to.of).replace(
					'/resourcegroups/',
					'/resourceGroups/',
				);
			case 'principalId': {
				const resource = world.resources[to.of];
				if (to.made) return toldAt(resource?.properties, pathOf(to, to.made));
				return resource?.properties.principalId ?? resource?.identity?.system?.principalId ?? '';
			}
			case 'clientId':
				return toldAt(
					world.resources[to.of]?.properties,
					to.made ? pathOf(to, to.made) : 'clientId',
				);
			case 'tenantId':
				return world.tenant.tenantId;
			case 'subscriptionId':
				return subscriptionId;
			case 'role':
				return `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${to.of}`;
			case 'parameter':
				return parameters(to.of);
			case 'text':
				return to.of.map((part) => String(plain(part))).join('');
			case 'guid':
			case 'scope':
			case 'address':
			case 'output':
				throw new Error(`${block.symbol} says ${to.kind}, which is no part of a body.`);
		}
	}
	function plain(value: Value): Json {
		if (value instanceof Reference) return mean(value.to);
		if (Array.isArray(value)) return (value as readonly Value[]).map(plain);
		if (!isRecord(value)) return value as Json;
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
	}
	const { location, tags, flavour, sku, identity, properties, kind } = block;
	const type =
		identity &&
		(identity.system && identity.user.length > 0
			? identity.both
			: identity.system
				? 'SystemAssigned'
				: 'UserAssigned');
	return {
		...(location === undefined ? {} : { location: plain(location) }),
		...(tags === undefined ? {} : { tags: plain(tags) }),
		...(flavour === undefined ? {} : { kind: flavour }),
		...(sku === undefined ? {} : { sku: plain(sku) }),
		...(identity && type !== undefined
			? {
					identity: {
						type,
						...(identity.user.length > 0
							? {
									userAssignedIdentities: Object.fromEntries(
										identity.user.map((id) => [String(plain(id)), {}]),
									),
								}
							: {}),
					},
				}
			: {}),
		...(kind === 'group' || (Object.keys(properties).length === 0 && BARE.has(block.type))
			? {}
			: { properties: plain(properties) }),
	};
}
