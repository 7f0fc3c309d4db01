import { utf8ToBytes } from '@noble/hashes/utils.js';
import { utf8 } from '@scure/base';
import type { Reply } from '../arm/call';
import { empty, header, type HttpRequest, type HttpResponse } from '../http';
import { hashHex } from '../ids';
import { without, type JsonObject } from '../json';
import type { ParsedUrl } from '../url';
import type { Blob, Resource, World } from '../world';
import { getPolicies, withPolicies } from './accessPolicies';
import {
	blobHeaders,
	blobXml,
	containerEtag,
	containerHeaders,
	containerXml,
	element,
	httpDate,
	listXml,
	metadataOf,
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
	withBlob,
} from './containers';
import { changeChild } from './children';
import { unmet } from './conditions';
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

/** The answer for a container that is not there. */
export const noContainer = (world: World): HttpResponse =>
	storageError(world, 404, 'ContainerNotFound', 'The specified container does not exist.');
const noBlob = (world: World): HttpResponse =>
	storageError(world, 404, 'BlobNotFound', 'The specified blob does not exist.');

const who = (caller: DataCaller): string => (typeof caller === 'string' ? caller : caller.objectId);
const endpoint = ({ name }: Resource): string => `https://${name}.blob.core.windows.net/`;

const wantsMetadata = ({ include = '' }: ParsedUrl['query']): boolean =>
	include.split(',').includes('metadata');

/** What kind of account this is. */
export const getAccount = (world: World, _: BlobCall): Reply => [
	world,
	empty(200, { 'x-ms-sku-name': 'Standard_RAGRS', 'x-ms-account-kind': 'StorageV2' }),
];

/** The containers of an account. */
export function listContainers(world: World, { account, url }: BlobCall): Reply {
	const { items, next } = page(containersOf(world, account), url.query);
	const entries = items.map((each) => containerXml(each, wantsMetadata(url.query))).join('');
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
		...blobs.map((blob) => blobXml(blob, wantsMetadata(url.query))),
		...[...folders].map((name) => `<BlobPrefix>${element('Name', name)}</BlobPrefix>`),
	].join('');
	const attributes = { ServiceEndpoint: endpoint(account), ContainerName: found.name };
	return [world, xml(200, listXml(attributes, url.query, 'Blobs', entries, next))];
}

/** What a container is like. */
export function getContainer(world: World, { account, container }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	return [world, found ? empty(200, containerHeaders(found)) : noContainer(world)];
}

/** How open a request wants a container to be, or the refusal of an account whose containers are not. */
function publicAccessOf(
	world: World,
	account: Resource,
	request: HttpRequest,
): 'Blob' | 'Container' | 'None' | HttpResponse {
	const asked = header(request, 'x-ms-blob-public-access')?.toLowerCase();
	if (asked !== undefined && account.properties.allowBlobPublicAccess !== true)
		return storageError(
			world,
			409,
			'PublicAccessNotPermitted',
			'Public access is not permitted on this storage account.',
		);
	return asked === 'blob' ? 'Blob' : asked === 'container' ? 'Container' : 'None';
}

/** Who may look into a container without a role: everybody, or the signatures of its policies. */
export function getContainerAcl(world: World, { account, container }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	if (!found) return [world, noContainer(world)];
	const { publicAccess } = found.properties;
	const open = publicAccess === 'Blob' || publicAccess === 'Container';
	return getPolicies(world, found, {
		'last-modified': httpDate(found.changedAt),
		etag: `"${containerEtag(found)}"`,
		...(open ? { 'x-ms-blob-public-access': publicAccess.toLowerCase() } : {}),
	});
}

/** A container with other properties is another: its ETag and its time are new. */
function changeContainer(world: World, container: Resource, properties: JsonObject): Reply {
	const etag = `"${etagOf(world, container.id)}"`;
	const next = changeChild(world, container, { ...properties, etag });
	return [
		{ ...next, sequence: next.sequence + 1 },
		empty(200, { etag, 'last-modified': httpDate(next.now) }),
	];
}

