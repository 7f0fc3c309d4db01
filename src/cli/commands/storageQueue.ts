import type { Conversation, HttpResponse, JsonObject } from '../../azure';
import { has, maybe, one, tagsOf, type Args } from '../args';
import { BLOB_ACCESS, blobRefusal, openBlobs, queueRequest } from '../blobAccess';
import { send, sendList } from '../blobSend';
import { elementsIn, httpTime, inside } from '../blobXml';
import {
	done,
	type Command,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Option,
} from '../command';
import { columns } from '../tables';

const ON_QUEUE: readonly Option[] = [
	{ long: 'name', short: 'n', required: true, summary: 'Name of the queue.' },
	...BLOB_ACCESS,
];
const IN_QUEUE: readonly Option[] = [
	{ long: 'queue-name', short: 'q', required: true, summary: 'Name of the queue.' },
	...BLOB_ACCESS,
];
const RECEIPT: readonly Option[] = [
	{ long: 'id', required: true, summary: 'Id of the message.' },
	{ long: 'pop-receipt', required: true, summary: 'What getting the message told.' },
];
const COUNT: Option = { long: 'num-messages', summary: 'How many, 1 to 32. Default: 1.' };
const HIDDEN: Option = {
	long: 'visibility-timeout',
	summary: 'Seconds in which nobody else sees it.',
};

/** Sends a request whose refusal for a state that is there already is an answer as well. */
function* unless(
	args: Args,
	context: Context,
	[method, query]: readonly [string, string],
	field: string,
	isNo: (response: HttpResponse) => boolean,
): Conversation<CommandValue> {
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const response = yield door.sign(
		queueRequest(method, one(args, 'account-name'), one(args, 'name'), query),
	);
	const { warnings } = door;
	const yes = response.status >= 200 && response.status < 300;
	if (yes || isNo(response)) return done({ [field]: yes }, warnings);
	return { ...blobRefusal(response), ...(warnings.length > 0 ? { warnings } : {}) };
}

const messagesOf = (args: Args): string => `${one(args, 'queue-name')}/messages`;
const query = (words: Readonly<Record<string, string | undefined>>): string => {
	const given = Object.entries(words).filter(([, value]) => value !== undefined);
	return given.length === 0
		? ''
		: `?${given.map(([key, value]) => `${key}=${encodeURIComponent(value ?? '')}`).join('&')}`;
};
const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const messageBody = (text: string): string =>
	`<?xml version="1.0" encoding="utf-8"?><QueueMessage><MessageText>${escaped(text)}</MessageText></QueueMessage>`;

/** The messages of an answer as `az` prints them. */
const messagesIn = (xml: string, content?: string): readonly JsonObject[] =>
	elementsIn(xml, 'QueueMessage').map((message) => {
		const count = inside(message, 'DequeueCount');
		return {
			content: content ?? inside(message, 'MessageText') ?? null,
			dequeueCount: count === undefined ? null : Number(count),
			expirationTime: httpTime(inside(message, 'ExpirationTime')),
			id: inside(message, 'MessageId') ?? null,
			insertionTime: httpTime(inside(message, 'InsertionTime')),
			popReceipt: inside(message, 'PopReceipt') ?? null,
			timeNextVisible: httpTime(inside(message, 'TimeNextVisible')),
		};
	});

const messageTable = columns({
	MessageId: 'id',
	Content: 'content',
	InsertionTime: 'insertionTime',
	ExpirationTime: 'expirationTime',
	DequeueCount: 'dequeueCount',
	PopReceipt: 'popReceipt',
	TimeNextVisible: 'timeNextVisible',
});

const queueCommands: readonly Command[] = [
	{
		name: 'storage queue create',
		summary: 'Creates a queue.',
		options: [
			...ON_QUEUE,
			{ long: 'metadata', takes: 'some', summary: 'What is noted with it: key=value.' },
		],
		*run(args, context) {
			const door = yield* openBlobs(args, context);
			if (!door.ok) return door;
			const noted = Object.entries(
				tagsOf({ given: has(args, 'metadata') ? { tags: args.given.metadata ?? [] } : {} }) ?? {},
			).map(([key, value]) => [`x-ms-meta-${key}`, value]);
			const response = yield door.sign(
				queueRequest(
					'PUT',
					one(args, 'account-name'),
					one(args, 'name'),
					'',
					Object.fromEntries(noted) as Record<string, string>,
				),
			);
			const { warnings } = door;
			if (response.status === 201 || response.status === 204 || response.status === 409)
				return done({ created: response.status !== 409 }, warnings);
			return { ...blobRefusal(response), ...(warnings.length > 0 ? { warnings } : {}) };
		},
	},
	{
		name: 'storage queue delete',
		summary: 'Deletes a queue and its messages.',
		options: ON_QUEUE,
		run: (args, context) =>
			unless(args, context, ['DELETE', ''], 'deleted', ({ status }) => status === 404),
	},
	{
		name: 'storage queue exists',
		summary: 'Says whether a queue is there.',
		options: ON_QUEUE,
		run: (args, context) =>
			unless(args, context, ['GET', '?comp=metadata'], 'exists', ({ status }) => status === 404),
	},
	{
		name: 'storage queue list',
		summary: 'Lists queues.',
		options: [...BLOB_ACCESS, { long: 'prefix', summary: 'Only names that begin with this.' }],
		run(args, context) {
			const prefix = maybe(args, 'prefix');
			const only = prefix === undefined ? '' : `&prefix=${encodeURIComponent(prefix)}`;
			return sendList(
				args,
				context,
				(marker) =>
					queueRequest('GET', one(args, 'account-name'), '', `?comp=list${only}${marker}`),
				(xml) =>
					elementsIn(xml, 'Queue').map((queue) => ({
						approximateMessageCount: null,
						metadata: null,
						name: inside(queue, 'Name') ?? '',
					})),
			);
		},
		table: columns({ Name: 'name' }),
	},
];

