import { isObject, makeResourceId, parseJson, requests, type Conversation } from '../../azure';
import { maybe, one, type Args } from '../args';
import { ask, askList, askToShow } from '../ask';
import {
	done,
	fail,
	type CommandGroup,
	type CommandValue,
	type Context,
	type Option,
} from '../command';
import { isGuid } from '../grant';
import { GROUP, YES } from '../options';
import { az } from '../quote';
import { flatten } from '../shape';

/** Cosmos DB's own roles, which open what is in an account; Azure's roles do not. */

const ACCOUNT = 'Microsoft.DocumentDB/databaseAccounts';
const IN_ACCOUNT: readonly Option[] = [
	{
		long: 'account-name',
		short: 'a',
		required: true,
		offers: { type: ACCOUNT, as: 'name' },
		summary: 'Name of the Cosmos DB account.',
	},
	GROUP,
];

const accountOf = (args: Args, { subscriptionId }: Context): string =>
	makeResourceId(subscriptionId, one(args, 'resource-group'), ACCOUNT, one(args, 'account-name'));
const last = (id: string): string => id.split('/').at(-1) ?? id;
const definitionId = (account: string, id: string): string =>
	`${account}/sqlRoleDefinitions/${last(id)}`;
const assignmentId = (account: string, id: string): string =>
	`${account}/sqlRoleAssignments/${last(id)}`;
/** `/`, or a path below the account, as the full id that Cosmos DB takes. */
const fullScope = (account: string, scope: string): string =>
	scope.startsWith('/subscriptions/') ? scope : `${account}${scope === '/' ? '' : scope}`;

const NOT_THERE =
	'There are two built-in roles: 00000000-0000-0000-0000-000000000001 reads, and 00000000-0000-0000-0000-000000000002 writes as well.';

function* assign(args: Args, context: Context): Conversation<CommandValue> {
	const account = accountOf(args, context);
	const named = maybe(args, 'role-definition-id');
	const name = maybe(args, 'role-definition-name');
	if ((named === undefined) === (name === undefined))
		return fail('Please provide either --role-definition-id or --role-definition-name.');
	let guid = last(named ?? '');
	if (name !== undefined) {
		const listed = yield* askList(requests.get(`${account}/sqlRoleDefinitions`));
		if (!listed.ok) return listed;
		const found = listed.items.find((role) => flatten(role).roleName === name);
		const builtIn = {
			'Cosmos DB Built-in Data Reader': '00000000-0000-0000-0000-000000000001',
			'Cosmos DB Built-in Data Contributor': '00000000-0000-0000-0000-000000000002',
		}[name];
		guid = found ? String(found.name) : (builtIn ?? '');
		if (guid === '') return fail(`No role is called '${name}'. ${NOT_THERE}`);
	}
	const scope = fullScope(account, one(args, 'scope'));
	const principalId = one(args, 'principal-id');
	const id =
		maybe(args, 'role-assignment-id') ?? requests.guidFrom(`${scope}|${guid}|${principalId}`);
	const answer = yield* ask(
		requests.putResource(assignmentId(account, id), {
			properties: { roleDefinitionId: definitionId(account, guid), scope, principalId },
		}),
	);
	return answer.ok ? done(flatten(answer.body)) : answer;
}

function* define(args: Args, context: Context): Conversation<CommandValue> {
	const account = accountOf(args, context);
	const given = one(args, 'body');
	const body = parseJson(context.file(given) ?? given);
	if (!isObject(body)) return fail('Failed to parse --body: it is no JSON object.');
	const lower = Object.fromEntries(
		Object.entries(body).map(([key, value]) => [
			key.slice(0, 1).toLowerCase() + key.slice(1),
			value,
		]),
	);
	const { id, roleName, type = 'CustomRole', assignableScopes = [], permissions = [] } = lower;
	if (typeof roleName !== 'string' || !Array.isArray(permissions))
		return fail('Role creation failed: the body needs RoleName and Permissions.');
	const guid = typeof id === 'string' ? last(id) : requests.guidFrom(`${account}|${roleName}`);
	if (!isGuid(guid)) return fail(`Role creation failed: '${guid}' is no GUID.`);
	const scopes = Array.isArray(assignableScopes)
		? (assignableScopes as readonly string[]).map((scope) => fullScope(account, scope))
		: [];
	const dataActions = permissions.filter(isObject).map((permission) => ({
		dataActions: permission.dataActions ?? permission.DataActions ?? [],
		notDataActions: [],
	}));
	const answer = yield* ask(
		requests.putResource(definitionId(account, guid), {
			properties: { roleName, type, assignableScopes: scopes, permissions: dataActions },
		}),
	);
	return answer.ok ? done(flatten(answer.body)) : answer;
}

