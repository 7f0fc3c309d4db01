import { providerOf, requests, sameId, type HttpRequest, type Resource } from '../../azure';

const both = (resource: Resource): string =>
	providerOf(resource.type)?.identity?.both ?? 'SystemAssigned, UserAssigned';

function typeFor(resource: Resource, system: boolean, user: boolean): string {
	if (system && user) return both(resource);
	if (system) return 'SystemAssigned';
	return user ? 'UserAssigned' : 'None';
}

/** Turns the system-assigned identity on or off, and leaves the user-assigned ones alone. */
export const switchSystem = (resource: Resource, on: boolean): HttpRequest =>
	requests.patchIdentity(resource.id, {
		type: typeFor(resource, on, (resource.identity?.user.length ?? 0) > 0),
	});

/** Assigns a user-assigned identity. PATCH merges it with those that are there. */
export const attach = (resource: Resource, identityId: string): HttpRequest =>
	requests.patchIdentity(resource.id, {
		type: typeFor(resource, resource.identity?.system !== undefined, true),
		userAssignedIdentities: { [identityId]: {} },
	});

/** Takes a user-assigned identity away. */
export function detach(resource: Resource, identityId: string): HttpRequest {
	const user = resource.identity?.user ?? [];
	const kept = user.filter(({ id }) => !sameId(id, identityId));
	const type = typeFor(resource, resource.identity?.system !== undefined, kept.length > 0);
	return requests.patchIdentity(resource.id, {
		type,
		...(kept.length > 0 ? { userAssignedIdentities: { [identityId]: null } } : {}),
	});
}

/** Whether an identity could be assigned to a resource. */
export const takesUserIdentities = ({ type }: Resource): boolean =>
	providerOf(type)?.identity?.user === true;
