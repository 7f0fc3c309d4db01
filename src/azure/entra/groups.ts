import type { Reply } from '../arm/call';
import { empty, json, type HttpResponse } from '../http';
import { mintGuid } from '../ids';
import { isObject, own, parseJson, valuesOf, withEntry, without, type JsonObject } from '../json';
import type { Group, World } from '../world';
import { activePrincipal } from './directory';
import { fail, many, notFound, one, ROOT, typed, type GraphCall } from './graphAnswers';
import { groupToGraph, toGraph, userToGraph } from './graphObjects';
import { groupsOf } from './membership';

/**
 * Security groups in Microsoft Graph. Anybody may make one; who is in it, its owners say.
 * @see https://learn.microsoft.com/graph/api/resources/groups-overview
 */

const bodyOf = ({ request }: GraphCall): JsonObject => {
	const body = parseJson(request.body);
	return isObject(body) ? body : {};
};

const keep = (world: World, group: Group): World => ({
	...world,
	groups: withEntry(world.groups, group.id, group),
});

/** A directory object that can be in a group, as Graph writes it; `undefined` when there is none. */
function objectOf(world: World, id: string): JsonObject | undefined {
	const user = own(world.users, id);
	const group = own(world.groups, id);
	const principal = activePrincipal(world, id);
	if (user) return typed('user', userToGraph(user));
	if (group) return typed('group', groupToGraph(group));
	return principal && principal.lifecycle.state !== 'replicating'
		? typed('servicePrincipal', toGraph(world, principal))
		: undefined;
}

const bad = (call: GraphCall, message: string): HttpResponse =>
	fail(call, 400, 'Request_BadRequest', message);

/** @see https://learn.microsoft.com/graph/api/group-post-groups */
function create(call: GraphCall): HttpResponse | Reply {
	const { displayName, description, mailNickname, mailEnabled, securityEnabled } = bodyOf(call);
	if (typeof displayName !== 'string' || displayName === '' || displayName.length > 256)
		return bad(call, "A value is required for property 'displayName' of resource 'Group'.");
	if (typeof mailNickname !== 'string' || mailNickname === '')
		return bad(call, "A value is required for property 'mailNickname' of resource 'Group'.");
	if (mailEnabled !== false || securityEnabled !== true)
		return bad(call, 'The service does not currently support writes of mail-enabled groups.');
	const [world, id] = mintGuid(call.world, 'group');
	const group: Group = {
		id,
		displayName,
		...(typeof description === 'string' ? { description } : {}),
		mailNickname,
		createdAt: world.now,
		owners: [call.callerId],
		members: [],
	};
	const body = { '@odata.context': `${ROOT}#groups/$entity`, ...groupToGraph(group) };
	return [keep(world, group), json(201, body)];
}

/** `POST /groups/{id}/members/$ref`. A managed identity's membership shows in its tokens only when it gets a new one. */
function addMember(call: GraphCall, group: Group): HttpResponse | Reply {
	const reference = bodyOf(call)['@odata.id'];
	const id = /\/([0-9a-f-]{36})$/i.exec(typeof reference === 'string' ? reference : '')?.[1];
	if (id === undefined) return bad(call, "The property '@odata.id' is missing or malformed.");
	const key = id.toLowerCase();
	if (!objectOf(call.world, key)) return notFound(call, key);
	if (group.members.includes(key))
		return bad(
			call,
			"One or more added object references already exist for the following modified properties: 'members'.",
		);
	if (key === group.id || groupsOf(call.world, group.id).includes(key))
		return bad(call, 'A group cannot be a member of itself.');
	return [keep(call.world, { ...group, members: [...group.members, key] }), empty(204)];
}

function removeMember(call: GraphCall, group: Group, id: string): HttpResponse | Reply {
	const key = id.toLowerCase();
	if (!group.members.includes(key)) return notFound(call, key);
	const members = group.members.filter((member) => member !== key);
	return [keep(call.world, { ...group, members }), empty(204)];
}

/** Everybody in a group; of a transitive list also those in groups inside it. */
function listMembers(call: GraphCall, group: Group, transitive: boolean): HttpResponse {
	const { world } = call;
	const everybody = [world.users, world.servicePrincipals, world.groups].flatMap((records) =>
		Object.keys(records),
	);
	const ids = transitive
		? everybody.filter((id) => groupsOf(world, id).includes(group.id))
		: group.members;
	const found = ids.map((id) => objectOf(world, id)).filter((each) => each !== undefined);
	return many(call, 'directoryObjects', found);
}

/** Deletes a group. Role assignments of it stay behind and point at nobody, its place in other groups goes. */
function remove({ world }: GraphCall, group: Group): Reply {
	const left = Object.fromEntries(
		Object.entries(without(world.groups, group.id)).map(([id, each]) => [
			id,
			{ ...each, members: each.members.filter((member) => member !== group.id) },
		]),
	);
	return [{ ...world, groups: left }, empty(204)];
}

function change(call: GraphCall, group: Group): HttpResponse | Reply {
	const { displayName, description } = bodyOf(call);
	const changed = {
		...group,
		...(typeof displayName === 'string' && displayName !== '' ? { displayName } : {}),
		...(typeof description === 'string' ? { description } : {}),
	};
	return [keep(call.world, changed), empty(204)];
}

/** Requests to `/groups…`; `segments` are those after `groups`. */
export function handleGroups(call: GraphCall, segments: readonly string[]): HttpResponse | Reply {
	const { world, request, callerId } = call;
	const [key, part = '', member, reference] = segments;
	const { method } = request;
	if (key === undefined)
		return method === 'POST'
			? create(call)
			: many(call, 'groups', valuesOf(world.groups).map(groupToGraph));
	const group = own(world.groups, key.toLowerCase());
	if (!group) return notFound(call, key);
	if (method === 'GET') {
		if (part === '') return one(call, 'groups', key, groupToGraph(group));
		if (/^(?:transitiveM|m)embers$/i.test(part))
			return listMembers(call, group, /^transitive/i.test(part));
		return bad(call, `Resource not found for the segment '${part}'.`);
	}
	if (!group.owners.includes(callerId))
		return fail(
			call,
			403,
			'Authorization_RequestDenied',
			'Insufficient privileges to complete the operation.',
		);
	const members = part.toLowerCase() === 'members';
	if (members && method === 'POST' && member === '$ref') return addMember(call, group);
	if (members && method === 'DELETE' && member !== undefined && reference === '$ref')
		return removeMember(call, group, member);
	if (part === '' && method === 'DELETE') return remove(call, group);
	if (part === '' && method === 'PATCH') return change(call, group);
	return bad(call, `Unsupported request: ${method} on '${part}'.`);
}
