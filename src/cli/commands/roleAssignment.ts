import {
	currentSubscription,
	findRole as roleOf,
	isObject,
	parseJson,
	requests,
	type Conversation,
	type Json,
	type JsonObject,
	type World,
} from '../../azure';
import { has, many, maybe, one, type Args } from '../args';
import { ask, askList } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Option,
} from '../command';
import { CANCELLED } from '../crud';
import { findPrincipal, findRole, listAt, principalsById } from '../grant';
import { findAssignments } from '../findAssignments';
import { scopeOf } from '../targets';
import { ANY_GROUP, YES } from '../options';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';
import { flatten, pythonTime } from '../shape';

const SCOPE: Option = {
	long: 'scope',
	summary: 'Where: the id of a resource, a group or a subscription.',
};
const ROLE: Option = { long: 'role', summary: 'Name or id of a role.' };
const ASSIGNEE: Option = {
	long: 'assignee',
	summary: 'User principal name, client id or object id.',
};
const INHERITED: Option = {
	long: 'include-inherited',
	takes: 'none',
	summary: 'Also those from scopes above.',
};

const assignmentModel = (assignment: JsonObject): JsonObject => {
	const flat = flatten(assignment);
	const always = [
		'condition',
		'conditionVersion',
		'createdBy',
		'delegatedManagedIdentityResourceId',
		'description',
		'updatedBy',
	];
	return {
		...flat,
		...Object.fromEntries(always.map((key) => [key, flat[key] ?? null])),
		createdOn: pythonTime(flat.createdOn),
		updatedOn: pythonTime(flat.updatedOn),
	};
};

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

function* create(args: Args, context: Context): Conversation<CommandValue> {
	const assignee = maybe(args, 'assignee');
	const objectId = maybe(args, 'assignee-object-id');
	const asked = maybe(args, 'assignee-principal-type');
	if ((assignee === undefined) === (objectId === undefined))
		return fail('usage error: --assignee STRING | --assignee-object-id GUID');
	if (asked !== undefined && objectId === undefined)
		return fail('usage error: --assignee-object-id GUID --assignee-principal-type TYPE');
	const scope = one(args, 'scope');
	const warnings: string[] = [];
	let principalId = objectId ?? '';
	let principalType = asked;
	if (assignee !== undefined) {
		const principal = yield* findPrincipal(assignee);
		if (!principal.ok) return principal;
		principalId = principal.id;
		principalType = principal.type;
	} else if (asked === undefined) {
		warnings.push(
			'RBAC service might reject creating role assignment without --assignee-principal-type in the future. Better to set --assignee-principal-type manually.',
		);
		const found = yield* principalsById([principalId]);
		if (found.ok) principalType = found.principals[0]?.type;
	}
	const found = yield* findRole(one(args, 'role'), scope);
	if (!found.ok) return found;
	const name = maybe(args, 'name');
	const request = requests.putRoleAssignment({
		scope,
		subscriptionId: context.subscriptionId,
		roleDefinitionName: found.guid,
		principalId,
		...(principalType === 'User' ||
		principalType === 'Group' ||
		principalType === 'ServicePrincipal'
			? { principalType }
			: {}),
		...(name === undefined ? {} : { name }),
	});
	const answer = yield* ask(describe(request, args));
	if (answer.ok) return done(assignmentModel(answer.body), warnings);
	if (!answer.message.startsWith('(RoleAssignmentExists)')) return answer;
	const there = yield* askList(listAt(scope, 'roleAssignments', 'atScope()'));
	if (!there.ok) return there;
	const same = there.items
		.map(flatten)
		.find(
			(item) =>
				item.principalId === principalId &&
				text(item.roleDefinitionId).endsWith(`/${found.guid}`) &&
				text(item.scope).toLowerCase() === scope.toLowerCase(),
		);
	return same ? done(assignmentModel(same), warnings) : answer;
}

