import type { Reply } from '../arm/call';
import { empty, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isObject } from '../json';
import { days, seconds } from '../time';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { getPolicies, withPolicies } from './accessPolicies';
import {
	element,
	elements,
	httpDate,
	listXml,
	metadataHeaders,
	metadataOf,
	metadataXml,
	page,
	unescapeXml,
	xml,
} from './blobXml';
import {
	changeChild,
	childrenOf,
	createChild,
	deleteChild,
	findChild,
	isChildName,
} from './children';
import type { DataCaller } from './dataLog';
import { findItem, itemsOf, withItem, withoutItem } from './items';
import type { QueueMessage } from '../records/data';
import { storageError } from './storageAccess';

/** Queues and their messages, for callers that may. @see https://learn.microsoft.com/rest/api/storageservices/queue-service-rest-api */

/** A request to the queue service, taken apart. */
export interface QueueCall {
	readonly account: Resource;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
	readonly queue: string;
	/** Id of the message, or empty. */
	readonly message: string;
	readonly caller: DataCaller;
}
/** Does what was asked, for a caller that may. */
export type RunQueue = (world: World, call: QueueCall) => Reply;

const TYPE = 'Microsoft.Storage/storageAccounts/queueServices/queues';

/** The ARM id of a queue. */
export const queueIdOf = (account: Resource, name: string): string =>
	`${account.id}/queueServices/default/queues/${name}`;

const fail = (world: World, status: number, code: string, message: string): HttpResponse =>
	storageError(world, status, code, message, { service: 'queue' });
const noQueue = (world: World): HttpResponse =>
	fail(world, 404, 'QueueNotFound', 'The specified queue does not exist.');

const queueOf = (world: World, { account, queue }: QueueCall): Resource | undefined =>
	findChild(world, queueIdOf(account, queue));

const queueMetadata = ({ properties }: Resource): Readonly<Record<string, string>> =>
	isObject(properties.metadata)
		? Object.fromEntries(
				Object.entries(properties.metadata).map(([name, value]) => [name, String(value)]),
			)
		: {};

/** The queues of an account. */
export function listQueues(world: World, { account, url }: QueueCall): Reply {
	const { items, next } = page(childrenOf(world, account, TYPE), url.query);
	const withMetadata = url.query.include?.includes('metadata') === true;
	const entries = items.map(
		(queue) =>
			`<Queue>${element('Name', queue.name)}${withMetadata ? metadataXml(queueMetadata(queue)) : ''}</Queue>`,
	);
	const attributes = { ServiceEndpoint: `https://${account.name}.queue.core.windows.net/` };
	return [world, xml(200, listXml(attributes, url.query, 'Queues', entries.join(''), next))];
}

/** Makes a queue. One that is there with the same metadata is as good. */
export function createQueue(world: World, call: QueueCall): Reply {
	const { account, queue, request, caller } = call;
	if (!isChildName(TYPE, queue))
		return [
			world,
			fail(
				world,
				400,
				'InvalidResourceName',
				'The specified resource name contains invalid characters.',
			),
		];
	const found = queueOf(world, call);
	const metadata = metadataOf(request);
	if (found)
		return [
			world,
			JSON.stringify(queueMetadata(found)) === JSON.stringify(metadata)
				? empty(204)
				: fail(world, 409, 'QueueAlreadyExists', 'The specified queue already exists.'),
		];
	const madeBy = typeof caller === 'string' ? caller : caller.objectId;
	const made = { id: queueIdOf(account, queue), name: queue, type: TYPE };
	return [createChild(world, made, madeBy, { metadata }), empty(201)];
}

/** Deletes a queue with its messages. */
export function deleteQueue(world: World, call: QueueCall): Reply {
	const found = queueOf(world, call);
	return found ? [deleteChild(world, found), empty(204)] : [world, noQueue(world)];
}

/** How many messages there are about, and what somebody noted. */
export function getQueue(world: World, call: QueueCall): Reply {
	const found = queueOf(world, call);
	if (!found) return [world, noQueue(world)];
	const count = alive(world, found).length;
	return [
		world,
		empty(200, {
			'x-ms-approximate-messages-count': String(count),
			...metadataHeaders(queueMetadata(found)),
		}),
	];
}

