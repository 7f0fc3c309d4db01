import { issueToken } from '../entra/tokens';
import { without } from '../json';
import { dropTimers, file, UNBORN } from '../lifecycles/run';
import { idKey } from '../resourceId';
import type { CachedToken, Resource, ServicePrincipal, SignInLogEntry, World } from '../world';

/**
 * The identity endpoints' store of tokens: for about 24 hours the same token is handed out again, and nothing but time
 * makes them ask Entra anew. So a token can outlive the identity that it was issued to.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq
 */

const keyOf = (resource: Resource, principalId: string, audience: string): string =>
	`${idKey(resource.id)}|${principalId}|${audience}`;

/** Notes that code on a resource asked for a token, and what came of it. */
export const signedIn = (world: World, entry: Omit<SignInLogEntry, 'time'>): World => ({
	...world,
	signInLog: [...world.signInLog, { time: world.now, ...entry }],
});

/**
 * A token for code on a resource: the stored one while it lasts, else a new one. `undefined` when the identity was deleted
 * and no token of it is in store: Entra issues none to a service principal that is gone.
 */
export function tokenFor(
	world: World,
	resource: Resource,
	principal: ServicePrincipal,
	audience: string,
): [World, CachedToken] | undefined {
	const key = keyOf(resource, principal.id, audience);
	const stored = world.tokens[key];
	const from = resource.id;
	const note = { servicePrincipalId: principal.id, servicePrincipalName: principal.displayName };
	const success = { ...note, audience, from, status: 200 };
	// A machine that was made anew under the same id has an empty store.
	if (stored && stored.expiresAt > world.now && stored.issuedAt >= resource.createdAt)
		return [signedIn(world, { ...success, cached: true }), stored];
	if (principal.deletedAt !== undefined) return undefined;
	const ref = { kind: 'accessToken', key } as const;
	const [issued, { accessToken, expiresAt }] = issueToken(world, { principal, audience });
	const token: CachedToken = {
		from,
		principalId: principal.id,
		audience,
		accessToken,
		issuedAt: world.now,
		expiresAt,
		lifecycle: UNBORN,
	};
	const cleared = dropTimers(issued, ref);
	const begun = file({ ...cleared, tokens: without(cleared.tokens, key) }, ref, token);
	return [signedIn(begun, { ...success, cached: false }), begun.tokens[key] ?? token];
}