/** Other policies for a container; without a word on it nobody in particular may look into it any more. */
export function putContainerAcl(world: World, { account, container, request }: BlobCall): Reply {
	const found = findContainer(world, account, container);
	if (!found) return [world, noContainer(world)];
	const publicAccess = publicAccessOf(world, account, request);
	if (typeof publicAccess === 'object') return [world, publicAccess];
	const kept = withPolicies(world, found, request, 'blob');
	return 'status' in kept ? [world, kept] : changeContainer(kept, found, { publicAccess });
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
	const publicAccess = publicAccessOf(world, account, request);
	if (typeof publicAccess === 'object') return [world, publicAccess];
	const metadata = metadataOf(request);
	const said = Object.keys(metadata).length > 0 ? { publicAccess, metadata } : { publicAccess };
	const next = createContainer(world, account, container, said, who(caller));
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
	const refusal = unmet(world, request, blob, 'blob');
	if (refusal) return [world, refusal];
	if (request.method === 'HEAD' || call.url.query.comp === 'metadata')
		return [world, { status: 200, headers, body: '' }];
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

/** The blob that a request makes or replaces. */
export function blobOfContent(
	world: World,
	{ blob: name, request }: BlobCall,
	container: Resource,
	content: string,
): Blob {
	const key = blobKey(container.id, name);
	const before = world.blobs[key];
	const metadata = metadataOf(request);
	return {
		containerId: container.id,
		name,
		content,
		contentType:
			header(request, 'x-ms-blob-content-type') ??
			(header(request, 'x-ms-blob-type') && header(request, 'content-type')) ??
			'application/octet-stream',
		etag: etagOf(world, key),
		...(before ? { createdAt: before.createdAt ?? before.changedAt } : {}),
		changedAt: world.now,
		...(Object.keys(metadata).length > 0 ? { metadata } : {}),
	};
}

/** A new ETag, without its quotes. */
const etagOf = (world: World, key: string): string =>
	`0x8D${hashHex(world.seed, 'etag', key, world.sequence).slice(0, 13).toUpperCase()}`;

/** What the answer to a write says of the blob. */
export function writtenHeaders(blob: Blob): Readonly<Record<string, string>> {
	const { etag = '', 'last-modified': changed = '', 'content-md5': md5 = '' } = blobHeaders(blob);
	return {
		etag,
		'last-modified': changed,
		'content-md5': md5,
		'x-ms-request-server-encrypted': 'true',
	};
}

/** Writes a blob. */
export function putBlob(world: World, call: BlobCall): Reply {
	const { account, container, blob: name, request } = call;
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
	const refusal = unmet(world, request, world.blobs[blobKey(found.id, name)], 'blob');
	if (refusal) return [world, refusal];
	const blob = blobOfContent(world, call, found, request.body ?? '');
	return [withBlob(world, blob), empty(201, writtenHeaders(blob))];
}

/** Changes what is said about a blob, not its content. */
function change(world: World, call: BlobCall, changes: (blob: Blob) => Partial<Blob>): Reply {
	const blob = blobOf(world, call);
	if ('status' in blob) return [world, blob];
	const refusal = unmet(world, call.request, blob, 'blob');
	if (refusal) return [world, refusal];
	const changed: Blob = {
		...blob,
		...changes(blob),
		createdAt: blob.createdAt ?? blob.changedAt,
		changedAt: world.now,
		etag: etagOf(world, blobKey(blob.containerId, blob.name)),
	};
	const { 'content-md5': _, ...headers } = writtenHeaders(changed);
	return [withBlob(world, changed), empty(200, headers)];
}

/** Other metadata for a blob. @see https://learn.microsoft.com/rest/api/storageservices/set-blob-metadata */
export const putMetadata = (world: World, call: BlobCall): Reply =>
	change(world, call, () => ({ metadata: metadataOf(call.request) }));

/** Another content type for a blob. @see https://learn.microsoft.com/rest/api/storageservices/set-blob-properties */
export const putProperties = (world: World, call: BlobCall): Reply =>
	change(world, call, () => ({
		contentType: header(call.request, 'x-ms-blob-content-type') ?? 'application/octet-stream',
	}));

/** Other metadata for a container. */
export function putContainerMetadata(
	world: World,
	{ account, container, request }: BlobCall,
): Reply {
	const found = findContainer(world, account, container);
	return found
		? changeContainer(world, found, { metadata: metadataOf(request) })
		: [world, noContainer(world)];
}

/** Deletes a blob. */
export function removeBlob(world: World, call: BlobCall): Reply {
	const blob = blobOf(world, call);
	if ('status' in blob) return [world, blob];
	const refusal = unmet(world, call.request, blob, 'blob');
	if (refusal) return [world, refusal];
	const next = { ...world, blobs: without(world.blobs, blobKey(blob.containerId, blob.name)) };
	return [next, empty(202, { 'x-ms-delete-type-permanent': 'true' })];
}
