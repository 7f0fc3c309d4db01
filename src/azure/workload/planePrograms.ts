import type { HttpRequest } from '../http';
import { isObject, parseJson, type Json } from '../json';

/**
 * Programs for the other data planes, one row each: a token for an audience, one request with it, and what the answer gives.
 * A new one is a row here and a word on the screen.
 */

/** What one of these programs is about. */
export interface PlaneTarget {
	/** `https://account.queue.core.windows.net/`. */
	readonly endpoint: string;
	/** What is asked for below it: `orders`, `shop/web:v1`. */
	readonly name: string;
	/** What is sent. */
	readonly text?: string;
}

/** What an answer gives to a program. */
export interface ProgramOutput {
	readonly value?: string;
	readonly names?: readonly string[];
}

/** A program, as data. */
export interface PlaneProgramRow {
	/** Its option on the command line, and what that takes: names with slashes between them. */
	readonly option: string;
	readonly takes: string;
	/** What follows the first of the names in the host. */
	readonly domain: string;
	/** Whether the last of the names is what is sent. */
	readonly sends?: true;
	readonly audience: string;
	/** Entra's token is first exchanged for one of the registry. */
	readonly exchanges?: true;
	/** The token stands in the header as Cosmos DB wants it. */
	readonly cosmos?: true;
	readonly request: (target: PlaneTarget) => Omit<HttpRequest, 'from'>;
	readonly read: (body: string) => ProgramOutput;
}

const STORAGE = 'https://storage.azure.com/';
const VERSION = { 'x-ms-version': '2025-05-05' };
const JSON_ACCEPTED = { accept: 'application/json' };

const at = ({ endpoint }: PlaneTarget, path: string): string =>
	`${endpoint.replace(/\/+$/, '')}/${path}`;
const encoded = (name: string): string => name.split('/').map(encodeURIComponent).join('/');

const get = (url: string, headers: Readonly<Record<string, string>> = JSON_ACCEPTED) => ({
	method: 'GET',
	url,
	headers,
});

const field =
	(...path: readonly string[]) =>
	(body: string): ProgramOutput => {
		let value: Json | undefined = parseJson(body);
		for (const name of path) value = isObject(value) ? value[name] : undefined;
		return { value: typeof value === 'string' ? value : JSON.stringify(value ?? '') };
	};
const nothing = (): ProgramOutput => ({});
const whole = (value: string): ProgramOutput => ({ value });

const unescape = (text: string): string =>
	text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
const escape = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The first of two names, and what follows it. */
const split = (name: string): readonly [string, string] => {
	const [first = '', ...rest] = name.split('/');
	return [first, rest.join('/')];
};

/** An image without its tag, and the tag. */
function imageOf(name: string): readonly [string, string] {
	const cut = name.search(/[:@][^/]*$/);
	return cut < 0 ? [name, 'latest'] : [name.slice(0, cut), name.slice(cut + 1)];
}