/** Other metadata for a queue. */
export function putQueueMetadata(world: World, call: QueueCall): Reply {
	const found = queueOf(world, call);
	if (!found) return [world, noQueue(world)];
	return [changeChild(world, found, { metadata: metadataOf(call.request) }), empty(204)];
}

/** The access policies of a queue. */
export function getQueueAcl(world: World, call: QueueCall): Reply {
	const found = queueOf(world, call);
	return found ? getPolicies(world, found) : [world, noQueue(world)];
}

/** Other access policies for a queue. */
export function putQueueAcl(world: World, call: QueueCall): Reply {
	const found = queueOf(world, call);
	if (!found) return [world, noQueue(world)];
	const kept = withPolicies(world, found, call.request, 'queue');
	return 'status' in kept ? [world, kept] : [kept, empty(204)];
}

const alive = (world: World, { id }: Resource): readonly QueueMessage[] =>
	itemsOf(world, id, 'messages')
		.filter(({ expiresAt = Infinity }) => expiresAt > world.now)
		.sort((a, b) => a.order - b.order);

const visible = (world: World, queue: Resource): readonly QueueMessage[] =>
	alive(world, queue).filter(({ visibleAt }) => visibleAt <= world.now);

/** A number of a query within its limits; `undefined` when it lies outside. */
function numberOf(
	query: ParsedUrl['query'],
	name: string,
	usual: number,
	least: number,
	most: number,
): number | undefined {
	const asked = query[name];
	const value = asked === undefined ? usual : Number(asked);
	return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
const outOfRange = (world: World): HttpResponse =>
	fail(
		world,
		400,
		'OutOfRangeQueryParameterValue',
		'One of the query parameters specified in the request URI is outside the permissible range.',
	);

const NEVER = Date.UTC(9999, 11, 31, 23, 59, 59);

const times = ({ name, insertedAt, expiresAt = NEVER }: QueueMessage) => ({
	MessageId: name,
	InsertionTime: httpDate(insertedAt),
	ExpirationTime: httpDate(expiresAt),
});
const list = (messages: readonly string[]): string =>
	`<QueueMessagesList>${messages
		.map((each) => `<QueueMessage>${each}</QueueMessage>`)
		.join('')}</QueueMessagesList>`;

const receiptOf = (world: World, name: string): string =>
	guidOf(world.seed, 'popReceipt', name, world.sequence).replaceAll('-', '').slice(0, 24);

const textOf = (body = ''): string | undefined => {
	const text = /<MessageText>([^]*?)<\/MessageText>/.exec(body)?.[1];
	if (text !== undefined) return unescapeXml(text);
	return /<MessageText\s*\/>/.test(body) ? '' : undefined;
};

/** Adds a message at the end. @see https://learn.microsoft.com/rest/api/storageservices/put-message */
export function putMessage(world: World, call: QueueCall): Reply {
	const queue = queueOf(world, call);
	if (!queue) return [world, noQueue(world)];
	const text = textOf(call.request.body);
	if (text === undefined)
		return [
			world,
			fail(world, 400, 'InvalidXmlDocument', 'XML specified is not syntactically valid.'),
		];
	const { query } = call.url;
	const hidden = numberOf(query, 'visibilitytimeout', 0, 0, days(7) / 1000);
	const lifetime = numberOf(query, 'messagettl', days(7) / 1000, -1, Number.MAX_SAFE_INTEGER / 1e3);
	if (hidden === undefined || lifetime === undefined || lifetime === 0)
		return [world, outOfRange(world)];
	const name = guidOf(world.seed, 'message', queue.id, world.sequence);
	const message: QueueMessage = {
		kind: 'messages',
		ownerId: queue.id,
		name,
		text,
		insertedAt: world.now,
		...(lifetime < 0 ? {} : { expiresAt: world.now + seconds(lifetime) }),
		visibleAt: world.now + seconds(hidden),
		dequeueCount: 0,
		popReceipt: receiptOf(world, name),
		order: world.sequence,
	};
	const entry = elements({
		...times(message),
		PopReceipt: message.popReceipt,
		TimeNextVisible: httpDate(message.visibleAt),
	});
	return [withItem(world, message), xml(201, list([entry]))];
}

/** Takes messages, which others do not see meanwhile. @see https://learn.microsoft.com/rest/api/storageservices/get-messages */
export function getMessages(world: World, call: QueueCall): Reply {
	const queue = queueOf(world, call);
	if (!queue) return [world, noQueue(world)];
	const { query } = call.url;
	const count = numberOf(query, 'numofmessages', 1, 1, 32);
	const hidden = numberOf(query, 'visibilitytimeout', 30, 1, days(7) / 1000);
	if (count === undefined || hidden === undefined) return [world, outOfRange(world)];
	let next = world;
	const entries: string[] = [];
	for (const message of visible(world, queue).slice(0, count)) {
		const taken: QueueMessage = {
			...message,
			dequeueCount: message.dequeueCount + 1,
			visibleAt: world.now + seconds(hidden),
			popReceipt: receiptOf(next, message.name),
		};
		next = withItem(next, taken);
		entries.push(
			elements({
				...times(taken),
				PopReceipt: taken.popReceipt,
				TimeNextVisible: httpDate(taken.visibleAt),
				DequeueCount: taken.dequeueCount,
				MessageText: taken.text,
			}),
		);
	}
	return [next, xml(200, list(entries))];
}

/** Looks at messages without taking them. */
export function peekMessages(world: World, call: QueueCall): Reply {
	const queue = queueOf(world, call);
	if (!queue) return [world, noQueue(world)];
	const count = numberOf(call.url.query, 'numofmessages', 1, 1, 32);
	if (count === undefined) return [world, outOfRange(world)];
	const entries = visible(world, queue)
		.slice(0, count)
		.map((message) =>
			elements({
				...times(message),
				DequeueCount: message.dequeueCount,
				MessageText: message.text,
			}),
		);
	return [world, xml(200, list(entries))];
}

/** Deletes all messages. */
export function clearMessages(world: World, call: QueueCall): Reply {
	const queue = queueOf(world, call);
	if (!queue) return [world, noQueue(world)];
	return [itemsOf(world, queue.id, 'messages').reduce(withoutItem, world), empty(204)];
}

/** The message that somebody took, or the answer when it is not theirs (any more). */
function takenMessage(world: World, call: QueueCall): QueueMessage | HttpResponse {
	const queue = queueOf(world, call);
	if (!queue) return noQueue(world);
	const found = findItem(world, queue.id, 'messages', call.message);
	if (!found || (found.expiresAt ?? Infinity) <= world.now)
		return fail(world, 404, 'MessageNotFound', 'The specified message does not exist.');
	return found.popReceipt === call.url.query.popreceipt
		? found
		: fail(
				world,
				400,
				'PopReceiptMismatch',
				'The specified pop receipt did not match the pop receipt for a dequeued message.',
			);
}

/** Deletes a message that was taken. */
export function deleteMessage(world: World, call: QueueCall): Reply {
	const message = takenMessage(world, call);
	return 'status' in message ? [world, message] : [withoutItem(world, message), empty(204)];
}

/** Keeps a message that was taken for longer, perhaps with another text. */
export function updateMessage(world: World, call: QueueCall): Reply {
	const message = takenMessage(world, call);
	if ('status' in message) return [world, message];
	const hidden = numberOf(call.url.query, 'visibilitytimeout', 0, 0, days(7) / 1000);
	if (hidden === undefined) return [world, outOfRange(world)];
	const changed: QueueMessage = {
		...message,
		text: textOf(call.request.body) ?? message.text,
		visibleAt: world.now + seconds(hidden),
		popReceipt: receiptOf(world, message.name),
	};
	const headers = {
		'x-ms-popreceipt': changed.popReceipt,
		'x-ms-time-next-visible': httpDate(changed.visibleAt),
	};
	return [withItem(world, changed), empty(204, headers)];
}
