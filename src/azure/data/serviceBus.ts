import type { Reply } from '../arm/call';
import type { HttpRequest } from '../http';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { findChild } from './children';
import { logData } from './dataLog';
import {
	addressOf,
	messagingCaller,
	messagingError,
	messagingRefusal,
	type MessagingOperation,
} from './messagingAccess';
import {
	completeMessage,
	lockMessage,
	listEntities,
	sendMessage,
	takeMessage,
	unlockMessage,
	type BusCall,
} from './brokeredMessages';

/** Service Bus over HTTP: who answers, who may. @see https://learn.microsoft.com/rest/api/servicebus/service-bus-runtime-rest */

const NAMESPACES = 'Microsoft.ServiceBus/namespaces';
const SEND = [`${NAMESPACES}/messages/send/action`, 'Send', 'data'] as const;
const RECEIVE = [`${NAMESPACES}/messages/receive/action`, 'Listen', 'data'] as const;

type Rights = readonly [
	action: string,
	claim: MessagingOperation['claim'],
	plane: 'control' | 'data',
];
type Run = (world: World, call: BusCall) => Reply;

/** By method and what follows the entity: `messages`, `messages/head`, or a message with its lock. */
const ROUTES: Readonly<Record<string, readonly [string, Rights, Run]>> = {
	'POST messages': ['SendMessage', SEND, sendMessage],
	'POST messages/head': ['PeekLockMessage', RECEIVE, lockMessage],
	'DELETE messages/head': ['ReceiveAndDelete', RECEIVE, takeMessage],
	'DELETE messages/{id}/{lock}': ['CompleteMessage', RECEIVE, completeMessage],
	'PUT messages/{id}/{lock}': ['AbandonMessage', RECEIVE, unlockMessage],
};

const LISTS: Readonly<Record<string, string>> = { queues: 'queues', topics: 'topics' };

/** The entity of a path, and what follows it. */
function placeOf(rawPath: string) {
	const segments = rawPath
		.split('/')
		.filter((each) => each !== '')
		.map(decode);
	const at = segments.findIndex((each) => each.toLowerCase() === 'messages');
	const entity = segments.slice(0, at < 0 ? undefined : at).join('/');
	const [, id = '', lock = ''] = at < 0 ? [] : segments.slice(at);
	const followed =
		id === '' || (id.toLowerCase() === 'head' && lock === '')
			? id
			: lock === ''
				? '?'
				: '{id}/{lock}';
	const rest = at < 0 ? '' : ['messages', followed.toLowerCase()].filter((each) => each).join('/');
	return { entity, id, lock, rest };
}

/** The queue, topic or subscription of that name: its ARM id, whether it is there or not. */
function entityId(world: World, namespace: Resource, entity: string): string {
	const [topic = '', word, subscription] = entity.split('/');
	if (word?.toLowerCase() === 'subscriptions' && subscription)
		return `${namespace.id}/topics/${topic}/subscriptions/${subscription}`;
	const asTopic = `${namespace.id}/topics/${entity}`;
	return findChild(world, asTopic) ? asTopic : `${namespace.id}/queues/${entity}`;
}

/** Answers a request to a Service Bus namespace. */
export function handleServiceBus(
	world: World,
	request: HttpRequest,
	url: ParsedUrl,
	namespace: Resource,
): Reply {
	const caller = messagingCaller(world, request, namespace, 'serviceBus');
	if ('status' in caller) return [world, caller];
	const list = LISTS[/^\/\$resources\/(\w+)$/i.exec(decode(url.rawPath))?.[1]?.toLowerCase() ?? ''];
	const { entity, id, lock, rest } = placeOf(url.rawPath);
	const method = request.method.toUpperCase();
	const route: readonly [string, Rights, Run] | undefined =
		list !== undefined && method === 'GET'
			? [
					'ListEntities',
					[`${NAMESPACES}/${list}/read`, 'Manage', 'control'],
					(now) => listEntities(now, namespace, list),
				]
			: ROUTES[`${method} ${rest}`];
	if (!route) return [world, messagingError(world, 400, 'BadRequest: The request is not valid.')];
	const [operationName, [action, claim, plane], run] = route;
	const scope = list === undefined ? entityId(world, namespace, entity) : namespace.id;
	const operation: MessagingOperation = {
		service: 'serviceBus',
		operationName,
		action,
		plane,
		scope,
		claim,
		entity: list === undefined ? entity : `$Resources/${list}`,
	};
	const refusal = messagingRefusal(world, namespace, caller, operation);
	const found = list === undefined ? findChild(world, scope) : namespace;
	const missing = `The messaging entity '${addressOf(namespace, entity)}' could not be found. To know more visit https://aka.ms/sbResourceMgrExceptions.`;
	const [next, response] = refusal
		? [world, refusal]
		: found
			? run(world, { namespace, entity: found, path: entity, id, lock, request })
			: [world, messagingError(world, 404, missing)];
	return logData(next, request, operation, caller, response);
}
