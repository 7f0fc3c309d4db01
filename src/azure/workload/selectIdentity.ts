import { own } from '../json';
import { idKey, sameId } from '../resourceId';
import type { Resource, ServicePrincipal, World } from '../world';

/** By which name a token request points at an identity, and the name itself. */
export interface IdentitySelector {
	readonly by: 'clientId' | 'objectId' | 'resourceId';
	readonly value: string;
}

/** An identity that a resource carries: the resource remembers it even after it was deleted. */
export interface CarriedIdentity {
	readonly kind: 'system' | 'user';
	readonly principalId: string;
	readonly clientId: string;
	/** ARM id of a user-assigned identity. */
	readonly id?: string;
}

/** The identities that a resource carries, system-assigned first. */
export function carriedIdentities({ identity }: Resource): CarriedIdentity[] {
	const user = (identity?.user ?? []).map((each) => ({ kind: 'user' as const, ...each }));
	return identity?.system ? [{ kind: 'system', ...identity.system }, ...user] : user;
}

/** The identity that a selector points at. */
export function selected(
	identities: readonly CarriedIdentity[],
	{ by, value }: IdentitySelector,
	owner: Resource,
): CarriedIdentity | undefined {
	const wanted = value.trim().toLowerCase();
	return identities.find((each) => {
		if (by === 'clientId') return each.clientId.toLowerCase() === wanted;
		if (by === 'objectId') return each.principalId.toLowerCase() === wanted;
		return sameId(each.id ?? owner.id, value);
	});
}

/** The resource whose code asks, while it is there and runs. */
export function runningResource(world: World, from: string | undefined): Resource | undefined {
	const resource = from === undefined ? undefined : own(world.resources, idKey(from));
	const runs = resource?.lifecycle.state !== 'creating' && resource?.power === undefined;
	return runs ? resource : undefined;
}

/** The service principal of a carried identity, deleted ones included until they are forgotten. */
export const principalOf = (
	world: World,
	identity: CarriedIdentity,
): ServicePrincipal | undefined => world.servicePrincipals[identity.principalId];
