import type { Reply } from '../arm/call';
import { empty, header, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isObject, parseJson, type JsonObject } from '../json';
import { graphTime, minutes } from '../time';
import type { Resource, World } from '../world';
import { element, httpDate, xml } from './blobXml';
import { childrenOf } from './children';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import type { BrokeredMessage } from '../records/data';
import { messagingError } from './messagingAccess';

/** Messages of Service Bus, for callers that may. @see https://learn.microsoft.com/rest/api/servicebus/message-headers-and-properties */

/** A request to a namespace, taken apart. */
export interface BusCall {
	readonly namespace: Resource;
	/** The queue, topic or subscription. */
	readonly entity: Resource;
	/** Its name below the namespace. */
	readonly path: string;
	/** Of one message its number or its id, and the token of its lock. */
	readonly id: string;
	readonly lock: string;
	readonly request: HttpRequest;
}

/** How long a message that was peeked at is locked. */
const LOCK = minutes(1);

const isTopic = ({ type }: Resource): boolean => /\/topics$/i.test(type);

function brokerProperties(request: HttpRequest): JsonObject {
	const given = parseJson(header(request, 'brokerproperties'));
	return isObject(given) ? given : {};
}

/** Puts a message into a queue, or a copy of it into each subscription of a topic. */
export function sendMessage(world: World, { entity, request }: BusCall): Reply {
	const properties = brokerProperties(request);
	const holders = isTopic(entity)
		? childrenOf(world, entity, 'Microsoft.ServiceBus/namespaces/topics/subscriptions')
		: [entity];
	const messageId =
		typeof properties.MessageId === 'string'
			? properties.MessageId
			: guidOf(world.seed, 'brokered', entity.id, world.sequence).replaceAll('-', '');
	const next = holders.reduce(
		(now, { id }) =>
			withItem(now, {
				kind: 'brokered',
				ownerId: id,
				name: String(now.sequence + 1),
				sequenceNumber: now.sequence + 1,
				body: request.body ?? '',
				contentType: header(request, 'content-type') ?? '',
				messageId,
				properties,
				enqueuedAt: now.now,
				deliveryCount: 0,
			}),
		world,
	);
	return [next, empty(201)];
}

const isFree = (world: World, { lockedUntil = 0 }: BrokeredMessage): boolean =>
	lockedUntil <= world.now;

const firstFree = (world: World, { id }: Resource): BrokeredMessage | undefined =>
	itemsOf(world, id, 'brokered')
		.filter((message) => isFree(world, message))
		.sort((a, b) => a.sequenceNumber - b.sequenceNumber)[0];

function handOut(
	world: World,
	call: BusCall,
	status: number,
	message: BrokeredMessage,
): HttpResponse {
	const { namespace, path } = call;
	const { lockToken, lockedUntil, sequenceNumber } = message;
	const known = {
		...message.properties,
		DeliveryCount: message.deliveryCount,
		EnqueuedSequenceNumber: 0,
		EnqueuedTimeUtc: httpDate(message.enqueuedAt),
		...(lockToken === undefined ? {} : { LockToken: lockToken }),
		...(lockedUntil === undefined ? {} : { LockedUntilUtc: httpDate(lockedUntil) }),
		MessageId: message.messageId,
		SequenceNumber: sequenceNumber,
		State: 'Active',
	};
	const location = `https://${namespace.name.toLowerCase()}.servicebus.windows.net/${path}/messages/${sequenceNumber}/${lockToken ?? ''}`;
	const headers = {
		brokerproperties: JSON.stringify(known),
		'content-type': message.contentType,
		date: httpDate(world.now),
		...(lockToken === undefined ? {} : { location }),
	};
	return { status, headers, body: message.body };
}

const refuseTopic = (world: World): Reply => [
	world,
	messagingError(world, 400, 'Messages are received from a subscription, not from a topic.'),
];

/** Locks the oldest free message and hands it out: it stays until it is completed. */
export function lockMessage(world: World, call: BusCall): Reply {
	if (isTopic(call.entity)) return refuseTopic(world);
	const found = firstFree(world, call.entity);
	if (!found) return [world, empty(204)];
	const locked: BrokeredMessage = {
		...found,
		deliveryCount: found.deliveryCount + 1,
		lockToken: guidOf(world.seed, 'lock', found.ownerId, found.name, world.sequence),
		lockedUntil: world.now + LOCK,
	};
	return [withItem(world, locked), handOut(world, call, 201, locked)];
}

/** Hands the oldest free message out and forgets it. */
export function takeMessage(world: World, call: BusCall): Reply {
	if (isTopic(call.entity)) return refuseTopic(world);
	const found = firstFree(world, call.entity);
	if (!found) return [world, empty(204)];
	const { lockToken: _, lockedUntil: __, ...taken } = found;
	const counted = { ...taken, deliveryCount: found.deliveryCount + 1 };
	return [withoutItem(world, found), handOut(world, call, 200, counted)];
}

/** The message under this lock, or the answer when the lock is lost. */
function lockedMessage(
	world: World,
	{ entity, id, lock }: BusCall,
): BrokeredMessage | HttpResponse {
	const found =
		findItem(world, entity.id, 'brokered', id) ??
		itemsOf(world, entity.id, 'brokered').find(({ messageId }) => messageId === id);
	return found && found.lockToken === lock.toLowerCase() && !isFree(world, found)
		? found
		: messagingError(
				world,
				404,
				'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
			);
}

/** Deletes a locked message: its work is done. */
export function completeMessage(world: World, call: BusCall): Reply {
	const message = lockedMessage(world, call);
	return 'status' in message ? [world, message] : [withoutItem(world, message), empty(200)];
}

/** Gives a locked message back. */
export function unlockMessage(world: World, call: BusCall): Reply {
	const message = lockedMessage(world, call);
	if ('status' in message) return [world, message];
	const { lockToken: _, lockedUntil: __, ...free } = message;
	return [withItem(world, free), empty(200)];
}

/** The queues or topics of a namespace, as an Atom feed. @see https://learn.microsoft.com/rest/api/servicebus/queues */
export function listEntities(world: World, namespace: Resource, list: string): Reply {
	const root = `https://${namespace.name.toLowerCase()}.servicebus.windows.net`;
	const kind = list === 'queues' ? 'QueueDescription' : 'TopicDescription';
	const entries = childrenOf(world, namespace, `Microsoft.ServiceBus/namespaces/${list}`).map(
		({ id, name, createdAt, changedAt }) =>
			`<entry><id>${root}/${name}</id>${element('title', name)}<published>${graphTime(createdAt)}</published><updated>${graphTime(changedAt)}</updated><content type="application/xml"><${kind} xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect"><Status>Active</Status><MessageCount>${itemsOf(world, id, 'brokered').length}</MessageCount></${kind}></content></entry>`,
	);
	const body = `<feed xmlns="http://www.w3.org/2005/Atom">${element('title', list)}<id>${root}/$Resources/${list}</id><updated>${graphTime(world.now)}</updated>${entries.join('')}</feed>`;
	return [
		world,
		xml(200, body, { 'content-type': 'application/atom+xml;type=feed;charset=utf-8' }),
	];
}
