import {
	handle,
	idKey,
	isObject,
	parseJson,
	requests,
	signSharedKey,
	type HttpRequest,
	type World,
} from '../../azure';

/** A blob to be written. */
export interface NewBlob {
	readonly accountId: string;
	readonly container: string;
	/** The container has to be made first. */
	readonly newContainer: boolean;
	readonly name: string;
	readonly content: string;
}

/** The first key in the answer to `listKeys`; `undefined` when it was refused. */
function keyIn(body: string): string | undefined {
	const answer = parseJson(body);
	const keys = isObject(answer) && Array.isArray(answer.keys) ? answer.keys : [];
	const value: unknown = isObject(keys[0]) ? keys[0].value : undefined;
	return typeof value === 'string' ? value : undefined;
}

/**
 * The requests that write a blob with the account's key, as the portal does for its owner: the keys are asked for, and the
 * write is signed with one. When the keys are refused, asking for them is all there is.
 * @see https://learn.microsoft.com/azure/storage/blobs/authorize-data-operations-portal
 */
export function uploadBlob(world: World, blob: NewBlob): HttpRequest[] {
	const { accountId, container, newContainer, name, content } = blob;
	const first = newContainer ? [requests.putContainer(accountId, container)] : [];
	const list = requests.listStorageKeys(accountId);
	const account = world.resources[idKey(accountId)];
	const key = keyIn(handle(world, list)[1].body);
	if (!account || key === undefined) return [...first, list];
	const path = [container, ...name.split('/')].map(encodeURIComponent).join('/');
	const put: HttpRequest = {
		method: 'PUT',
		url: `https://${account.name}.blob.core.windows.net/${path}`,
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'x-ms-blob-type': 'BlockBlob',
		},
		body: content,
	};
	return [...first, list, signSharedKey(put, account.name, key, world.now)];
}
