import { providerOf } from '../arm/providers';
import type { Reply } from '../arm/call';
import { count } from '../arm/throttling';
import { isKnownAudience } from '../entra/audiences';
import { header, json, unreachable, type HttpRequest, type HttpResponse } from '../http';
import { isObject, type Json, type JsonObject } from '../json';
import { idKey, parseResourceId } from '../resourceId';
import { seconds, unixTime } from '../time';
import type { ParsedUrl } from '../url';
import type { CachedToken, Resource, World } from '../world';
import {
	carriedIdentities,
	principalOf,
	runningResource,
	selected,
	type CarriedIdentity,
	type IdentitySelector,
} from './selectIdentity';
import { meetFault } from './imdsFaults';
import { signedIn, tokenFor } from './tokenCache';

/**
 * The Instance Metadata Service: an address that only the machine itself can reach, and the only thing that stands between
 * a program and the machine's identities.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */

/** What a caller sees that cannot reach the address. */
export const IMDS_UNREACHABLE = 'connect ENETUNREACH 169.254.169.254:80';

const imdsError = (status: number, error: string, description: string): HttpResponse =>
	json(status, { error, error_description: description });

const several =
	'Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request';

const SELECTORS = [
	['client_id', 'clientId'],
	['object_id', 'objectId'],
	['msi_res_id', 'resourceId'],
	['mi_res_id', 'resourceId'],
] as const;

/** Without a selector: the system-assigned identity, else the only other one. */
function choose(
	resource: Resource,
	query: ParsedUrl['query'],
): CarriedIdentity | { readonly description: string } {
	const identities = carriedIdentities(resource);
	const selectors = SELECTORS.flatMap(([name, by]): IdentitySelector[] => {
		const value = query[name];
		return value === undefined || value === '' ? [] : [{ by, value }];
	});
	const [selector, ...more] = selectors;
	if (more.length > 0)
		return { description: 'Only one of client_id, object_id or msi_res_id can be given' };
	if (selector)
		return selected(identities, selector, resource) ?? { description: 'Identity not found' };
	const [first, second] = identities;
	if (!first) return { description: 'Identity not found' };
	return first.kind === 'system' || !second ? first : { description: several };
}

/** All numbers are strings here. `expires_in` counts down while the same token is handed out again. */
function body(token: CachedToken, clientId: string, now: number): JsonObject {
	const expiresOn = unixTime(token.expiresAt);
	const expiresIn = expiresOn - unixTime(now);
	return {
		access_token: token.accessToken,
		client_id: clientId,
		expires_in: String(expiresIn),
		expires_on: String(expiresOn),
		ext_expires_in: String(Math.max(0, expiresIn - 1)),
		not_before: String(unixTime(token.issuedAt) - 300),
		resource: token.audience,
		token_type: 'Bearer',
	};
}

