import type { Reply } from '../arm/call';
import { json, type HttpRequest } from '../http';
import { guidOf, hashHex } from '../ids';
import type { JsonObject } from '../json';
import { graphTime, unixTime } from '../time';
import { readForm, type ParsedUrl } from '../url';
import type { ServicePrincipal, SignInLogEntry, World } from '../world';
import { audienceOfScope, isKnownAudience } from './audiences';
import { ASSERTION_TYPE, principalOfAssertion, readAssertion } from './clientAssertion';
import { issueToken, issuerOf } from './tokens';

/**
 * The token endpoint of Microsoft Entra: whoever is signed in renews a session with a refresh token, and workloads elsewhere
 * exchange their own issuer's tokens. Managed identities never come here; their host does, and that goes unseen.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token
 */

/** The refresh token of the signed-in person's session. */
export const refreshTokenOf = (world: World): string =>
	`1.A${hashHex(world.seed, 'refreshToken', world.signedInAs)}`;

/** An error as Entra's token endpoint writes it. @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
function entraError(
	world: World,
	status: number,
	error: string,
	code: number,
	text: string,
): Reply {
	const trace = guidOf(world.seed, 'trace', world.now, text);
	const correlation = guidOf(world.seed, 'correlation', world.now, text);
	const timestamp = graphTime(world.now).replace('T', ' ');
	return [
		world,
		json(status, {
			error,
			error_description: `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
			error_codes: [code],
			timestamp,
			trace_id: trace,
			correlation_id: correlation,
			error_uri: `https://login.microsoftonline.com/error?code=${code}`,
		}),
	];
}

const unknownAudience = (world: World, audience = ''): Reply =>
	entraError(
		world,
		400,
		'invalid_resource',
		500011,
		`The resource principal named ${audience} was not found in the tenant named ${world.tenant.displayName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
	);

/** Whose token a workload shows. */
function whose(assertion: string): { readonly issuer: string; readonly subject: string } {
	const claims = readAssertion(assertion);
	return { issuer: String(claims?.iss ?? ''), subject: String(claims?.sub ?? '') };
}

/** Notes an exchange in the sign-in log; one for an identity that is not known leaves no trace. */
const signedIn = (
	world: World,
	principal: ServicePrincipal | undefined,
	entry: Omit<SignInLogEntry, 'time' | 'servicePrincipalId' | 'servicePrincipalName'>,
): World =>
	principal
		? {
				...world,
				signInLog: [
					...world.signInLog,
					{
						time: world.now,
						servicePrincipalId: principal.id,
						servicePrincipalName: principal.displayName,
						...entry,
					},
				],
			}
		: world;

/** A workload elsewhere comes with its own issuer's token: a user-assigned identity trusts it, or does not. */
function federated(world: World, form: Readonly<Record<string, string>>): Reply {
	const { client_id: clientId = '', client_assertion: assertion = '' } = form;
	if (!assertion || form.client_assertion_type !== ASSERTION_TYPE)
		return entraError(
			world,
			401,
			'invalid_client',
			7000218,
			"The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
		);
	const audience = form.resource ?? audienceOfScope(form.scope ?? '');
	const principal = principalOfAssertion(world, clientId, assertion);
	const note = { audience: audience ?? '', federated: whose(assertion), cached: false };
	if ('error' in principal) {
		const { status, error, code, text } = principal;
		const known = Object.values(world.servicePrincipals).find(({ appId }) => appId === clientId);
		const failed = signedIn(world, known, { ...note, status, error: `AADSTS${code}` });
		return entraError(failed, status, error, code, text);
	}
	if (audience === undefined || !isKnownAudience(audience)) return unknownAudience(world, audience);
	const [issued, { accessToken, expiresAt }] = issueToken(world, { principal, audience });
	const next = signedIn(issued, principal, { ...note, status: 200 });
	const lifetime = unixTime(expiresAt) - unixTime(world.now);
	return [
		next,
		json(200, {
			token_type: 'Bearer',
			expires_in: lifetime,
			ext_expires_in: lifetime,
			access_token: accessToken,
		}),
	];
}

