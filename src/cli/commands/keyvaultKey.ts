import { isObject, type JsonObject } from '../../azure';
import { many, maybe, one, tagsOf } from '../args';
import { ask } from '../ask';
import { done, type CommandGroup } from '../command';
import { TAGS } from '../options';
import { az } from '../quote';
import {
	askedAttributes,
	ATTRIBUTES,
	attributesOf,
	deletionOf,
	newObject,
	objectCommands,
	objectUrl,
	vaultRequest,
} from './keyvaultObjects';

/** A key as `az` prints it: lists give its address alone. */
function shape(object: JsonObject): JsonObject {
	const { key, attributes: _, ...rest } = object;
	const printed = {
		managed: null,
		tags: null,
		...rest,
		attributes: attributesOf(object),
		...deletionOf(object),
	};
	if (!isObject(key)) return { name: String(object.kid).split('/')[4] ?? null, ...printed };
	const { key_ops: keyOps = null, ...parts } = key;
	return { ...printed, key: { ...parts, keyOps } };
}

const kind = { word: 'key', path: 'keys', shape } as const;

/**
 * Keys, which never leave their vault.
 * @see https://learn.microsoft.com/cli/azure/keyvault/key
 */
export const keyvaultKey: CommandGroup = {
	groups: { 'keyvault key': 'The keys in a vault.' },
	commands: [
		{
			name: 'keyvault key create',
			summary: 'Creates a key, or a new version of one.',
			options: [
				...newObject('key'),
				{ long: 'kty', summary: 'Its kind. Only RSA is simulated, which is the default.' },
				{ long: 'size', summary: 'Bits: 2048, 3072 or 4096. Default: 2048.' },
				{ long: 'ops', takes: 'some', summary: 'What it may be used for: encrypt decrypt sign.' },
				{
					long: 'protection',
					short: 'p',
					choices: ['hsm', 'software'],
					summary: 'What keeps it. Only software is simulated.',
				},
				...ATTRIBUTES,
				TAGS,
			],
			*run(args) {
				const place = objectUrl(args, kind, 'keys');
				if (!place.ok) return place;
				const size = maybe(args, 'size');
				const operations = many(args, 'ops');
				const tags = tagsOf(args);
				const hsm = maybe(args, 'protection') === 'hsm' ? '-HSM' : '';
				const answer = yield* ask(
					vaultRequest('POST', `${place.url}/create`, {
						kty: `${maybe(args, 'kty') ?? 'RSA'}${hsm}`,
						...(size === undefined ? {} : { key_size: Number(size) }),
						...(operations ? { key_ops: operations } : {}),
						...(tags ? { tags } : {}),
						attributes: { enabled: true, ...askedAttributes(args) },
					}),
				);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		...objectCommands(kind),
		{
			name: 'keyvault key rotate',
			summary: 'Makes a new version of a key.',
			options: newObject('key'),
			*run(args) {
				const place = objectUrl(args, kind, 'keys');
				if (!place.ok) return place;
				const answer = yield* ask(vaultRequest('POST', `${place.url}/rotate`));
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		...(['encrypt', 'decrypt'] as const).map((verb) => ({
			name: `keyvault key ${verb}`,
			summary:
				verb === 'encrypt' ? 'Encrypts something with a key.' : 'Decrypts something with a key.',
			options: [
				...newObject('key'),
				{ long: 'version', short: 'v', required: true, summary: 'Version of the key.' },
				{
					long: 'algorithm',
					short: 'a',
					required: true,
					choices: ['RSA-OAEP', 'RSA-OAEP-256', 'RSA1_5'],
					summary: 'How.',
				},
				{ long: 'value', required: true, summary: 'The content, base64url encoded.' },
			],
			*run(args: Parameters<typeof one>[0]) {
				const place = objectUrl(args, kind, 'keys');
				if (!place.ok) return place;
				const answer = yield* ask(
					vaultRequest('POST', `${place.url}/${verb}`, {
						alg: one(args, 'algorithm'),
						value: one(args, 'value').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
					}),
				);
				if (!answer.ok) return answer;
				const { kid = null, value = null } = answer.body;
				return done({ algorithm: one(args, 'algorithm'), kid, result: value });
			},
		})),
	],
	spell({ method, url, body }) {
		const vault = /^([^.]+)\.vault\.azure\.net$/.exec(url.host)?.[1];
		const found = /^\/keys(?:\/([^/]+)(?:\/(create|rotate))?)?$/.exec(url.path);
		if (vault === undefined || !found) return undefined;
		const [, name, verb] = found;
		const at = ['--vault-name', vault];
		if (name === undefined) return method === 'GET' ? az('keyvault key list', ...at) : undefined;
		if (method === 'GET') return az('keyvault key show', ...at, '--name', name);
		if (method === 'DELETE') return az('keyvault key delete', ...at, '--name', name);
		if (method !== 'POST' || verb === undefined) return undefined;
		const plain =
			isObject(body) && Object.keys(body).every((each) => ['kty', 'attributes'].includes(each));
		return verb === 'rotate' || plain
			? az(`keyvault key ${verb}`, ...at, '--name', name)
			: undefined;
	},
};
