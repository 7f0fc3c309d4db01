import {
	isObject,
	parseJson,
	type Conversation,
	type HttpRequest,
	type JsonObject,
} from '../../azure';
import { has, maybe, one, tagsOf, type Args } from '../args';
import { errorOf } from '../ask';
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
import { CANCELLED } from '../crud';
import { YES } from '../options';
import { columns } from '../tables';

/** Where the settings are, and how they are opened. */
const STORE: readonly Option[] = [
	{
		long: 'name',
		short: 'n',
		offers: { type: 'Microsoft.AppConfiguration/configurationStores', as: 'name' },
		summary: 'Name of the App Configuration store.',
	},
	{ long: 'endpoint', summary: 'Its address, in place of its name.' },
	{
		long: 'auth-mode',
		choices: ['key', 'login'],
		summary: 'login: with the roles of the signed-in person. Keys open no store here.',
	},
];
const KEY: Option = { long: 'key', required: true, summary: 'The key.' };
const LABEL: Option = { long: 'label', summary: 'Its label. Default: none.' };

const API = 'api-version=1.0';

/** The address of the store of a line. */
function storeOf(args: Args): { readonly ok: true; readonly root: string } | Failure {
	const [store, endpoint] = [maybe(args, 'name'), maybe(args, 'endpoint')];
	if (store === undefined && endpoint === undefined)
		return fail('Please specify config store name or endpoint or connection string.');
	if (maybe(args, 'auth-mode') !== 'login')
		return fail(
			"Keys open no store here: add '--auth-mode login', and give the role App Configuration Data Reader or Data Owner.",
		);
	return { ok: true, root: endpoint?.replace(/\/$/, '') ?? `https://${store ?? ''}.azconfig.io` };
}

const pathOf = (args: Args, below: 'kv' | 'locks'): string => {
	const label = maybe(args, 'label');
	return `/${below}/${encodeURIComponent(one(args, 'key'))}?${label === undefined ? '' : `label=${encodeURIComponent(label)}&`}${API}`;
};

/** A setting as `az` prints it. */
const shape = (setting: JsonObject): JsonObject => ({
	contentType: setting.content_type ?? null,
	etag: setting.etag ?? null,
	key: setting.key ?? null,
	label: setting.label ?? null,
	lastModified: setting.last_modified ?? null,
	locked: setting.locked ?? false,
	tags: setting.tags ?? {},
	value: setting.value ?? null,
});

type Said =
	| { readonly ok: true; readonly status: number; readonly body: JsonObject }
	| (Failure & { readonly status: number });

/** Sends a request to a store. A refusal says what may be missing, as the service itself does not. */
function* say(
	args: Args,
	method: string,
	path: string,
	body?: JsonObject,
	headers: HttpRequest['headers'] = {},
): Conversation<Said> {
	const store = storeOf(args);
	if (!store.ok) return { ...store, status: 0 };
	const response = yield {
		method,
		url: `${store.root}${path}`,
		headers:
			body === undefined
				? headers
				: { 'content-type': 'application/vnd.microsoft.appconfig.kv+json', ...headers },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	};
	const { status } = response;
	if (status >= 200 && status < 300) {
		const parsed = parseJson(response.body);
		return { ok: true, status, body: isObject(parsed) ? parsed : {} };
	}
	const parsed = parseJson(response.body);
	const detail = isObject(parsed) ? (parsed.detail ?? parsed.title) : undefined;
	if (status === 0) return { ...fail(response.body), status };
	const why =
		typeof detail === 'string'
			? detail
			: status === 403
				? 'Operation returned an invalid status Forbidden'
				: errorOf(response).message || `Operation returned an invalid status ${status}`;
	return { ...fail(why), status };
}

function* set(args: Args, _: Context): Conversation<CommandValue> {
	const path = pathOf(args, 'kv');
	const before = yield* say(args, 'GET', path);
	if (!before.ok && before.status !== 404)
		return before.status === 0
			? before
			: fail(`Failed to retrieve key-values from config store. ${before.message}`);
	const old = before.ok ? before.body : undefined;
	if (!has(args, 'yes')) return CANCELLED;
	const given = has(args, 'tags') ? tagsOf(args) : undefined;
	const written = yield* say(
		args,
		'PUT',
		path,
		{
			value: maybe(args, 'value') ?? old?.value ?? '',
			content_type: maybe(args, 'content-type') ?? old?.content_type ?? '',
			tags: given ?? old?.tags ?? {},
		},
		old ? { 'if-match': `"${String(old.etag)}"` } : { 'if-none-match': '*' },
	);
	if (written.ok) return done(shape(written.body));
	return written.status === 409
		? fail('Failed to update read only key-value. Unlock the key-value before updating it.')
		: fail(`Failed to set the key-value due to an exception: ${written.message}`);
}

