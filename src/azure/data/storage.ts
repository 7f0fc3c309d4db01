import type { Reply } from '../arm/call';
import { header, unreachable, type HttpRequest } from '../http';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import {
	getBlob,
	getContainer,
	listBlobs,
	listContainers,
	putBlob,
	putContainer,
	removeBlob,
	removeContainer,
	type Run,
} from './blobOperations';
import { httpDate } from './blobXml';
import { blobKey, containerIdOf, findContainer } from './containers';
import { logData, type DataCaller } from './dataLog';
import {
	permissionMismatch,
	requestIdOf,
	storageAllows,
	storageCaller,
	storageError,
	type StorageOperation,
} from './storageAccess';

/** Blob Storage: who answers, who may, and what is written down. @see https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */

const CONTAINERS = 'Microsoft.Storage/storageAccounts/blobServices/containers';

interface Route extends Omit<StorageOperation, 'scope'> {
	readonly run: Run;
}
const routeOf = (
	operationName: string,
	right: string,
	run: Run,
	publicRead?: StorageOperation['publicRead'],
): Route => ({
	operationName,
	action: `${CONTAINERS}/${right}`,
	plane: right.startsWith('blobs/') ? 'data' : 'control',
	run,
	...(publicRead ? { publicRead } : {}),
});

/** What is asked for: by method, by how deep the path goes, by `restype` and `comp`. */
const ROUTES: Readonly<Record<string, Route>> = {
	'GET account list': routeOf('ListContainers', 'read', listContainers),
	'GET container list container': routeOf('ListBlobs', 'blobs/read', listBlobs, 'Container'),
	'GET container container': routeOf('GetContainerProperties', 'read', getContainer, 'Container'),
	'HEAD container container': routeOf('GetContainerProperties', 'read', getContainer, 'Container'),
	'PUT container container': routeOf('CreateContainer', 'write', putContainer),
	'DELETE container container': routeOf('DeleteContainer', 'delete', removeContainer),
	'GET blob': routeOf('GetBlob', 'blobs/read', getBlob, 'Blob'),
	'HEAD blob': routeOf('GetBlobProperties', 'blobs/read', getBlob, 'Blob'),
	'PUT blob': routeOf('PutBlob', 'blobs/write', putBlob),
	'DELETE blob': routeOf('DeleteBlob', 'blobs/delete', removeBlob),
};

/** Whether anybody may read this container without saying who they are. */
function isPublic(world: World, account: Resource, name: string, route: Route): boolean {
	if (account.properties.allowBlobPublicAccess !== true || !route.publicRead) return false;
	const access = findContainer(world, account, name)?.properties.publicAccess;
	return access === 'Container' || access === route.publicRead;
}

function answer(world: World, request: HttpRequest, url: ParsedUrl, account: Resource): Reply {
	const [container = '', ...rest] = url.rawPath.replace(/^\/+/, '').split('/').map(decode);
	const blob = rest.join('/');
	const { restype, comp } = url.query;
	const depth = container === '' ? 'account' : blob === '' ? 'container' : 'blob';
	const key = [request.method, depth, comp, restype].filter((part) => part).join(' ');
	const route = ROUTES[key];
	const open = route !== undefined && isPublic(world, account, container, route);
	const caller = storageCaller(world, request, url, account, open);
	if (typeof caller === 'object' && 'status' in caller) return [world, caller];
	if (!route)
		return [
			world,
			storageError(
				world,
				400,
				'InvalidQueryParameterValue',
				'Value for one of the query parameters specified in the request URI is invalid.',
			),
		];
	const { run, ...rights } = route;
	const scope = container === '' ? account.id : containerIdOf(account, container);
	const operation: StorageOperation = { ...rights, scope };
	const allowed =
		storageAllows(world, caller, operation) || addsNewBlob(world, caller, operation, account, blob);
	const [next, response] = allowed
		? run(world, { account, request, url, container, blob, caller })
		: [world, permissionMismatch(world)];
	return logData(next, request, operation, caller, response);
}

/** Who may only add blobs may write one that is not there yet. */
function addsNewBlob(
	world: World,
	caller: DataCaller,
	operation: StorageOperation,
	account: Resource,
	blob: string,
): boolean {
	if (operation.operationName !== 'PutBlob') return false;
	const container = findContainer(world, account, operation.scope.split('/').at(-1) ?? '');
	if (!container || world.blobs[blobKey(container.id, blob)]) return false;
	const action = `${CONTAINERS}/blobs/add/action`;
	return storageAllows(world, caller, { ...operation, action });
}

/** An account whose name resolves. */
const accountAt = (world: World, host: string): Resource | undefined =>
	Object.values(world.resources).find(
		({ type, name, lifecycle }) =>
			type.toLowerCase() === 'microsoft.storage/storageaccounts' &&
			`${name.toLowerCase()}.blob.core.windows.net` === host &&
			lifecycle.state !== 'creating',
	);

/** Answers a request to `{account}.blob.core.windows.net`. */
export function handleBlob(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const account = accountAt(world, url.host);
	if (!account) return [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
	const [next, response] = answer(world, request, url, account);
	const clientId = header(request, 'x-ms-client-request-id');
	const headers = {
		server: 'Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0',
		'x-ms-request-id': requestIdOf(world),
		'x-ms-version': header(request, 'x-ms-version') ?? '2025-05-05',
		date: httpDate(world.now),
		...(clientId === undefined ? {} : { 'x-ms-client-request-id': clientId }),
		...response.headers,
	};
	const body = request.method === 'HEAD' ? '' : response.body;
	return [next, { status: response.status, headers, body }];
}

export { signSharedKey, storageKeys, type StorageKey } from './sharedKey';
