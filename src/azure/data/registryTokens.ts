import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad, utf8 } from '@scure/base';
import { hashHex } from '../ids';
import { isObject, parseJson, type Json, type JsonObject } from '../json';
import { hours, minutes, unixTime } from '../time';
import type { Caller } from '../entra/caller';
import type { Resource, World } from '../world';

/**
 * A registry's own tokens: a refresh token for whoever showed one of Entra's, and with it access tokens that say what may be
 * done in which repository.
 * @see https://learn.microsoft.com/azure/container-registry/container-registry-authentication
 */

/** What a registry's token says. */
export interface RegistryClaims {
	readonly kind: 'refresh' | 'access';
	readonly caller: Caller;
	readonly access: readonly RegistryAccess[];
}

/** Something that may be done to a repository, or to the list of them. */
export interface RegistryAccess {
	readonly type: string;
	readonly name: string;
	readonly actions: readonly string[];
}

const encode = (value: JsonObject): string =>
	base64urlnopad.encode(utf8ToBytes(JSON.stringify(value)));
const decodePart = (part = ''): Json | undefined => {
	try {
		return parseJson(utf8.encode(base64urlnopad.decode(part)));
	} catch {
		return undefined;
	}
};
const signature = (world: World, registry: Resource, signed: string): string =>
	hashHex(world.seed, 'registryToken', registry.id, registry.createdAt, signed);

/** A new token of a registry, good for three hours or 75 minutes. */
export function issueRegistryToken(
	world: World,
	registry: Resource,
	{ kind, caller, access }: RegistryClaims,
): string {
	const lifetime = kind === 'refresh' ? hours(3) : minutes(75);
	const { objectId, appId, name, groups } = caller;
	const claims = {
		jti: hashHex(world.seed, 'registryTokenId', world.now, world.sequence).slice(0, 32),
		sub: objectId,
		nbf: unixTime(world.now) - 900,
		exp: unixTime(world.now + lifetime),
		iat: unixTime(world.now),
		iss: 'Azure Container Registry',
		aud: `${registry.name.toLowerCase()}.azurecr.io`,
		version: '1.0',
		grant_type: kind === 'refresh' ? 'refresh_token' : 'access_token',
		appid: appId,
		name,
		principal: caller.kind,
		groups,
		...(kind === 'access'
			? { access: access.map(({ type, name: on, actions }) => ({ type, name: on, actions })) }
			: {}),
	};
	const signed = `${encode({ typ: 'JWT', alg: 'RS256' })}.${encode(claims)}`;
	return `${signed}.${signature(world, registry, signed)}`;
}

const texts = (value: Json | undefined): readonly string[] =>
	Array.isArray(value) ? (value as readonly Json[]).map(String) : [];

/** Reads a token of a registry; `undefined` when it is not this registry's, or no longer good. */
export function readRegistryToken(
	world: World,
	registry: Resource,
	token: string,
): RegistryClaims | undefined {
	const [head, body, signed] = token.split('.');
	const claims = decodePart(body);
	if (!isObject(claims) || signed !== signature(world, registry, `${head}.${body}`))
		return undefined;
	if (typeof claims.exp !== 'number' || unixTime(world.now) >= claims.exp) return undefined;
	const access = Array.isArray(claims.access) ? (claims.access as readonly Json[]) : [];
	return {
		kind: claims.grant_type === 'refresh_token' ? 'refresh' : 'access',
		caller: {
			objectId: String(claims.sub),
			appId: String(claims.appid),
			kind: claims.principal === 'user' ? 'user' : 'servicePrincipal',
			name: String(claims.name),
			groups: texts(claims.groups),
		},
		access: access.flatMap((each) =>
			isObject(each)
				? [
						{
							type: String(each.type),
							name: String(each.name),
							actions: texts(each.actions),
						},
					]
				: [],
		),
	};
}
