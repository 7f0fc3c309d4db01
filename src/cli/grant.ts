import { isObject, requests, type Conversation, type JsonObject } from '../azure';
import { ask, askList, type Answer } from './ask';
import { fail, type Context, type Failure } from './command';

/** Roles and principals as `az` finds them: names by asking, ids as they are given. */

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Whether a text is a GUID. */
export const isGuid = (text: string): boolean => GUID.test(text);

const odata = (text: string): string => encodeURIComponent(text.replaceAll("'", "''"));
const graph = (path: string) => ({
	method: 'GET',
	url: `https://graph.microsoft.com/v1.0${path}`,
	headers: {},
});

/** A request for a list below a scope, filtered. */
export const listAt = (
	scope: string,
	kind: 'roleAssignments' | 'roleDefinitions',
	filter?: string,
) => {
	const request = requests.get(
		`${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/${kind}`,
	);
	return filter === undefined ? request : { ...request, url: `${request.url}&$filter=${filter}` };
};

/** The GUID of a role given by name, GUID or id. Names are asked for at the scope. */
export function* findRole(
	role: string,
	scope: string,
): Conversation<{ ok: true; guid: string } | Failure> {
	const last = role.split('/').at(-1) ?? role;
	if (isGuid(last)) return { ok: true, guid: last };
	const listed = yield* askList(
		listAt(scope, 'roleDefinitions', `roleName%20eq%20'${odata(role)}'`),
	);
	if (!listed.ok) return listed;
	const [found, ...others] = listed.items;
	if (!found) return fail(`Role '${role}' doesn't exist.`);
	if (others.length > 0)
		return fail(
			`More than one role matches the given name '${role}'. Please pick an id from '${listed.items.map((item) => String(item.id)).join(', ')}'.`,
		);
	return { ok: true, guid: String(found.name) };
}

/** A principal of the directory. */
export interface Principal {
	readonly ok: true;
	readonly id: string;
	readonly type: string;
	/** What lists of role assignments show: the user principal name, or the client id. */
	readonly name: string;
}

const principalOf = (object: JsonObject): Principal => {
	const kind = String(object['@odata.type'] ?? '')
		.split('.')
		.at(-1);
	const names = object.servicePrincipalNames;
	const isService = kind === 'servicePrincipal' || Array.isArray(names);
	const type = isService ? 'ServicePrincipal' : kind === 'group' ? 'Group' : 'User';
	const name = isService
		? String((Array.isArray(names) ? names[0] : undefined) ?? object.appId ?? '')
		: String(object.userPrincipalName ?? object.displayName ?? '');
	return { ok: true, id: String(object.id), type, name };
};

/** Directory objects by their object ids. Those that are gone are left out. */
export function* principalsById(
	ids: readonly string[],
): Conversation<{ ok: true; principals: readonly Principal[] } | Failure> {
	if (ids.length === 0) return { ok: true, principals: [] };
	const answer: Answer | Failure = yield* ask({
		method: 'POST',
		url: 'https://graph.microsoft.com/v1.0/directoryObjects/getByIds',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			ids,
			types: ['user', 'group', 'servicePrincipal', 'directoryObjectPartnerReference'],
		}),
	});
	if (!answer.ok) return answer;
	const { value } = answer.body;
	return {
		ok: true,
		principals: Array.isArray(value) ? value.filter(isObject).map(principalOf) : [],
	};
}

/** A principal by user principal name, client id or object id, in that order. */
export function* findPrincipal(assignee: string): Conversation<Principal | Failure> {
	const byName = assignee.includes('@')
		? graph(`/users?$filter=userPrincipalName%20eq%20'${odata(assignee)}'`)
		: isGuid(assignee)
			? graph(
					`/servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'${odata(assignee)}')`,
				)
			: undefined;
	if (byName) {
		const listed = yield* askList(byName);
		if (!listed.ok) return listed;
		const [found] = listed.items;
		if (found) {
			const kind = assignee.includes('@')
				? '#microsoft.graph.user'
				: '#microsoft.graph.servicePrincipal';
			return principalOf({ '@odata.type': kind, ...found });
		}
	}
	if (isGuid(assignee)) {
		const found = yield* principalsById([assignee]);
		if (!found.ok) return found;
		if (found.principals[0]) return found.principals[0];
	}
	return fail(
		`Cannot find user or service principal in graph database for '${assignee}'. If the assignee is an appId, make sure the corresponding service principal is created with 'az ad sp create --id ${assignee}'.`,
	);
}

/** Both or none of `--role` and `--scope`, as `az` has asked since a role no longer has a default. */
export const grantMistake = (
	role: string | undefined,
	scope: string | undefined,
): Failure | undefined =>
	(role === undefined) === (scope === undefined)
		? undefined
		: fail(
				'usage error: please specify both --role and --scope when assigning a role to the managed identity',
			);

/**
 * Gives a fresh identity its role. Real `az` says nothing of the principal's type and, when Entra has not replicated
 * it yet, asks again for up to three minutes. Here time passes only when the learner says so, so the second time names
 * the type, which needs no replication.
 */
export function* grantFresh(
	principalId: string,
	role: string,
	scope: string,
	context: Context,
): Conversation<Answer | Failure> {
	const found = yield* findRole(role, scope);
	if (!found.ok) return found;
	const { subscriptionId } = context;
	const assignment = { scope, subscriptionId, roleDefinitionName: found.guid, principalId };
	const first = yield* ask(requests.putRoleAssignment(assignment));
	if (first.ok || !first.message.startsWith('(PrincipalNotFound)'))
		return !first.ok && first.message.startsWith('(RoleAssignmentExists)')
			? { ok: true, status: 409, body: {}, response: { status: 409, headers: {}, body: '' } }
			: first;
	return yield* ask(
		requests.putRoleAssignment({ ...assignment, principalType: 'ServicePrincipal' }),
	);
}
