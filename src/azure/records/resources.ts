import type { JsonObject } from '../json';
import type { Milliseconds } from '../time';
import type { Lifecycle } from './lifecycle';

/** What Resource Manager keeps, from management groups down to resources. */

/**
 * A management group: a scope above subscriptions. The tenant root group is named after the tenant and lies in no other.
 * @see https://learn.microsoft.com/azure/governance/management-groups/overview
 */
export interface ManagementGroup {
	/** `/providers/Microsoft.Management/managementGroups/{name}`. */
	readonly id: string;
	readonly name: string;
	readonly displayName: string;
	/** Id of the group that it lies in. */
	readonly parentId?: string;
}

/** An Azure subscription. */
export interface Subscription {
	readonly subscriptionId: string;
	readonly displayName: string;
	readonly tags?: Readonly<Record<string, string>>;
	/** Resource providers, in lower case, that somebody registered or unregistered, and when. */
	readonly registrations?: Readonly<Record<string, ProviderRegistration>>;
	/** Id of the management group that it lies in. */
	readonly managementGroupId: string;
}

/** Whether a subscription may use a resource provider, and since when. */
export interface ProviderRegistration {
	readonly registered: boolean;
	readonly since: Milliseconds;
}

/** A resource group. */
export interface ResourceGroup {
	readonly id: string;
	readonly name: string;
	readonly location: string;
	readonly tags?: Readonly<Record<string, string>>;
	/** The id of the resource whose service made the group for it, and takes it away with it. */
	readonly managedBy?: string;
	/** Machine `resource`. */
	readonly lifecycle: Lifecycle;
}

/** Any ARM resource, user-assigned identities and child resources such as blob containers included. */
export interface Resource {
	/** In the case in which Azure echoes it. */
	readonly id: string;
	readonly name: string;
	/** `Microsoft.Compute/virtualMachines`. */
	readonly type: string;
	readonly location?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly kind?: string;
	readonly sku?: JsonObject;
	readonly identity?: ResourceIdentity;
	/** Without `provisioningState`, which is the lifecycle's to say. */
	readonly properties: JsonObject;
	readonly createdAt: Milliseconds;
	readonly createdBy: string;
	readonly changedAt: Milliseconds;
	readonly changedBy: string;
	/** How far code on it is switched off; absent while it runs. */
	readonly power?: 'stopped' | 'deallocated';
	/** Its system-assigned identity still goes by the id that it had before it was moved; any write mends that. */
	readonly identityMoved?: true;
	/** Machine `resource`. */
	readonly lifecycle: Lifecycle;
}

/** Which identities a resource has. Rendered as ARM's `identity` block by `arm/identity`. */
export interface ResourceIdentity {
	readonly system?: { readonly principalId: string; readonly clientId: string };
	readonly user: readonly AssignedIdentity[];
}

/** A user-assigned identity as the resource that it is assigned to remembers it, even after the identity is gone. */
export interface AssignedIdentity {
	readonly id: string;
	readonly principalId: string;
	readonly clientId: string;
}

/** A management lock. It holds for its scope and everything below it. */
export interface Lock {
	/** `{scope}/providers/Microsoft.Authorization/locks/{name}`. */
	readonly id: string;
	readonly name: string;
	readonly scope: string;
	readonly level: 'CanNotDelete' | 'ReadOnly';
	readonly notes?: string;
}

/** A key vault, or a configuration store, that was deleted and can be recovered or purged. Its name stays taken. */
export interface DeletedVault {
	readonly resource: Resource;
	readonly deletedAt: Milliseconds;
	readonly purgeAt: Milliseconds;
}
