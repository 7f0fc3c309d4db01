import { header, type Conversation, type Json } from '../../azure';
import { has, maybe, one, type Args } from '../args';
import { accessOf, BLOB_ACCESS, blobRequest } from '../blobAccess';
import { send, sendList } from '../blobSend';
import { blobsIn, httpTime } from '../blobXml';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Option,
} from '../command';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';

const CONTAINER: Option = {
	long: 'container-name',
	short: 'c',
	required: true,
	summary: 'Name of the container.',
};
const BLOB: Option = { long: 'name', short: 'n', required: true, summary: 'Name of the blob.' };

const pathOf = (args: Args): string => `${one(args, 'container-name')}/${one(args, 'name')}`;
const quoted = (text: string | undefined): string | null => text ?? null;

function* upload(args: Args, context: Context): Conversation<CommandValue> {
	const data = maybe(args, 'data');
	if (data === undefined) return fail("There are no files here: give the content with '--data'.");
	const type = maybe(args, 'content-type');
	const request = blobRequest(
		'PUT',
		one(args, 'account-name'),
		pathOf(args),
		'',
		{
			'x-ms-blob-type': 'BlockBlob',
			...(type === undefined ? {} : { 'x-ms-blob-content-type': type }),
			...(has(args, 'overwrite') ? {} : { 'If-None-Match': '*' }),
		},
		data,
	);
	return yield* send(args, context, request, ({ headers }) =>
		done({
			client_request_id: quoted(headers['x-ms-client-request-id']),
			content_md5: quoted(headers['content-md5']),
			date: httpTime(headers.date),
			encryption_key_sha256: null,
			encryption_scope: null,
			etag: quoted(headers.etag),
			lastModified: httpTime(headers['last-modified']),
			request_id: quoted(headers['x-ms-request-id']),
			request_server_encrypted: headers['x-ms-request-server-encrypted'] === 'true',
			version: quoted(headers['x-ms-version']),
			version_id: null,
		}),
	);
}

const blobModel = (args: Args, headers: Readonly<Record<string, string>>): Json => ({
	container: one(args, 'container-name'),
	deleted: false,
	metadata: {},
	name: one(args, 'name'),
	properties: {
		blobType: quoted(headers['x-ms-blob-type']),
		contentLength: Number(headers['content-length'] ?? 0),
		contentSettings: { contentType: quoted(headers['content-type']) },
		etag: quoted(headers.etag),
		lastModified: httpTime(headers['last-modified']),
	},
	snapshot: null,
	tags: null,
});

/** The lines of requests to the blob service. */
function spell({ method, url, request }: SentRequest): string | undefined {
	const found = accessOf(request, url);
	if (!found) return undefined;
	const { account, mode } = found;
	const [container = '', ...rest] = url.path.slice(1).split('/');
	const blob = rest.join('/');
	const { comp, prefix } = url.query;
	const inside = ['--account-name', account, '--container-name', container];
	if (blob === '' && comp === 'list' && container !== '')
		return az(
			'storage blob list',
			...inside,
			...(prefix === undefined ? [] : ['--prefix', prefix]),
			...mode,
		);
	if (blob === '') return undefined;
	const of = [...inside, '--name', blob];
	const verb = { GET: 'download', HEAD: 'show', DELETE: 'delete', PUT: 'upload' }[method];
	if (verb === undefined || comp !== undefined) return undefined;
	const type = header(request, 'x-ms-blob-content-type') ?? header(request, 'content-type');
	const content = [
		...['--data', request.body ?? ''],
		...(type === undefined ? [] : ['--content-type', type]),
		...(header(request, 'if-none-match') === '*' ? [] : ['--overwrite']),
	];
	return az(`storage blob ${verb}`, ...of, ...(method === 'PUT' ? content : []), ...mode);
}

/**
 * Blobs.
 * @see https://learn.microsoft.com/cli/azure/storage/blob
 */
export const storageBlob: CommandGroup = {
	groups: { 'storage blob': 'Blobs.' },
	commands: [
		{
			name: 'storage blob upload',
			summary: 'Writes a blob.',
			options: [
				CONTAINER,
				BLOB,
				...BLOB_ACCESS,
				{ long: 'data', summary: 'The content.' },
				{ long: 'content-type', summary: 'The media type.' },
				{
					long: 'overwrite',
					takes: 'maybe',
					choices: ['true', 'false'],
					summary: 'Replaces a blob of that name.',
				},
				{ long: 'no-progress', takes: 'none', summary: 'Accepted; no progress is shown.' },
			],
			examples: [
				'az storage blob upload --account-name shopfiles -c prices -n today.txt --data "1 apple"',
			],
			run: upload,
		},
		{
			name: 'storage blob list',
			summary: 'Lists blobs.',
			options: [
				CONTAINER,
				...BLOB_ACCESS,
				{ long: 'prefix', summary: 'Only names that begin with this.' },
			],
			run(args, context) {
				const prefix = maybe(args, 'prefix');
				const only = prefix === undefined ? '' : `&prefix=${encodeURIComponent(prefix)}`;
				const container = one(args, 'container-name');
				return sendList(
					args,
					context,
					(marker) =>
						blobRequest(
							'GET',
							one(args, 'account-name'),
							container,
							`?restype=container&comp=list${only}${marker}`,
						),
					(xml) => blobsIn(xml, container),
				);
			},
		},
		{
			name: 'storage blob show',
			summary: 'Shows what is known of a blob, without its content.',
			options: [CONTAINER, BLOB, ...BLOB_ACCESS],
			run: (args, context) =>
				send(
					args,
					context,
					blobRequest('HEAD', one(args, 'account-name'), pathOf(args)),
					({ headers }) => done(blobModel(args, headers)),
				),
		},
		{
			name: 'storage blob download',
			summary: 'Prints the content of a blob.',
			options: [CONTAINER, BLOB, ...BLOB_ACCESS],
			run: (args, context) =>
				send(
					args,
					context,
					blobRequest('GET', one(args, 'account-name'), pathOf(args)),
					({ body }) => ({
						ok: true,
						raw: body,
					}),
				),
		},
		{
			name: 'storage blob delete',
			summary: 'Deletes a blob.',
			options: [CONTAINER, BLOB, ...BLOB_ACCESS],
			run: (args, context) =>
				send(args, context, blobRequest('DELETE', one(args, 'account-name'), pathOf(args)), () =>
					done(),
				),
		},
	],
	spell,
};
