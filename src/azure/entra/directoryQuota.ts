import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { keysOf } from '../json';
import type { World } from '../world';

/**
 * How many objects a tenant's directory takes while none of its domains is verified.
 * @see https://learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions
 */
export const DIRECTORY_QUOTA = 50_000;

/** The objects in the directory. A deleted service principal counts until it is gone, 30 days later. */
export const directoryObjects = ({ users, groups, servicePrincipals }: World): number =>
	keysOf(users).length + keysOf(groups).length + keysOf(servicePrincipals).length;

/**
 * Why the directory does not take another managed identity, or `undefined`.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq
 */
export const quotaRefusal = (world: World): HttpResponse | undefined =>
	directoryObjects(world) < (world.tenant.directoryQuota ?? DIRECTORY_QUOTA)
		? undefined
		: errors.DirectoryQuotaExceeded();
