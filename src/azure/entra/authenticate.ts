import { header, json, type HttpRequest, type HttpResponse } from '../http';
import { usTime } from '../time';
import type { World } from '../world';
import { ARM_AUDIENCES } from './audiences';
import type { Caller } from './caller';
import { groupsOf } from './membership';
import {
	AZURE_CLI_APP_ID,
	isRefused,
	verifyToken,
	type RefusedToken,
	type TokenClaims,
} from './tokens';

/** No credentials came with the request, or such that the service does not take. */
export interface NoToken {
	readonly error: 'missing';
}

/** Who a token speaks for. */
export function callerOfClaims(claims: TokenClaims): Caller {
	const { oid, azp = oid, appid = azp, idtyp, groups = [], upn, xms_mirid: resourceId } = claims;
	const isUser = idtyp === 'user';
	return {
		objectId: oid,
		appId: appid,
		kind: isUser ? 'user' : 'servicePrincipal',
		name: isUser ? (upn ?? oid) : appid,
		groups,
		...(resourceId === undefined ? {} : { resourceId }),
	};
}

/** The signed-in person, who needs to show no token. */
export function signedInCaller(world: World): Caller {
	const user = world.users[world.signedInAs];
	return {
		objectId: world.signedInAs,
		appId: AZURE_CLI_APP_ID,
		kind: 'user',
		name: user?.userPrincipalName ?? world.signedInAs,
		groups: groupsOf(world, world.signedInAs),
	};
}

/**
 * Who makes a request. A bearer token is checked; without an `authorization` header a request that comes from no resource is the
 * signed-in person's. An empty `authorization` header says that a client came without credentials (real clients do, to be
 * told where to get some).
 */
export function authenticate(
	world: World,
	request: HttpRequest,
	audiences: readonly string[],
): Caller | RefusedToken | NoToken {
	const authorization = header(request, 'authorization');
	if (authorization === undefined)
		return request.from === undefined ? signedInCaller(world) : { error: 'missing' };
	const jwt = /^Bearer\s+(\S+)$/i.exec(authorization.trim())?.[1];
	if (jwt === undefined) return { error: 'missing' };
	const verdict = verifyToken(world, jwt, audiences);
	return isRefused(verdict) ? verdict : callerOfClaims(verdict);
}

/** Whether {@link authenticate} found no caller. */
export const isUnauthenticated = (
	result: Caller | RefusedToken | NoToken,
): result is RefusedToken | NoToken => 'error' in result;

/** Code and text as Resource Manager and Graph give them. */
function refusal(
	world: World,
	refused: RefusedToken | NoToken,
	audiences: readonly string[],
): readonly [string, string] {
	const claims = 'claims' in refused ? refused.claims : undefined;
	switch (refused.error) {
		case 'missing':
			return [
				'AuthenticationFailed',
				"Authentication failed. The 'Authorization' header is missing.",
			];
		case 'expired':
			return [
				'ExpiredAuthenticationToken',
				`The access token expiry UTC time '${usTime((claims?.exp ?? 0) * 1000)}' is earlier than current UTC time '${usTime(world.now)}'.`,
			];
		case 'audience':
			return [
				'InvalidAuthenticationTokenAudience',
				`The access token has been obtained for wrong audience or resource '${claims?.aud ?? ''}'. It should exactly match with one of the allowed audiences ${audiences.map((each) => `'${each}'`).join(',')}.`,
			];
		case 'issuer':
			return [
				'InvalidAuthenticationTokenTenant',
				`The access token is from the wrong issuer '${claims?.iss ?? ''}'. It must match the tenant 'https://sts.windows.net/${world.tenant.tenantId}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${world.tenant.tenantId}' to get the token. Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). If you just transferred your subscription and see this error message, please try back later.`,
			];
		default:
			return ['InvalidAuthenticationToken', 'The access token is invalid.'];
	}
}

/** The caller of a request to Resource Manager, or its 401. */
export function callerOf(
	world: World,
	request: HttpRequest,
	audiences: readonly string[] = ARM_AUDIENCES,
): Caller | HttpResponse {
	const result = authenticate(world, request, audiences);
	if (!isUnauthenticated(result)) return result;
	const [code, message] = refusal(world, result, audiences);
	return json(
		401,
		{ error: { code, message } },
		{
			'www-authenticate': `Bearer authorization_uri="https://login.windows.net/${world.tenant.tenantId}", error="invalid_token", error_description="${message}"`,
			'x-ms-failure-cause': 'gateway',
		},
	);
}

export { ARM_AUDIENCES } from './audiences';
