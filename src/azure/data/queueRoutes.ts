import type { HttpRequest } from '../http';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import {
	clearMessages,
	createQueue,
	deleteMessage,
	deleteQueue,
	getMessages,
	getQueue,
	getQueueAcl,
	listQueues,
	peekMessages,
	putMessage,
	putQueueAcl,
	putQueueMetadata,
	queueIdOf,
	updateMessage,
	type RunQueue,
} from './queues';
import type { FindOperation } from './storageOperation';
import type { StorageOperation } from './storageAccess';

/**
 * Queues and messages by what is asked for, with the rights that each needs.
 * @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-calling-data-operations
 */

const QUEUES = 'Microsoft.Storage/storageAccounts/queueServices/queues';

interface Route extends Omit<StorageOperation, 'scope' | 'target'> {
	readonly run: RunQueue;
}
const routeOf = (
	operationName: string,
	right: string,
	run: RunQueue,
	...or: readonly (readonly string[])[]
): Route => ({
	service: 'queue',
	operationName,
	action: `${QUEUES}/${right}`,
	plane: right.startsWith('messages/') ? 'data' : 'control',
	run,
	...(or.length > 0 ? { or: or.map((all) => all.map((each) => `${QUEUES}/${each}`)) } : {}),
});

/** By method, by how deep the path goes, by `comp` and `peekonly`. */
const ROUTES: Readonly<Record<string, Route>> = {
	'GET account list': routeOf('ListQueues', 'read', listQueues),
	'PUT queue': routeOf('CreateQueue', 'write', createQueue),
	'DELETE queue': routeOf('DeleteQueue', 'delete', deleteQueue),
	'GET queue metadata': routeOf('GetQueueMetadata', 'read', getQueue),
	'HEAD queue metadata': routeOf('GetQueueMetadata', 'read', getQueue),
	'PUT queue metadata': routeOf('SetQueueMetadata', 'write', putQueueMetadata),
	'GET queue acl': routeOf('GetQueueACL', 'getAcl/action', getQueueAcl),
	'HEAD queue acl': routeOf('GetQueueACL', 'getAcl/action', getQueueAcl),
	'PUT queue acl': routeOf('SetQueueACL', 'setAcl/action', putQueueAcl),
	'POST messages': routeOf('PutMessage', 'messages/add/action', putMessage, ['messages/write']),
	'GET messages': routeOf('GetMessages', 'messages/process/action', getMessages, [
		'messages/read',
		'messages/delete',
	]),
	'GET messages peek': routeOf('PeekMessages', 'messages/read', peekMessages),
	'DELETE messages': routeOf('ClearMessages', 'messages/delete', clearMessages),
	'PUT message': routeOf('UpdateMessage', 'messages/write', updateMessage),
	'DELETE message': routeOf('DeleteMessage', 'messages/delete', deleteMessage, [
		'messages/process/action',
	]),
};

/** What a request to the queue service asks for. */
export const findQueueOperation: FindOperation = (
	world: World,
	account: Resource,
	request: HttpRequest,
	url: ParsedUrl,
) => {
	const [queue = '', messages, message, ...more] = url.rawPath
		.replace(/^\/+|\/+$/g, '')
		.split('/')
		.map(decode);
	if (more.length > 0 || (messages !== undefined && messages.toLowerCase() !== 'messages'))
		return undefined;
	const depth =
		queue === ''
			? 'account'
			: messages === undefined
				? 'queue'
				: message === undefined
					? 'messages'
					: 'message';
	const peek = url.query.peekonly?.toLowerCase() === 'true' ? 'peek' : undefined;
	const key = [request.method, depth, url.query.comp, peek].filter((part) => part).join(' ');
	const route = Object.hasOwn(ROUTES, key) ? ROUTES[key] : undefined;
	if (!route) return undefined;
	const { run, ...rights } = route;
	const scope = queue === '' ? account.id : queueIdOf(account, queue);
	return {
		operation: {
			...rights,
			scope,
			...(message === undefined ? {} : { target: `${scope}/messages/${message}` }),
		},
		run: (now, caller) =>
			run(now, { account, request, url, queue, message: message ?? '', caller }),
	};
};
