import { utf8ToBytes } from '@noble/hashes/utils.js';
import { utf8 } from '@scure/base';
import type { Reply } from '../arm/call';
import { empty, header, unreachable, type HttpRequest, type HttpResponse } from '../http';
import { hashHex } from '../ids';
import { without } from '../json';
import { decode, type ParsedUrl } from '../url';
import type { Blob, Resource, World } from '../world';
import {
	blobHeaders,
	blobXml,
	containerEtag,
	containerHeaders,
	containerXml,
	httpDate,
	listXml,
	page,
	xml,
} from './blobXml';
import {
	blobKey,
	blobsOf,
	containerIdOf,
	containersOf,
	createContainer,
	deleteContainer,
	findContainer,
	isContainerName,
} from './containers';
import { logData, type DataCaller } from './dataLog';
import {
	permissionMismatch,
	requestIdOf,
	storageAllows,
	storageCaller,
	storageError,
	type StorageOperation,
} from './storageAccess';

/** Blob Storage: containers and blobs. @see https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */

/** A request to an account, taken apart. */
interface BlobCall {
	readonly account: Resource;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
	readonly container: string;
	/** As it was named: blob names keep their case and their slashes. */
	readonly blob: string;
	readonly caller: DataCaller;
}

type Run = (world: World, call: BlobCall) => Reply;

const noContainer = (world: World): HttpResponse =>
	storageError(world, 404, 'ContainerNotFound', 'The specified container does not exist.');
const noBlob = (world: World): HttpResponse =>
	storageError(world, 404, 'BlobNotFound', 'The specified blob does not exist.');

const who = (caller: DataCaller): string => (typeof caller === 'string' ? caller : caller.objectId);
const endpoint = ({ name }: Resource): string => `https://${name}.blob.core.windows.net/`;

function listContainers(world: World, { account, url }: BlobCall): Reply {
	const { items, next } = page(containersOf(world, account), url.query);
	const entries = items.map(containerXml).join('');
	const attributes = { ServiceEndpoint: endpoint(account) };
	return [world, xml(200, listXml(attributes, url.query, 'Containers', entries, next))];
}

function listBlobs(world: World, { account, container, url }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	if (!found) return [world, noContainer(world)];
	const { items, next } = page(blobsOf(world, found), url.query);
	const { delimiter, prefix = '' } = url.query;
	const folders = new Set<string>();
	const blobs = items.filter(({ name }) => {
		const cut = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
		if (cut >= 0) folders.add(name.slice(0, cut + (delimiter?.length ?? 0)));
		return cut < 0;
	});
	const entries = [
		...blobs.map(blobXml),
		...[...folders].map((name) => `<BlobPrefix><Name>${name}</Name></BlobPrefix>`),
	].join('');
	const attributes = { ServiceEndpoint: endpoint(account), ContainerName: found.name };
	return [world, xml(200, listXml(attributes, url.query, 'Blobs', entries, next))];
}

function getContainer(world: World, { account, container }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	return [world, found ? empty(200, containerHeaders(found)) : noContainer(world)];
}

function putContainer(world: World, { account, container, request, caller }: BlobCall): Reply {
	if (!isContainerName(container))
		return [
			world,
			storageError(
				world,
				400,
				'InvalidResourceName',
				'The specified resource name contains invalid characters.',
			),
		];
	if (findContainer(world, account, container))
		return [
			world,
			storageError(world, 409, 'ContainerAlreadyExists', 'The specified container already exists.'),
		];
	const asked = header(request, 'x-ms-blob-public-access')?.toLowerCase();
	if (asked !== undefined && account.properties.allowBlobPublicAccess !== true)
		return [
			world,
			storageError(
				world,
				409,
				'PublicAccessNotPermitted',
				'Public access is not permitted on this storage account.',
			),
		];
	const publicAccess = asked === 'blob' ? 'Blob' : asked === 'container' ? 'Container' : 'None';
	const next = createContainer(world, account, container, publicAccess, who(caller));
	const made = findContainer(next, account, container);
	const headers = {
		etag: `"${made ? containerEtag(made) : ''}"`,
		'last-modified': httpDate(world.now),
	};
	return [next, empty(201, headers)];
}

