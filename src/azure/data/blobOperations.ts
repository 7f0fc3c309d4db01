import { utf8ToBytes } from '@noble/hashes/utils.js';
import { utf8 } from '@scure/base';
import type { Reply } from '../arm/call';
import { empty, header, type HttpRequest, type HttpResponse } from '../http';
import { hashHex } from '../ids';
import { without } from '../json';
import type { ParsedUrl } from '../url';
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
	containersOf,
	createContainer,
	deleteContainer,
	findContainer,
	isContainerName,
} from './containers';
import type { DataCaller } from './dataLog';
import { storageError } from './storageAccess';

/** What can be done with containers and blobs, for callers that may. @see https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */

/** A request to an account, taken apart. */
export interface BlobCall {
	readonly account: Resource;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
	readonly container: string;
	/** As it was named: blob names keep their case and their slashes. */
	readonly blob: string;
	readonly caller: DataCaller;
}

/** Does what was asked, for a caller that may. */
export type Run = (world: World, call: BlobCall) => Reply;

const noContainer = (world: World): HttpResponse =>
	storageError(world, 404, 'ContainerNotFound', 'The specified container does not exist.');
const noBlob = (world: World): HttpResponse =>
	storageError(world, 404, 'BlobNotFound', 'The specified blob does not exist.');

const who = (caller: DataCaller): string => (typeof caller === 'string' ? caller : caller.objectId);
const endpoint = ({ name }: Resource): string => `https://${name}.blob.core.windows.net/`;

/** The containers of an account. */
export function listContainers(world: World, { account, url }: BlobCall): Reply {
	const { items, next } = page(containersOf(world, account), url.query);
	const entries = items.map(containerXml).join('');
	const attributes = { ServiceEndpoint: endpoint(account) };
	return [world, xml(200, listXml(attributes, url.query, 'Containers', entries, next))];
}

/** The blobs of a container; with a delimiter, folders in their place. */
export function listBlobs(world: World, { account, container, url }: BlobCall): Reply {
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

/** What a container is like. */
export function getContainer(world: World, { account, container }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	return [world, found ? empty(200, containerHeaders(found)) : noContainer(world)];
}

/** Makes a container. */
export function putContainer(
	world: World,
	{ account, container, request, caller }: BlobCall,
): Reply {
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

/** Deletes a container with its blobs. */
export function removeContainer(world: World, { account, container }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	return found ? [deleteContainer(world, found), empty(202)] : [world, noContainer(world)];
}

/** The blob of a call, or the answer that says that it is not there. */
function blobOf(world: World, { account, container, blob }: BlobCall): Blob | HttpResponse {
	const found = findContainer(world, account, container);
	if (!found) return noContainer(world);
	return world.blobs[blobKey(found.id, blob)] ?? noBlob(world);
}

/** A blob or a part of it; without its content when only asked about. */
export function getBlob(world: World, call: BlobCall): Reply {
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

/** Writes a blob. */
export function putBlob(
	world: World,
	{ account, container, blob: name, request }: BlobCall,
): Reply {
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

/** Deletes a blob. */
export function removeBlob(world: World, call: BlobCall): Reply {
	const blob = blobOf(world, call);
	if ('status' in blob) return [world, blob];
	const next = { ...world, blobs: without(world.blobs, blobKey(blob.containerId, blob.name)) };
	return [next, empty(202, { 'x-ms-delete-type-permanent': 'true' })];
}
