import { readFilter } from '../entra/filter';
import { errors } from '../errors';
import { guidOf } from '../ids';
import type { JsonObject } from '../json';
import { groupOf, nameOf, parseResourceId, subscriptionScope, typeOf } from '../resourceId';
import { armTime } from '../time';
import type { ActivityLogEntry, World } from '../world';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { pageOf } from './paging';

/**
 * Reading the activity log.
 * @see https://learn.microsoft.com/rest/api/monitor/activity-logs/list
 * @see https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema
 */

const STATUS_NAMES: Readonly<Record<number, string>> = {
	200: 'OK',
	201: 'Created',
	202: 'Accepted',
	204: 'No Content',
	400: 'Bad Request',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	409: 'Conflict',
};

const named = (value: string, localizedValue = value): JsonObject => ({ value, localizedValue });

/** An entry as Azure Monitor writes it. */
function render(world: World, entry: ActivityLogEntry, index: number): JsonObject {
	const { resourceId, operationName, httpStatus } = entry;
	const type = typeOf(resourceId) ?? 'Microsoft.Resources/subscriptions/resourceGroups';
	const parts = parseResourceId(resourceId);
	const subscriptionId = parts?.subscriptionId ?? '';
	const statusName = (STATUS_NAMES[httpStatus] ?? '').replaceAll(' ', '');
	const eventDataId = guidOf(world.seed, 'event', index);
	const time = armTime(entry.time);
	return {
		authorization: { action: operationName, scope: resourceId },
		caller: entry.caller,
		channels: 'Operation',
		claims: {
			'http://schemas.microsoft.com/identity/claims/objectidentifier': entry.callerObjectId,
		},
		correlationId: entry.correlationId,
		description: '',
		eventDataId,
		eventName: named('EndRequest', 'End request'),
		category: named('Administrative'),
		eventTimestamp: time,
		id: `${resourceId}/events/${eventDataId}/ticks/${entry.time * 10_000 + 621_355_968_000_000_000}`,
		level: entry.status === 'Failed' ? 'Error' : 'Informational',
		operationId: entry.correlationId,
		operationName: named(operationName),
		resourceGroupName: parts?.resourceGroup ?? '',
		resourceProviderName: named(type.split('/')[0] ?? ''),
		resourceType: named(type),
		resourceId,
		status: named(entry.status),
		subStatus: named(
			statusName,
			`${STATUS_NAMES[httpStatus] ?? ''} (HTTP Status Code: ${httpStatus})`,
		),
		submissionTimestamp: time,
		subscriptionId,
		tenantId: world.tenant.tenantId,
		properties: {
			statusCode: statusName,
			eventCategory: 'Administrative',
			...(entry.errorCode === undefined ? {} : { statusMessage: entry.errorCode }),
		},
	};
}

const selected = (event: JsonObject, fields: readonly string[]): JsonObject =>
	Object.fromEntries(Object.entries(event).filter(([name]) => fields.includes(name.toLowerCase())));

/** How many events come at once. @see https://github.com/Azure/azure-sdk-for-java/issues/1908 */
const PAGE_SIZE = 200;

interface Query {
	readonly since: number;
	readonly until: number;
	/** The conditions that are no times, as OData. */
	readonly rest: string;
}

/** Takes the times out of a filter: everything else is a comparison of texts. */
function readQuery(text: string): Query | undefined {
	const conditions = text.split(/\s+and\s+/i);
	const moment = (operator: string): number | undefined => {
		const pattern = new RegExp(`^eventTimestamp ${operator} '?([^']+)'?$`, 'i');
		const found = conditions.map((each) => pattern.exec(each.trim())?.[1]).find(Boolean);
		return found === undefined ? undefined : Date.parse(found);
	};
	const since = moment('ge');
	if (since === undefined || Number.isNaN(since)) return undefined;
	const rest = conditions.filter((each) => !/^\s*(?:eventTimestamp|eventChannels) /i.test(each));
	return { since, until: moment('le') ?? Infinity, rest: rest.join(' and ') };
}

/** `GET …/providers/Microsoft.Insights/eventtypes/management/values`: newest first. */
export function listActivityLog(world: World, call: ArmCall, subscription: string): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const scope = subscriptionScope(subscription);
	const denied = authorize(world, call.caller, 'Microsoft.Insights/eventtypes/values/Read', scope);
	if (denied) return [world, denied];
	const query = readQuery(call.query.$filter ?? '');
	const filter = query?.rest ? readFilter(query.rest) : () => true;
	if (!query || !filter)
		return [
			world,
			errors.BadRequest(
				"The filter is not valid: it begins with eventTimestamp ge '{start}' and can name correlationId, resourceGroupName, resourceUri or resourceProvider.",
			),
		];
	const matches = ({ resourceId, correlationId, status, caller }: ActivityLogEntry): boolean => {
		const group = groupOf(resourceId);
		return filter({
			resourceUri: resourceId,
			resourceId,
			resourceGroupName: group === undefined ? '' : nameOf(group),
			resourceProvider: (typeOf(resourceId) ?? 'Microsoft.Resources').split('/')[0],
			correlationId,
			status,
			caller,
		});
	};
	const found = world.activityLog
		.map((entry, index) => ({ entry, index }))
		.filter(
			({ entry }) =>
				entry.time >= query.since &&
				entry.time <= query.until &&
				(query.rest === '' || matches(entry)),
		)
		.reverse();
	const fields = call.query.$select?.split(',').map((name) => name.trim().toLowerCase());
	const write = ({ entry, index }: (typeof found)[number]) => {
		const event = render(world, entry, index);
		return JSON.stringify(fields ? selected(event, fields) : event);
	};
	return [world, pageOf(call, found, write, PAGE_SIZE)];
}
