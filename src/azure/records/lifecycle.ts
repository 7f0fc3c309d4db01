import type { Milliseconds } from '../time';
import type { ActivityLogEntry } from './logs';

/** What happens by itself: where records stand, and what is still to come. */

/** Where a record stands in its XState machine, and since when. */
export interface Lifecycle {
	readonly state: string;
	readonly since: Milliseconds;
}

/** The kinds of record that have a lifecycle. */
export type RecordKind =
	| 'resource'
	| 'resourceGroup'
	| 'servicePrincipal'
	| 'keyCredential'
	| 'roleAssignment'
	| 'accessToken'
	| 'deployment';

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