type Path = (account: string, id: string) => string;

/** `show`, `list` and `delete` of definitions or assignments. */
const plain = (word: 'definition' | 'assignment', path: Path) => {
	const ID: Option = {
		long: `role-${word}-id`,
		short: 'i',
		required: true,
		summary: `GUID or id of the role ${word}.`,
	};
	const idOf = (args: Args, context: Context): string =>
		path(accountOf(args, context), one(args, `role-${word}-id`));
	const group = `cosmosdb sql role ${word}`;
	return [
		{
			name: `${group} show`,
			summary: `Shows a role ${word} of an account.`,
			options: [...IN_ACCOUNT, ID],
			*run(args: Args, context: Context): Conversation<CommandValue> {
				const answer = yield* askToShow(idOf(args, context));
				return answer.ok ? done(flatten(answer.body)) : answer;
			},
		},
		{
			name: `${group} list`,
			summary: `Lists the role ${word}s of an account.`,
			options: IN_ACCOUNT,
			*run(args: Args, context: Context): Conversation<CommandValue> {
				const account = accountOf(args, context);
				const listed = yield* askList(requests.get(path(account, '').replace(/\/$/, '')));
				return listed.ok ? done(listed.items.map(flatten)) : listed;
			},
		},
		{
			name: `${group} delete`,
			summary: `Deletes a role ${word} of an account.`,
			options: [...IN_ACCOUNT, ID, YES],
			*run(args: Args, context: Context): Conversation<CommandValue> {
				const answer = yield* ask(requests.del(idOf(args, context)));
				return answer.ok ? done() : answer;
			},
		},
	];
};

/**
 * Who may read and write what is in a Cosmos DB account.
 * @see https://learn.microsoft.com/azure/cosmos-db/how-to-setup-rbac
 */
export const cosmosdbRole: CommandGroup = {
	groups: {
		'cosmosdb sql': 'The API for NoSQL.',
		'cosmosdb sql role': "Cosmos DB's own roles.",
		'cosmosdb sql role assignment': 'Who has which of them.',
		'cosmosdb sql role definition': 'What they allow.',
	},
	commands: [
		{
			name: 'cosmosdb sql role assignment create',
			summary: "Gives somebody one of Cosmos DB's own roles.",
			options: [
				...IN_ACCOUNT,
				{ long: 'scope', short: 's', required: true, summary: "Where: '/', or /dbs/shop." },
				{
					long: 'principal-id',
					short: 'p',
					required: true,
					summary: 'Object id of whoever gets it: the principalId of an identity.',
				},
				{ long: 'role-definition-id', short: 'd', summary: `GUID or id of the role. ${NOT_THERE}` },
				{ long: 'role-definition-name', short: 'n', summary: 'Name of the role.' },
				{ long: 'role-assignment-id', short: 'i', summary: 'GUID of the assignment.' },
			],
			examples: [
				'az cosmosdb sql role assignment create -g rg-shop -a shop-orders -s / -p $ID -d 00000000-0000-0000-0000-000000000002',
			],
			run: assign,
		},
		...plain('assignment', assignmentId),
		{
			name: 'cosmosdb sql role definition create',
			summary: 'Makes a role of your own.',
			options: [
				...IN_ACCOUNT,
				{
					long: 'body',
					short: 'b',
					required: true,
					offers: 'files',
					summary: 'The role as JSON, or a file of it: @role.json.',
				},
			],
			run: define,
		},
		...plain('definition', definitionId),
	],
	spell({ id = '', method, body, group }) {
		const place = /\/databaseAccounts\/([^/]+)\/sqlRoleAssignments\/([^/]+)$/i.exec(id);
		if (!place) return undefined;
		const [account = '', guid = ''] = place.slice(1);
		const of = ['-g', group, '-a', account];
		if (method === 'DELETE')
			return az('cosmosdb sql role assignment delete', ...of, '-i', guid, '--yes');
		if (method !== 'PUT' || !isObject(body) || !isObject(body.properties)) return undefined;
		const { roleDefinitionId, scope, principalId, ...other } = body.properties;
		if (Object.keys(other).length > 0 || roleDefinitionId === undefined) return undefined;
		return az(
			'cosmosdb sql role assignment create',
			...of,
			...['-s', typeof scope === 'string' ? scope : '/', '-p', String(principalId)],
			...['-d', last(String(roleDefinitionId)), '-i', guid],
		);
	},
};
