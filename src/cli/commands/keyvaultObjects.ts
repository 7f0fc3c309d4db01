import {
	isObject,
	type Conversation,
	type HttpRequest,
	type Json,
	type JsonObject,
} from '../../azure';
import { has, isOn, maybe, one, tagsOf, type Args } from '../args';
import { ask, askList } from '../ask';
import { done, fail, type Command, type CommandValue, type Failure, type Option } from '../command';
import { TAGS } from '../options';
import { pythonSeconds } from '../shape';

/** What the three kinds of things in a vault have in common. */

/** Version of the data plane. */
const DATA_VERSION = '7.4';

/** A kind of thing in a vault. */
export interface VaultObject {
	readonly word: 'secret' | 'key' | 'certificate';
	/** Path of all of them. */
	readonly path: 'secrets' | 'keys' | 'certificates';
	/** How `az` prints one. */
	readonly shape: (object: JsonObject) => JsonObject;
}

/** `--vault-name`. */
export const VAULT_NAME: Option = {
	long: 'vault-name',
	offers: { type: 'Microsoft.KeyVault/vaults', as: 'name' },
	summary: 'Name of the vault.',
};
/** Name and vault of a new thing. */
export const newObject = (word: string): readonly Option[] => [
	{ ...VAULT_NAME, required: true },
	{ long: 'name', short: 'n', required: true, summary: `Name of the ${word}.` },
];
const named = (word: string): readonly Option[] => [
	VAULT_NAME,
	{ long: 'name', short: 'n', summary: `Name of the ${word}.` },
	{ long: 'id', summary: `The address of the ${word}, in place of both names.` },
];

