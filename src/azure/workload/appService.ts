import { providerOf } from '../arm/providers';
import type { Reply } from '../arm/call';
import { isKnownAudience } from '../entra/audiences';
import { header, json, unreachable, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import type { JsonObject } from '../json';
import { unixTime, usTime } from '../time';
import type { ParsedUrl } from '../url';
import type { CachedToken, Resource, World } from '../world';
import { identityEndpointOf } from './environment';
import {
	carriedIdentities,
	principalOf,
	runningResource,
	selected,
	type CarriedIdentity,
	type IdentitySelector,
} from './selectIdentity';
import { signedIn, tokenFor } from './tokenCache';

/**
 * The identity endpoint of App Service and Functions: an address and a secret in the app's environment.
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */

const NOT_FOUND =
	'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.';

function appServiceError(world: World, status: number, message: string): HttpResponse {
	const correlationId = guidOf(world.seed, 'appService', world.now, world.signInLog.length);
	return json(status, { statusCode: status, message, correlationId });
}

const SELECTORS = [
	['client_id', 'clientId'],
	['clientid', 'clientId'],
	['principal_id', 'objectId'],
	['object_id', 'objectId'],
	['mi_res_id', 'resourceId'],
	['msi_res_id', 'resourceId'],
] as const;

/** Without a selector the system-assigned identity answers or none: an only user-assigned one is no default here. */
function choose(app: Resource, query: ParsedUrl['query']): CarriedIdentity | undefined {
	const identities = carriedIdentities(app);
	const selector = SELECTORS.map(([name, by]): IdentitySelector => ({
		by,
		value: query[name] ?? '',
	})).find(({ value }) => value !== '');
	if (selector) return selected(identities, selector, app);
	return identities.find(({ kind }) => kind === 'system');
}

const body = (token: CachedToken, clientId: string, isOld: boolean): JsonObject => ({
	access_token: token.accessToken,
	expires_on: isOld ? `${usTime(token.expiresAt)} +00:00` : String(unixTime(token.expiresAt)),
	resource: token.audience,
	token_type: 'Bearer',
	client_id: clientId.toUpperCase(),
});

function getToken(world: World, app: Resource, request: HttpRequest, url: ParsedUrl): Reply {
	const { query } = url;
	const audience = query.resource ?? '';
	const refuse = (status: number, error: string, message = error): Reply => [
		signedIn(world, { audience, from: app.id, status, error, cached: false }),
		appServiceError(world, status, message),
	];
	const version = query['api-version'];
	const isOld = version === '2017-09-01';
	if (!isOld && version !== '2019-08-01')
		return refuse(400, 'BadRequest', `The api-version '${version ?? ''}' is not supported.`);
	const secret = header(request, isOld ? 'secret' : 'x-identity-header');
	if (secret !== identityEndpointOf(world, app).header)
		return refuse(
			401,
			'Unauthorized',
			`The ${isOld ? 'Secret' : 'X-IDENTITY-HEADER'} header is missing or does not match.`,
		);
	if (audience === '') return refuse(400, 'BadRequest', "The parameter 'resource' is missing.");
	const choice = choose(app, query);
	const principal = choice && principalOf(world, choice);
	if (!principal) return refuse(400, 'IdentityNotFound', NOT_FOUND);
	if (!isKnownAudience(audience))
		return refuse(
			400,
			'invalid_resource',
			`AADSTS500011: The resource principal named ${audience} was not found in the tenant named ${world.tenant.displayName}.`,
		);
	const got = tokenFor(world, app, principal, audience);
	if (!got) return refuse(400, 'IdentityNotFound', NOT_FOUND);
	const [next, token] = got;
	return [next, json(200, body(token, principal.appId, isOld))];
}

/** Answers a request to an app's identity endpoint. Only the app itself can reach it. */
export function handleAppService(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const app = runningResource(world, request.from);
	const reaches =
		app &&
		providerOf(app.type)?.tokenEndpoint === 'appService' &&
		identityEndpointOf(world, app).host === url.host;
	if (!reaches) return [world, unreachable(`connect EACCES ${url.host}`)];
	if (url.path.toLowerCase() !== '/msi/token')
		return [world, appServiceError(world, 404, 'Not Found')];
	if (request.method !== 'GET') return [world, appServiceError(world, 405, 'Method Not Allowed')];
	return getToken(world, app, request, url);
}
