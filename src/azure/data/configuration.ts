import type { Reply } from '../arm/call';
import { authenticate, isUnauthenticated } from '../entra/authenticate';
import { configurationAudiences } from '../entra/audiences';
import { empty, header, json, unreachable, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isAllowed } from '../rbac/checkAccess';
import { decode, type ParsedUrl } from '../url';
import type { Resource, World } from '../world';
import {
	deleteKeyValue,
	getKeyValue,
	listKeys,
	listKeyValues,
	listLabels,
	lock,
	putKeyValue,
	unlock,
	type ConfigurationCall,
} from './keyValues';
import { logData, type DataOperation } from './dataLog';
import { resourceAt } from './hosts';

/** App Configuration: who answers, who may. @see https://learn.microsoft.com/azure/azure-app-configuration/rest-api-authorization-azure-ad */

type Run = (world: World, call: ConfigurationCall) => Reply;

/** By method and path: operation, right and what is done. */
const ROUTES: Readonly<Record<string, readonly [string, 'read' | 'write' | 'delete', Run]>> = {
	'GET kv': ['ListKeyValues', 'read', listKeyValues],
	'HEAD kv': ['ListKeyValues', 'read', listKeyValues],
	'GET kv {key}': ['GetKeyValue', 'read', getKeyValue],
	'HEAD kv {key}': ['GetKeyValue', 'read', getKeyValue],
	'PUT kv {key}': ['SetKeyValue', 'write', putKeyValue],
	'DELETE kv {key}': ['DeleteKeyValue', 'delete', deleteKeyValue],
	'GET keys': ['ListKeys', 'read', listKeys],
	'GET labels': ['ListLabels', 'read', listLabels],
	'PUT locks {key}': ['SetLock', 'write', lock],
	'DELETE locks {key}': ['DeleteLock', 'write', unlock],
};

const TOKEN_FAULTS = {
	malformed: 'Authorization token failed validation',
	signature: 'Authorization token failed validation',
	issuer: 'Authorization token failed validation',
	notYetValid: 'The access token is not valid yet',
	expired: 'The access token has expired',
	audience: 'The access token is from the wrong audience',
};

/** A 401 with the challenge that says what is wrong with the credentials. */
function unauthorized(world: World, request: HttpRequest, store: Resource) {
	const result = authenticate(world, request, configurationAudiences(store.name));
	if (!isUnauthenticated(result)) return result;
	const why =
		result.error === 'missing'
			? ''
			: ` error="invalid_token", error_description="${TOKEN_FAULTS[result.error]}"`;
	return empty(401, { 'www-authenticate': `HMAC-SHA256, Bearer${why}` });
}

/** An error document. @see https://learn.microsoft.com/azure/azure-app-configuration/rest-api */
const problem = (status: number, name: string, title: string, detail: string): HttpResponse =>
	json(
		status,
		{ type: `https://azconfig.io/errors/${name}`, title, detail, status },
		{ 'content-type': 'application/problem+json; charset=utf-8' },
	);

function answer(world: World, request: HttpRequest, url: ParsedUrl, store: Resource): Reply {
	const caller = unauthorized(world, request, store);
	if ('status' in caller) return [world, caller];
	if (!url.query['api-version'])
		return [
			world,
			problem(400, 'invalid-argument', 'API version is not specified', 'api-version is required'),
		];
	const [set = '', ...rest] = url.rawPath.replace(/^\/+|\/+$/g, '').split('/');
	const key = decode(rest.join('/'));
	const name = [request.method, set.toLowerCase(), key === '' ? '' : '{key}'].join(' ').trim();
	const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
	if (!route) return [world, empty(404)];
	const [operationName, right, run] = route;
	const operation: DataOperation = {
		service: 'appConfiguration',
		operationName,
		action: `Microsoft.AppConfiguration/configurationStores/keyValues/${right}`,
		plane: 'data',
		scope: store.id,
		...(key === '' ? {} : { target: `${store.id}/keyValues/${key}` }),
	};
	const { action, scope, plane } = operation;
	const { objectId: principalId, groups } = caller;
	const [next, response] = isAllowed(world, { principalId, groups, action, scope, plane })
		? run(world, { store, request, query: url.query, key })
		: [world, empty(403)];
	return logData(next, request, operation, caller, response);
}

/** Answers a request to `{store}.azconfig.io`. */
export function handleConfiguration(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const store = resourceAt(world, 'appConfiguration', url.host);
	if (!store) return [world, unreachable(`getaddrinfo ENOTFOUND ${url.host}`)];
	const [next, response] = answer(world, request, url, store);
	const clientId = header(request, 'x-ms-client-request-id');
	const headers = {
		'x-ms-request-id': guidOf(world.seed, 'configurationRequest', world.now, world.dataLog.length),
		...(clientId === undefined ? {} : { 'x-ms-client-request-id': clientId }),
		...response.headers,
	};
	const body = request.method === 'HEAD' ? '' : response.body;
	return [next, { status: response.status, headers, body }];
}
