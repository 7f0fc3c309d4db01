import { own, withEntry, without } from '../json';
import { guidOf, hashHex, mintGuid } from '../ids';
import { CREDENTIAL_LIFETIME } from '../lifecycles/machines';
import { dropTimers, file, stepped, UNBORN } from '../lifecycles/run';
import type { KeyCredential, ServicePrincipal, World } from '../world';

/**
 * Service principals of managed identities: made, given certificates and deleted by Azure, never by the learner.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-managed-identities-work-vm
 */

/** What a new managed identity is called and what it belongs to. */
export interface NewManagedIdentity {
	readonly kind: ServicePrincipal['kind'];
	readonly displayName: string;
	/** ARM id of the resource that it is the system-assigned identity of, or of the user-assigned identity. */
	readonly resourceId: string;
}

/** A new certificate, its machine begun; it is yet to be filed with its principal. */
function newCredential(world: World, principalId: string): [World, KeyCredential] {
	const [next, keyId] = mintGuid(world, 'keyCredential');
	const credential: KeyCredential = {
		keyId,
		thumbprint: hashHex(world.seed, 'certificate', keyId).slice(0, 40).toUpperCase(),
		startsAt: world.now,
		endsAt: world.now + CREDENTIAL_LIFETIME,
		lifecycle: UNBORN,
	};
	return stepped(next, { kind: 'keyCredential', key: `${principalId}/${keyId}` }, credential);
}

const filed = (world: World, principal: ServicePrincipal): World => ({
	...world,
	servicePrincipals: withEntry(world.servicePrincipals, principal.id, principal),
});

/** Makes the service principal of a managed identity, with its first certificate. A second one of the same name is another principal. */
export function createManagedIdentity(
	world: World,
	{ kind, displayName, resourceId }: NewManagedIdentity,
): [World, ServicePrincipal] {
	const [minted, id] = mintGuid(world, 'principalId');
	const [begun, principal] = stepped<ServicePrincipal>(
		minted,
		{ kind: 'servicePrincipal', key: id },
		{
			id,
			appId: guidOf(world.seed, 'clientId', id),
			displayName,
			kind,
			resourceId,
			createdAt: world.now,
			keyCredentials: [],
			lifecycle: UNBORN,
		},
	);
	const [next, credential] = newCredential(begun, id);
	const complete = { ...principal, keyCredentials: [credential] };
	return [filed(next, complete), complete];
}

/** Deletes a managed identity's service principal: soft for 30 days, its certificates revoked at once. Its role assignments stay. */
export function deleteManagedIdentity(world: World, principalId: string): World {
	const principal = world.servicePrincipals[principalId];
	if (!principal || principal.deletedAt !== undefined) return world;
	let next = world;
	const keyCredentials = principal.keyCredentials.map((credential) => {
		const ref = { kind: 'keyCredential', key: `${principalId}/${credential.keyId}` } as const;
		const [after, revoked] = stepped(next, ref, credential, 'revoke');
		next = after;
		return revoked;
	});
	const revoked = { ...principal, keyCredentials, deletedAt: world.now };
	return file(next, { kind: 'servicePrincipal', key: principalId }, revoked, 'delete');
}

/** Azure rolls the certificate: a new one begins while the old one is still valid. */
export function rollCredential(world: World, principalId: string): World {
	const [next, credential] = newCredential(world, principalId);
	const principal = next.servicePrincipals[principalId];
	return principal
		? filed(next, { ...principal, keyCredentials: [...principal.keyCredentials, credential] })
		: world;
}

/** After 30 days nothing is left of a deleted service principal. */
export function forgetServicePrincipal(world: World, principalId: string): World {
	const principal = world.servicePrincipals[principalId];
	let next = dropTimers(world, { kind: 'servicePrincipal', key: principalId });
	for (const { keyId } of principal?.keyCredentials ?? [])
		next = dropTimers(next, { kind: 'keyCredential', key: `${principalId}/${keyId}` });
	return { ...next, servicePrincipals: without(next.servicePrincipals, principalId) };
}

/** A service principal that is not deleted. */
export function activePrincipal(world: World, principalId: string): ServicePrincipal | undefined {
	const principal = own(world.servicePrincipals, principalId);
	return principal && principal.deletedAt === undefined ? principal : undefined;
}
