import type { HttpResponse } from '../../http';
import type { JsonObject } from '../../json';
import { seconds, type Milliseconds } from '../../time';
import type { Resource, World } from '../../world';

/** How long a step of a resource's life takes under `realistic` timing. */
export interface ResourceLatency {
	readonly create: Milliseconds;
	readonly update: Milliseconds;
	readonly delete: Milliseconds;
}

/**
 * Where code on a resource asks for tokens: the machine's link-local address, or the endpoint that the platform names in
 * the environment (`IDENTITY_ENDPOINT`: App Service, Functions and Container Apps speak the same way). A resource whose
 * platform asks for the token itself has none.
 */
export type TokenEndpoint = 'imds' | 'appService';
/** The data plane that a resource opens. */
export type DataPlane =
	| 'keyVault'
	| 'blob'
	| 'serviceBus'
	| 'eventHub'
	| 'appConfiguration'
	| 'containerRegistry'
	| 'cosmos';

/** Which identities a type can have, how it spells both together, and whether it keeps `{"type":"None"}`. */
export interface IdentitySupport {
	readonly system: boolean;
	readonly user: boolean;
	readonly both: 'SystemAssigned, UserAssigned' | 'SystemAssigned,UserAssigned';
	readonly keepsNone: boolean;
	/** Whether `tenantId` also stands in blocks without a system-assigned identity, as Container Instances write it. */
	readonly alwaysTenant?: true;
}

/** What a write is about, for {@link ProviderRow.check}. */
export interface CheckedWrite {
	readonly id: string;
	readonly before: Resource | undefined;
}

/** How a write was asked for, for {@link ProviderRow.defaults}. */
export interface AskedWrite {
	/** The version of the provider's API that the request names: some defaults came with a newer one. */
	readonly apiVersion: string;
	readonly before?: Resource;
}

/** What the simulator knows of a resource type. A new type is a new row and nothing else. */
export interface ProviderRow {
	/** `Microsoft.Compute/virtualMachines`, as Azure writes it. */
	readonly type: string;
	/** Names that Azure accepts, and the sentence that says so. */
	readonly name: {
		readonly pattern: RegExp;
		readonly rule: string;
		/** Code and words with which its provider refuses another name, where they are known. */
		readonly refusal?: (name: string) => readonly [code: string, message: string];
	};
	/** Names that are host names are unique in all of Azure: the code and text with which a taken one is refused. */
	readonly taken?: readonly [code: string, message: (name: string) => string];
	/** Absent: it can have no identity. */
	readonly identity?: IdentitySupport;
	readonly tokenEndpoint?: TokenEndpoint;
	readonly dataPlane?: DataPlane;
	readonly latency: ResourceLatency;
	/**
	 * Status of the answer that created it; an update is answered with 200. With 202 the answer is empty, and the address that it
	 * names answers with the resource once that is there.
	 */
	readonly createdStatus: 200 | 201 | 202;
	/** Whether writes and deletion are long-running operations with a polling address. */
	readonly longRunning: boolean;
	/** Whether it needs a location. Child resources have their parent's. */
	readonly located: boolean;
	/** Only its identities, its name and its place are simulated: what it does is not. */
	readonly generic?: true;
	/** Its parent has it from the start, so its own children need not wait for it. */
	readonly always?: true;
	/** It hangs on any resource, as a role assignment does. */
	readonly extension?: true;
	/** It only stands beside other resources, in templates: nobody makes one by hand here. */
	readonly beside?: true;
	/** A child whose answers name it with its parent: `web-shop/staging`. */
	readonly namedWithParent?: true;
	/** Its answers have neither `provisioningState` nor `systemData`. */
	readonly plain?: true;
	/** It cannot be moved to another resource group or subscription. */
	readonly immovable?: true;
	/** The properties that Azure adds to those of the request. */
	readonly defaults?: (
		world: World,
		id: string,
		name: string,
		asked: JsonObject,
		location?: string,
		write?: AskedWrite,
	) => JsonObject;
	/** Why a write with these properties is refused, or `undefined`. */
	readonly check?: (
		world: World,
		write: CheckedWrite,
		asked: JsonObject,
	) => HttpResponse | undefined;
}

/** A latency of so many seconds. */
export const takes = (create: number, update: number, remove: number): ResourceLatency => ({
	create: seconds(create),
	update: seconds(update),
	delete: seconds(remove),
});

/** Both kinds of identity, written with a space between them, as most providers do. */
export const BOTH: IdentitySupport = {
	system: true,
	user: true,
	both: 'SystemAssigned, UserAssigned',
	keepsNone: false,
};

/** A resource that is made in one answer of status 200 and stands in a region. */
export const AT_ONCE = { createdStatus: 200, longRunning: false, located: true } as const;
/** A resource whose making is answered with 201 and an address to poll. */
export const POLLED = { createdStatus: 201, longRunning: true, located: true } as const;
/** A child resource that its parent's service makes in one answer. */
export const CHILD = { createdStatus: 201, longRunning: false, located: false } as const;
