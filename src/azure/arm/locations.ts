import { errors } from '../errors';
import { json } from '../http';
import { subscriptionScope } from '../resourceId';
import type { World } from '../world';
import type { ArmCall, Reply } from './call';
import { authorize } from './authorize';
import { REGIONS } from './regions';

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
	const value = REGIONS.map(
		({ name, displayName, geography, geographyGroup, category, paired, ...place }) => ({
			id: `${scope}/locations/${name}`,
			name,
			type: 'Region',
			displayName,
			regionalDisplayName: `(${geographyGroup}) ${displayName}`,
			metadata: {
				regionType: 'Physical',
				regionCategory: category,
				geography,
				geographyGroup,
				longitude: place.longitude,
				latitude: place.latitude,
				physicalLocation: place.physicalLocation,
				pairedRegion: paired ? [{ name: paired, id: `${scope}/locations/${paired}` }] : [],
			},
		}),
	);
	return [world, json(200, { value })];
}
