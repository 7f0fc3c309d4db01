import {
	isObject,
	parseJson,
	requests,
	subscriptionScope,
	type Conversation,
	type Json,
	type JsonObject,
} from '../../azure';
import { has, one, type Args } from '../args';
import { ask, askList } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Failure,
	type Option,
} from '../command';
import { isGuid, listAt } from '../grant';
import { ANY_GROUP, name } from '../options';
import { flatten } from '../shape';
import { scopeOf } from '../targets';
import { definitionModel } from './roleDefinition';

const DEFINITION: Option = {
	long: 'role-definition',
	required: true,
	offers: 'files',
	summary: 'The role as JSON, or a file of it: @role.json.',
};

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The role that a line describes. The names of its fields may begin with capitals, as PowerShell writes them. */
function described(args: Args, context: Context): JsonObject | Failure {
	const given = one(args, 'role-definition');
	const role = parseJson(context.file(given) ?? given);
	if (!isObject(role))
		return fail('Invalid role definition. A valid dictionary JSON representation is expected.');
	return Object.fromEntries(
		Object.entries(role).map(([key, value]) => [
			key.slice(0, 1).toLowerCase() + key.slice(1),
			value,
		]),
	);
}

const isFailure = (role: JsonObject | Failure): role is Failure => role.ok === false;

/** Sends a role. What it allows is written flat in the file, and as one permission in the request. */
function* send(role: JsonObject, guid: string, roleName: string): Conversation<CommandValue> {
	const { description = '', assignableScopes = [] } = role;
	const permissions = ['actions', 'notActions', 'dataActions', 'notDataActions'].map((key) => [
		key,
		role[key] ?? [],
	]);
	const [scope] = assignableScopes as readonly Json[];
	const answer = yield* ask(
		requests.arm(
			'PUT',
			`${text(scope)}/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
			{
				properties: {
					roleName,
					description,
					type: 'CustomRole',
					assignableScopes,
					permissions: Array.isArray(role.permissions)
						? role.permissions
						: [Object.fromEntries(permissions) as JsonObject],
				},
			},
		),
	);
	return answer.ok ? done(definitionModel(answer.body)) : answer;
}

/** The definitions of a name or a GUID at a scope. */
function* search(
	wanted: string,
	scope: string,
): Conversation<{ readonly ok: true; readonly items: readonly JsonObject[] } | Failure> {
	const listed = yield* askList(listAt(scope, 'roleDefinitions'));
	if (!listed.ok) return listed;
	const items = listed.items.filter(
		(role) => role.name === wanted || text(flatten(role).roleName) === wanted,
	);
	return { ok: true, items };
}

function* create(args: Args, context: Context): Conversation<CommandValue> {
	const role = described(args, context);
	if (isFailure(role)) return role;
	const roleName = text(role.name) || text(role.roleName);
	if (roleName === '') return fail('please provide role name');
	const scopes = role.assignableScopes;
	if (!Array.isArray(scopes) || scopes.length === 0)
		return fail("please provide 'assignableScopes'");
	// Real az rolls dice for the GUID; here equal roles get equal ones, so that a line can be done again.
	const guid = requests.guidFrom(`${context.subscriptionId}/${roleName}`);
	return yield* send(role, guid, roleName);
}

function* update(args: Args, context: Context): Conversation<CommandValue> {
	const role = described(args, context);
	if (isFailure(role)) return role;
	const id = text(role.id);
	if (id !== '') return yield* send(role, id.split('/').at(-1) ?? '', text(role.roleName));
	const scopes = Array.isArray(role.assignableScopes)
		? (role.assignableScopes as readonly Json[]).map(text)
		: [];
	const wanted = text(role.name);
	const found = yield* search(wanted, scopes[0] ?? subscriptionScope(context.subscriptionId));
	if (!found.ok) return found;
	const warnings = ['Role "id" is missing. Look for the role in the current subscription...'];
	const [first, ...others] = found.items;
	if (!first) return { ...fail(`No definition was found with the name of "${wanted}"`), warnings };
	if (others.length > 0)
		return { ...fail(`More than 2 definitions are found with the name of "${wanted}"`), warnings };
	const ended = yield* send(role, text(first.name), text(flatten(first).roleName));
	return { ...ended, warnings };
}

function* remove(args: Args, context: Context): Conversation<CommandValue> {
	const scope = scopeOf(args, context);
	const found = yield* search(one(args, 'name'), scope);
	if (!found.ok) return found;
	const own = has(args, 'custom-role-only');
	for (const role of found.items) {
		if (own && flatten(role).type !== 'CustomRole') continue;
		const answer = yield* ask(requests.del(text(role.id)));
		if (!answer.ok) return answer;
	}
	return done();
}

/**
 * Roles of one's own.
 * @see https://learn.microsoft.com/azure/role-based-access-control/custom-roles-cli
 */
export const roleDefinitionChange: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'role definition create',
			summary: 'Makes a role of your own.',
			options: [DEFINITION],
			examples: [
				[
					'A role that may do one thing',
					`az role definition create --role-definition '{"Name": "Machine starter", "Actions": ["Microsoft.Compute/virtualMachines/start/action"], "AssignableScopes": ["/subscriptions/SUBSCRIPTION"]}'`,
				],
			],
			run: create,
		},
		{
			name: 'role definition update',
			summary: 'Changes a role of your own.',
			options: [DEFINITION],
			run: update,
		},
		{
			name: 'role definition show',
			summary: 'Shows a role.',
			options: [
				{ long: 'id', summary: 'Full id, in place of name and scope.' },
				{ ...name('role'), required: false, summary: 'GUID of the role.' },
				{ long: 'scope', summary: 'Where it can be granted.' },
			],
			*run(args, context) {
				const [id, wanted] = [args.given.id?.[0], args.given.name?.[0]];
				if ((id === undefined) === (wanted === undefined))
					return fail('usage error: --id ID | --scope SCOPE --name NAME');
				if (wanted !== undefined && !isGuid(wanted))
					return fail(`The name of a role is its GUID here: '${wanted}' is none.`);
				const path =
					id ??
					`${scopeOf(args, context)}/providers/Microsoft.Authorization/roleDefinitions/${wanted ?? ''}`;
				const answer = yield* ask(requests.get(path), true);
				return answer.ok ? done(definitionModel(answer.body)) : answer;
			},
		},
		{
			name: 'role definition delete',
			summary: 'Deletes a role of your own, which nobody may have any more.',
			options: [
				{ ...name('role'), summary: 'Name or GUID of the role.' },
				{ long: 'scope', summary: 'Where the role can be granted.' },
				ANY_GROUP,
				{ long: 'custom-role-only', takes: 'maybe', summary: 'Leaves roles of Azure alone.' },
			],
			run: remove,
		},
	],
};
