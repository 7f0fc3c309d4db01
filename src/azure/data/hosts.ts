import { providerOf, type DataPlane } from '../arm/providers';
import { derived } from '../json';
import type { Resource, World } from '../world';

/** Resources by the name under which their data is reached. */
const byName = derived((resources: World['resources']): ReadonlyMap<string, Resource> => {
	const found = new Map<string, Resource>();
	for (const resource of Object.values(resources)) {
		const plane = providerOf(resource.type)?.dataPlane;
		if (plane && resource.lifecycle.state !== 'creating')
			found.set(`${plane}|${resource.name.toLowerCase()}`, resource);
	}
	return found;
});

/** The resource with such a data plane whose name a host begins with. Being created, it has no address yet. */
export const resourceAt = (world: World, plane: DataPlane, host: string): Resource | undefined =>
	byName(world.resources).get(`${plane}|${host.split('.')[0] ?? ''}`);