function getToken(world: World, resource: Resource, query: ParsedUrl['query']): Reply {
	const audience = query.resource ?? '';
	const refuse = (error: string, description: string): Reply => [
		signedIn(world, { audience, from: resource.id, status: 400, error, cached: false }),
		imdsError(400, error, description),
	];
	const version = query['api-version'];
	if (version === undefined || version === '')
		return refuse('invalid_request', "Required query variable 'api-version' is missing");
	if (!/^\d{4}-\d\d-\d\d$/.test(version) || version < '2018-02-01')
		return refuse('invalid_request', `The api-version '${version}' is not supported`);
	if (audience === '')
		return refuse('invalid_request', "Required query variable 'resource' is missing");
	const fault = meetFault(world, resource, audience);
	if (fault) return fault;
	const choice = choose(resource, query);
	if ('description' in choice) return refuse('invalid_request', choice.description);
	const principal = principalOf(world, choice);
	if (!principal) return refuse('invalid_request', 'Identity not found');
	if (!isKnownAudience(audience))
		return refuse(
			'invalid_resource',
			`AADSTS50001: The application named ${audience} was not found in the tenant named ${world.tenant.tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
		);
	const got = tokenFor(world, resource, principal, audience);
	if (!got) return refuse('invalid_request', 'Identity not found');
	const [next, token] = got;
	return [next, json(200, body(token, choice.clientId, world.now))];
}

/** What a machine can read about itself. @see https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service */
function instance({ id, name, location, properties, tags }: Resource): JsonObject {
	const { subscriptionId, resourceGroup } = parseResourceId(id) ?? {};
	const vmId = properties.vmId;
	return {
		compute: {
			azEnvironment: 'AzurePublicCloud',
			location: location ?? '',
			name,
			provider: 'Microsoft.Compute',
			resourceGroupName: resourceGroup ?? '',
			resourceId: id,
			subscriptionId: subscriptionId ?? '',
			tags: Object.entries(tags ?? {})
				.map(([key, value]) => `${key}:${value}`)
				.join(';'),
			vmId: typeof vmId === 'string' ? vmId : '',
		},
	};
}

/** Some of the versions in which a machine can read about itself. */
const METADATA_VERSIONS = [
	'2017-08-01',
	'2018-10-01',
	'2019-11-01',
	'2020-09-01',
	'2021-02-01',
	'2021-12-13',
];

/** `/metadata/instance`, or what lies in it: a single thing only as text. */
function describe(resource: Resource, { path, query }: ParsedUrl): HttpResponse | undefined {
	const [, metadata, all, ...names] = path.split('/');
	if (`${metadata}/${all}`.toLowerCase() !== 'metadata/instance') return undefined;
	if (!/^\d{4}-\d\d-\d\d$/.test(query['api-version'] ?? ''))
		return json(400, {
			error:
				'Bad request. api-version is invalid or was not specified in the request. For more information refer to aka.ms/azureimds',
			'newest-versions': METADATA_VERSIONS.slice(-3).reverse(),
		});
	let found: Json | undefined = instance(resource);
	for (const name of names) {
		const key: string | undefined = isObject(found)
			? Object.keys(found).find((each) => each.toLowerCase() === name.toLowerCase())
			: undefined;
		found = isObject(found) && key !== undefined ? found[key] : undefined;
	}
	if (found === undefined) return undefined;
	if (isObject(found)) return json(200, found);
	return query.format === 'text'
		? { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: String(found) }
		: json(400, { error: 'Bad request. Use format=text for a single value.' });
}

/** How often a machine may ask, where there are limits. @see https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service#rate-limiting */
const TOKENS_A_SECOND = 20;
const REQUESTS_A_SECOND = 5;

/** Answers a request to `169.254.169.254`. From anywhere but a virtual machine there is no way to it. */
export function handleImds(before: World, request: HttpRequest, url: ParsedUrl): Reply {
	const resource = runningResource(before, request.from);
	if (!resource || providerOf(resource.type)?.tokenEndpoint !== 'imds')
		return [before, unreachable(IMDS_UNREACHABLE)];
	if (request.method !== 'GET')
		return [before, imdsError(405, 'method_not_allowed', 'Method not allowed')];
	if (header(request, 'metadata')?.toLowerCase() !== 'true')
		return [before, imdsError(400, 'bad_request_102', 'Required metadata header not specified')];
	// A request that came by way of a proxy may be somebody else's. In which words it is refused nobody here has seen.
	if (header(request, 'x-forwarded-for') !== undefined)
		return [before, imdsError(400, 'invalid_request', 'X-Forwarded-For is not allowed')];
	const isToken = url.path.toLowerCase().startsWith('/metadata/identity/');
	const counted = count(before, [
		{
			key: `${isToken ? 'imds identity' : 'imds'}|${idKey(resource.id)}`,
			most: isToken ? TOKENS_A_SECOND : REQUESTS_A_SECOND,
			span: seconds(1),
		},
	]);
	if ('beyond' in counted)
		return [before, imdsError(429, 'invalid_request', 'Temporarily throttled, too many requests')];
	const world = counted;
	switch (url.path.toLowerCase()) {
		case '/metadata/identity/oauth2/token':
			return getToken(world, resource, url.query);
		case '/metadata/versions':
			return [world, json(200, { apiVersions: METADATA_VERSIONS })];
		default:
			return [
				world,
				describe(resource, url) ?? imdsError(404, 'not_found', 'The requested URL was not found'),
			];
	}
}
