import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { header, type HttpRequest } from '../http';
import { hashHex } from '../ids';
import { idKey } from '../resourceId';
import { minutes, type Milliseconds } from '../time';
import { parseUrl } from '../url';
import type { World } from '../world';

/**
 * Shared Key: the account's key signs each request. Whoever holds it is the account, and nobody can say who it was.
 * @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key
 */

/** One of the two keys of a storage account. */
export interface StorageKey {
	readonly keyName: 'key1' | 'key2';
	/** 64 bytes in base64. */
	readonly value: string;
	readonly permissions: 'FULL';
}

/** The two keys of a storage account. An account made anew under the same name has others. */
export function storageKeys(world: World, accountId: string): readonly StorageKey[] {
	const born = world.resources[idKey(accountId)]?.createdAt ?? 0;
	return (['key1', 'key2'] as const).map((keyName) => {
		const half = (n: number) =>
			hashHex(world.seed, 'storageKey', idKey(accountId), born, keyName, n);
		const value = base64.encode(hexToBytes(half(0) + half(1)));
		return { keyName, value, permissions: 'FULL' };
	});
}

const SIGNED_HEADERS = [
	'content-language',
	'content-encoding',
	'content-length',
	'content-md5',
	'content-type',
	'date',
	'if-modified-since',
	'if-match',
	'if-none-match',
	'if-unmodified-since',
	'range',
];

/** Storage sorts header names as people do: hyphens count only when all else is equal. */
const byName = (a: string, b: string): number => {
	const [left, right] = [a.replaceAll('-', ''), b.replaceAll('-', '')];
	if (left !== right) return left < right ? -1 : 1;
	return a < b ? -1 : 1;
};

/** The text that a Shared Key signature is made over. */
export function stringToSign(request: HttpRequest, account: string): string {
	const url = parseUrl(request.url);
	const standard = SIGNED_HEADERS.map((name) => {
		const value = header(request, name) ?? '';
		if (name === 'content-length' && value === '0') return '';
		return name === 'date' && header(request, 'x-ms-date') !== undefined ? '' : value;
	});
	const own = Object.entries(request.headers)
		.map(([name, value]) => [name.toLowerCase().trim(), value.trim()] as const)
		.filter(([name]) => name.startsWith('x-ms-'))
		.sort(([a], [b]) => byName(a, b))
		.map(([name, value]) => `${name}:${value}\n`);
	const query = Object.entries(url?.query ?? {})
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `\n${name}:${value}`);
	const resource = `/${account}${url?.rawPath ?? '/'}${query.join('')}`;
	return `${[request.method.toUpperCase(), ...standard].join('\n')}\n${own.join('')}${resource}`;
}

/** The text for the table service, which signs less; `SharedKeyLite` signs least of all. */
function tableStringToSign(request: HttpRequest, account: string, lite: boolean): string {
	const url = parseUrl(request.url);
	const comp = url?.query.comp;
	const resource = `/${account}${url?.rawPath ?? '/'}${comp === undefined ? '' : `?comp=${comp}`}`;
	const date = header(request, 'x-ms-date') ?? header(request, 'date') ?? '';
	if (lite) return `${date}\n${resource}`;
	const [md5, type] = ['content-md5', 'content-type'].map((name) => header(request, name) ?? '');
	return [request.method.toUpperCase(), md5, type, date, resource].join('\n');
}

const sign = (text: string, key: string): string =>
	base64.encode(hmac(sha256, base64.decode(key), utf8ToBytes(text)));

const isToTable = ({ url }: HttpRequest): boolean =>
	parseUrl(url)?.host.endsWith('.table.core.windows.net') === true;

const signatureOf = (request: HttpRequest, account: string, key: string): string =>
	sign(
		isToTable(request)
			? tableStringToSign(request, account, false)
			: stringToSign(request, account),
		key,
	);

/** How far a request's date may lie from the service's clock. */
const CLOCK_SKEW = minutes(15);

/** What came of checking a signature: valid, or why not in the words of the service. */
export type SignatureVerdict = 'valid' | { readonly detail: string };

/** Checks the signature of a request with `Authorization: SharedKey …` against both keys of the account. */
export function verifySharedKey(
	world: World,
	request: HttpRequest,
	account: { readonly id: string; readonly name: string },
	service: 'blob' | 'queue' | 'table' = 'blob',
): SignatureVerdict {
	const match = /^SharedKey(Lite)? ([^:]+):(\S+)$/.exec(header(request, 'authorization') ?? '');
	const lite = match?.[1] !== undefined;
	if (!match || (lite && service !== 'table'))
		return { detail: 'The Authorization header is malformed.' };
	const [, , name = '', signature = ''] = match;
	const date = Date.parse(header(request, 'x-ms-date') ?? header(request, 'date') ?? '');
	if (!Number.isFinite(date) || Math.abs(date - world.now) > CLOCK_SKEW)
		return { detail: 'Request date header not specified or too far from the current time.' };
	const signed =
		service === 'table'
			? tableStringToSign(request, account.name, lite)
			: stringToSign(request, account.name);
	const valid =
		name === account.name &&
		storageKeys(world, account.id).some(({ value }) => sign(signed, value) === signature);
	if (valid) return 'valid';
	return {
		detail: `The MAC signature found in the HTTP request '${signature}' is not the same as any computed signature. Server used following string to sign: '${signed}'.`,
	};
}

/** A request signed with an account key, dated `now`. `x-ms-version` is added when missing. */
export function signSharedKey(
	request: HttpRequest,
	account: string,
	key: string,
	now: Milliseconds,
): HttpRequest {
	const length = utf8ToBytes(request.body ?? '').length;
	const dated: HttpRequest = {
		...request,
		headers: {
			'x-ms-version': '2025-05-05',
			...request.headers,
			'x-ms-date': new Date(now).toUTCString(),
			...(length > 0 ? { 'content-length': String(length) } : {}),
		},
	};
	const authorization = `SharedKey ${account}:${signatureOf(dated, account, key)}`;
	return { ...dated, headers: { ...dated.headers, authorization } };
}
