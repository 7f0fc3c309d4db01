import type { Caller } from './entra/caller';
import { PEOPLE, type PersonKey } from './entra/people';
import { guidOf } from './ids';
import type { Json, JsonObject } from './json';
import type { DataItem } from './data/items';
import { builtInRole } from './rbac/builtInRoles';
import { idKey, managementGroupScope, subscriptionScope } from './resourceId';
import type { Milliseconds } from './time';

/** `instant` sets every latency to zero; `realistic` lets provisioning, replication and propagation take their time. */
export const TIMINGS = ['instant', 'realistic'] as const;
/** One of {@link TIMINGS}. Lifetimes (tokens, certificates, soft deletion) are real under both. */
export type Timing = (typeof TIMINGS)[number];

/** Where a record stands in its XState machine, and since when. */
export interface Lifecycle {
	readonly state: string;
	readonly since: Milliseconds;
}

/** The Microsoft Entra tenant that everything here belongs to. */
export interface Tenant {
	readonly tenantId: string;
	readonly displayName: string;
	readonly defaultDomain: string;
	/** How many objects its directory takes, where that is not the usual 50,000. */
	readonly directoryQuota?: number;
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

/** A user-assigned identity as the resource that it is assigned to remembers it, even after the identity is gone. */
export interface AssignedIdentity {
	readonly id: string;
	readonly principalId: string;
	readonly clientId: string;
}

/** Which identities a resource has. Rendered as ARM's `identity` block by `arm/identity`. */
export interface ResourceIdentity {
	readonly system?: { readonly principalId: string; readonly clientId: string };
	readonly user: readonly AssignedIdentity[];
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

/** Actions of a role, as role definitions list them. */
export interface Permission {
	readonly actions: readonly string[];
	readonly notActions: readonly string[];
	readonly dataActions: readonly string[];
	readonly notDataActions: readonly string[];
}

/** A role definition. Built-in ones are not in the world: see `rbac/builtInRoles`. */
export interface RoleDefinition {
	/** The GUID. */
	readonly name: string;
	readonly roleName: string;
	readonly description: string;
	readonly type: 'BuiltInRole' | 'CustomRole';
	readonly permissions: readonly Permission[];
	/** Of a built-in role: it grants only where this holds, whatever its assignment says. */
	readonly condition?: string;
	readonly assignableScopes: readonly string[];
	/** Who made a custom role, and when it was made and last changed. */
	readonly made?: {
		readonly at: Milliseconds;
		readonly changedAt: Milliseconds;
		readonly by: string;
	};
}

/** What kind of principal a role is assigned to. */
export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal';

/** A role assignment: who (principal), what (role), where (scope). */
export interface RoleAssignment {
	/** `{scope}/providers/Microsoft.Authorization/roleAssignments/{guid}`. */
	readonly id: string;
	readonly name: string;
	readonly scope: string;
	/** The GUID of the role definition. */
	readonly roleDefinitionName: string;
	readonly principalId: string;
	readonly principalType: PrincipalType;
	readonly description?: string;
	readonly condition?: string;
	readonly createdAt: Milliseconds;
	readonly createdBy: string;
	/** Machine `roleAssignment`. */
	readonly lifecycle: Lifecycle;
}

/**
 * A deny assignment: what it lists is refused whatever roles grant. Only Azure makes them, for deployment stacks and managed
 * applications.
 * @see https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
 */
export interface DenyAssignment {
	/** `{scope}/providers/Microsoft.Authorization/denyAssignments/{guid}`. */
	readonly id: string;
	readonly name: string;
	readonly denyAssignmentName: string;
	readonly description: string;
	readonly permissions: readonly Permission[];
	readonly scope: string;
	readonly doNotApplyToChildScopes: boolean;
	/** Object ids; the all-zero GUID stands for everybody. */
	readonly principals: readonly string[];
	readonly excludePrincipals: readonly string[];
}

/** A version of a Key Vault secret. */
export interface SecretVersion {
	/** 32 hex digits. */
	readonly version: string;
	readonly value: string;
	readonly contentType?: string;
	readonly enabled: boolean;
	/** Said only: a secret is given out before and after its time as well. */
	readonly notBefore?: Milliseconds;
	readonly expiresAt?: Milliseconds;
	readonly createdAt: Milliseconds;
	readonly updatedAt?: Milliseconds;
	readonly tags?: Readonly<Record<string, string>>;
	/** Set when a certificate of the vault made it: its address. */
	readonly certificateId?: string;
}

/** A Key Vault secret with its versions, newest last. Filed under `idKey({vaultId}/secrets/{name})`. */
export interface Secret {
	/** `{vaultId}/secrets/{name}`: the scope at which a role can be granted on this secret alone. */
	readonly id: string;
	readonly name: string;
	readonly versions: readonly SecretVersion[];
	/** Set while the secret is soft-deleted. */
	readonly deletedAt?: Milliseconds;
}

/** A blob. Filed under `{idKey(containerId)}/blobs/{name}`: blob names keep their case. */
export interface Blob {
	/** `{storageAccountId}/blobServices/default/containers/{container}`. */
	readonly containerId: string;
	readonly name: string;
	readonly content: string;
	readonly contentType: string;
	readonly etag: string;
	/** Absent when it was never changed since. */
	readonly createdAt?: Milliseconds;
	readonly changedAt: Milliseconds;
	readonly metadata?: Readonly<Record<string, string>>;
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

/** A management lock. It holds for its scope and everything below it. */
export interface Lock {
	/** `{scope}/providers/Microsoft.Authorization/locks/{name}`. */
	readonly id: string;
	readonly name: string;
	readonly scope: string;
	readonly level: 'CanNotDelete' | 'ReadOnly';
	readonly notes?: string;
}

/** One resource of a deployment on its way. */
export interface DeploymentStep {
	/** The id that the resource has or will have. */
	readonly id: string;
	/** `Microsoft.Authorization/roleAssignments`, also where the template writes a longer one. */
	readonly type: string;
	/** Type and name as the template writes them, worked out. */
	readonly written: { readonly type: string; readonly name: string };
	/** Its symbolic name. */
	readonly symbol?: string;
	/** Where in the template it stands: `['resources', 0]`. */
	readonly path: readonly (string | number)[];
	/** Its loop, and its position in this and all loops around it. */
	readonly loop?: string;
	readonly loops: Readonly<Record<string, number>>;
	/** It is looked at and never made. */
	readonly existing: boolean;
	readonly apiVersion: string;
	/** Ids of the steps that it waits for. */
	readonly dependsOn: readonly string[];
	/** `skipped`: its condition does not hold. */
	readonly state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'skipped';
	readonly operationId: string;
	readonly startedAt?: Milliseconds;
	readonly finishedAt?: Milliseconds;
	/** Status of the answer that its request got. */
	readonly httpStatus?: number;
	readonly error?: JsonObject;
}

/**
 * A template being deployed, or deployed once: it stays as history. Filed under {@link idKey} of its id.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/deployment-history
 */
export interface Deployment {
	/** `{scope}/providers/Microsoft.Resources/deployments/{name}`. */
	readonly id: string;
	readonly name: string;
	/** `/` for the tenant. */
	readonly scope: string;
	readonly location?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly mode: 'Incremental' | 'Complete';
	readonly template: JsonObject;
	/** Every parameter with its value, defaults included. */
	readonly parameters: Readonly<Record<string, { readonly type: string; readonly value: Json }>>;
	/** Whoever deploys: everything is made on their behalf. */
	readonly caller: Caller;
	readonly correlationId: string;
	readonly startedAt: Milliseconds;
	readonly finishedAt?: Milliseconds;
	readonly steps: readonly DeploymentStep[];
	readonly outputs?: JsonObject;
	readonly error?: JsonObject;
	/** Of a nested template whose expressions belong to the outer one: that one, and the loops around it. */
	readonly outer?: {
		readonly deployment: string;
		readonly loops: Readonly<Record<string, number>>;
		readonly loop?: string;
	};
	/** Machine `deployment`. */
	readonly lifecycle: Lifecycle;
}

/** A key vault, or a configuration store, that was deleted and can be recovered or purged. Its name stays taken. */
export interface DeletedVault {
	readonly resource: Resource;
	readonly deletedAt: Milliseconds;
	readonly purgeAt: Milliseconds;
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
	/** {@link idKey} of the one resource that meets it; absent: all. */
	readonly from?: string;
}

/** The kinds of record that have a lifecycle. */
export const RECORD_KINDS = [
	'resource',
	'resourceGroup',
	'servicePrincipal',
	'keyCredential',
	'roleAssignment',
	'accessToken',
	'deployment',
] as const;
/** One of {@link RECORD_KINDS}. */
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Points at a record with a lifecycle. `key` is the key under which the world files it (key credentials: `{servicePrincipalId}/{keyId}`). */
export interface RecordRef {
	readonly kind: RecordKind;
	readonly key: string;
}

/** Something that will happen by itself at its time. */
export interface Timer {
	/** XState's id of the delayed event, unique per record. */
	readonly id: string;
	readonly at: Milliseconds;
	readonly sequence: number;
	readonly record: RecordRef;
	/** The event's type that the machine will get. */
	readonly event: string;
}

/** A long-running operation. It is done when its record has stopped changing. */
export interface Operation {
	readonly startedAt: Milliseconds;
	readonly record: RecordRef;
	/** The line in the activity log that says that it began; gone when the line that it ended is written. */
	readonly logged?: ActivityLogEntry;
}

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
export const DATA_SERVICES = [
	'keyVault',
	'blob',
	'queue',
	'table',
	'serviceBus',
	'eventHub',
	'appConfiguration',
	'containerRegistry',
	'cosmos',
] as const;
/** One of {@link DATA_SERVICES}. */
export type DataService = (typeof DATA_SERVICES)[number];

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

/**
 * Everything there is: one JSON value without class instances, functions, wall clock or outside randomness, so
 * `JSON.parse(JSON.stringify(world))` is the same world. Records are filed under {@link idKey} of their id, directory
 * objects under their object id. Worlds are never changed; a step makes a new one that shares what stayed.
 */
export interface World {
	readonly format: 1;
	readonly seed: string;
	readonly timing: Timing;
	readonly now: Milliseconds;
	/** How many ids and timers were made so far. */
	readonly sequence: number;
	/** Object id of the signed-in user. */
	readonly signedInAs: string;
	readonly tenant: Tenant;
	readonly subscriptions: Readonly<Record<string, Subscription>>;
	/** Under {@link idKey} of their id. */
	readonly managementGroups: Readonly<Record<string, ManagementGroup>>;
	readonly users: Readonly<Record<string, User>>;
	readonly groups: Readonly<Record<string, Group>>;
	readonly servicePrincipals: Readonly<Record<string, ServicePrincipal>>;
	readonly resourceGroups: Readonly<Record<string, ResourceGroup>>;
	readonly resources: Readonly<Record<string, Resource>>;
	readonly deletedVaults: Readonly<Record<string, DeletedVault>>;
	/** Configuration stores; absent while none was ever deleted. */
	readonly deletedStores?: Readonly<Record<string, DeletedVault>>;
	/** Custom roles only, under their GUID. */
	readonly roleDefinitions: Readonly<Record<string, RoleDefinition>>;
	readonly roleAssignments: Readonly<Record<string, RoleAssignment>>;
	readonly denyAssignments: Readonly<Record<string, DenyAssignment>>;
	readonly locks: Readonly<Record<string, Lock>>;
	readonly secrets: Readonly<Record<string, Secret>>;
	readonly blobs: Readonly<Record<string, Blob>>;
	/** All other data, under `itemKey`: see `data/items`. */
	readonly items: Readonly<Record<string, DataItem>>;
	readonly tokens: Readonly<Record<string, CachedToken>>;
	/**
	 * Where there are limits on requests: how many of each were spent, and since when. Absent: nothing is too much.
	 * See `arm/throttling`.
	 */
	readonly throttled?: Readonly<
		Record<string, { readonly since: Milliseconds; readonly requests: number }>
	>;
	readonly imdsFaults: readonly ImdsFault[];
	readonly deployments: Readonly<Record<string, Deployment>>;
	/** Long-running operations by id: what their polling addresses answer for. */
	readonly operations: Readonly<Record<string, Operation>>;
	readonly timers: readonly Timer[];
	readonly activityLog: readonly ActivityLogEntry[];
	readonly signInLog: readonly SignInLogEntry[];
	readonly dataLog: readonly DataLogEntry[];
}

/** What a world starts from. */
export interface WorldOptions {
	/** Any text; worlds with the same seed and inputs are equal. Default `keyless`. */
	readonly seed?: string;
	readonly timing?: Timing;
	/** The moment at which the world begins. Default 2026-01-05T09:00:00Z, a Monday. */
	readonly now?: Milliseconds;
	/** Who is signed in. Default `ada`, an Owner of the subscription. */
	readonly signedInAs?: PersonKey;
	/** How many users, groups and service principals the directory takes. Default 50,000. */
	readonly directoryQuota?: number;
}

/** A tenant with one empty subscription, the people of `entra/people` and their roles on it. */
export function createWorld(options: WorldOptions = {}): World {
	const {
		seed = 'keyless',
		timing = 'instant',
		now = Date.UTC(2026, 0, 5, 9),
		signedInAs = 'ada',
		directoryQuota,
	} = options;
	const subscriptionId = guidOf(seed, 'subscription');
	const scope = subscriptionScope(subscriptionId);
	const defaultDomain = 'contoso.onmicrosoft.com';
	const tenantId = guidOf(seed, 'tenant');
	const root = managementGroupScope(tenantId);
	const users: Record<string, User> = {};
	const roleAssignments: Record<string, RoleAssignment> = {};
	for (const { key, displayName, role } of PEOPLE) {
		const id = guidOf(seed, 'user', key);
		users[id] = { id, key, displayName, userPrincipalName: `${key}@${defaultDomain}` };
		if (!role) continue;
		const name = guidOf(seed, 'roleAssignment', key);
		const assignmentId = `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
		roleAssignments[idKey(assignmentId)] = {
			id: assignmentId,
			name,
			scope,
			roleDefinitionName: builtInRole(role).name,
			principalId: id,
			principalType: 'User',
			createdAt: now,
			createdBy: guidOf(seed, 'user', 'ada'),
			lifecycle: { state: 'effective', since: now },
		};
	}
	return {
		format: 1,
		seed,
		timing,
		now,
		sequence: 0,
		signedInAs: guidOf(seed, 'user', signedInAs),
		tenant: {
			tenantId,
			displayName: 'Contoso',
			defaultDomain,
			...(directoryQuota === undefined ? {} : { directoryQuota }),
		},
		subscriptions: {
			[subscriptionId]: { subscriptionId, displayName: 'Contoso shop', managementGroupId: root },
		},
		managementGroups: {
			[idKey(root)]: { id: root, name: tenantId, displayName: 'Tenant Root Group' },
		},
		users,
		groups: {},
		servicePrincipals: {},
		resourceGroups: {},
		resources: {},
		deletedVaults: {},
		roleDefinitions: {},
		roleAssignments,
		denyAssignments: {},
		locks: {},
		secrets: {},
		blobs: {},
		items: {},
		tokens: {},
		imdsFaults: [],
		deployments: {},
		operations: {},
		timers: [],
		activityLog: [],
		signInLog: [],
		dataLog: [],
	};
}

/** The id of the subscription that the signed-in person works in. */
export const currentSubscription = (world: World): string =>
	Object.keys(world.subscriptions)[0] ?? '';