const messageCommands: readonly Command[] = [
	{
		name: 'storage message put',
		summary: 'Adds a message at the end of a queue.',
		options: [
			...IN_QUEUE,
			{ long: 'content', required: true, summary: 'What the message says.' },
			{ long: 'time-to-live', summary: 'Seconds until it is gone. Default: seven days.' },
			HIDDEN,
		],
		examples: [
			'az storage message put --account-name shopfiles -q orders --content "1 apple" --auth-mode login',
		],
		run: (args, context) =>
			send(
				args,
				context,
				queueRequest(
					'POST',
					one(args, 'account-name'),
					messagesOf(args),
					query({
						visibilitytimeout: maybe(args, 'visibility-timeout'),
						messagettl: maybe(args, 'time-to-live'),
					}),
					{ 'content-type': 'application/xml' },
					messageBody(one(args, 'content')),
				),
				({ body }) => done(messagesIn(body, one(args, 'content'))[0] ?? null),
			),
	},
	...(['get', 'peek'] as const).map((verb): Command => ({
		name: `storage message ${verb}`,
		summary:
			verb === 'get'
				? 'Takes messages: nobody else sees them until they are deleted or time is over.'
				: 'Looks at messages without taking them.',
		options: [...IN_QUEUE, COUNT, ...(verb === 'get' ? [HIDDEN] : [])],
		run: (args, context) =>
			send(
				args,
				context,
				queueRequest(
					'GET',
					one(args, 'account-name'),
					messagesOf(args),
					query({
						peekonly: verb === 'peek' ? 'true' : undefined,
						numofmessages: maybe(args, 'num-messages'),
						visibilitytimeout: maybe(args, 'visibility-timeout'),
					}),
				),
				({ body }) => done(messagesIn(body)),
			),
		table: messageTable,
	})),
	{
		name: 'storage message update',
		summary: 'Keeps a message that was taken for longer, or changes what it says.',
		options: [
			...IN_QUEUE,
			...RECEIPT,
			{ ...HIDDEN, required: true },
			{ long: 'content', summary: 'What it says from now on.' },
		],
		run: (args, context) =>
			send(
				args,
				context,
				queueRequest(
					'PUT',
					one(args, 'account-name'),
					`${messagesOf(args)}/${one(args, 'id')}`,
					query({
						popreceipt: one(args, 'pop-receipt'),
						visibilitytimeout: one(args, 'visibility-timeout'),
					}),
					has(args, 'content') ? { 'content-type': 'application/xml' } : {},
					has(args, 'content') ? messageBody(one(args, 'content')) : undefined,
				),
				({ headers }) =>
					done({
						content: maybe(args, 'content') ?? null,
						dequeueCount: null,
						expirationTime: null,
						id: one(args, 'id'),
						insertionTime: null,
						popReceipt: headers['x-ms-popreceipt'] ?? null,
						timeNextVisible: httpTime(headers['x-ms-time-next-visible']),
					}),
			),
	},
	{
		name: 'storage message delete',
		summary: 'Deletes a message that was taken.',
		options: [...IN_QUEUE, ...RECEIPT],
		run: (args, context) =>
			send(
				args,
				context,
				queueRequest(
					'DELETE',
					one(args, 'account-name'),
					`${messagesOf(args)}/${one(args, 'id')}`,
					query({ popreceipt: one(args, 'pop-receipt') }),
				),
				() => done({ deleted: null }),
			),
	},
	{
		name: 'storage message clear',
		summary: 'Deletes all messages of a queue.',
		options: IN_QUEUE,
		run: (args, context) =>
			send(args, context, queueRequest('DELETE', one(args, 'account-name'), messagesOf(args)), () =>
				done(),
			),
	},
];

/**
 * Queues of a storage account, and their messages.
 * @see https://learn.microsoft.com/cli/azure/storage/queue
 */
export const storageQueue: CommandGroup = {
	groups: {
		'storage queue': 'Queues of a storage account.',
		'storage message': 'Messages of a queue.',
	},
	commands: [...queueCommands, ...messageCommands],
};
