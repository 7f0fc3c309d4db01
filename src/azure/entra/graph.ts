import type { Reply } from '../arm/call';
import { json, type HttpRequest, type HttpResponse } from '../http';
import { guidOf } from '../ids';
import { isObject, parseJson, type Json, type JsonObject } from '../json';
import { graphTime } from '../time';
import type { ParsedUrl } from '../url';
import type { ServicePrincipal, World } from '../world';
import { GRAPH_AUDIENCES } from './audiences';
import { authenticate, isUnauthenticated } from './authenticate';
import { readFilter } from './filter';
import { toGraph, userToGraph } from './graphObjects';

/**
 * Microsoft Graph, as far as managed identities and the people around them go.
 * @see https://learn.microsoft.com/graph/api/overview
 */

const ROOT = 'https://graph.microsoft.com/v1.0/$metadata';

function graphError(
	world: World,
	request: HttpRequest,
	status: number,
	code: string,
	message: string,
): HttpResponse {
	const requestId = guidOf(world.seed, 'graphRequest', world.now, request.url);
	const innerError = {
		date: graphTime(world.now).replace('Z', ''),
		'request-id': requestId,
		'client-request-id': requestId,
	};
	return json(status, { error: { code, message, innerError } }, { 'request-id': requestId });
}

/** What Graph finds: not what is deleted, and not what has not replicated yet. */
const visible = (world: World): ServicePrincipal[] =>
	Object.values(world.servicePrincipals).filter(
		({ deletedAt, lifecycle }) => deletedAt === undefined && lifecycle.state !== 'replicating',
	);
const softDeleted = (world: World): ServicePrincipal[] =>
	Object.values(world.servicePrincipals).filter(({ deletedAt }) => deletedAt !== undefined);

const typed = (type: string, object: JsonObject): JsonObject => ({
	'@odata.type': `#microsoft.graph.${type}`,
	...object,
});

/** One answer, with everything it needs to be written. */
interface Call {
	readonly world: World;
	readonly request: HttpRequest;
	readonly url: ParsedUrl;
	readonly callerId: string;
}

const fail = ({ world, request }: Call, status: number, code: string, message: string) =>
	graphError(world, request, status, code, message);

