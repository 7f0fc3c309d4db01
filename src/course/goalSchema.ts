import * as v from 'valibot';
import type { Goal, LoggedEvent } from './goal';
import { OPERATIONS, type OperationName } from './operations';

const name = v.pipe(v.string(), v.nonEmpty());
const operation = v.picklist(Object.keys(OPERATIONS) as OperationName[]);
const optional = v.exactOptional(name);

const event: v.GenericSchema<unknown, LoggedEvent> = v.strictObject({
	log: v.picklist(['activity', 'signIn', 'data']),
	operation: optional,
	by: optional,
	identity: optional,
	on: optional,
	outcome: v.picklist(['succeeded', 'refused']),
	after: v.exactOptional(v.pipe(v.string(), v.regex(/^\d+[smhd]$/, 'a span like 10m or 91d'))),
});

/** One row for each kind of goal; `more` is what every goal may say besides. */
const goalOf = <E extends v.ObjectEntries>(more: E) =>
	v.variant('kind', [
		v.strictObject({ kind: v.literal('exists'), name, type: optional, ...more }),
		v.strictObject({ kind: v.literal('absent'), name, ...more }),
		v.strictObject({ kind: v.literal('identity'), identity: name, on: name, ...more }),
		v.strictObject({
			kind: v.literal('assigned'),
			role: name,
			to: name,
			at: name,
			orBelow: v.exactOptional(v.boolean()),
			...more,
		}),
		v.strictObject({ kind: v.literal('access'), who: name, to: operation, on: name, ...more }),
		v.strictObject({ kind: v.literal('noAccess'), who: name, to: operation, on: name, ...more }),
		v.strictObject({ kind: v.literal('noBroaderThan'), who: name, role: name, at: name, ...more }),
		v.strictObject({
			kind: v.literal('happened'),
			event,
			times: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
			...more,
		}),
		v.strictObject({ kind: v.literal('before'), first: event, then: event, ...more }),
		v.strictObject({ kind: v.literal('never'), goal: v.lazy(() => goalSchema), ...more }),
		v.strictObject({ kind: v.literal('answered'), prediction: name, choice: optional, ...more }),
	]);

/** A goal as a lesson writes it. */
export const goalSchema: v.GenericSchema<unknown, Goal> = goalOf({});

/** What a lesson's list of goals holds. */
export const lessonGoalSchema = goalOf({
	id: name,
	needs: v.optional(v.array(name), []),
	keep: v.exactOptional(v.boolean()),
});
