import type { JsonObject } from '../../azure';
import { has, isOn, maybe, many, type Args } from '../args';
import { fail, type CommandGroup, type Context, type Failure, type Option } from '../command';
import { adAdmin } from './sqlAdmin';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { model } from '../shape';
import { identityId } from '../targets';

const SERVER = 'Microsoft.Sql/servers';
const server: Kind = {
	word: 'sql server',
	type: SERVER,
	noun: 'SQL server',
	waits: ['create', 'update'],
	untagged: ['create', 'update'],
	shape: (resource) =>
		model(resource, 'identity', 'kind', 'administrators', 'primaryUserAssignedIdentityId'),
	confirm: true,
};
const database: Kind = {
	word: 'sql db',
	type: `${SERVER}/databases`,
	noun: 'database',
	waits: ['create', 'update', 'delete'],
	parents: [{ long: 'server', short: 's', required: true, summary: 'Name of the server.' }],
	shape: (resource) => model(resource, 'identity', 'sku'),
	confirm: true,
};

const IDENTITY: readonly Option[] = [
	{ long: 'assign-identity', short: 'i', takes: 'none', summary: 'Turns on its own identity.' },
	{
		long: 'identity-type',
		short: 't',
		choices: ['None', 'SystemAssigned', 'SystemAssigned,UserAssigned', 'UserAssigned'],
		summary: 'Which identities it has.',
	},
	{
		long: 'user-assigned-identity-id',
		also: ['a'],
		takes: 'some',
		offers: 'identities',
		summary: 'Ids of user-assigned identities.',
	},
	{
		long: 'primary-user-assigned-identity-id',
		also: ['pid'],
		offers: 'identities',
		summary: 'The one that the server itself uses.',
	},
];
const ADMIN: readonly Option[] = [
	{ long: 'admin-user', short: 'u', summary: "Name of the administrator's login." },
	{ long: 'admin-password', short: 'p', summary: 'Accepted and forgotten.' },
	{
		long: 'enable-ad-only-auth',
		takes: 'none',
		summary: 'Only Microsoft Entra lets anybody in: no passwords.',
	},
	{
		long: 'external-admin-principal-type',
		choices: ['Application', 'Group', 'User'],
		summary: 'What the administrator of Microsoft Entra is.',
	},
	{ long: 'external-admin-name', summary: 'Name of that administrator.' },
	{ long: 'external-admin-sid', summary: 'Object id of that administrator.' },
];

/** The identity block that a line asks for, and the identity that the server uses. */
function identity(args: Args, context: Context, group: string): JsonObject | Failure {
	const ids = (many(args, 'user-assigned-identity-id') ?? []).map((id) =>
		identityId(id, context, group),
	);
	const type =
		maybe(args, 'identity-type') ?? (has(args, 'assign-identity') ? 'SystemAssigned' : undefined);
	if (type === undefined) return {};
	if (/UserAssigned/.test(type) && ids.length === 0)
		return fail(
			'"The list of user assigned identity ids needs to be passed if the IdentityType is UserAssigned or SystemAssignedUserAssigned."',
		);
	return {
		identity: {
			type,
			...(ids.length > 0
				? { userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, {}])) }
				: {}),
		},
	};
}

function administrators(args: Args, { session }: Context): JsonObject {
	const name = maybe(args, 'external-admin-name');
	if (name === undefined) return {};
	return {
		administrators: {
			administratorType: 'ActiveDirectory',
			principalType: maybe(args, 'external-admin-principal-type') ?? 'User',
			login: name,
			sid: maybe(args, 'external-admin-sid') ?? null,
			tenantId: session.tenantId,
			azureADOnlyAuthentication: has(args, 'enable-ad-only-auth'),
		},
	};
}

const primary = (args: Args): JsonObject => {
	const id = maybe(args, 'primary-user-assigned-identity-id');
	return id === undefined ? {} : { primaryUserAssignedIdentityId: id };
};

/**
 * Azure SQL.
 * @see https://learn.microsoft.com/cli/azure/sql
 */
export const sql: CommandGroup = {
	groups: {
		sql: 'Azure SQL.',
		'sql server': 'Servers, which hold identities and databases.',
		'sql server ad-admin': 'The administrator of Microsoft Entra.',
		'sql db': 'Databases.',
	},
	commands: [
		createCommand(server, {
			options: [...ADMIN, ...IDENTITY],
			body(args, context, group) {
				if (!has(args, 'admin-user') && !has(args, 'enable-ad-only-auth'))
					return fail(
						'Please provide a value for --admin-user and --admin-password, or use --enable-ad-only-auth.',
					);
				const block = identity(args, context, group);
				if ('exitCode' in block) return block;
				const user = maybe(args, 'admin-user');
				return {
					...block,
					properties: {
						...(user === undefined ? {} : { administratorLogin: user }),
						...administrators(args, context),
						...primary(args),
					},
				};
			},
			examples: [
				'az sql server create -g rg-shop -n sql-shop --enable-ad-only-auth --external-admin-principal-type User --external-admin-name Ada --external-admin-sid $ID --assign-identity',
			],
		}),
		...plainCommands(server),
		updateCommand(server, {
			options: IDENTITY,
			change(args, context, before) {
				const group = String(before.id).split('/')[4] ?? '';
				const block = identity(args, context, group);
				return 'exitCode' in block ? block : { ...block, properties: primary(args) };
			},
		}),
		...adAdmin,
		createCommand(database, {
			options: [
				{
					long: 'service-objective',
					also: ['service-level-objective'],
					summary: 'Size: S0, GP_S_Gen5_1.',
				},
				{
					long: 'assign-identity',
					short: 'i',
					takes: 'none',
					summary: 'Takes a user-assigned identity.',
				},
				{
					long: 'user-assigned-identity-id',
					also: ['umi'],
					takes: 'some',
					offers: 'identities',
					summary: 'Ids of user-assigned identities.',
				},
			],
			body(args, context, group) {
				const ids = many(args, 'user-assigned-identity-id') ?? [];
				const size = maybe(args, 'service-objective');
				return {
					...(size === undefined ? {} : { sku: { name: size } }),
					...(isOn(args, 'assign-identity', false) || ids.length > 0
						? {
								identity: {
									type: 'UserAssigned',
									userAssignedIdentities: Object.fromEntries(
										ids.map((id) => [identityId(id, context, group), {}]),
									),
								},
							}
						: {}),
				};
			},
		}),
		...plainCommands(database),
	],
};