function removeContainer(world: World, { account, container }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	return found ? [deleteContainer(world, found), empty(202)] : [world, noContainer(world)];
}

/** The blob of a call, or the answer that says that it is not there. */
function blobOf(world: World, { account, container, blob }: BlobCall): Blob | HttpResponse {
	const found = findContainer(world, account, container);
	if (!found) return noContainer(world);
	return world.blobs[blobKey(found.id, blob)] ?? noBlob(world);
}

function getBlob(world: World, call: BlobCall): Reply {
	const blob = blobOf(world, call);
	if ('status' in blob) return [world, blob];
	const headers = blobHeaders(blob);
	const { request } = call;
	if (request.method === 'HEAD') return [world, { status: 200, headers, body: '' }];
	const range = /^bytes=(\d+)-(\d*)$/.exec(
		header(request, 'x-ms-range') ?? header(request, 'range') ?? '',
	);
	if (!range) return [world, { status: 200, headers, body: blob.content }];
	const bytes = utf8ToBytes(blob.content);
	const start = Number(range[1]);
	const end = Math.min(range[2] ? Number(range[2]) : bytes.length - 1, bytes.length - 1);
	if (start > end)
		return [
			world,
			storageError(
				world,
				416,
				'InvalidRange',
				'The range specified is invalid for the current size of the resource.',
				{ headers: { 'content-range': `bytes */${bytes.length}` } },
			),
		];
	const { 'content-md5': md5 = '', ...rest } = headers;
	const partial = {
		...rest,
		'x-ms-blob-content-md5': md5,
		'content-length': String(end - start + 1),
		'content-range': `bytes ${start}-${end}/${bytes.length}`,
	};
	return [world, { status: 206, headers: partial, body: utf8.encode(bytes.slice(start, end + 1)) }];
}

function putBlob(world: World, { account, container, blob: name, request }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	if (!found) return [world, noContainer(world)];
	const type = header(request, 'x-ms-blob-type');
	if (type !== 'BlockBlob')
		return [
			world,
			type === undefined
				? storageError(
						world,
						400,
						'MissingRequiredHeader',
						'An HTTP header that is mandatory for this request is not specified.',
					)
				: storageError(
						world,
						400,
						'InvalidHeaderValue',
						'The value for one of the HTTP headers is not in the correct format.',
					),
		];
	const key = blobKey(found.id, name);
	if (header(request, 'if-none-match') === '*' && world.blobs[key])
		return [
			world,
			storageError(world, 409, 'BlobAlreadyExists', 'The specified blob already exists.'),
		];
	const blob: Blob = {
		containerId: found.id,
		name,
		content: request.body ?? '',
		contentType:
			header(request, 'x-ms-blob-content-type') ??
			header(request, 'content-type') ??
			'application/octet-stream',
		etag: `0x8D${hashHex(world.seed, 'etag', key, world.sequence).slice(0, 13).toUpperCase()}`,
		changedAt: world.now,
	};
	const next = {
		...world,
		sequence: world.sequence + 1,
		blobs: { ...world.blobs, [key]: blob },
	};
	const { etag = '', 'last-modified': changed = '', 'content-md5': md5 = '' } = blobHeaders(blob);
	const headers = {
		etag,
		'last-modified': changed,
		'content-md5': md5,
		'x-ms-request-server-encrypted': 'true',
	};
	return [next, empty(201, headers)];
}

function removeBlob(world: World, call: BlobCall): Reply {
	const blob = blobOf(world, call);
	if ('status' in blob) return [world, blob];
	const next = { ...world, blobs: without(world.blobs, blobKey(blob.containerId, blob.name)) };
	return [next, empty(202, { 'x-ms-delete-type-permanent': 'true' })];
}

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