/** A request to a vault. */
export const vaultRequest = (method: string, url: string, body?: Json): HttpRequest => ({
	method,
	url: `${url}?api-version=${DATA_VERSION}`,
	headers: body === undefined ? {} : { 'content-type': 'application/json' },
	...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

const hostOf = (vault: string): string => `https://${vault}.vault.azure.net`;

/** The address of a thing that a line names; `below` is the set: `secrets`, `deletedsecrets`. */
export function objectUrl(
	args: Args,
	{ word }: Pick<VaultObject, 'word'>,
	below: string,
): { ok: true; url: string } | Failure {
	const id = maybe(args, 'id');
	if (id !== undefined) return { ok: true, url: id.replace(/\/$/, '') };
	const [vault, name] = [maybe(args, 'vault-name'), maybe(args, 'name')];
	if (vault === undefined || name === undefined)
		return fail(`Please specify --id, or --vault-name and --name of the ${word}.`, 1);
	const version = maybe(args, 'version');
	const url = `${hostOf(vault)}/${below}/${name}`;
	return { ok: true, url: version === undefined ? url : `${url}/${version}` };
}

/** The attributes of a thing with its times as Python prints them. */
export function attributesOf(object: JsonObject): JsonObject {
	const attributes = isObject(object.attributes) ? object.attributes : {};
	const { exp, nbf, ...rest } = attributes;
	return {
		recoverableDays: null,
		recoveryLevel: null,
		...rest,
		created: pythonSeconds(attributes.created),
		enabled: attributes.enabled ?? null,
		expires: pythonSeconds(exp),
		notBefore: pythonSeconds(nbf),
		updated: pythonSeconds(attributes.updated),
	};
}

/** When a deleted thing was deleted and when it will be purged, as Python prints it. */
export const deletionOf = (object: JsonObject): JsonObject =>
	object.deletedDate === undefined
		? {}
		: {
				deletedDate: pythonSeconds(object.deletedDate),
				scheduledPurgeDate: pythonSeconds(object.scheduledPurgeDate),
			};

/** The name in an address. */
export const nameInId = (id: Json | undefined): Json =>
	/\/(?:deleted)?(?:secrets|keys|certificates)\/([^/]+)/.exec(String(id))?.[1] ?? null;

const seconds = (text: string): number => Math.floor(Date.parse(text) / 1000);

/** What a line says of enabled, expiry and beginning. */
export function askedAttributes(args: Args): JsonObject {
	const [expires, begins] = [maybe(args, 'expires'), maybe(args, 'not-before')];
	return {
		...(has(args, 'enabled') ? { enabled: isOn(args, 'enabled', true) } : {}),
		...(has(args, 'disabled') ? { enabled: !isOn(args, 'disabled', true) } : {}),
		...(expires === undefined ? {} : { exp: seconds(expires) }),
		...(begins === undefined ? {} : { nbf: seconds(begins) }),
	};
}

/** The options of {@link askedAttributes}. */
export const ATTRIBUTES: readonly Option[] = [
	{ long: 'disabled', takes: 'maybe', summary: 'Whether it is off.' },
	{ long: 'expires', summary: 'When it ends: 2027-01-01T00:00:00Z.' },
	{ long: 'not-before', summary: 'When it begins.' },
];

function* single(
	kind: VaultObject,
	args: Args,
	request: (url: string) => HttpRequest,
	below: string,
	showing = false,
): Conversation<CommandValue> {
	const place = objectUrl(args, kind, below);
	if (!place.ok) return place;
	const answer = yield* ask(request(place.url), showing);
	return answer.ok ? done(kind.shape(answer.body)) : answer;
}

function* listAt(kind: VaultObject, args: Args, below: string): Conversation<CommandValue> {
	const id = maybe(args, 'id');
	const host = id === undefined ? hostOf(one(args, 'vault-name')) : id.replace(/\/$/, '');
	const listed = yield* askList(vaultRequest('GET', `${host}/${below}`));
	return listed.ok ? done(listed.items.map(kind.shape)) : listed;
}

/** The commands that all three have. `delete` keeps the thing for a while; only `purge` is for good. */
export function objectCommands(kind: VaultObject): readonly Command[] {
	const { word, path } = kind;
	const prefix = `keyvault ${word}`;
	const versioned: Option = {
		long: 'version',
		short: 'v',
		summary: 'A version of it. Default: the newest.',
	};
	const lists: readonly Option[] = [
		{ ...VAULT_NAME, required: true },
		{ long: 'maxresults', summary: 'How many in one answer.' },
	];
	return [
		{
			name: `${prefix} show`,
			summary: word === 'secret' ? 'Reads a secret, as whoever is signed in.' : `Shows a ${word}.`,
			options: [...named(word), versioned],
			run: (args) => single(kind, args, (url) => vaultRequest('GET', url), path, true),
		},
		{
			name: `${prefix} list`,
			summary: `Lists the ${path} of a vault${word === 'secret' ? ' without their values' : ''}.`,
			options: lists,
			run: (args) => listAt(kind, args, path),
		},
		{
			name: `${prefix} list-versions`,
			summary: `Lists the versions of a ${word}.`,
			options: named(word),
			*run(args) {
				const place = objectUrl(args, kind, path);
				if (!place.ok) return place;
				const listed = yield* askList(vaultRequest('GET', `${place.url}/versions`));
				return listed.ok ? done(listed.items.map(kind.shape)) : listed;
			},
		},
		{
			name: `${prefix} set-attributes`,
			summary: `Turns a ${word} off or on, and says when it begins and ends.`,
			options: [
				...named(word),
				versioned,
				{ long: 'enabled', takes: 'maybe', summary: 'Whether it can be used.' },
				...ATTRIBUTES.slice(1),
				TAGS,
			],
			run(args) {
				const tags = tagsOf(args);
				const body = {
					attributes: askedAttributes(args),
					...(tags ? { tags } : {}),
				};
				return single(kind, args, (url) => vaultRequest('PATCH', url, body), path);
			},
		},
		{
			name: `${prefix} delete`,
			summary: `Deletes a ${word}. It can be recovered for a while.`,
			options: named(word),
			run: (args) => single(kind, args, (url) => vaultRequest('DELETE', url), path),
		},
		{
			name: `${prefix} list-deleted`,
			summary: `Lists the deleted ${path} of a vault.`,
			options: lists,
			run: (args) => listAt(kind, args, `deleted${path}`),
		},
		{
			name: `${prefix} show-deleted`,
			summary: `Shows a deleted ${word}.`,
			options: named(word),
			run: (args) => single(kind, args, (url) => vaultRequest('GET', url), `deleted${path}`, true),
		},
		{
			name: `${prefix} recover`,
			summary: `Brings a deleted ${word} back.`,
			options: named(word),
			run: (args) =>
				single(kind, args, (url) => vaultRequest('POST', `${url}/recover`), `deleted${path}`),
		},
		{
			name: `${prefix} purge`,
			summary: `Deletes a deleted ${word} for good.`,
			options: named(word),
			*run(args) {
				const place = objectUrl(args, kind, `deleted${path}`);
				if (!place.ok) return place;
				const answer = yield* ask(vaultRequest('DELETE', place.url));
				return answer.ok ? done() : answer;
			},
		},
	];
}
