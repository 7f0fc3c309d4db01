import type { Milliseconds } from '../time';

/** What was done, in the three logs that Azure keeps of it. */

/** Who did what on the control plane. Reads are not logged, as in Azure. */
export interface ActivityLogEntry {
	readonly time: Milliseconds;
	readonly correlationId: string;
	/** `Microsoft.Compute/virtualMachines/write`. */
	readonly operationName: string;
	readonly resourceId: string;
	readonly caller: string;
	readonly callerObjectId: string;
	readonly status: 'Started' | 'Succeeded' | 'Failed';
	readonly httpStatus: number;
	readonly errorCode?: string;
}

/** A managed identity got a token (or none). */
export interface SignInLogEntry {
	readonly time: Milliseconds;
	/** Absent when no identity answered. */
	readonly servicePrincipalId?: string;
	readonly servicePrincipalName?: string;
	/** The audience asked for: `https://vault.azure.net`. */
	readonly audience: string;
	/** The resource whose code asked; absent for a workload elsewhere that exchanged its own issuer's token. */
	readonly from?: string;
	/** Of an exchange: whose token it was. */
	readonly federated?: { readonly issuer: string; readonly subject: string };
	readonly status: number;
	readonly error?: string;
	/** Handed out again from the cache: Entra saw nothing of it. */
	readonly cached: boolean;
}

/** The services whose data planes keep a log. */
export type DataService =
	| 'keyVault'
	| 'blob'
	| 'queue'
	| 'table'
	| 'serviceBus'
	| 'eventHub'
	| 'appConfiguration'
	| 'containerRegistry'
	| 'cosmos';

/** Somebody touched data, or tried to. */
export interface DataLogEntry {
	readonly time: Milliseconds;
	readonly service: DataService;
	/** As the service's own log names it: `SecretGet`, `GetBlob`, `ListBlobs`, `PutBlob`. */
	readonly operationName: string;
	/** The RBAC action that was asked for: `Microsoft.KeyVault/vaults/secrets/getSecret/action`. */
	readonly action: string;
	/** Most are data actions. Containers are managed, and images pulled, with control-plane actions. */
	readonly plane: 'control' | 'data';
	/** The ARM scope at which roles are looked for. */
	readonly scope: string;
	/** What was touched when it is no scope of its own: `{scope}/blobs/{name}` of a blob. */
	readonly target?: string;
	/** Absent for anonymous requests and those with an account's key or a signature made with it. */
	readonly principalId?: string;
	readonly authentication: 'OAuth' | 'AccountKey' | 'SAS' | 'DelegationSas' | 'Anonymous';
	/** The resource whose code asked; absent for people. */
	readonly from?: string;
	readonly url: string;
	readonly status: number;
	/** As the service names it: `AuthorizationPermissionMismatch`, `ForbiddenByRbac`. */
	readonly errorCode?: string;
}