/** The request with the assignment's description and condition, where a line gives them. */
function describe(request: ReturnType<typeof requests.putRoleAssignment>, args: Args) {
	const more = {
		...(has(args, 'description') ? { description: one(args, 'description') } : {}),
		...(has(args, 'condition')
			? {
					condition: one(args, 'condition'),
					conditionVersion: maybe(args, 'condition-version') ?? '2.0',
				}
			: {}),
	};
	if (Object.keys(more).length === 0 || request.body === undefined) return request;
	const body = JSON.parse(request.body) as { properties: JsonObject };
	return { ...request, body: JSON.stringify({ properties: { ...body.properties, ...more } }) };
}

function* list(args: Args, context: Context): Conversation<CommandValue> {
	if (has(args, 'all') && (has(args, 'scope') || has(args, 'resource-group')))
		return fail('group or scope are not required when --all is used');
	const found = yield* findAssignments(args, context);
	if (!found.ok) return found;
	if (found.items.length === 0) return done([]);
	const roles = yield* askList(listAt(scopeOf(args, context), 'roleDefinitions'));
	if (!roles.ok) return roles;
	const names = new Map(roles.items.map((role) => [text(role.name), text(flatten(role).roleName)]));
	const ids = [...new Set(found.items.map((item) => text(item.principalId)))];
	const people = yield* principalsById(ids);
	const who = new Map(
		people.ok ? people.principals.map((principal) => [principal.id, principal.name]) : [],
	);
	return done(
		found.items.map((item) => ({
			...assignmentModel(item),
			principalName: who.get(text(item.principalId)) ?? '',
			roleDefinitionName: names.get(text(item.roleDefinitionId).split('/').at(-1) ?? '') ?? '',
		})),
	);
}

function* remove(args: Args, context: Context): Conversation<CommandValue> {
	const ids = many(args, 'ids');
	const filters = ['assignee', 'role', 'scope', 'resource-group', 'include-inherited'].filter(
		(each) => has(args, each),
	);
	if (ids && filters.length > 0)
		return fail('When assignment ids are used, other parameter values are not required');
	if (!ids && filters.length === 0 && !has(args, 'yes')) return CANCELLED;
	const found = ids
		? { ok: true as const, items: ids.map((id) => ({ id })) }
		: yield* findAssignments(args, context);
	if (!found.ok) return found;
	if (found.items.length === 0) return fail('No matched assignments were found to delete');
	for (const { id } of found.items) {
		const answer = yield* ask(requests.del(text(id)));
		if (!answer.ok) return answer;
	}
	return done();
}

/** Writes an assignment again, as JSON says: its description or condition changed. */
function* update(args: Args, context: Context): Conversation<CommandValue> {
	const given = one(args, 'role-assignment');
	const asked = parseJson(context.file(given) ?? given);
	if (!isObject(asked)) return fail("'--role-assignment' is not a JSON object.");
	const id = text(asked.id);
	const before = yield* ask(requests.get(id));
	if (!before.ok) return before;
	const old = flatten(before.body);
	if (text(old.conditionVersion).startsWith('2.') && text(asked.conditionVersion).startsWith('1.'))
		return fail("Condition version cannot be downgraded to '1.X'.");
	const wanted = { ...asked, principalType: asked.principalType ?? old.principalType ?? null };
	const written = ['condition', 'conditionVersion', 'description'] as const;
	const always = ['roleDefinitionId', 'principalId', 'principalType'] as const;
	const properties = [...always, ...written].flatMap((key) =>
		(wanted as JsonObject)[key] === null || (wanted as JsonObject)[key] === undefined
			? []
			: [[key, (wanted as JsonObject)[key]] as const],
	);
	const answer = yield* ask(
		requests.arm('PUT', id, { properties: Object.fromEntries(properties) as JsonObject }),
	);
	return answer.ok ? done(assignmentModel(answer.body)) : answer;
}

