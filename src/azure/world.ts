import type { Milliseconds } from './time';
import type { DenyAssignment, RoleAssignment, RoleDefinition } from './records/access';
import type { Blob, DataItem, Secret } from './records/data';
import type { Deployment } from './records/deployment';
import type {
	CachedToken,
	Group,
	ImdsFault,
	ServicePrincipal,
	Tenant,
	User,
} from './records/directory';
import type { Operation, Timer } from './records/lifecycle';
import type { ActivityLogEntry, DataLogEntry, SignInLogEntry } from './records/logs';
import type {
	DeletedVault,
	Lock,
	ManagementGroup,
	Resource,
	ResourceGroup,
	Subscription,
} from './records/resources';

export type * from './records/access';
export type * from './records/deployment';
export type * from './records/directory';
export type * from './records/lifecycle';
export type * from './records/resources';
export type { Blob, Secret, SecretVersion } from './records/data';
export type * from './records/logs';

/** `instant` sets every latency to zero; `realistic` lets provisioning, replication and propagation take their time. */
export const TIMINGS = ['instant', 'realistic'] as const;
/** One of {@link TIMINGS}. Lifetimes (tokens, certificates, soft deletion) are real under both. */
export type Timing = (typeof TIMINGS)[number];

/**
 * Everything there is: one JSON value without class instances, functions, wall clock or outside randomness, so
 * `JSON.parse(JSON.stringify(world))` is the same world. Records are filed under `idKey` of their id, directory
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
	/** Under `idKey` of their id. */
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

/** The id of the subscription that the signed-in person works in. */
export const currentSubscription = (world: World): string =>
	Object.keys(world.subscriptions)[0] ?? '';
