import { isObject, parseJson, type Conversation, type Json, type JsonObject } from '../../azure';
import { many, maybe, one, type Args } from '../args';
import { BLOB_ACCESS, blobRefusal, openBlobs, tableRequest, type BlobDoor } from '../blobAccess';
import { httpTime } from '../blobXml';
import {
	done,
	fail,
	type Command,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';

const ON_TABLE: readonly Option[] = [
	{ long: 'name', short: 'n', required: true, summary: 'Name of the table.' },
	...BLOB_ACCESS,
];
const IN_TABLE: readonly Option[] = [
	{ long: 'table-name', short: 't', required: true, summary: 'Name of the table.' },
	...BLOB_ACCESS,
];
const KEYS: readonly Option[] = [
	{ long: 'partition-key', required: true, summary: 'The first part of its key.' },
	{ long: 'row-key', required: true, summary: 'The second part of its key.' },
];
const SELECT: Option = { long: 'select', takes: 'some', summary: 'Only these properties.' };
const ENTITY: Option = {
	long: 'entity',
	short: 'e',
	required: true,
	takes: 'some',
	summary: 'Properties as key=value, PartitionKey and RowKey among them.',
};
const MATCH: Option = { long: 'if-match', summary: 'Only if its ETag is this. Default: *.' };

const JSON_HEADERS = {
	accept: 'application/json;odata=minimalmetadata',
	dataserviceversion: '3.0;NetFx',
};
const WRITES = { ...JSON_HEADERS, 'content-type': 'application/json' };

/** The answer with what was said on the way in. */
const beside = (value: CommandValue, { warnings }: BlobDoor): CommandValue =>
	warnings.length > 0 ? { ...value, warnings } : value;

type Sent = Parameters<typeof tableRequest>;

/** Sends one request to the account of a line and reads the answer. */
function* sendOne(
	args: Args,
	context: Context,
	[method, path, query = '', headers = JSON_HEADERS, body]: readonly [
		Sent[0],
		Sent[2],
		Sent[3]?,
		Sent[4]?,
		Sent[5]?,
	],
	read: (body: JsonObject, headers: Readonly<Record<string, string>>) => Json | undefined,
	otherwise?: { readonly status: number; readonly value: Json },
): Conversation<CommandValue> {
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const response = yield door.sign(
		tableRequest(method, one(args, 'account-name'), path, query, headers, body),
	);
	if (response.status === otherwise?.status) return beside(done(otherwise.value), door);
	if (response.status >= 300 || response.status < 200) return beside(blobRefusal(response), door);
	const parsed = parseJson(response.body);
	return beside(done(read(isObject(parsed) ? parsed : {}, response.headers)), door);
}

const quoted = (text: string): string => encodeURIComponent(text.replaceAll("'", "''"));
const entityPath = (table: string, partition: string, row: string): string =>
	`${table}(PartitionKey='${quoted(partition)}',RowKey='${quoted(row)}')`;
const pathOf = (args: Args): string =>
	entityPath(one(args, 'table-name'), one(args, 'partition-key'), one(args, 'row-key'));
const selected = (args: Args): string => {
	const names = many(args, 'select');
	return names === undefined ? '' : `$select=${encodeURIComponent(names.join(','))}`;
};

/** A number where a value looks like one, so that filters can compare it. */
const valueOf = (key: string, text: string): Json =>
	!/^(PartitionKey|RowKey)$/.test(key) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;

/** The entity that a line describes. */
function entityOf(args: Args): JsonObject | Failure {
	const pairs = (many(args, 'entity') ?? []).map((word): readonly [string, string] => {
		const cut = word.indexOf('=');
		const key = word.slice(0, cut);
		const fixed = { rowkey: 'RowKey', partitionkey: 'PartitionKey' }[key.toLowerCase()];
		return [fixed ?? key, word.slice(cut + 1)];
	});
	const missing = ['RowKey', 'PartitionKey'].filter((key) => !pairs.some(([each]) => each === key));
	if (missing.length > 0) return fail(`incorrect usage: entity requires: ${missing.join(' ')}`);
	return Object.fromEntries(pairs.map(([key, value]) => [key, valueOf(key, value)]));
}
const isFailure = (entity: JsonObject | Failure): entity is Failure => entity.ok === false;

/** An entity as `az` prints it. */
const shape = (entity: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.entries(entity)
			.filter(([key]) => key === 'odata.etag' || !key.includes('odata.'))
			.map(([key, value]) => [key === 'odata.etag' ? 'etag' : key, value]),
	);
const written = (headers: Readonly<Record<string, string>>): JsonObject => ({
	client_request_id: headers['x-ms-client-request-id'] ?? null,
	date: httpTime(headers.date),
	etag: headers.etag ?? null,
	preference_applied: headers['preference-applied'] ?? null,
	version: headers['x-ms-version'] ?? null,
});

function* insert(args: Args, context: Context): Conversation<CommandValue> {
	const entity = entityOf(args);
	if (isFailure(entity)) return entity;
	const path = entityPath(
		one(args, 'table-name'),
		String(entity.PartitionKey),
		String(entity.RowKey),
	);
	const mode = (maybe(args, 'if-exists') ?? 'fail').toLowerCase();
	const door = yield* openBlobs(args, context);
	if (!door.ok) return door;
	const account = one(args, 'account-name');
	// As real az does: it looks whether the entity is there, and then writes it whatever is there.
	if (mode === 'fail') {
		const there = yield door.sign(tableRequest('GET', account, path, '', JSON_HEADERS));
		if (there.status === 200) return beside(fail('The specified entity already exists.'), door);
		if (there.status !== 404) return beside(blobRefusal(there), door);
	}
	const response = yield door.sign(
		tableRequest(
			mode === 'replace' ? 'PUT' : 'PATCH',
			account,
			path,
			'',
			WRITES,
			JSON.stringify(entity),
		),
	);
	return beside(
		response.status === 204 ? done(written(response.headers)) : blobRefusal(response),
		door,
	);
}

function* change(
	method: 'PUT' | 'PATCH',
	args: Args,
	context: Context,
): Conversation<CommandValue> {
	const entity = entityOf(args);
	if (isFailure(entity)) return entity;
	return yield* sendOne(
		args,
		context,
		[
			method,
			entityPath(one(args, 'table-name'), String(entity.PartitionKey), String(entity.RowKey)),
			'',
			{ ...WRITES, 'if-match': maybe(args, 'if-match') ?? '*' },
			JSON.stringify(entity),
		],
		(_, headers) => written(headers),
	);
}

const tableCommands: readonly Command[] = [
	{
		name: 'storage table create',
		summary: 'Creates a table.',
		options: ON_TABLE,
		run: (args, context) =>
			sendOne(
				args,
				context,
				['POST', 'Tables', '', WRITES, JSON.stringify({ TableName: one(args, 'name') })],
				() => ({ created: true }),
				{ status: 409, value: { created: false } },
			),
	},
	{
		name: 'storage table delete',
		summary: 'Deletes a table and what is in it.',
		options: ON_TABLE,
		run: (args, context) =>
			sendOne(
				args,
				context,
				['DELETE', `Tables('${one(args, 'name')}')`],
				() => ({ deleted: true }),
				{ status: 404, value: { deleted: false } },
			),
	},
	{
		name: 'storage table exists',
		summary: 'Says whether a table is there.',
		options: ON_TABLE,
		run: (args, context) =>
			sendOne(
				args,
				context,
				['GET', 'Tables', `?$filter=${encodeURIComponent(`TableName eq '${one(args, 'name')}'`)}`],
				({ value }) => ({ exists: Array.isArray(value) && value.length > 0 }),
			),
	},
	{
		name: 'storage table list',
		summary: 'Lists tables.',
		options: BLOB_ACCESS,
		run: (args, context) =>
			sendOne(args, context, ['GET', 'Tables'], ({ value }) =>
				(Array.isArray(value) ? (value as readonly Json[]) : [])
					.filter(isObject)
					.map(({ TableName: name }) => ({ name: name ?? null })),
			),
	},
];

const entityCommands: readonly Command[] = [
	{
		name: 'storage entity insert',
		summary: 'Adds an entity to a table.',
		options: [
			...IN_TABLE,
			ENTITY,
			{
				long: 'if-exists',
				choices: ['fail', 'merge', 'replace'],
				summary: 'What is done when it is there already. Default: fail.',
			},
		],
		examples: [
			'az storage entity insert --account-name shopfiles -t orders -e PartitionKey=2026 RowKey=1 Fruit=apple --auth-mode login',
		],
		run: insert,
	},
	{
		name: 'storage entity show',
		summary: 'Shows an entity.',
		options: [...IN_TABLE, ...KEYS, SELECT],
		run(args, context) {
			const only = selected(args);
			return sendOne(
				args,
				context,
				['GET', pathOf(args), only === '' ? '' : `?${only}`],
				(body, { etag }) => shape({ ...body, ...(etag === undefined ? {} : { etag }) }),
			);
		},
	},
	{
		name: 'storage entity query',
		summary: 'Lists the entities of a table.',
		options: [
			...IN_TABLE,
			{ long: 'filter', summary: "Only those of which this is true: PartitionKey eq '2026'." },
			SELECT,
			{ long: 'num-results', summary: 'At most so many.' },
		],
		run(args, context) {
			const filter = maybe(args, 'filter');
			const top = maybe(args, 'num-results');
			const words = [
				...(filter === undefined ? [] : [`$filter=${encodeURIComponent(filter)}`]),
				...(selected(args) === '' ? [] : [selected(args)]),
				...(top === undefined || top === '*' ? [] : [`$top=${top}`]),
			];
			return sendOne(
				args,
				context,
				['GET', `${one(args, 'table-name')}()`, words.length === 0 ? '' : `?${words.join('&')}`],
				({ value }) => ({
					items: (Array.isArray(value) ? (value as readonly Json[]) : [])
						.filter(isObject)
						.map(shape),
					nextMarker: {},
				}),
			);
		},
	},
	{
		name: 'storage entity merge',
		summary: 'Changes properties of an entity and keeps the others.',
		options: [...IN_TABLE, ENTITY, MATCH],
		run: (args, context) => change('PATCH', args, context),
	},
	{
		name: 'storage entity replace',
		summary: 'Writes an entity anew.',
		options: [...IN_TABLE, ENTITY, MATCH],
		run: (args, context) => change('PUT', args, context),
	},
	{
		name: 'storage entity delete',
		summary: 'Deletes an entity.',
		options: [...IN_TABLE, ...KEYS, MATCH],
		run: (args, context) =>
			sendOne(
				args,
				context,
				[
					'DELETE',
					pathOf(args),
					'',
					{ ...JSON_HEADERS, 'if-match': maybe(args, 'if-match') ?? '*' },
				],
				() => undefined,
			),
	},
];

/**
 * Tables of a storage account, and their entities.
 * @see https://learn.microsoft.com/cli/azure/storage/entity
 */
export const storageTable: CommandGroup = {
	groups: {
		'storage table': 'Tables of a storage account.',
		'storage entity': 'Entities of a table.',
	},
	commands: [...tableCommands, ...entityCommands],
};
