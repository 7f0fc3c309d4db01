import { isObject, parseJson } from '../json';
import type { ActivityLogEntry, World } from '../world';
import type { ArmCall, Reply } from './call';

/** The error code that an Azure answer names, if any. */
export function errorCodeOf(body: string): string | undefined {
	const parsed = parseJson(body);
	const error = isObject(parsed) ? parsed.error : undefined;
	return isObject(error) && typeof error.code === 'string' ? error.code : undefined;
}

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
	const code = failed ? errorCodeOf(response.body) : undefined;
	const entry: ActivityLogEntry = {
		time: world.now,
		correlationId: call.correlationId,
		operationName,
		resourceId,
		caller: call.caller.name,
		callerObjectId: call.caller.objectId,
		status: failed ? 'Failed' : response.status === 202 ? 'Started' : 'Succeeded',
		httpStatus: response.status,
		...(code === undefined ? {} : { errorCode: code }),
	};
	return [{ ...world, activityLog: [...world.activityLog, entry] }, response];
}