function token(world: World, form: Readonly<Record<string, string>>): Reply {
	const missing = ['grant_type', 'client_id'].find((name) => !form[name]);
	if (missing)
		return entraError(
			world,
			400,
			'invalid_request',
			900144,
			`The request body must contain the following parameter: '${missing}'.`,
		);
	if (form.grant_type === 'client_credentials') return federated(world, form);
	if (form.grant_type !== 'refresh_token')
		return entraError(
			world,
			400,
			'unsupported_grant_type',
			70003,
			`The app requested an unsupported grant type '${form.grant_type ?? ''}'.`,
		);
	if (!form.refresh_token)
		return entraError(
			world,
			400,
			'invalid_request',
			900144,
			"The request body must contain the following parameter: 'refresh_token'.",
		);
	const user = world.users[world.signedInAs];
	if (!user || form.refresh_token !== refreshTokenOf(world))
		return entraError(
			world,
			400,
			'invalid_grant',
			9002313,
			'Invalid request. Request is malformed or invalid.',
		);
	const audience = form.resource ?? audienceOfScope(form.scope ?? '');
	if (audience === undefined || !isKnownAudience(audience)) return unknownAudience(world, audience);
	const [next, { accessToken, expiresAt }] = issueToken(world, { principal: user, audience });
	const lifetime = unixTime(expiresAt) - unixTime(world.now);
	return [
		next,
		json(200, {
			token_type: 'Bearer',
			scope: `${audience}/user_impersonation ${audience}/.default`,
			expires_in: lifetime,
			ext_expires_in: lifetime,
			access_token: accessToken,
			refresh_token: refreshTokenOf(world),
		}),
	];
}

function configuration(world: World): JsonObject {
	const root = `https://login.microsoftonline.com/${world.tenant.tenantId}`;
	return {
		token_endpoint: `${root}/oauth2/v2.0/token`,
		token_endpoint_auth_methods_supported: [
			'client_secret_post',
			'private_key_jwt',
			'client_secret_basic',
		],
		jwks_uri: `${root}/discovery/v2.0/keys`,
		response_modes_supported: ['query', 'fragment', 'form_post'],
		subject_types_supported: ['pairwise'],
		id_token_signing_alg_values_supported: ['RS256'],
		response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
		scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
		issuer: `${root}/v2.0`,
		authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
		device_authorization_endpoint: `${root}/oauth2/v2.0/devicecode`,
		end_session_endpoint: `${root}/oauth2/v2.0/logout`,
		tenant_region_scope: 'EU',
		cloud_instance_name: 'microsoftonline.com',
		cloud_graph_host_name: 'graph.windows.net',
		msgraph_host: 'graph.microsoft.com',
	};
}

const AUTHORITIES: JsonObject = {
	tenant_discovery_endpoint:
		'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
	'api-version': '1.1',
	metadata: [
		{
			preferred_network: 'login.microsoftonline.com',
			preferred_cache: 'login.windows.net',
			aliases: [
				'login.microsoftonline.com',
				'login.windows.net',
				'login.microsoft.com',
				'sts.windows.net',
			],
		},
	],
};

/** Answers a request to `login.microsoftonline.com`. */
export function handleLogin(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const path = url.path.toLowerCase();
	if (path === '/common/discovery/instance') return [world, json(200, AUTHORITIES)];
	const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.*)$/.exec(path) ?? [];
	const known = [
		world.tenant.tenantId,
		world.tenant.defaultDomain,
		'common',
		'organizations',
	].includes(tenant);
	if (!known)
		return entraError(
			world,
			400,
			'invalid_request',
			90002,
			`Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
		);
	if (/^(?:v2\.0\/)?\.well-known\/openid-configuration$/.test(rest))
		return [world, json(200, { ...configuration(world), issuer: issuer(world, rest) })];
	if (/^oauth2\/(?:v2\.0\/)?token$/.test(rest)) {
		if (request.method === 'POST') return token(world, readForm(request.body));
		return entraError(
			world,
			405,
			'invalid_request',
			900561,
			`The endpoint only accepts POST requests. Received a ${request.method} request.`,
		);
	}
	return [
		world,
		json(404, { error: 'not_found', error_description: 'The endpoint was not found.' }),
	];
}

const issuer = (world: World, rest: string): string =>
	rest.startsWith('v2.0')
		? `https://login.microsoftonline.com/${world.tenant.tenantId}/v2.0`
		: issuerOf(world.tenant.tenantId);
