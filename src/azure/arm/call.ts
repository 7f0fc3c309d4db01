import type { Caller } from '../entra/caller';
import type { HttpRequest, HttpResponse } from '../http';
import type { Json } from '../json';
import type { ResourceIdParts } from '../resourceId';
import type { World } from '../world';

/** A request to Resource Manager, read once: what every handler in `arm/` and `rbac/` gets. */
export interface ArmCall {
	readonly method: string;
	/** The path, as a resource id, in the case in which it was sent. */
	readonly id: string;
	readonly parts: ResourceIdParts;
	/** `Microsoft.Compute/virtualMachines` as sent, or `undefined` for subscriptions, groups and lists of them. */
	readonly type: string | undefined;
	/** Query parameters, names in lower case: `$filter`, `api-version`. */
	readonly query: Readonly<Record<string, string>>;
	/** The JSON body; `undefined` when there was none. */
	readonly body: Json | undefined;
	readonly caller: Caller;
	readonly correlationId: string;
	readonly request: HttpRequest;
}

/** What a handler gives back: the next world and the answer. */
export type Reply = [World, HttpResponse];

/** The last word of the action that a method stands for, on whatever it is sent to. */
export const VERBS: Readonly<Record<string, string>> = {
	GET: 'read',
	HEAD: 'read',
	PUT: 'write',
	PATCH: 'write',
	DELETE: 'delete',
};
