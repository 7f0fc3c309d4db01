import type { Reply } from '../arm/call';
import { json, type HttpRequest, type HttpResponse } from '../http';
import { isObject, own, parseJson, type Json, type JsonObject } from '../json';
import type { ParsedUrl } from '../url';
import type { ServicePrincipal, World } from '../world';
import { GRAPH_AUDIENCES } from './audiences';
import { authenticate, isUnauthenticated } from './authenticate';
import { fail, graphError, many, notFound, one, ROOT, typed, type GraphCall } from './graphAnswers';
import { groupToGraph, toGraph, userToGraph } from './graphObjects';
import { handleGroups } from './groups';
import { directGroupsOf, groupsOf } from './membership';
import { signIns } from './signInLogs';

/**
 * Microsoft Graph, as far as managed identities and the people around them go.
 * @see https://learn.microsoft.com/graph/api/overview
 */

/** What Graph finds: not what is deleted, and not what has not replicated yet. */
const visible = (world: World): ServicePrincipal[] =>
	Object.values(world.servicePrincipals).filter(
		({ deletedAt, lifecycle }) => deletedAt === undefined && lifecycle.state !== 'replicating',
	);
const softDeleted = (world: World): ServicePrincipal[] =>
	Object.values(world.servicePrincipals).filter(({ deletedAt }) => deletedAt !== undefined);

function servicePrincipals(call: GraphCall, key: string | undefined): HttpResponse {
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

function users(call: GraphCall, key: string | undefined): HttpResponse {
	const all = Object.values(call.world.users);
	if (key === undefined) return many(call, 'users', all.map(userToGraph));
	const found = all.find(
		({ id, userPrincipalName }) => id === key || userPrincipalName === key.toLowerCase(),
	);
	return one(call, 'users', key, found && userToGraph(found));
}

/** Deleted managed identities can be looked at for 30 days, and nothing else. @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-faq */
function deletedItems(
	call: GraphCall,
	key: string | undefined,
	verb: string | undefined,
): HttpResponse {
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

function getByIds(call: GraphCall): HttpResponse {
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
		const group = own(world.groups, String(id));
		if (group && wants('group')) value.push(typed('group', groupToGraph(group)));
		if (principal && wants('servicePrincipal'))
			value.push(typed('servicePrincipal', toGraph(world, principal)));
	}
	return json(
		200,
		{ '@odata.context': `${ROOT}#directoryObjects`, value },
		{ location: 'https://graph.microsoft.com' },
	);
}

/** What a principal is in: `memberOf` directly, `transitiveMemberOf` by way of groups as well. */
function memberships(call: GraphCall, id: string, how: string): HttpResponse {
	const { world } = call;
	const ids = /^transitive/i.test(how) ? groupsOf(world, id) : directGroupsOf(world, id);
	const found = ids.map((each) => own(world.groups, each)).filter((each) => each !== undefined);
	return many(
		call,
		'directoryObjects',
		found.map((group) => typed('group', groupToGraph(group))),
	);
}

/** The app roles that a managed identity was given, or that it gives: nobody is given any here. */
function appRoles(call: GraphCall, id: string, how: string): HttpResponse {
	const found = visible(call.world).find((each) => each.id === id.toLowerCase());
	if (!found) return notFound(call, id);
	return /^appRoleAssign(?:ments|edTo)$/i.test(how)
		? many(call, `servicePrincipals('${found.id}')/${how}`, [])
		: fail(call, 400, 'BadRequest', `Resource not found for the segment '${how}'.`);
}

/**
 * The sign-in log. Those of managed identities are in the beta alone, and only when their kind is asked for; people's are not
 * kept here.
 * @see https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta
 */
function auditedSignIns(call: GraphCall, version: string, id: string | undefined): HttpResponse {
	const all = version === 'beta' ? signIns(call.world) : [];
	if (id !== undefined)
		return one(
			call,
			'auditLogs/signIns',
			id,
			all.find((each) => each.id === id),
		);
	const { $filter: filter = '', ...query } = call.url.query;
	const kinds = [
		...filter.matchAll(/signInEventTypes\/any\(\s*(\w+)\s*:\s*\1\s+eq\s+'(\w+)'\s*\)/gi),
	];
	const rest = filter.replace(KIND_FILTER, '').trim();
	const found = all.filter(({ signInEventTypes: types }) =>
		kinds.some(([, , kind]) => Array.isArray(types) && types.includes(kind ?? '')),
	);
	const narrowed = rest === '' ? query : { ...query, $filter: rest };
	return many({ ...call, url: { ...call.url, query: narrowed } }, 'auditLogs/signIns', found);
}

/** The part of a filter that asks for kinds of sign-ins, with the `and` that joins it to the rest. */
const KIND_FILTER =
	/\(?\s*signInEventTypes\/any\([^)]*\)(?:\s+or\s+signInEventTypes\/any\([^)]*\))*\s*\)?(?:\s+and\s+)?/gi;

function route(call: GraphCall): HttpResponse | Reply {
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
		if (set === 'auditlogs' && segments[0]?.toLowerCase() === 'signins' && reading)
			return auditedSignIns(call, version, segments[1]);
		if (set === 'groups') return handleGroups(call, segments);
		if (['users', 'serviceprincipals', 'me'].includes(set) && reading) {
			const [id, how] = set === 'me' ? [callerId, segments[0]] : segments;
			if (id !== undefined && /^(?:transitiveM|m)emberOf$/i.test(how ?? ''))
				return memberships(call, id, how ?? '');
			if (set === 'serviceprincipals' && id !== undefined && /^appRole/i.test(how ?? ''))
				return appRoles(call, id, how ?? '');
			if (how !== undefined)
				return fail(call, 400, 'BadRequest', `Resource not found for the segment '${how}'.`);
		}
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
	const call: GraphCall = { world, request, url, callerId: caller.objectId };
	// Nobody is signed in where an app asks for itself. That is told before anybody looks at what it may.
	if (caller.kind === 'servicePrincipal' && /^\/(?:v1\.0|beta)\/me(?:\/|$)/i.test(url.path))
		return [
			world,
			fail(
				call,
				400,
				'BadRequest',
				'/me request is only valid with delegated authentication flow.',
			),
		];
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
	const answer = route(call);
	return Array.isArray(answer) ? answer : [world, answer];
}

export { toGraph } from './graphObjects';