/** The other programs. */
export const PLANE_PROGRAMS = {
	getKey: {
		option: 'get-key',
		takes: 'VAULT/KEY',
		domain: 'vault.azure.net',
		audience: 'https://vault.azure.net',
		request: (target) => get(at(target, `keys/${target.name}?api-version=7.5`)),
		read: field('key', 'kid'),
	},
	getCertificate: {
		option: 'get-certificate',
		takes: 'VAULT/CERTIFICATE',
		domain: 'vault.azure.net',
		audience: 'https://vault.azure.net',
		request: (target) => get(at(target, `certificates/${target.name}?api-version=7.5`)),
		read: field('id'),
	},
	readQueue: {
		option: 'read-queue',
		takes: 'ACCOUNT/QUEUE',
		domain: 'queue.core.windows.net',
		audience: STORAGE,
		request: (target) => get(at(target, `${target.name}/messages`), VERSION),
		read: (body) => ({
			value: unescape(/<MessageText>([^]*?)<\/MessageText>/.exec(body)?.[1] ?? ''),
		}),
	},
	sendMessage: {
		option: 'send-message',
		takes: 'ACCOUNT/QUEUE/TEXT',
		domain: 'queue.core.windows.net',
		sends: true,
		audience: STORAGE,
		request: (target) => ({
			method: 'POST',
			url: at(target, `${target.name}/messages`),
			headers: VERSION,
			body: `<QueueMessage><MessageText>${escape(target.text ?? '')}</MessageText></QueueMessage>`,
		}),
		read: nothing,
	},
	readTable: {
		option: 'read-table',
		takes: 'ACCOUNT/TABLE',
		domain: 'table.core.windows.net',
		audience: STORAGE,
		request: (target) => get(at(target, `${target.name}()`), { ...VERSION, ...JSON_ACCEPTED }),
		read: (body) => {
			const answer = parseJson(body);
			const rows = isObject(answer) && Array.isArray(answer.value) ? answer.value : [];
			return {
				names: (rows as readonly Json[]).map((row) =>
					isObject(row) ? `${String(row.PartitionKey)}/${String(row.RowKey)}` : '',
				),
			};
		},
	},
	readSetting: {
		option: 'read-setting',
		takes: 'STORE/KEY',
		domain: 'azconfig.io',
		audience: 'https://azconfig.io',
		request: (target) => get(at(target, `kv/${encoded(target.name)}?api-version=1.0`)),
		read: field('value'),
	},
	pullImage: {
		option: 'pull-image',
		takes: 'REGISTRY/REPOSITORY:TAG',
		domain: 'azurecr.io',
		audience: 'https://containerregistry.azure.net',
		exchanges: true,
		request: (target) => {
			const [repository, reference] = imageOf(target.name);
			return get(at(target, `v2/${encoded(repository)}/manifests/${reference}`), {
				accept: 'application/vnd.oci.image.manifest.v1+json',
			});
		},
		read: whole,
	},
	receiveFromBus: {
		option: 'receive-from-bus',
		takes: 'NAMESPACE/QUEUE',
		domain: 'servicebus.windows.net',
		audience: 'https://servicebus.azure.net',
		request: (target) => ({
			method: 'DELETE',
			url: at(target, `${encoded(target.name)}/messages/head?timeout=1`),
			headers: {},
		}),
		read: whole,
	},
	sendToBus: {
		option: 'send-to-bus',
		takes: 'NAMESPACE/QUEUE/TEXT',
		domain: 'servicebus.windows.net',
		sends: true,
		audience: 'https://servicebus.azure.net',
		request: (target) => ({
			method: 'POST',
			url: at(target, `${encoded(target.name)}/messages`),
			headers: { 'content-type': 'text/plain' },
			body: target.text ?? '',
		}),
		read: nothing,
	},
	sendEvent: {
		option: 'send-event',
		takes: 'NAMESPACE/HUB/TEXT',
		domain: 'servicebus.windows.net',
		sends: true,
		audience: 'https://eventhubs.azure.net',
		request: (target) => ({
			method: 'POST',
			url: at(target, `${encoded(target.name)}/messages`),
			headers: { 'content-type': 'text/plain' },
			body: target.text ?? '',
		}),
		read: nothing,
	},
	readDocument: {
		option: 'read-document',
		takes: 'ACCOUNT/DATABASE/CONTAINER/ID',
		domain: 'documents.azure.com',
		audience: 'https://cosmos.azure.com',
		cosmos: true,
		request: (target) => {
			const [database, rest] = split(target.name);
			const [container, id] = split(rest);
			return get(at(target, `dbs/${database}/colls/${container}/docs/${encodeURIComponent(id)}`));
		},
		read: whole,
	},
} as const satisfies Readonly<Record<string, PlaneProgramRow>>;

/** The kinds of these programs. */
export type PlaneProgramKind = keyof typeof PLANE_PROGRAMS;
/** All of {@link PlaneProgramKind}. */
export const PLANE_PROGRAM_KINDS = Object.keys(PLANE_PROGRAMS) as PlaneProgramKind[];

/** The row of a kind. */
export const planeProgram = (kind: PlaneProgramKind): PlaneProgramRow => PLANE_PROGRAMS[kind];

/** Repository and tag of what a program pulls, as a registry's scope names the first. */
export const pulledRepository = ({ name }: PlaneTarget): string => imageOf(name)[0];
