import type { HttpRequest } from '../http';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { getBlockList, putBlock, putBlockList } from './blocks';
import {
	getAccount,
	getBlob,
	getContainer,
	getContainerAcl,
	listBlobs,
	listContainers,
	putBlob,
	putContainer,
	putContainerAcl,
	putContainerMetadata,
	putMetadata,
	putProperties,
	removeBlob,
	removeContainer,
	type Run,
} from './blobOperations';
import { blobKey, containerIdOf, findContainer } from './containers';
import type { FindOperation } from './storageOperation';
import { getUserDelegationKey } from './userDelegationKey';
import type { StorageOperation } from './storageAccess';

/** Containers and blobs by what is asked for. @see https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */

const CONTAINERS = 'Microsoft.Storage/storageAccounts/blobServices/containers';

interface Route extends Omit<StorageOperation, 'scope' | 'target'> {
	readonly run: Run;
}
const routeOf = (
	operationName: string,
	right: string,
	run: Run,
	publicRead?: StorageOperation['publicRead'],
): Route => ({
	service: 'blob',
	operationName,
	action: `${CONTAINERS}/${right}`,
	plane: right.startsWith('blobs/') ? 'data' : 'control',
	run,
	...(publicRead ? { publicRead } : {}),
});

/** What is asked for: by method, by how deep the path goes, by `comp` and `restype`. */
const ROUTES: Readonly<Record<string, Route>> = {
	'GET account list': routeOf('ListContainers', 'read', listContainers),
	'POST account userdelegationkey service': {
		...routeOf('GetUserDelegationKey', 'read', getUserDelegationKey),
		action: `Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action`,
	},
	'GET account properties account': routeOf('GetAccountInformation', 'blobs/read', getAccount),
	'GET container list container': routeOf('ListBlobs', 'blobs/read', listBlobs, 'Container'),
	'GET container container': routeOf('GetContainerProperties', 'read', getContainer, 'Container'),
	'HEAD container container': routeOf('GetContainerProperties', 'read', getContainer, 'Container'),
	'GET container metadata container': routeOf('GetContainerMetadata', 'read', getContainer),
	'HEAD container metadata container': routeOf('GetContainerMetadata', 'read', getContainer),
	'PUT container metadata container': routeOf(
		'SetContainerMetadata',
		'write',
		putContainerMetadata,
	),
	'GET container acl container': routeOf('GetContainerACL', 'getAcl/action', getContainerAcl),
	'HEAD container acl container': routeOf('GetContainerACL', 'getAcl/action', getContainerAcl),
	'PUT container acl container': routeOf('SetContainerACL', 'setAcl/action', putContainerAcl),
	'PUT container container': routeOf('CreateContainer', 'write', putContainer),
	'DELETE container container': routeOf('DeleteContainer', 'delete', removeContainer),
	'GET blob': routeOf('GetBlob', 'blobs/read', getBlob, 'Blob'),
	'HEAD blob': routeOf('GetBlobProperties', 'blobs/read', getBlob, 'Blob'),
	'GET blob metadata': routeOf('GetBlobMetadata', 'blobs/read', getBlob, 'Blob'),
	'HEAD blob metadata': routeOf('GetBlobMetadata', 'blobs/read', getBlob, 'Blob'),
	'PUT blob': routeOf('PutBlob', 'blobs/write', putBlob),
	'PUT blob metadata': routeOf('SetBlobMetadata', 'blobs/write', putMetadata),
	'PUT blob properties': routeOf('SetBlobProperties', 'blobs/write', putProperties),
	'PUT blob block': routeOf('PutBlock', 'blobs/write', putBlock),
	'PUT blob blocklist': routeOf('PutBlockList', 'blobs/write', putBlockList),
	'GET blob blocklist': routeOf('GetBlockList', 'blobs/read', getBlockList),
	'DELETE blob': routeOf('DeleteBlob', 'blobs/delete', removeBlob),
};

/** Operations that make a blob: where there is none yet, the right to add is enough. */
const ADDING = ['PutBlob', 'PutBlock', 'PutBlockList'];

/** Whether anybody may read this container without saying who they are. */
function isPublic(world: World, account: Resource, name: string, route: Route): boolean {
	if (account.properties.allowBlobPublicAccess !== true || !route.publicRead) return false;
	const access = findContainer(world, account, name)?.properties.publicAccess;
	return access === 'Container' || access === route.publicRead;
}

const isNew = (world: World, account: Resource, container: string, blob: string): boolean => {
	const found = findContainer(world, account, container);
	return found !== undefined && world.blobs[blobKey(found.id, blob)] === undefined;
};

/** Container and blob of a path. */
function placeOf(url: ParsedUrl): readonly [string, string] {
	const [container = '', ...rest] = url.rawPath.replace(/^\/+/, '').split('/').map(decode);
	return [container, rest.join('/')];
}

/** What a request to the blob service asks for. */
export const findBlobOperation: FindOperation = (
	world: World,
	account: Resource,
	request: HttpRequest,
	url: ParsedUrl,
) => {
	const [container, blob] = placeOf(url);
	const { restype, comp } = url.query;
	const depth = container === '' ? 'account' : blob === '' ? 'container' : 'blob';
	const key = [request.method, depth, comp, restype].filter((part) => part).join(' ');
	const route = Object.hasOwn(ROUTES, key) ? ROUTES[key] : undefined;
	if (!route) return undefined;
	const { run, ...rights } = route;
	const scope = container === '' ? account.id : containerIdOf(account, container);
	const adds = ADDING.includes(route.operationName) && isNew(world, account, container, blob);
	return {
		operation: {
			...rights,
			scope,
			...(blob === '' ? {} : { target: `${scope}/blobs/${blob}` }),
			...(adds ? { or: [[`${CONTAINERS}/blobs/add/action`]] } : {}),
		},
		isPublic: isPublic(world, account, container, route),
		run: (now, caller) => run(now, { account, request, url, container, blob, caller }),
	};
};
