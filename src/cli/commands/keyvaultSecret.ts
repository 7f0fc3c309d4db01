import { isObject, type HttpRequest, type Json, type JsonObject } from '../../azure';
import { maybe, one, tagsOf, type Args } from '../args';
import { ask, askList } from '../ask';
import { done, fail, type CommandGroup, type Failure, type Option } from '../command';
import { TAGS } from '../options';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';
import { pythonSeconds } from '../shape';

/** Version of the data plane. */
const DATA_VERSION = '7.4';
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

/** The lines of requests about secrets. */
function spell({ method, url, body }: SentRequest): string | undefined {
	const vault = /^([^.]+)\.vault\.azure\.net$/.exec(url.host)?.[1];
	const found = /^\/secrets(?:\/([^/]+)(?:\/([^/]+))?)?$/.exec(url.path);
	if (vault === undefined || !found) return undefined;
	const [, secret, version] = found;
	const at = ['--vault-name', vault];
	if (secret === undefined) return method === 'GET' ? az('keyvault secret list', ...at) : undefined;
	const words = [...at, '--name', secret];
	if (method === 'GET')
		return az(
			'keyvault secret show',
			...words,
			...(version === undefined ? [] : ['--version', version]),
		);
	if (version !== undefined) return undefined;
	if (method === 'DELETE') return az('keyvault secret delete', ...words);
	if (method === 'PUT' && isObject(body) && typeof body.value === 'string')
		return az('keyvault secret set', ...words, '--value', body.value);
	return undefined;
}

/**
 * Secrets, as the signed-in person may see them.
 * @see https://learn.microsoft.com/cli/azure/keyvault/secret
 */
export const keyvaultSecret: CommandGroup = {
	groups: { 'keyvault secret': 'The secrets in a vault.' },
	commands: [
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
