import { idKey, isObject, requests, type JsonObject, type World } from '../../azure';
import { has, isOn, maybe, one, tagsOf, type Args } from '../args';
import { ask, askToShow } from '../ask';
import { done, fail, type CommandGroup, type Option } from '../command';
import { CANCELLED, listCommand, placeTable, type Kind } from '../crud';
import { bothTogether } from '../identityBlock';
import { ANY_GROUP, GROUP, LOCATION, name, TAGS, YES } from '../options';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { model } from '../shape';
import { ACCOUNT as TYPE, findAccount } from '../storageAccounts';
import { idOf, locationOf } from '../targets';

const shape = (account: JsonObject): JsonObject => model(account, 'identity');
const kind: Kind = {
	word: 'storage account',
	type: TYPE,
	noun: 'storage account',
	shape,
	table: placeTable,
};

const IDENTITY: readonly Option[] = [
	{ long: 'assign-identity', takes: 'none', summary: 'Turns on its own identity.' },
	{
		long: 'identity-type',
		choices: ['None', 'SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned'],
		summary: 'Which identities it has.',
	},
	{ long: 'user-identity-id', summary: 'Full id of the user-assigned identity.' },
];

/** The identity block that a line asks for. */
function identityOf(args: Args): requests.IdentityRequest | undefined {
	const type =
		maybe(args, 'identity-type') ?? (has(args, 'assign-identity') ? 'SystemAssigned' : undefined);
	const id = maybe(args, 'user-identity-id');
	if (type === undefined) return undefined;
	return { type, ...(id === undefined ? {} : { userAssignedIdentities: { [id]: {} } }) };
}

/** The lines of requests to accounts. */
function spell(sent: SentRequest, world: World): string | undefined {
	const { group, name: of, body, id, method } = sent;
	const account = ['-g', group, '-n', of];
	if (isTo(sent, 'DELETE', TYPE)) return az('storage account delete', ...account, '--yes');
	if (isTo(sent, 'GET', TYPE)) return az('storage account show', ...account);
	if (method === 'POST' && /\/storageAccounts\/[^/]+\/listKeys$/i.test(id ?? ''))
		return az('storage account keys list', '-g', group, '-n', id?.split('/').at(-2));
	if (!isObject(body)) return undefined;
	const block = isObject(body.identity) ? body.identity : undefined;
	const user = isObject(block?.userAssignedIdentities)
		? Object.entries(block.userAssignedIdentities)
		: [];
	const both = bothTogether(TYPE);
	const type =
		String(block?.type ?? '').replaceAll(' ', '') === both ? both : String(block?.type ?? '');
	if (user.length > 1 || user.some(([, value]) => value === null)) return undefined;
	const identity = block
		? ['--identity-type', type, ...(user[0] ? ['--user-identity-id', user[0][0]] : [])]
		: [];
	if (
		isTo(sent, 'PATCH', TYPE) &&
		block &&
		Object.keys(body).length === 1 &&
		world.resources[idKey(id ?? '')]
	)
		return az('storage account update', ...account, ...identity);
	if (!isTo(sent, 'PUT', TYPE)) return undefined;
	const {
		location,
		sku,
		kind: accountKind = 'StorageV2',
		properties,
		identity: _,
		...other
	} = body;
	const { allowBlobPublicAccess, ...more } = isObject(properties) ? properties : {};
	if (Object.keys({ ...other, ...more }).length > 0) return undefined;
	const skuName = isObject(sku) ? ['--sku', String(sku.name)] : [];
	return az(
		'storage account create',
		...[...account, '-l', String(location)],
		...skuName,
		...(accountKind === 'StorageV2' ? [] : ['--kind', String(accountKind)]),
		...(allowBlobPublicAccess === undefined
			? []
			: ['--allow-blob-public-access', String(allowBlobPublicAccess)]),
		...identity,
	);
}

/**
 * Storage accounts.
 * @see https://learn.microsoft.com/cli/azure/storage/account
 */
export const storageAccount: CommandGroup = {
	groups: {
		storage: 'Storage accounts and what is in them.',
		'storage account': 'Storage accounts.',
		'storage account keys': 'The keys that open an account.',
	},
	commands: [
		{
			name: 'storage account create',
			summary: 'Creates a storage account.',
			options: [
				name('storage account'),
				GROUP,
				LOCATION,
				{ long: 'sku', summary: 'Default: Standard_RAGRS.' },
				{ long: 'kind', summary: 'Default: StorageV2.' },
				{
					long: 'allow-blob-public-access',
					takes: 'maybe',
					choices: ['true', 'false'],
					summary: 'Whether containers can be opened to everybody. Default: false.',
				},
				...IDENTITY,
				TAGS,
			],
			examples: ['az storage account create -g rg-shop -n shopfiles'],
			*run(args, context) {
				const group = one(args, 'resource-group');
				const where = yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const tags = tagsOf(args);
				const block = identityOf(args);
				const answer = yield* ask(
					requests.putResource(idOf(args, context, TYPE, group), {
						location: where.location,
						sku: { name: maybe(args, 'sku') ?? 'Standard_RAGRS' },
						kind: maybe(args, 'kind') ?? 'StorageV2',
						...(tags ? { tags } : {}),
						...(block ? { identity: { ...block } } : {}),
						properties: has(args, 'allow-blob-public-access')
							? { allowBlobPublicAccess: isOn(args, 'allow-blob-public-access', false) }
							: {},
					}),
				);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
			table: placeTable,
		},
		{
			name: 'storage account update',
			summary: 'Changes which identities a storage account has.',
			options: [name('storage account'), ANY_GROUP, ...IDENTITY],
			*run(args, context) {
				const account = yield* findAccount(
					one(args, 'name'),
					maybe(args, 'resource-group'),
					context,
				);
				if (!account.ok) return account;
				const block = identityOf(args);
				if (!block) return fail('Nothing to change: give --assign-identity or --identity-type.');
				const answer = yield* ask(requests.patchIdentity(account.id, block));
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'storage account show',
			summary: 'Shows a storage account.',
			options: [name('storage account'), ANY_GROUP],
			*run(args, context) {
				const account = yield* findAccount(
					one(args, 'name'),
					maybe(args, 'resource-group'),
					context,
				);
				if (!account.ok) return account;
				const answer = yield* askToShow(account.id);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
			table: placeTable,
		},
		listCommand(kind),
		{
			name: 'storage account delete',
			summary: 'Deletes a storage account and all that is in it.',
			options: [name('storage account'), ANY_GROUP, YES],
			*run(args, context) {
				if (!has(args, 'yes')) return CANCELLED;
				const account = yield* findAccount(
					one(args, 'name'),
					maybe(args, 'resource-group'),
					context,
				);
				if (!account.ok) return account;
				const answer = yield* ask(requests.del(account.id));
				return answer.ok ? done() : answer;
			},
		},
		{
			name: 'storage account keys list',
			summary: 'Shows the two keys, each of which opens all data of the account.',
			options: [{ ...name('storage account'), also: ['account-name'] }, ANY_GROUP],
			*run(args, context) {
				const account = yield* findAccount(
					one(args, 'name'),
					maybe(args, 'resource-group'),
					context,
				);
				if (!account.ok) return account;
				const answer = yield* ask(requests.listStorageKeys(account.id));
				return answer.ok ? done(answer.body.keys ?? []) : answer;
			},
		},
	],
	spell,
};
