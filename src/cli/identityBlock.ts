import { idKey, isObject, providerOf, type Json, type JsonObject, type requests } from '../azure';

/** The `identity` block of ARM: who a resource is, and the requests that change it. */

/** The word that stands for the system-assigned identity in lists of identities. */
export const SYSTEM = '[system]';

/** A resource's identities as Azure answered them. */
export interface Identities {
	readonly system: boolean;
	readonly principalId: string;
	/** Id → `{ clientId, principalId }`. */
	readonly user: JsonObject;
}

/** Reads an identity block; a resource without one has no identities. */
export function identitiesOf(identity: Json | undefined): Identities {
	const block = isObject(identity) ? identity : {};
	return {
		system: /SystemAssigned/i.test(String(block.type ?? '')),
		principalId: String(block.principalId ?? ''),
		user: isObject(block.userAssignedIdentities) ? block.userAssignedIdentities : {},
	};
}

const typeOf = (system: boolean, user: boolean, both: string): string =>
	system && user ? both : system ? 'SystemAssigned' : user ? 'UserAssigned' : 'None';

/** How a type of resource writes both kinds together: some leave the space out. */
export const bothTogether = (resourceType: string): string =>
	providerOf(resourceType)?.identity?.both ?? 'SystemAssigned, UserAssigned';

/** The block that adds identities to those that a resource has. PATCH keeps what it does not name. */
export const adding = (
	now: Identities,
	system: boolean,
	ids: readonly string[],
	both: string,
): requests.IdentityRequest => ({
	type: typeOf(system || now.system, ids.length > 0 || Object.keys(now.user).length > 0, both),
	...(ids.length > 0
		? { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) }
		: {}),
});

/** The block that takes identities away, or the ids among them that the resource does not have. */
export function removing(
	now: Identities,
	system: boolean,
	ids: readonly string[],
	both: string,
): requests.IdentityRequest | { readonly unknown: readonly string[] } {
	const has = new Map(Object.keys(now.user).map((id) => [idKey(id), id]));
	const unknown = ids.filter((id) => !has.has(idKey(id)));
	if (unknown.length > 0) return { unknown };
	const gone = ids.map((id) => has.get(idKey(id)) ?? id);
	const left = has.size - new Set(gone).size;
	return {
		type: typeOf(now.system && !system, left > 0, both),
		...(left > 0 && gone.length > 0
			? { userAssignedIdentities: Object.fromEntries(gone.map((id) => [id, null])) }
			: {}),
	};
}
