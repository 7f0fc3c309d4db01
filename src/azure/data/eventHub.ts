import type { Reply } from '../arm/call';
import { empty, header, unreachable, type HttpRequest } from '../http';
import { hashHex } from '../ids';
import { isObject, parseJson, type Json } from '../json';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { findChild } from './children';
import { logData } from './dataLog';
import { resourceAt } from './hosts';
import { withItem } from './items';
import {
	addressOf,
	messagingCaller,
	messagingError,
	messagingRefusal,
	type MessagingOperation,
} from './messagingAccess';
import { handleServiceBus } from './serviceBus';

/**
 * Event Hubs over HTTP, which can only send: events are received over AMQP.
 * @see https://learn.microsoft.com/rest/api/eventhub/send-event
 */

const BATCH = 'application/vnd.microsoft.servicebus.json';

/** Hub and partition of a path to which events are sent. */
const PATH = /^\/([^/]+)(?:\/partitions\/(\d+)|\/publishers\/[^/]+)?\/messages$/i;

/** The bodies of a request: one event, or several in a batch. */
function bodiesOf(request: HttpRequest): readonly string[] {
	const body = request.body ?? '';
	const type = header(request, 'content-type')?.toLowerCase() ?? '';
	const batch = type.startsWith(BATCH) ? parseJson(body) : undefined;
	if (!Array.isArray(batch)) return [body];
	return (batch as readonly Json[]).map((each) => (isObject(each) ? String(each.Body ?? '') : ''));
}

/** Where an event lands that names no partition. */
const anyPartition = (world: World, hub: Resource): string => {
	const count = Number(hub.properties.partitionCount) || 1;
	return String(Number.parseInt(hashHex(hub.id, world.sequence).slice(0, 6), 16) % count);
};

function send(world: World, hub: Resource, request: HttpRequest, partition?: string): World {
	return bodiesOf(request).reduce(
		(now, body) =>
			withItem(now, {
				kind: 'events',
				ownerId: hub.id,
				name: String(now.sequence),
				body,
				partitionId: partition ?? anyPartition(now, hub),
				enqueuedAt: now.now,
			}),
		world,
	);
}

function answer(world: World, request: HttpRequest, url: ParsedUrl, namespace: Resource): Reply {
	const caller = messagingCaller(world, request, namespace, 'eventHub');
	if ('status' in caller) return [world, caller];
	const [, entity = '', partition] = PATH.exec(decode(url.rawPath)) ?? [];
	if (entity === '' || request.method.toUpperCase() !== 'POST')
		return [world, messagingError(world, 400, 'BadRequest: The request is not valid.')];
	const operation: MessagingOperation = {
		service: 'eventHub',
		operationName: 'SendEvent',
		action: 'Microsoft.EventHub/namespaces/messages/send/action',
		plane: 'data',
		scope: `${namespace.id}/eventhubs/${entity}`,
		claim: 'Send',
		entity,
	};
	const refusal = messagingRefusal(world, namespace, caller, operation);
	if (refusal) return logData(world, request, operation, caller, refusal);
	const hub = findChild(world, operation.scope);
	const [next, response] = hub
		? [send(world, hub, request, partition), empty(201)]
		: [
				world,
				messagingError(
					world,
					404,
					`The messaging entity '${addressOf(namespace, entity)}' could not be found. To know more visit https://aka.ms/sbResourceMgrExceptions.`,
				),
			];
	return logData(next, request, operation, caller, response);
}

/** Answers a request to `{namespace}.servicebus.windows.net`, which is Service Bus's domain and that of Event Hubs. */
export function handleMessaging(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const bus = resourceAt(world, 'serviceBus', url.host);
	if (bus) return handleServiceBus(world, request, url, bus);
	const hubs = resourceAt(world, 'eventHub', url.host);
	return hubs
		? answer(world, request, url, hubs)
		: [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
}
