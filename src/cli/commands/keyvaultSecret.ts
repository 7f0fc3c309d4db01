import { isObject, type JsonObject } from '../../azure';
import { maybe, one, tagsOf } from '../args';
import { ask } from '../ask';
import { done, fail, type CommandGroup } from '../command';
import { TAGS } from '../options';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';
import {
	askedAttributes,
	ATTRIBUTES,
	attributesOf,
	deletionOf,
	nameInId,
	newObject,
	objectCommands,
	objectUrl,
	vaultRequest,
} from './keyvaultObjects';

/** A secret as the command prints it: times as text, its name taken from its address. */
function secretModel(secret: JsonObject): JsonObject {
	return {
		contentType: null,
		kid: null,
		managed: null,
		tags: null,
		...secret,
		name: nameInId(secret.id),
		attributes: attributesOf(secret),
		...deletionOf(secret),
	};
}

const kind = { word: 'secret', path: 'secrets', shape: secretModel } as const;

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
				...newObject('secret'),
				{ long: 'value', summary: 'The value.' },
				{ long: 'file', short: 'f', offers: 'files', summary: 'A file that holds the value.' },
				{ long: 'content-type', also: ['description'], summary: 'What kind of value it is.' },
				{ long: 'encoding', short: 'e', choices: ['ascii', 'utf-8'], summary: 'Of the file.' },
				...ATTRIBUTES,
				TAGS,
			],
			*run(args, context) {
				const place = objectUrl(args, kind, 'secrets');
				if (!place.ok) return place;
				const path = maybe(args, 'file');
				const value = path === undefined ? maybe(args, 'value') : context.file(path);
				if (value === undefined)
					return fail(
						path === undefined
							? "Either '--value' or '--file' should be specified."
							: `[Errno 2] No such file or directory: '${path}'`,
					);
				const contentType = maybe(args, 'content-type');
				const attributes = askedAttributes(args);
				const answer = yield* ask(
					vaultRequest('PUT', place.url, {
						value,
						tags: { 'file-encoding': 'utf-8', ...tagsOf(args) },
						...(contentType === undefined ? {} : { contentType }),
						...(Object.keys(attributes).length > 0 ? { attributes } : {}),
					}),
				);
				return answer.ok ? done(secretModel(answer.body)) : answer;
			},
		},
		{
			name: 'keyvault secret download',
			summary: 'Writes the value of a secret into a file.',
			options: [
				...newObject('secret'),
				{ long: 'file', short: 'f', required: true, summary: 'The file.' },
			],
			*run(args) {
				const place = objectUrl(args, kind, 'secrets');
				if (!place.ok) return place;
				const answer = yield* ask(vaultRequest('GET', place.url), true);
				return answer.ok
					? { ok: true, files: { [one(args, 'file')]: String(answer.body.value ?? '') } }
					: answer;
			},
		},
		...objectCommands(kind),
	],
	spell,
};
