import { idKey, isWithin, sameId, type Milliseconds, type World } from '../azure';
import { currentWorld, type GoalContext } from './context';
import { durationOf, timeSpan } from './duration';
import type { LoggedEvent } from './goal';
import type { SpokenEvent } from './goalWords';
import { findThingEver, principalsOf, spoken, systemPrincipalOf } from './names';

/** A log entry of any log, as far as goals ask about it. */
interface Entry {
	readonly time: Milliseconds;
	readonly operation: string;
	readonly by: string;
	readonly principalId: string | undefined;
	readonly on: string;
	readonly outcome: LoggedEvent['outcome'];
}

const outcomeOf = (status: number): LoggedEvent['outcome'] =>
	status >= 200 && status < 400 ? 'succeeded' : 'refused';

const since = <T>(now: readonly T[], start: readonly T[]): readonly T[] => now.slice(start.length);

function entriesOf(log: LoggedEvent['log'], now: World, start: World): readonly Entry[] {
	switch (log) {
		case 'activity': {
			const entries = since(now.activityLog, start.activityLog);
			// What goes on for a while is logged when it starts and when it ends: that is one thing.
			// What a deployment does along the way has its correlation id as well, and is another thing.
			const ends = new Map(
				entries.map((entry) => [
					`${entry.correlationId} ${entry.operationName} ${idKey(entry.resourceId)}`,
					entry,
				]),
			);
			return [...ends.values()].map((entry) => ({
				time: entry.time,
				operation: entry.operationName,
				by: entry.callerObjectId,
				principalId: entry.callerObjectId,
				on: entry.resourceId,
				outcome: outcomeOf(entry.httpStatus),
			}));
		}
		case 'signIn':
			return since(now.signInLog, start.signInLog).map((entry) => ({
				time: entry.time,
				operation: entry.audience,
				by: entry.from ?? '',
				principalId: entry.servicePrincipalId,
				on: '',
				outcome: outcomeOf(entry.status),
			}));
		case 'data':
			return since(now.dataLog, start.dataLog).map((entry) => ({
				time: entry.time,
				operation: entry.operationName,
				by: entry.from ?? entry.principalId ?? '',
				principalId: entry.principalId,
				on: entry.target ?? entry.scope,
				outcome: outcomeOf(entry.status),
			}));
	}
}

/** Where in its log an event was seen, oldest first. */
export interface Sighting {
	readonly time: Milliseconds;
	/** Among the entries of its log; orders what happened at the same time. */
	readonly index: number;
}

/** The object ids that an event's identity may have; `undefined` when it names none. */
function identitiesOf(context: GoalContext, { identity, by = '' }: LoggedEvent) {
	if (identity === undefined) return undefined;
	return identity === 'system' ? systemPrincipalOf(context, by) : principalsOf(context, identity);
}

/** Every time that an event was logged since the lesson began. A name that never meant anything was never seen. */
export function sightings(context: GoalContext, event: LoggedEvent): readonly Sighting[] {
	const by = event.by === undefined ? undefined : findThingEver(context, event.by);
	const on = event.on === undefined ? undefined : findThingEver(context, event.on);
	const identity = identitiesOf(context, event);
	if (event.by !== undefined && !by) return [];
	if (event.on !== undefined && !on) return [];
	const wait = durationOf(event.after ?? '') ?? 0;
	const fits = (entry: Entry): boolean =>
		entry.outcome === event.outcome &&
		entry.time - context.start.now >= wait &&
		(event.operation === undefined || sameId(entry.operation, event.operation)) &&
		(!by || sameId(entry.by, by.id)) &&
		(!on || isWithin(idKey(on.id), entry.on)) &&
		(!identity || (entry.principalId !== undefined && identity.includes(entry.principalId)));
	return entriesOf(event.log, currentWorld(context), context.start).flatMap((entry, index) =>
		fits(entry) ? [{ time: entry.time, index }] : [],
	);
}

/** An event with its names as sentences have them. */
export const spokenEvent = (event: LoggedEvent): SpokenEvent => {
	const { by, on, identity, after, operation, ...rest } = event;
	const span = after === undefined ? undefined : timeSpan(after);
	return {
		...rest,
		...(operation === undefined ? {} : { operation }),
		...(by === undefined ? {} : { by: spoken(by) }),
		...(on === undefined ? {} : { on: spoken(on) }),
		...(identity === undefined ? {} : { as: identity === 'system' ? 'itself' : spoken(identity) }),
		...(span === undefined ? {} : { after: span }),
	};
};