function* list(args: Args): Conversation<CommandValue> {
	const words = [
		...(has(args, 'key') ? [`key=${encodeURIComponent(one(args, 'key'))}`] : []),
		...(has(args, 'label') ? [`label=${encodeURIComponent(one(args, 'label'))}`] : []),
		API,
	];
	const listed = yield* say(args, 'GET', `/kv?${words.join('&')}`);
	if (!listed.ok) return listed;
	const items = Array.isArray(listed.body.items)
		? (listed.body.items as readonly JsonObject[])
		: [];
	const top = has(args, 'all') ? undefined : Number(maybe(args, 'top') ?? 100);
	return done(items.slice(0, top).map(shape));
}

function* remove(args: Args): Conversation<CommandValue> {
	if (!has(args, 'yes')) return CANCELLED;
	const gone = yield* say(args, 'DELETE', pathOf(args, 'kv'));
	if (gone.ok) return done(gone.status === 204 ? [] : [shape(gone.body)]);
	return gone.status === 409
		? fail('Failed to delete read only key-value. Unlock the key-value before deleting it.')
		: gone;
}

const lockCommand = (verb: 'lock' | 'unlock'): Command => ({
	name: `appconfig kv ${verb}`,
	summary: verb === 'lock' ? 'Makes a setting read-only.' : 'Lets a setting be changed again.',
	options: [...STORE, KEY, LABEL, YES],
	*run(args) {
		if (!has(args, 'yes')) return CANCELLED;
		const answer = yield* say(args, verb === 'lock' ? 'PUT' : 'DELETE', pathOf(args, 'locks'));
		if (answer.ok) return done(shape(answer.body));
		return answer.status === 404
			? fail(
					`Key '${one(args, 'key')}' with label '${maybe(args, 'label') ?? 'None'}' does not exist.`,
				)
			: answer;
	},
});

/**
 * Settings of an App Configuration store. Real `az` opens it with its keys unless told otherwise; here only roles open it.
 * @see https://learn.microsoft.com/cli/azure/appconfig/kv
 */
export const appconfigKv: CommandGroup = {
	groups: { 'appconfig kv': 'The settings in an App Configuration store.' },
	commands: [
		{
			name: 'appconfig kv set',
			summary: 'Writes a setting.',
			options: [
				...STORE,
				KEY,
				LABEL,
				{ long: 'value', summary: 'The value.' },
				{ long: 'content-type', summary: 'The media type.' },
				{ long: 'tags', takes: 'any', summary: 'Tags, each as key=value.' },
				YES,
			],
			examples: [
				'az appconfig kv set -n shop-settings --key Color --value red --auth-mode login --yes',
			],
			run: set,
		},
		{
			name: 'appconfig kv show',
			summary: 'Shows a setting.',
			options: [...STORE, KEY, LABEL],
			*run(args) {
				const answer = yield* say(args, 'GET', pathOf(args, 'kv'));
				if (answer.ok) return done(shape(answer.body));
				return answer.status === 404
					? fail(
							`Key '${one(args, 'key')}' with label '${maybe(args, 'label') ?? 'None'}' does not exist.`,
							3,
						)
					: answer;
			},
		},
		{
			name: 'appconfig kv list',
			summary: 'Lists settings.',
			options: [
				...STORE,
				{ ...KEY, required: false, summary: 'Only these keys: Color, or Co*.' },
				{ ...LABEL, summary: 'Only these labels.' },
				{ long: 'all', takes: 'none', summary: 'All of them.' },
				{ long: 'top', summary: 'At most so many. Default: 100.' },
			],
			run: list,
			table: columns({
				Key: 'key',
				Value: 'value',
				Label: 'label',
				ContentType: 'contentType',
				Locked: 'locked',
				LastModified: 'lastModified',
			}),
		},
		{
			name: 'appconfig kv delete',
			summary: 'Deletes a setting.',
			options: [...STORE, KEY, LABEL, YES],
			run: remove,
		},
		lockCommand('lock'),
		lockCommand('unlock'),
	],
};
