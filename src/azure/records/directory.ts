import type { PersonKey } from '../entra/people';
import type { Milliseconds } from '../time';
import type { Lifecycle } from './lifecycle';

/** What Microsoft Entra keeps: the tenant, people, groups and service principals. */

/** The Microsoft Entra tenant that everything here belongs to. */
export interface Tenant {
	readonly tenantId: string;
	readonly displayName: string;
	readonly defaultDomain: string;
	/** How many objects its directory takes, where that is not the usual 50,000. */
	readonly directoryQuota?: number;
}

/** A person in the directory. `key` is what `createWorld({ signedInAs })` takes. */
export interface User {
	readonly id: string;
	readonly key: PersonKey;
	readonly displayName: string;
	readonly userPrincipalName: string;
}

/**
 * A security group. Whoever is in it, also by way of a group inside, has the roles that are assigned to it.
 * @see https://learn.microsoft.com/graph/api/resources/group
 */
export interface Group {
	readonly id: string;
	readonly displayName: string;
	readonly description?: string;
	readonly mailNickname: string;
	readonly createdAt: Milliseconds;
	/** Object ids of the people who may change who is in it. */
	readonly owners: readonly string[];
	/** Object ids of people, service principals and other groups. */
	readonly members: readonly string[];
}

/** One certificate of a managed identity. Azure makes it, rolls it after 45 days and lets it expire after 90. */
export interface KeyCredential {
	readonly keyId: string;
	/** Forty hex digits. */
	readonly thumbprint: string;
	readonly startsAt: Milliseconds;
	readonly endsAt: Milliseconds;
	readonly lifecycle: Lifecycle;
}

/** The service principal behind a managed identity: what Entra knows of it. */
export interface ServicePrincipal {
	/** Object id; in ARM: `principalId`. */
	readonly id: string;
	/** In ARM: `clientId`. */
	readonly appId: string;
	readonly displayName: string;
	/** `system`: bound to {@link resourceId}'s life. `user`: {@link resourceId} is the user-assigned identity itself. */
	readonly kind: 'system' | 'user';
	readonly resourceId: string;
	readonly createdAt: Milliseconds;
	/** Set from its deletion until it is gone, 30 days later. */
	readonly deletedAt?: Milliseconds;
	readonly keyCredentials: readonly KeyCredential[];
	/** Machine `managedIdentity`. */
	readonly lifecycle: Lifecycle;
}

/** A token that the identity endpoint keeps for a resource and hands out again until it expires. */
export interface CachedToken {
	/** The resource whose code may get it. */
	readonly from: string;
	readonly principalId: string;
	readonly audience: string;
	readonly accessToken: string;
	readonly issuedAt: Milliseconds;
	readonly expiresAt: Milliseconds;
	/** Machine `accessToken`. */
	readonly lifecycle: Lifecycle;
}

/**
 * A bad hour of the metadata service: token requests get this status instead of a token.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#retry-guidance
 */
export interface ImdsFault {
	readonly status: 404 | 410 | 429 | 500;
	/** How many requests it still spoils; absent: any number. */
	readonly left?: number;
	/** When it is over; absent: when its requests are used up. */
	readonly until?: Milliseconds;
	/** Seconds, for the header `Retry-After`. */
	readonly retryAfter?: number;
	/** `idKey` of the one resource that meets it; absent: all. */
	readonly from?: string;
}
