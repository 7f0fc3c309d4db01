import { createManagedIdentity } from '../entra/directory';
import type { Resource, World } from '../world';

/** The type of user-assigned identities. */
export const USER_ASSIGNED = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** A new user-assigned identity with the ids of its service principal, which is made with it; it is yet to be filed. */
export function withPrincipal(world: World, resource: Resource): [World, Resource] {
	const [next, principal] = createManagedIdentity(world, {
		kind: 'user',
		displayName: resource.name,
		resourceId: resource.id,
	});
	const properties = {
		...resource.properties,
		tenantId: world.tenant.tenantId,
		principalId: principal.id,
		clientId: principal.appId,
	};
	return [next, { ...resource, properties }];
}
