import type { HttpRequest } from '../azure';
import { toBase64 } from './base64';

/** A workload outside of Azure that signed in with a token of its own issuer. */
export interface FederatedAccount {
	readonly kind: 'federated';
	/** Client id of the identity that trusts the issuer. */
	readonly clientId: string;
	/** The issuer's token. */
	readonly assertion: string;
}

/**
 * The request that exchanges an issuer's token for one of Microsoft Entra.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const exchangeRequest = (
	{ clientId, assertion }: FederatedAccount,
	tenantId: string,
	audience: string,
): HttpRequest => ({
	method: 'POST',
	url: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	body: Object.entries({
		client_id: clientId,
		grant_type: 'client_credentials',
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: assertion,
		scope: `${audience.replace(/\/$/, '')}/.default`,
	})
		.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
		.join('&'),
});

const part = (value: object): string =>
	toBase64(JSON.stringify(value)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');

/** How long a made-up token of another issuer is good for, in seconds. */
const LIFETIME = 3600;

/** A token as an issuer outside of Azure would give it to a workload. Its signature says nothing: nobody here knows the issuer's keys. */
export function issueToken(
	claims: { readonly iss: string; readonly sub: string; readonly aud: string },
	now: number,
): string {
	const iat = Math.floor(now / 1000);
	const body = { ...claims, iat, nbf: iat, exp: iat + LIFETIME };
	return `${part({ alg: 'RS256', kid: 'keyless', typ: 'JWT' })}.${part(body)}.${part({ by: 'keyless' })}`;
}
