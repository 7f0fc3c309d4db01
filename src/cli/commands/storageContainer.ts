import { one } from '../args';
import { accessOf, BLOB_ACCESS, blobRefusal, blobRequest, openBlobs } from '../blobAccess';
import { send, sendList } from '../blobSend';
import { containersIn } from '../blobXml';
import { done, type CommandGroup, type Option } from '../command';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';

const ON_CONTAINER: readonly Option[] = [
	{ long: 'name', short: 'n', required: true, summary: 'Name of the container.' },
	...BLOB_ACCESS,
];

/** The lines of requests about containers. */
function spell({ method, url, request }: SentRequest): string | undefined {
	const found = accessOf(request, url);
	if (!found || url.path.slice(1).includes('/')) return undefined;
	const { account, mode } = found;
	const container = url.path.slice(1);
	const { restype, comp } = url.query;
	const of = ['--account-name', account, '--name', container, ...mode];
	if (container === '' && comp === 'list')
		return az('storage container list', '--account-name', account, ...mode);
	if (restype !== 'container' || comp !== undefined) return undefined;
	if (method === 'PUT') return az('storage container create', ...of);
	return method === 'DELETE' ? az('storage container delete', ...of) : undefined;
}

/**
 * Blob containers, as the blob service has them.
 * @see https://learn.microsoft.com/cli/azure/storage/container
 */
export const storageContainer: CommandGroup = {
	groups: { 'storage container': 'Containers of blobs.' },
	commands: [
		{
			name: 'storage container create',
			summary: 'Creates a container.',
			options: ON_CONTAINER,
			*run(args, context) {
				const door = yield* openBlobs(args, context);
				if (!door.ok) return door;
				const request = blobRequest(
					'PUT',
					one(args, 'account-name'),
					one(args, 'name'),
					'?restype=container',
				);
				const response = yield door.sign(request);
				if (response.status !== 201 && response.status !== 409)
					return {
						...blobRefusal(response),
						...(door.warnings.length > 0 ? { warnings: door.warnings } : {}),
					};
				return done({ created: response.status === 201 }, door.warnings);
			},
		},
		{
			name: 'storage container list',
			summary: 'Lists containers.',
			options: BLOB_ACCESS,
			run: (args, context) =>
				sendList(
					args,
					context,
					(marker) => blobRequest('GET', one(args, 'account-name'), '', `?comp=list${marker}`),
					containersIn,
				),
		},
		{
			name: 'storage container delete',
			summary: 'Deletes a container and the blobs in it.',
			options: ON_CONTAINER,
			run: (args, context) =>
				send(
					args,
					context,
					blobRequest('DELETE', one(args, 'account-name'), one(args, 'name'), '?restype=container'),
					() => done({ deleted: true }),
				),
		},
	],
	spell,
};
