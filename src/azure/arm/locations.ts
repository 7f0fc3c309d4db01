import { errors } from '../errors';
import { json } from '../http';
import { subscriptionScope } from '../resourceId';
import type { World } from '../world';
import type { ArmCall, Reply } from './call';
import { authorize } from './authorize';
import { normalLocation } from './envelope';

/** The regions that the simulated providers offer: name, geography and the group it belongs to. */
export const REGIONS = [
	['West Europe', 'Europe', 'Europe'],
	['North Europe', 'Europe', 'Europe'],
	['East US', 'United States', 'US'],
	['West US', 'United States', 'US'],
	['France Central', 'France', 'Europe'],
] as const;

/** `GET /subscriptions/{id}/locations`. @see https://learn.microsoft.com/rest/api/resources/subscriptions/list-locations */
export function handleLocations(world: World, call: ArmCall, subscriptionId: string): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const scope = subscriptionScope(subscriptionId);
	const denied = authorize(
		world,
		call.caller,
		'Microsoft.Resources/subscriptions/locations/read',
		scope,
	);
	if (denied) return [world, denied];
	const value = REGIONS.map(([displayName, geography, geographyGroup]) => ({
		id: `${scope}/locations/${normalLocation(displayName)}`,
		name: normalLocation(displayName),
		type: 'Region',
		displayName,
		regionalDisplayName: `(${geographyGroup}) ${displayName}`,
		metadata: {
			regionType: 'Physical',
			regionCategory: displayName === 'West US' ? 'Other' : 'Recommended',
			geography,
			geographyGroup,
		},
	}));
	return [world, json(200, { value })];
}
