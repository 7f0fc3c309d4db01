import { json, type HttpRequest, type HttpResponse } from '../http';
import { isObject, type Json, type JsonObject } from '../json';
import type { ParsedUrl } from '../url';
import type { Milliseconds } from '../time';
import type { Resource } from '../world';
import { vaultError } from './vaultAccess';

/** What secrets, keys and certificates have in common: how a request is read, and how a list is answered. */

/** A request to a vault, taken apart. */
export interface VaultCall {
	readonly vault: Resource;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
	readonly name: string;
	/** Empty for the newest one. */
	readonly version: string;
	/** What is done with a key: `sign`. */
	readonly verb: string;
}

/** A request that cannot be understood. */
export const badParameter = (message: string): HttpResponse =>
	vaultError(400, 'BadParameter', message);

/** Whether a name may be that of a secret, a key or a certificate; the refusal otherwise. */
export const badName = (name: string): HttpResponse | undefined =>
	/^[0-9a-zA-Z-]{1,127}$/.test(name)
		? undefined
		: badParameter(
				`The request URI contains an invalid name: ${name}. It must be 1 to 127 letters, digits or hyphens`,
			);

/** A page of a list: 25 at most, or as many as `maxresults` says. @see https://learn.microsoft.com/rest/api/keyvault/secrets/get-secrets */
export function vaultList({ url, vault }: VaultCall, all: readonly Json[]): HttpResponse {
	const { maxresults, $skiptoken: token, 'api-version': version = '' } = url.query;
	const size = maxresults === undefined ? 25 : Number(maxresults);
	if (!Number.isInteger(size) || size < 1 || size > 25)
		return badParameter(`maxresults must be between 1 and 25, not ${maxresults ?? ''}`);
	const from = Number(token ?? 0) || 0;
	const end = from + size;
	const nextLink =
		end < all.length
			? `https://${vault.name.toLowerCase()}.vault.azure.net:443${url.path}?api-version=${version}&$skiptoken=${end}&maxresults=${size}`
			: null;
	return json(200, { value: all.slice(from, end), nextLink });
}

const moment = (value: Json | undefined): Milliseconds | undefined =>
	typeof value === 'number' ? value * 1000 : undefined;

/** The attributes that a body sets. */
export function readAttributes(body: JsonObject): {
	readonly enabled?: boolean;
	readonly notBefore?: Milliseconds;
	readonly expiresAt?: Milliseconds;
} {
	const attributes = isObject(body.attributes) ? body.attributes : {};
	const { enabled, nbf, exp } = attributes;
	const [notBefore, expiresAt] = [moment(nbf), moment(exp)];
	return {
		...(typeof enabled === 'boolean' ? { enabled } : {}),
		...(notBefore === undefined ? {} : { notBefore }),
		...(expiresAt === undefined ? {} : { expiresAt }),
	};
}

/** The tags that a body sets. */
export const readTags = ({
	tags,
}: JsonObject): { readonly tags?: Readonly<Record<string, string>> } =>
	isObject(tags)
		? { tags: Object.fromEntries(Object.entries(tags).map(([key, tag]) => [key, String(tag)])) }
		: {};
