import type { Reply } from '../arm/call';
import type { HttpRequest } from '../http';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import type { DataCaller } from './dataLog';
import type { StorageOperation } from './storageAccess';

/** What a request asks for: its right, and what is done for a caller that has it. */
export interface FoundOperation {
	readonly operation: StorageOperation;
	/** Nobody in particular may do it here. */
	readonly isPublic?: boolean;
	readonly run: (world: World, caller: DataCaller) => Reply;
}

/** Finds what a request to an account asks for; `undefined` when it asks for nothing that there is. */
export type FindOperation = (
	world: World,
	account: Resource,
	request: HttpRequest,
	url: ParsedUrl,
) => FoundOperation | undefined;
