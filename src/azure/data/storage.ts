import type { Reply } from '../arm/call';
import { header, unreachable, type HttpRequest } from '../http';
import type { ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { findBlobOperation } from './blobRoutes';
import { httpDate } from './blobXml';
import { logData, type DataCaller } from './dataLog';
import { resourceAt } from './hosts';
import { findQueueOperation } from './queueRoutes';
import { readSas } from './sas';
import {
	permissionMismatch,
	requestIdOf,
	storageAllows,
	storageCaller,
	storageError,
	type StorageOperation,
	type StorageService,
} from './storageAccess';
import type { FindOperation } from './storageOperation';
import { findTableOperation } from './tableRoutes';

/** Storage: who answers, who may, and what is written down. @see https://learn.microsoft.com/rest/api/storageservices */

const SERVICES: Readonly<
	Record<StorageService, { readonly server: string; readonly find: FindOperation }>
> = {
	blob: { server: 'Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0', find: findBlobOperation },
	queue: { server: 'Windows-Azure-Queue/1.0 Microsoft-HTTPAPI/2.0', find: findQueueOperation },
	table: { server: 'Windows-Azure-Table/1.0 Microsoft-HTTPAPI/2.0', find: findTableOperation },
};

function answer(
	world: World,
	request: HttpRequest,
	url: ParsedUrl,
	account: Resource,
	service: StorageService,
): Reply {
	const found = SERVICES[service].find(world, account, request, url);
	const isPublic = found?.isPublic === true;
	const isSigned = url.query.sig !== undefined && !header(request, 'authorization');
	const caller = isSigned
		? readSas(world, url, account, service, found?.operation)
		: storageCaller(world, request, url, account, service, isPublic);
	if (typeof caller === 'object' && 'status' in caller)
		// Refused credentials are in the log; somebody who shows none is not.
		return found && (isSigned || header(request, 'authorization'))
			? logData(world, request, found.operation, 'Anonymous', caller)
			: [world, caller];
	if (!found)
		return [
			world,
			storageError(
				world,
				400,
				'InvalidQueryParameterValue',
				'Value for one of the query parameters specified in the request URI is invalid.',
				{ service },
			),
		];
	const { operation, run } = found;
	const [next, response] = storageAllows(world, caller, operation, url.query.prefix)
		? run(world, caller)
		: [world, permissionMismatch(world, service)];
	const delegated = isSigned && typeof caller === 'object';
	const done = delegated ? { ...operation, authentication: 'DelegationSas' as const } : operation;
	return logData(next, request, done, caller, response);
}

const handleStorage =
	(service: StorageService) =>
	(world: World, request: HttpRequest, url: ParsedUrl): Reply => {
		const account = resourceAt(world, 'blob', url.host);
		if (!account) return [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
		const [next, response] = answer(world, request, url, account, service);
		const clientId = header(request, 'x-ms-client-request-id');
		const headers = {
			server: SERVICES[service].server,
			'x-ms-request-id': requestIdOf(world),
			'x-ms-version': header(request, 'x-ms-version') ?? '2025-05-05',
			date: httpDate(world.now),
			...(clientId === undefined ? {} : { 'x-ms-client-request-id': clientId }),
			...response.headers,
		};
		const body = request.method === 'HEAD' ? '' : response.body;
		return [next, { status: response.status, headers, body }];
	};

/** Answers a request to `{account}.blob.core.windows.net`. */
export const handleBlob = handleStorage('blob');
/** Answers a request to `{account}.queue.core.windows.net`. */
export const handleQueue = handleStorage('queue');
/** Answers a request to `{account}.table.core.windows.net`. */
export const handleTable = handleStorage('table');
