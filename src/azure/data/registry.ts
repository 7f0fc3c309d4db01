import type { Reply } from '../arm/call';
import { authenticate, isUnauthenticated } from '../entra/authenticate';
import { REGISTRY_AUDIENCES } from '../entra/audiences';
import type { Caller } from '../entra/caller';
import { header, json, unreachable, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isAllowed } from '../rbac/checkAccess';
import { decode, readForm, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import { logData, type DataCaller, type DataOperation } from './dataLog';
import { resourceAt } from './hosts';
import { findRegistryRoute } from './registryRoutes';
import {
	issueRegistryToken,
	readRegistryToken,
	type RegistryAccess,
	type RegistryClaims,
} from './registryTokens';

/**
 * Container registries: Entra's token is exchanged for the registry's own, and that one opens repositories. What it opens is
 * decided by control-plane actions.
 * @see https://learn.microsoft.com/azure/container-registry/container-registry-roles
 */

const REGISTRIES = 'Microsoft.ContainerRegistry/registries';

/** The right behind each word of a scope. */
const RIGHTS: Readonly<Record<string, string>> = {
	pull: `${REGISTRIES}/pull/read`,
	metadata_read: `${REGISTRIES}/pull/read`,
	'*': `${REGISTRIES}/pull/read`,
	push: `${REGISTRIES}/push/write`,
	metadata_write: `${REGISTRIES}/push/write`,
	delete: `${REGISTRIES}/artifacts/delete`,
};

const may = (world: World, registry: Resource, caller: Caller, word: string): boolean => {
	const action = Object.hasOwn(RIGHTS, word) ? RIGHTS[word] : undefined;
	const { objectId: principalId, groups } = caller;
	return (
		action !== undefined &&
		isAllowed(world, { principalId, groups, action, scope: registry.id, plane: 'control' })
	);
};

/** An error as registries write it. @see https://distribution.github.io/distribution/spec/api/#errors */
const refusal = (
	world: World,
	registry: Resource,
	access?: RegistryAccess,
	error?: string,
): HttpResponse => {
	const host = `${registry.name.toLowerCase()}.azurecr.io`;
	const scope = access ? `${access.type}:${access.name}:${access.actions.join(',')}` : '';
	const message = `authentication required, visit https://aka.ms/acr/authorization for more information. CorrelationId: ${guidOf(world.seed, 'registry', world.now, world.dataLog.length)}`;
	const detail = access
		? access.actions.map((action) => ({ Type: access.type, Name: access.name, Action: action }))
		: [];
	return json(
		401,
		{ errors: [{ code: 'UNAUTHORIZED', message, ...(access ? { detail } : {}) }] },
		{
			'www-authenticate': `Bearer realm="https://${host}/oauth2/token",service="${host}"${scope === '' ? '' : `,scope="${scope}"`}${error === undefined ? '' : `,error="${error}"`}`,
		},
	);
};

const operationOf = (
	registry: Resource,
	operationName: string,
	word: string,
	target?: string,
): DataOperation => ({
	service: 'containerRegistry',
	operationName,
	action: RIGHTS[word] ?? RIGHTS.pull ?? '',
	plane: 'control',
	scope: registry.id,
	...(target === undefined ? {} : { target: `${registry.id}/repositories/${target}` }),
});

/** Somebody with a token of Entra's gets a refresh token, if there is anything that they may do here. */
function exchange(world: World, request: HttpRequest, registry: Resource): Reply {
	const form = readForm(request.body);
	const bearer = { ...request, headers: { authorization: `Bearer ${form.access_token ?? ''}` } };
	const caller = authenticate(world, bearer, REGISTRY_AUDIENCES);
	if (form.grant_type !== 'access_token' || isUnauthenticated(caller))
		return [world, refusal(world, registry)];
	const allowed = ['pull', 'push', 'delete'].some((word) => may(world, registry, caller, word));
	const token = issueRegistryToken(world, registry, { kind: 'refresh', caller, access: [] });
	return logData(
		world,
		request,
		operationOf(registry, 'Login', 'pull'),
		caller,
		allowed ? json(200, { refresh_token: token }) : refusal(world, registry),
	);
}

const readScope = (scope: string): RegistryAccess => {
	const [type = '', ...rest] = scope.split(':');
	return { type, name: rest.slice(0, -1).join(':'), actions: (rest.at(-1) ?? '').split(',') };
};

/** Who logs in without Entra's help may look at what is public, and at nothing else. */
const ANYBODY: Caller = { objectId: '', appId: '', kind: 'user', name: '', groups: [] };

const isOpen = ({ properties }: Resource): boolean => properties.anonymousPullEnabled === true;

/** An access token for as much of a scope as the caller may have. */
function access(world: World, request: HttpRequest, url: ParsedUrl, registry: Resource): Reply {
	const form = { ...url.query, ...readForm(request.body) };
	const claims: RegistryClaims | undefined = form.refresh_token
		? readRegistryToken(world, registry, form.refresh_token)
		: isOpen(registry)
			? { kind: 'refresh', caller: ANYBODY, access: [] }
			: undefined;
	if (claims?.kind !== 'refresh') return [world, refusal(world, registry)];
	const { caller } = claims;
	const granted = (form.scope ?? '')
		.split(' ')
		.filter((scope) => scope !== '')
		.map(readScope)
		.map(({ type, name, actions }) => ({
			type,
			name,
			actions: actions.filter((word) =>
				caller === ANYBODY
					? word === 'pull' || word === 'metadata_read'
					: may(world, registry, caller, word),
			),
		}));
	const token = issueRegistryToken(world, registry, { kind: 'access', caller, access: granted });
	return [world, json(200, { access_token: token })];
}

/** Whether a token opens what is asked for. */
const opens = (claims: RegistryClaims, { type, name, actions }: RegistryAccess): boolean =>
	actions.every((action) =>
		claims.access.some(
			(each) => each.type === type && each.name === name && each.actions.includes(action),
		),
	);

function answer(world: World, request: HttpRequest, url: ParsedUrl, registry: Resource): Reply {
	const path = decode(url.rawPath).replace(/\/+$/, '').toLowerCase();
	if (path === '/oauth2/exchange' && request.method === 'POST')
		return exchange(world, request, registry);
	if (path === '/oauth2/token') return access(world, request, url, registry);
	const found = findRegistryRoute(request, url);
	const jwt = /^Bearer\s+(\S+)$/i.exec(header(request, 'authorization')?.trim() ?? '')?.[1];
	const claims = jwt === undefined ? undefined : readRegistryToken(world, registry, jwt);
	if (path === '/v2' && claims) return [world, json(200, {})];
	if (!found)
		return [
			world,
			path === '/v2'
				? refusal(world, registry)
				: json(404, { errors: [{ code: 'NOT_FOUND', message: '404 page not found' }] }),
		];
	const needed: RegistryAccess = found.access;
	if (claims?.kind !== 'access')
		return [
			world,
			refusal(world, registry, needed, jwt === undefined ? undefined : 'invalid_token'),
		];
	const caller: DataCaller = claims.caller.objectId === '' ? 'Anonymous' : claims.caller;
	const word = needed.actions.at(-1) ?? 'pull';
	const operation = operationOf(registry, found.operationName, word, found.target);
	const [next, response] = opens(claims, needed)
		? found.run(world, { registry, request, url })
		: [world, refusal(world, registry, needed, 'insufficient_scope')];
	return found.logs || response.status === 401
		? logData(next, request, operation, caller, response)
		: [next, response];
}

/** Answers a request to `{registry}.azurecr.io`. */
export function handleRegistry(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const registry = resourceAt(world, 'containerRegistry', url.host);
	if (!registry) return [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
	const [next, response] = answer(world, request, url, registry);
	const headers = {
		'docker-distribution-api-version': 'registry/2.0',
		'x-ms-correlation-request-id': guidOf(world.seed, 'registry', world.now, world.dataLog.length),
		...response.headers,
	};
	return [next, { ...response, headers, body: request.method === 'HEAD' ? '' : response.body }];
}

export { importImage } from './images';