/** The line that grants the role of a PUT, or takes away that of a DELETE. */
function spell(
	{ id, method, type, name, body, request }: SentRequest,
	world: World,
): string | undefined {
	if (id === undefined || !/^Microsoft\.Authorization\/roleAssignments$/i.test(type ?? ''))
		return undefined;
	if (name === '') return undefined;
	if (method === 'DELETE') return az('role assignment delete', '--ids', id);
	const properties = isObject(body) && isObject(body.properties) ? body.properties : undefined;
	if (method !== 'PUT' || !properties || typeof properties.principalId !== 'string')
		return undefined;
	const { principalId, principalType, description, condition } = properties;
	const guid = text(properties.roleDefinitionId).split('/').at(-1) ?? '';
	const scope = id.replace(/\/providers\/Microsoft\.Authorization\/roleAssignments\/[^/]+$/i, '');
	const usual = requests.putRoleAssignment({
		scope,
		subscriptionId: currentSubscription(world),
		roleDefinitionName: guid,
		principalId,
	});
	const named = usual.url.toLowerCase() !== request.url.toLowerCase();
	return az(
		'role assignment create',
		...['--assignee-object-id', principalId],
		...(principalType === undefined ? [] : ['--assignee-principal-type', text(principalType)]),
		...['--role', roleOf(world, guid)?.roleName ?? guid, '--scope', scope],
		...(named ? ['--name', name] : []),
		...(description === undefined ? [] : ['--description', text(description)]),
		...(condition === undefined ? [] : ['--condition', text(condition)]),
	);
}

/**
 * Role assignments.
 * @see https://learn.microsoft.com/cli/azure/role/assignment
 */
export const roleAssignment: CommandGroup = {
	groups: {
		role: 'Azure RBAC.',
		'role assignment': 'Who may do what where.',
	},
	commands: [
		{
			name: 'role assignment create',
			summary: 'Grants a role.',
			options: [
				{ ...ROLE, required: true },
				{ ...SCOPE, required: true },
				ASSIGNEE,
				{ long: 'assignee-object-id', summary: 'Object id, taken as it is: nobody is looked up.' },
				{
					long: 'assignee-principal-type',
					choices: ['ForeignGroup', 'Group', 'ServicePrincipal', 'User'],
					summary: 'What the object id is of. Needed for an identity that was just created.',
				},
				{ long: 'name', short: 'n', summary: 'GUID of the assignment.' },
				{ long: 'description', summary: 'Why it is granted.' },
				{ long: 'condition', summary: 'Condition on it.' },
				{ long: 'condition-version', summary: 'Version of the condition. Default: 2.0.' },
			],
			examples: [
				'az role assignment create --assignee-object-id $ID --assignee-principal-type ServicePrincipal --role "Key Vault Secrets User" --scope $VAULT',
			],
			run: create,
		},
		{
			name: 'role assignment list',
			summary: 'Lists who has which role, at exactly one scope unless told otherwise.',
			options: [
				{ long: 'all', takes: 'none', summary: 'Everywhere in the subscription.' },
				ASSIGNEE,
				ROLE,
				SCOPE,
				ANY_GROUP,
				INHERITED,
				{
					long: 'include-groups',
					takes: 'none',
					summary: 'Also those of groups that the assignee is in.',
				},
			],
			run: list,
			table: (value) =>
				(Array.isArray(value) ? value : [value]).filter(isObject).map((item) => ({
					Principal: item.principalName || item.principalId || '',
					Role: item.roleDefinitionName ?? '',
					Scope: item.scope ?? '',
				})),
		},
		{
			name: 'role assignment delete',
			summary: 'Takes roles away.',
			options: [
				{
					long: 'ids',
					takes: 'some',
					summary: 'Ids of assignments; the way to remove those of deleted identities.',
				},
				ASSIGNEE,
				ROLE,
				SCOPE,
				ANY_GROUP,
				INHERITED,
				YES,
			],
			run: remove,
		},
		{
			name: 'role assignment update',
			summary: 'Changes the description or the condition of an assignment.',
			options: [
				{
					long: 'role-assignment',
					required: true,
					offers: 'files',
					summary: 'The assignment as JSON, as create and list print it, or a file of it.',
				},
			],
			run: update,
		},
	],
	spell,
};
