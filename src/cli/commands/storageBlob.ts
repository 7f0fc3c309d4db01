import type { Conversation, HttpRequest, HttpResponse, Json, JsonObject } from '../../azure';
import { has, maybe, one, type Args } from '../args';
import { BLOB_ACCESS, blobRefusal, blobRequest, openBlobs } from '../blobAccess';
import { blobsIn, containersIn, httpTime, nextMarker } from '../blobXml';
import {
	done,
	fail,
	type Command,
	type CommandValue,
	type Context,
	type Option,
	type Success,
} from '../command';
import { line } from '../quote';
import type { SentRequest } from '../sentRequest';

const CONTAINER: Option = {
	long: 'container-name',
	short: 'c',
	required: true,
	summary: 'Name of the container.',
};
const BLOB: Option = { long: 'name', short: 'n', required: true, summary: 'Name of the blob.' };
const ON_CONTAINER: readonly Option[] = [
	{ long: 'name', short: 'n', required: true, summary: 'Name of the container.' },
	...BLOB_ACCESS,
];

/** Sends one request in the way that the line asks for, and reads the answer. */
function* send(
	args: Args,
	context: Context,
	request: HttpRequest,
	read: (response: HttpResponse) => Success,
): Conversation<CommandValue> {
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const { warnings } = door;
	const response = yield door.sign(request);
	const ended =
		response.status >= 200 && response.status < 300 ? read(response) : blobRefusal(response);
	return { ...ended, ...(warnings.length > 0 ? { warnings } : {}) };
}

/** Reads a list, page after page. */
function* sendList(
	args: Args,
	context: Context,
	request: (marker: string) => HttpRequest,
	read: (xml: string) => readonly JsonObject[],
): Conversation<CommandValue> {
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const { warnings } = door;
	const items: JsonObject[] = [];
	for (let marker: string | undefined = ''; marker !== undefined;) {
		const response: HttpResponse = yield door.sign(
			request(marker === '' ? '' : `&marker=${encodeURIComponent(marker)}`),
		);
		if (response.status !== 200)
			return { ...blobRefusal(response), ...(warnings.length > 0 ? { warnings } : {}) };
		items.push(...read(response.body));
		marker = nextMarker(response.body);
	}
	return done(items, warnings);
}

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

/** The commands on containers and blobs. */
export const blobCommands: readonly Command[] = [
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
];

/** The lines of requests to the blob service. */
export function spellBlob({ method, url, request }: SentRequest): string | undefined {
	const account = /^([^.]+)\.blob\.core\.windows\.net$/.exec(url.host)?.[1];
	if (account === undefined) return undefined;
	const headers = new Map(
		Object.entries(request.headers).map(([key, value]) => [key.toLowerCase(), value]),
	);
	const mode = headers.get('authorization')?.startsWith('SharedKey ')
		? []
		: ['--auth-mode', 'login'];
	const [container = '', ...rest] = url.path.slice(1).split('/');
	const blob = rest.join('/');
	const onAccount = ['--account-name', account];
	const { restype, comp, prefix } = url.query;
	if (blob === '') {
		const of = [...onAccount, '--name', container, ...mode];
		if (comp === 'list' && container === '')
			return line('az', 'storage', 'container', 'list', ...onAccount, ...mode);
		if (comp === 'list')
			return line(
				...['az', 'storage', 'blob', 'list', ...onAccount, '--container-name', container],
				...(prefix === undefined ? [] : ['--prefix', prefix]),
				...mode,
			);
		if (restype !== 'container') return undefined;
		if (method === 'PUT') return line('az', 'storage', 'container', 'create', ...of);
		return method === 'DELETE' ? line('az', 'storage', 'container', 'delete', ...of) : undefined;
	}
	const of = [...onAccount, '--container-name', container, '--name', blob];
	const verb = { GET: 'download', HEAD: 'show', DELETE: 'delete', PUT: 'upload' }[method];
	if (verb === undefined || comp !== undefined) return undefined;
	const type = headers.get('x-ms-blob-content-type') ?? headers.get('content-type');
	const content = [
		...['--data', request.body ?? ''],
		...(type === undefined ? [] : ['--content-type', type]),
		...(headers.get('if-none-match') === '*' ? [] : ['--overwrite']),
	];
	return line('az', 'storage', 'blob', verb, ...of, ...(method === 'PUT' ? content : []), ...mode);
}