const notFound = (call: Call, id: string): HttpResponse =>
	fail(
		call,
		404,
		'Request_ResourceNotFound',
		`Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
	);

const one = (call: Call, set: string, id: string, object: JsonObject | undefined): HttpResponse =>
	object
		? json(200, { '@odata.context': `${ROOT}#${set}/$entity`, ...object })
		: notFound(call, id);

function many(call: Call, set: string, objects: readonly JsonObject[]): HttpResponse {
	const { $filter: filter, $top: top, $count: count, $select: select } = call.url.query;
	const test = filter === undefined ? () => true : readFilter(filter);
	if (!test)
		return fail(
			call,
			400,
			'BadRequest',
			`Invalid filter clause: '${filter ?? ''}' is not supported.`,
		);
	const found = objects.filter(test);
	const fields = select?.split(',').map((name) => name.trim());
	const pick = (object: JsonObject): JsonObject =>
		fields
			? Object.fromEntries(Object.entries(object).filter(([name]) => fields.includes(name)))
			: object;
	const limit = top === undefined ? found.length : Number(top);
	if (!Number.isInteger(limit) || limit < 0)
		return fail(
			call,
			400,
			'BadRequest',
			`Invalid value '${top ?? ''}' for $top query option found.`,
		);
	return json(200, {
		'@odata.context': `${ROOT}#${set}`,
		...(count === 'true' ? { '@odata.count': found.length } : {}),
		value: found.slice(0, limit).map(pick),
	});
}

function servicePrincipals(call: Call, key: string | undefined): HttpResponse {
	const { world } = call;
	const all = visible(world);
	const render = (principal: ServicePrincipal) => toGraph(world, principal);
	if (key === undefined) return many(call, 'servicePrincipals', all.map(render));
	const appId = /^appId='(.*)'$/i.exec(key)?.[1]?.toLowerCase();
	const found = all.find((each) =>
		appId === undefined ? each.id === key.toLowerCase() : each.appId === appId,
	);
	if (call.request.method === 'GET')
		return one(call, 'servicePrincipals', appId ?? key, found && render(found));
	return found
		? fail(
				call,
				403,
				'Authorization_RequestDenied',
				'The service principal of a managed identity is managed by Azure and cannot be changed or deleted here.',
			)
		: notFound(call, appId ?? key);
}

function users(call: Call, key: string | undefined): HttpResponse {
	const all = Object.values(call.world.users);
	if (key === undefined) return many(call, 'users', all.map(userToGraph));
	const found = all.find(
		({ id, userPrincipalName }) => id === key || userPrincipalName === key.toLowerCase(),
	);
	return one(call, 'users', key, found && userToGraph(found));
}

/** Deleted managed identities can be looked at for 30 days, and nothing else. @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
function deletedItems(call: Call, key: string | undefined, verb: string | undefined): HttpResponse {
	const { world } = call;
	const all = softDeleted(world);
	if (key?.toLowerCase() === 'microsoft.graph.serviceprincipal')
		return many(
			call,
			'directoryObjects',
			all.map((each) => toGraph(world, each)),
		);
	const found = all.find(({ id }) => id === key?.toLowerCase());
	if (!found) return notFound(call, key ?? '');
	if (call.request.method === 'GET' && verb === undefined)
		return one(
			call,
			'directoryObjects',
			found.id,
			typed('servicePrincipal', toGraph(world, found)),
		);
	return fail(
		call,
		400,
		'Request_BadRequest',
		'A deleted managed identity can be neither restored nor purged.',
	);
}

function getByIds(call: Call): HttpResponse {
	const body = parseJson(call.request.body);
	const ids = isObject(body) && Array.isArray(body.ids) ? (body.ids as readonly Json[]) : undefined;
	if (!ids) return fail(call, 400, 'Request_BadRequest', "Property 'ids' is required.");
	const types = isObject(body) && Array.isArray(body.types) ? (body.types as readonly Json[]) : [];
	const wants = (type: string) =>
		types.length === 0 || types.some((each) => String(each).toLowerCase() === type.toLowerCase());
	const { world } = call;
	const value: JsonObject[] = [];
	for (const id of ids) {
		const user = Object.values(world.users).find((each) => each.id === id);
		const principal = visible(world).find((each) => each.id === id);
		if (user && wants('user')) value.push(typed('user', userToGraph(user)));
		if (principal && wants('servicePrincipal'))
			value.push(typed('servicePrincipal', toGraph(world, principal)));
	}
	return json(
		200,
		{ '@odata.context': `${ROOT}#directoryObjects`, value },
		{ location: 'https://graph.microsoft.com' },
	);
}

function route(call: Call): HttpResponse {
	const { request, url, callerId } = call;
	const [version, rawSet = '', ...rest] = url.path.slice(1).split('/');
	const keyed = /^(\w+)\((.*)\)$/.exec(rawSet);
	const set = (keyed?.[1] ?? rawSet).toLowerCase();
	const segments = keyed ? [keyed[2] ?? '', ...rest] : rest;
	const reading = request.method === 'GET';
	if (version === 'v1.0' || version === 'beta') {
		if (set === 'serviceprincipals' && segments.length < 2)
			return servicePrincipals(call, segments[0]?.replace(/^'(.*)'$/, '$1'));
		if (set === 'users' && segments.length < 2 && reading) return users(call, segments[0]);
		if (set === 'me' && segments.length === 0 && reading) return users(call, callerId);
		if (set === 'groups' && segments.length === 0 && reading) return many(call, 'groups', []);
		if (set === 'directoryobjects' && segments[0]?.toLowerCase() === 'getbyids')
			return getByIds(call);
		if (set === 'directory' && segments[0]?.toLowerCase() === 'deleteditems')
			return deletedItems(call, segments[1], segments[2]);
	}
	return fail(call, 400, 'BadRequest', `Resource not found for the segment '${rawSet}'.`);
}

/**
 * Answers a request to Microsoft Graph. Everybody in the directory may read it; a managed identity may not, until it is given
 * an app role, which is not done here.
 */
export function handleGraph(world: World, request: HttpRequest, url: ParsedUrl): Reply {
	const caller = authenticate(world, request, GRAPH_AUDIENCES);
	if (isUnauthenticated(caller)) {
		const messages = {
			missing: 'Access token is empty.',
			malformed: 'IDX14100: JWT is not well formed, there are no dots (.).',
			signature: 'Access token validation failure. Invalid signature.',
			issuer: 'Access token validation failure. Invalid issuer.',
			notYetValid: 'Lifetime validation failed, the token is not valid yet.',
			expired: 'Lifetime validation failed, the token is expired.',
			audience: 'Access token validation failure. Invalid audience.',
		};
		const message = messages[caller.error];
		return [world, graphError(world, request, 401, 'InvalidAuthenticationToken', message)];
	}
	const call: Call = { world, request, url, callerId: caller.objectId };
	if (caller.kind === 'servicePrincipal')
		return [
			world,
			fail(
				call,
				403,
				'Authorization_RequestDenied',
				'Insufficient privileges to complete the operation.',
			),
		];
	return [world, route(call)];
}

export { toGraph } from './graphObjects';
