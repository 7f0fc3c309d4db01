import {
	isObject,
	requests,
	type Conversation,
	type HttpRequest,
	type Json,
	type JsonObject,
} from '../../azure';
import { isOn, maybe, one, tagsOf, type Args } from '../args';
import { ask, askList, askToShow } from '../ask';
import { done, fail, type CommandGroup, type Context, type Failure, type Option } from '../command';
import { listCommand, placeTable, type Kind } from '../crud';
import { ANY_GROUP, GROUP, LOCATION, name, NO_WAIT, TAGS } from '../options';
import { line } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { pythonSeconds, withTimes } from '../shape';
import { idOf, locate, locationOf } from '../targets';

const TYPE = 'Microsoft.KeyVault/vaults';
/** Version of the data plane. */
const DATA_VERSION = '7.4';

/** Vaults are printed with their `properties`, unlike most resources. */
const model = (vault: JsonObject): JsonObject =>
	withTimes({ systemData: null, tags: {}, ...vault });
const kind: Kind = {
	word: 'keyvault',
	type: TYPE,
	noun: 'key vault',
	shape: model,
	table: placeTable,
};

/** The id of the vault of a line; where no group is given it is looked for in the subscription. */
function* vaultOf(args: Args, context: Context): Conversation<{ ok: true; id: string } | Failure> {
	const group = maybe(args, 'resource-group');
	if (group !== undefined) return { ok: true, id: idOf(args, context, TYPE, group) };
	const found = yield* locate(TYPE, one(args, 'name'), context);
	if (!found.ok) return found;
	return found.resource
		? { ok: true, id: String(found.resource.id) }
		: fail(`The Vault '${one(args, 'name')}' not found within subscription.`, 3);
}

const SECRET: readonly Option[] = [
	{ long: 'vault-name', summary: 'Name of the vault.' },
	{ long: 'name', short: 'n', summary: 'Name of the secret.' },
	{ long: 'id', summary: "The secret's address, in place of both names." },
];
const VAULT_NAME: Option = { long: 'vault-name', required: true, summary: 'Name of the vault.' };

/** The address of a secret that a line names. */
function secretUrl(args: Args): { ok: true; url: string } | Failure {
	const id = maybe(args, 'id');
	if (id !== undefined) return { ok: true, url: id.replace(/\/$/, '') };
	const [vault, secret] = [maybe(args, 'vault-name'), maybe(args, 'name')];
	if (vault === undefined || secret === undefined)
		return fail('The following arguments are required: --vault-name, --name/-n, or --id', 2);
	const version = maybe(args, 'version');
	const path = `https://${vault}.vault.azure.net/secrets/${secret}`;
	return { ok: true, url: version === undefined ? path : `${path}/${version}` };
}

