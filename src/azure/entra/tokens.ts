import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad, utf8 } from '@scure/base';
import { hashHex, mintGuid } from '../ids';
import { isObject, parseJson, type Json, type JsonObject } from '../json';
import { TOKEN_LIFETIME } from '../lifecycles/machines';
import { days, minutes, unixTime, type Milliseconds } from '../time';
import type { ServicePrincipal, User, World } from '../world';
import { groupsOf } from './membership';

/**
 * Access tokens: JSON Web Tokens with the claims that Entra writes. The signature is a hash with the world's seed as its
 * key: it has the length and the look of Entra's, tells a forged token from a real one, and opens nothing anywhere else.
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */

/** What a token says. Times are seconds since 1970. */
export interface TokenClaims {
	readonly aud: string;
	readonly iss: string;
	readonly iat: number;
	readonly nbf: number;
	readonly exp: number;
	/** Of a managed identity its client id; of a person the tool that the token was asked with. Version 2.0 calls it `azp`. */
	readonly appid?: string;
	/** How the client proved itself: `2` a certificate, `0` not at all. Version 2.0 calls it `azpacr`. */
	readonly appidacr?: string;
	readonly azp?: string;
	readonly azpacr?: string;
	readonly idtyp: 'app' | 'user';
	/** Object id of the service principal or the user. */
	readonly oid: string;
	readonly sub: string;
	readonly tid: string;
	readonly uti: string;
	readonly ver: '1.0' | '2.0';
	/** Object ids of groups; managed identities in none have no such claim. */
	readonly groups?: readonly string[];
	/** ARM id of the user-assigned identity, or of the resource that owns the system-assigned one. */
	readonly xms_mirid?: string;
	/** When the tenant was made. */
	readonly xms_tcdt?: number;
	readonly upn?: string;
	readonly name?: string;
	readonly scp?: string;
	readonly [claim: string]: Json | undefined;
}

/** Who a token is for, and what for. */
export interface TokenRequest {
	readonly principal: ServicePrincipal | User;
	/** The resource asked for, as it was written: `https://vault.azure.net`. */
	readonly audience: string;
}

/** Why a token is refused. */
export type TokenError =
	'malformed' | 'signature' | 'issuer' | 'notYetValid' | 'expired' | 'audience';

/** A refused token: why, and what it said as far as it could be read. */
export interface RefusedToken {
	readonly error: TokenError;
	readonly claims?: TokenClaims;
}

/** The Azure CLI's own application id, for whose sake people's tokens are issued here. */
export const AZURE_CLI_APP_ID = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
/** `nbf` lies this much before the moment of issue, for machines whose clocks are slow. */
const BACKDATING = minutes(5);

/** The issuer that a tenant's tokens name. */
export const issuerOf = (tenantId: string): string => `https://sts.windows.net/${tenantId}/`;

/** Who issues tokens of version 2.0. */
const issuer2Of = (tenantId: string): string =>
	`https://login.microsoftonline.com/${tenantId}/v2.0`;

/** The resource whose tokens prove a managed identity to others, by its name and by the id that stands in its tokens. */
export const EXCHANGE_AUDIENCES = [
	'api://AzureADTokenExchange',
	'fb60f99c-7a34-4190-8149-302f77469936',
] as const;

const bytesOf = (world: World, ...parts: readonly (string | number)[]): Uint8Array =>
	hexToBytes(hashHex(world.seed, ...parts));
const encode = (bytes: Uint8Array): string => base64urlnopad.encode(bytes);
const encodeJson = (value: JsonObject): string => encode(utf8ToBytes(JSON.stringify(value)));

/** 256 bytes, as long as an RS256 signature with Entra's keys. */
function signature(world: World, signed: string): string {
	const key = bytesOf(world, 'tokenSigningKey');
	const digest = sha256(concatBytes(key, utf8ToBytes(signed)));
	const blocks = Array.from({ length: 8 }, (_, index) =>
		sha256(concatBytes(key, digest, Uint8Array.of(index))),
	);
	return encode(concatBytes(...blocks));
}

/** People's tokens live 60 to 90 minutes. @see https://learn.microsoft.com/entra/identity-platform/access-tokens#token-lifetime */
const userLifetime = (world: World, id: string): Milliseconds =>
	minutes(60 + (Number.parseInt(hashHex(world.seed, 'lifetime', id).slice(0, 8), 16) % 31));

const TENANTS_SINCE = unixTime(Date.UTC(2015, 0, 1));
const TEN_YEARS = unixTime(days(3652));
/** The second in which a tenant was made, a time in the years 2015 to 2024: each tenant has its own. */
const tenantMadeAt = (tenantId: string): number =>
	TENANTS_SINCE + (Number.parseInt(hashHex(tenantId, 'made').slice(0, 8), 16) % TEN_YEARS);

/** ARM ids in tokens and in the directory have a lower-case `resourcegroups`. */
export const directoryResourceId = (id: string): string =>
	id.replace('/resourceGroups/', '/resourcegroups/');

