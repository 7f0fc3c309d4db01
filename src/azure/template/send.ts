import type { Reply } from '../arm/call';
import type { Caller } from '../entra/caller';
import type { Json } from '../json';
import type { World } from '../world';

/** A request that a deployment makes on behalf of whoever deploys. */
export interface OnBehalf {
	readonly method: string;
	readonly id: string;
	readonly apiVersion: string;
	readonly body?: Json;
	readonly caller: Caller;
	readonly correlationId: string;
}

/** Resource Manager itself, as a deployment sees it. Handed in, as it knows of deployments. */
export type Send = (world: World, request: OnBehalf) => Reply;