const data = (method: string, url: string, body?: Json): HttpRequest => ({
	method,
	url: `${url}?api-version=${DATA_VERSION}`,
	headers: body === undefined ? {} : { 'content-type': 'application/json' },
	...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** A secret as the command prints it: times as text, its name taken from its address. */
function secretModel(secret: JsonObject): JsonObject {
	const attributes = isObject(secret.attributes) ? secret.attributes : {};
	return {
		contentType: null,
		kid: null,
		managed: null,
		tags: null,
		...secret,
		name: /\/(?:deleted)?secrets\/([^/]+)/.exec(String(secret.id))?.[1] ?? null,
		attributes: {
			recoverableDays: null,
			recoveryLevel: null,
			...attributes,
			created: pythonSeconds(attributes.created),
			enabled: attributes.enabled ?? null,
			expires: pythonSeconds(attributes.exp),
			notBefore: pythonSeconds(attributes.nbf),
			updated: pythonSeconds(attributes.updated),
		},
	};
}

/** The lines of requests to a vault, and to the data in it. */
function spell(sent: SentRequest): string | undefined {
	const { group, name: of, method, body, url } = sent;
	if (isTo(sent, 'DELETE', TYPE)) return line('az', 'keyvault', 'delete', '-g', group, '-n', of);
	if (isTo(sent, 'GET', TYPE)) return line('az', 'keyvault', 'show', '-g', group, '-n', of);
	if (isTo(sent, 'PUT', TYPE) && isObject(body)) {
		const { location, properties, ...other } = body;
		const {
			tenantId: _,
			sku,
			enableRbacAuthorization = true,
			...more
		} = isObject(properties) ? properties : {};
		const usual = sku === undefined || (isObject(sku) && sku.name === 'standard');
		if (!usual || Object.keys({ ...other, ...more }).length > 0) return undefined;
		const rbac = enableRbacAuthorization === true ? [] : ['--enable-rbac-authorization', 'false'];
		return line('az', 'keyvault', 'create', '-g', group, '-n', of, '-l', String(location), ...rbac);
	}
	const vault = /^([^.]+)\.vault\.azure\.net$/.exec(url.host)?.[1];
	const found = /^\/secrets(?:\/([^/]+)(?:\/([^/]+))?)?$/.exec(url.path);
	if (vault === undefined || !found) return undefined;
	const [, secret, version] = found;
	const at = ['--vault-name', vault];
	if (secret === undefined)
		return method === 'GET' ? line('az', 'keyvault', 'secret', 'list', ...at) : undefined;
	const words = [...at, '--name', secret];
	if (method === 'GET')
		return line(
			'az',
			'keyvault',
			'secret',
			'show',
			...words,
			...(version === undefined ? [] : ['--version', version]),
		);
	if (version !== undefined) return undefined;
	if (method === 'DELETE') return line('az', 'keyvault', 'secret', 'delete', ...words);
	if (method === 'PUT' && isObject(body) && typeof body.value === 'string')
		return line('az', 'keyvault', 'secret', 'set', ...words, '--value', body.value);
	return undefined;
}

/**
 * Key vaults, and the secrets in them as the signed-in person sees them.
 * @see https://learn.microsoft.com/cli/azure/keyvault
 */
export const keyvault: CommandGroup = {
	groups: { keyvault: 'Key vaults.', 'keyvault secret': 'The secrets in a vault.' },
	commands: [
		{
			name: 'keyvault create',
			summary: 'Creates a key vault, whose data Azure RBAC guards.',
			options: [
				GROUP,
				name('vault'),
				LOCATION,
				{
					long: 'enable-rbac-authorization',
					takes: 'maybe',
					choices: ['true', 'false'],
					summary: 'Azure RBAC guards the data, not access policies. Default: true.',
				},
				{ long: 'sku', choices: ['standard', 'premium'], summary: 'Default: standard.' },
				TAGS,
				NO_WAIT,
			],
			examples: ['az keyvault create -g rg-shop -n kv-shop'],
			*run(args, context) {
				const group = one(args, 'resource-group');
				const id = idOf(args, context, TYPE, group);
				const there = yield requests.get(id);
				if (there.status === 200)
					return fail(`The specified vault: ${one(args, 'name')} already exists`);
				const where = yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const tags = tagsOf(args);
				const answer = yield* ask(
					requests.putResource(id, {
						location: where.location,
						...(tags ? { tags } : {}),
						properties: {
							tenantId: context.session.tenantId,
							sku: { family: 'A', name: maybe(args, 'sku') ?? 'standard' },
							enableRbacAuthorization: isOn(args, 'enable-rbac-authorization', true),
						},
					}),
				);
				return answer.ok ? done(model(answer.body)) : answer;
			},
			table: placeTable,
		},
		{
			name: 'keyvault show',
			summary: 'Shows a key vault.',
			options: [name('vault'), ANY_GROUP],
			*run(args, context) {
				const vault = yield* vaultOf(args, context);
				if (!vault.ok) return vault;
				const answer = yield* askToShow(vault.id);
				return answer.ok ? done(model(answer.body)) : answer;
			},
			table: placeTable,
		},
		listCommand(kind),
		{
			name: 'keyvault delete',
			summary: 'Deletes a key vault. It can be recovered for a while, and its name stays taken.',
			options: [name('vault'), ANY_GROUP, NO_WAIT],
			*run(args, context) {
				const vault = yield* vaultOf(args, context);
				if (!vault.ok) return vault;
				const answer = yield* ask(requests.del(vault.id));
				return answer.ok ? done() : answer;
			},
		},
		{
			name: 'keyvault secret set',
			summary: 'Writes a secret, as the signed-in person.',
			options: [
				...SECRET.slice(0, 2).map((option) => ({ ...option, required: true })),
				{ long: 'value', required: true, summary: 'The value.' },
				TAGS,
			],
			*run(args) {
				const at = secretUrl(args);
				if (!at.ok) return at;
				const tags = { 'file-encoding': 'utf-8', ...tagsOf(args) };
				const answer = yield* ask(data('PUT', at.url, { value: one(args, 'value'), tags }));
				return answer.ok ? done(secretModel(answer.body)) : answer;
			},
		},
		{
			name: 'keyvault secret show',
			summary: 'Reads a secret, as the signed-in person.',
			options: [
				...SECRET,
				{ long: 'version', short: 'v', summary: 'A version of it. Default: the newest.' },
			],
			*run(args) {
				const at = secretUrl(args);
				if (!at.ok) return at;
				const answer = yield* ask(data('GET', at.url), true);
				return answer.ok ? done(secretModel(answer.body)) : answer;
			},
		},
		{
			name: 'keyvault secret list',
			summary: 'Lists the secrets of a vault without their values.',
			options: [VAULT_NAME],
			*run(args) {
				const listed = yield* askList(
					data('GET', `https://${one(args, 'vault-name')}.vault.azure.net/secrets`),
				);
				return listed.ok ? done(listed.items.map(secretModel)) : listed;
			},
		},
		{
			name: 'keyvault secret delete',
			summary: 'Deletes a secret. It can be recovered for a while.',
			options: SECRET,
			*run(args) {
				const at = secretUrl(args);
				if (!at.ok) return at;
				const answer = yield* ask(data('DELETE', at.url));
				return answer.ok ? done(secretModel(answer.body)) : answer;
			},
		},
	],
	spell,
};