/**
 * A token for an exchange is one of version 2.0: its issuer and subject are what somebody else's trust names.
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
const asVersion2 = ({
	appid,
	appidacr,
	idp: _,
	xms_mirid,
	xms_tcdt: __,
	...claims
}: TokenClaims): TokenClaims => ({
	...claims,
	aud: EXCHANGE_AUDIENCES[1],
	iss: issuer2Of(claims.tid),
	azp: appid ?? '',
	azpacr: appidacr ?? '',
	ver: '2.0',
	...(xms_mirid === undefined ? {} : { xms_mirid }),
});

/** Issues a token, at the world's present moment. */
export function issueToken(
	world: World,
	{ principal, audience }: TokenRequest,
): [World, { readonly accessToken: string; readonly expiresAt: Milliseconds }] {
	const [next, unique] = mintGuid(world, 'token');
	const tenantId = world.tenant.tenantId;
	const isApp = 'appId' in principal;
	const expiresAt = world.now + (isApp ? TOKEN_LIFETIME : userLifetime(world, unique));
	const notBefore = unixTime(world.now - BACKDATING);
	const times = { iat: notBefore, nbf: notBefore, exp: unixTime(expiresAt) };
	const memberOf = groupsOf(world, principal.id);
	const groups = memberOf.length > 0 ? { groups: memberOf } : {};
	const opaque = (name: string, length: number) =>
		encode(bytesOf(world, name, unique)).slice(0, length);
	const rh = `1.A${opaque('rh', 40)}.`;
	const claims: TokenClaims = isApp
		? {
				aud: audience,
				iss: issuerOf(tenantId),
				...times,
				aio: `k2R${opaque('aio', 35)}==`,
				appid: principal.appId,
				appidacr: '2',
				...groups,
				idp: issuerOf(tenantId),
				idtyp: 'app',
				oid: principal.id,
				rh,
				sub: principal.id,
				tid: tenantId,
				uti: opaque('uti', 22),
				ver: '1.0',
				xms_mirid: directoryResourceId(principal.resourceId),
				xms_tcdt: tenantMadeAt(tenantId),
			}
		: {
				aud: audience,
				iss: issuerOf(tenantId),
				...times,
				acr: '1',
				aio: `AVQ${opaque('aio', 36)}=`,
				amr: ['pwd'],
				appid: AZURE_CLI_APP_ID,
				appidacr: '0',
				...groups,
				idtyp: 'user',
				name: principal.displayName,
				oid: principal.id,
				rh,
				scp: 'user_impersonation',
				sub: encode(bytesOf(world, 'sub', principal.id)),
				tid: tenantId,
				unique_name: principal.userPrincipalName,
				upn: principal.userPrincipalName,
				uti: opaque('uti', 22),
				ver: '1.0',
			};
	const kid = encode(bytesOf(world, 'kid').slice(0, 20));
	const said = isApp && isAudience(audience, EXCHANGE_AUDIENCES) ? asVersion2(claims) : claims;
	const signed = `${encodeJson({ typ: 'JWT', alg: 'RS256', x5t: kid, kid })}.${encodeJson(said)}`;
	return [next, { accessToken: `${signed}.${signature(world, signed)}`, expiresAt }];
}

function readPart(part: string): Json | undefined {
	try {
		return parseJson(utf8.encode(base64urlnopad.decode(part.replace(/=+$/, ''))));
	} catch {
		return undefined;
	}
}

const NUMBERS = ['iat', 'nbf', 'exp'] as const;
const TEXTS = ['aud', 'iss', 'oid', 'tid'] as const;
const isClaims = (value: Json | undefined): value is TokenClaims & JsonObject =>
	isObject(value) &&
	NUMBERS.every((name) => typeof value[name] === 'number') &&
	TEXTS.every((name) => typeof value[name] === 'string') &&
	typeof (value.appid ?? value.azp) === 'string';

/** Reads a token without asking whether it is genuine; `undefined` when it has not the shape of one. */
export function decodeToken(jwt: string): TokenClaims | undefined {
	const parts = jwt.split('.');
	if (parts.length !== 3 || !isObject(readPart(parts[0] ?? ''))) return undefined;
	const claims = readPart(parts[1] ?? '');
	return isClaims(claims) ? claims : undefined;
}

const bare = (audience: string): string => audience.replace(/\/$/, '').toLowerCase();

/** Whether a token's audience is among those that a service answers to; one slash at the end makes no difference. */
export const isAudience = (audience: string, audiences: readonly string[]): boolean =>
	audiences.some((each) => bare(each) === bare(audience));

/**
 * Checks a token as a service does: shape, signature, issuer, lifetime, audience, in this order. It does not ask whether the
 * identity still exists: a token outlives the identity that it was issued to.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq
 */
export function verifyToken(
	world: World,
	jwt: string,
	audiences: readonly string[],
): TokenClaims | RefusedToken {
	const claims = decodeToken(jwt);
	if (!claims) return { error: 'malformed' };
	const cut = jwt.lastIndexOf('.');
	if (jwt.slice(cut + 1) !== signature(world, jwt.slice(0, cut)))
		return { error: 'signature', claims };
	const { tenantId } = world.tenant;
	const issuers = [issuerOf(tenantId), issuer2Of(tenantId)];
	if (!issuers.includes(claims.iss) || claims.tid !== tenantId) return { error: 'issuer', claims };
	const now = unixTime(world.now);
	if (now < claims.nbf) return { error: 'notYetValid', claims };
	if (now >= claims.exp) return { error: 'expired', claims };
	if (!isAudience(claims.aud, audiences)) return { error: 'audience', claims };
	return claims;
}

/** Whether a token was refused. */
export const isRefused = (verdict: TokenClaims | RefusedToken): verdict is RefusedToken =>
	typeof verdict.error === 'string' && !('aud' in verdict);
