import type { HttpResponse } from '../http';
import { isObject, keysOf, own, parseJson, withEntry } from '../json';
import { lifecycleOf } from '../lifecycles/run';
import type { ActivityLogEntry, RecordRef, World } from '../world';
import type { ArmCall, Reply } from './call';
import { isRunning } from './operations';

/** The error code that an Azure answer names, if any. */
export function errorCodeOf(body: string): string | undefined {
	const parsed = parseJson(body);
	const error = isObject(parsed) ? parsed.error : undefined;
	return isObject(error) && typeof error.code === 'string' ? error.code : undefined;
}

/** The operation that an answer tells its client to ask about. */
const operationIn = ({ headers }: HttpResponse): string | undefined =>
	/\/(?:async)?operation(?:s|results)\/([^/?]+)/i.exec(
		headers['azure-asyncoperation'] ?? headers.location ?? '',
	)?.[1];

/**
 * The reply with a line in the activity log. Changes and actions are logged, reads are not.
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */
export function logged(
	call: ArmCall,
	operationName: string,
	resourceId: string,
	[world, response]: Reply,
): Reply {
	const failed = response.status >= 400;
	const id = operationIn(response);
	const operation = id === undefined ? undefined : own(world.operations, id);
	const isUnderWay = operation !== undefined && isRunning(world, operation.record);
	const code = failed ? errorCodeOf(response.body) : undefined;
	const entry: ActivityLogEntry = {
		time: world.now,
		correlationId: call.correlationId,
		operationName,
		resourceId,
		caller: call.caller.name,
		callerObjectId: call.caller.objectId,
		status: failed ? 'Failed' : isUnderWay ? 'Started' : 'Succeeded',
		httpStatus: response.status,
		...(code === undefined ? {} : { errorCode: code }),
	};
	const activityLog = world.activityLog.concat(entry);
	if (id === undefined || !isUnderWay) return [{ ...world, activityLog }, response];
	// Its end is written when it comes.
	const operations = withEntry(world.operations, id, { ...operation, logged: entry });
	return [{ ...world, activityLog, operations }, response];
}

/**
 * The world with the last lines of the operations on a record that are over now: an operation that takes its time begins and
 * ends in the log.
 */
export function logEnds(world: World, record: RecordRef): World {
	if (record.kind !== 'resource' && record.kind !== 'resourceGroup') return world;
	if (isRunning(world, record)) return world;
	let next = world;
	for (const id of keysOf(world.operations)) {
		const operation = world.operations[id];
		if (operation?.record.key !== record.key || operation.record.kind !== record.kind) continue;
		const { logged: begun, ...over } = operation;
		if (!begun) continue;
		const failed = lifecycleOf(world, record)?.state === 'failed';
		const status = failed ? 'Failed' : 'Succeeded';
		const entry = { ...begun, time: world.now, status, httpStatus: failed ? 409 : 200 } as const;
		next = {
			...next,
			operations: withEntry(next.operations, id, over),
			activityLog: next.activityLog.concat(entry),
		};
	}
	return next;
}
