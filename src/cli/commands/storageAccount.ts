import {
	idKey,
	isObject,
	requests,
	type Conversation,
	type JsonObject,
	type World,
} from '../../azure';
import { has, isOn, maybe, one, tagsOf, type Args } from '../args';
import { ask, askList, askToShow } from '../ask';
import { done, fail, type Command, type Context, type Failure, type Option } from '../command';
import { CANCELLED, listCommand, placeTable, type Kind } from '../crud';
import { bothTogether } from '../identityBlock';
import { ANY_GROUP, GROUP, LOCATION, name, NO_WAIT, TAGS, YES } from '../options';
import { line } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { flatten, model } from '../shape';
import { idOf, locate, locationOf } from '../targets';

const TYPE = 'Microsoft.Storage/storageAccounts';
const CONTAINERS = `${TYPE}/blobServices/containers`;
const shape = (account: JsonObject): JsonObject => model(account, 'identity');
const kind: Kind = {
	word: 'storage account',
	type: TYPE,
	noun: 'storage account',
	shape,
	table: placeTable,
};

/** The id of an account; where no group is given it is looked for in the subscription. */
function* accountId(
	args: Args,
	context: Context,
): Conversation<{ ok: true; id: string } | Failure> {
	const group = maybe(args, 'resource-group');
	const asked = one(args, 'name');
	if (asked.startsWith('/')) return { ok: true, id: asked };
	if (group !== undefined) return { ok: true, id: idOf(args, context, TYPE, group) };
	const found = yield* locate(TYPE, asked, context);
	if (!found.ok) return found;
	return found.resource
		? { ok: true, id: String(found.resource.id) }
		: fail(`Storage account '${asked}' not found.`, 3);
}

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

/** The lines of requests to accounts and, through Resource Manager, to their containers. */
export function spellAccount(sent: SentRequest, world: World): string | undefined {
	const { group, name: of, body, id, method } = sent;
	const account = ['-g', group, '-n', of];
	if (isTo(sent, 'DELETE', TYPE))
		return line('az', 'storage', 'account', 'delete', ...account, '--yes');
	if (isTo(sent, 'GET', TYPE)) return line('az', 'storage', 'account', 'show', ...account);
	if (method === 'POST' && /\/storageAccounts\/[^/]+\/listKeys$/i.test(id ?? ''))
		return line(
			'az',
			'storage',
			'account',
			'keys',
			'list',
			'-g',
			group,
			'-n',
			id?.split('/').at(-2),
		);
	if (
		isTo(sent, 'PUT', CONTAINERS) &&
		Object.keys(isObject(body) && isObject(body.properties) ? body.properties : {}).length === 0
	)
		return line(
			'az',
			'storage',
			'container-rm',
			'create',
			'--storage-account',
			id?.split('/')[8],
			'-g',
			group,
			'-n',
			of,
		);
	if (isTo(sent, 'DELETE', CONTAINERS))
		return line(
			'az',
			'storage',
			'container-rm',
			'delete',
			'--storage-account',
			id?.split('/')[8],
			'-g',
			group,
			'-n',
			of,
			'--yes',
		);
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
		return line('az', 'storage', 'account', 'update', ...account, ...identity);
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
	return line(
		...['az', 'storage', 'account', 'create', ...account, '-l', String(location)],
		...skuName,
		...(accountKind === 'StorageV2' ? [] : ['--kind', String(accountKind)]),
		...(allowBlobPublicAccess === undefined
			? []
			: ['--allow-blob-public-access', String(allowBlobPublicAccess)]),
		...identity,
	);
}

const ACCOUNT_NAME: Option = {
	long: 'storage-account',
	required: true,
	summary: 'Name or id of the account.',
};

/** The commands on accounts, and on containers as resources. */
export const accountCommands: readonly Command[] = [
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
			const account = yield* accountId(args, context);
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
			const account = yield* accountId(args, context);
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
			const account = yield* accountId(args, context);
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
			const account = yield* accountId(args, context);
			if (!account.ok) return account;
			const answer = yield* ask(requests.listStorageKeys(account.id));
			return answer.ok ? done(answer.body.keys ?? []) : answer;
		},
	},
	{
		name: 'storage container-rm create',
		summary: 'Creates a container through Resource Manager.',
		options: [ACCOUNT_NAME, ANY_GROUP, name('container')],
		*run(args, context) {
			const container = yield* containerId(args, context);
			if (!container.ok) return container;
			const answer = yield* ask(requests.putContainer(container.account, one(args, 'name')));
			return answer.ok ? done(flatten(answer.body)) : answer;
		},
	},
	{
		name: 'storage container-rm delete',
		summary: 'Deletes a container through Resource Manager.',
		options: [ACCOUNT_NAME, ANY_GROUP, name('container'), YES],
		*run(args, context) {
			if (!has(args, 'yes')) return CANCELLED;
			const container = yield* containerId(args, context);
			if (!container.ok) return container;
			const answer = yield* ask(requests.del(container.id));
			return answer.ok ? done() : answer;
		},
	},
	{
		name: 'storage container-rm list',
		summary: 'Lists containers through Resource Manager.',
		options: [ACCOUNT_NAME, ANY_GROUP],
		*run(args, context) {
			const container = yield* containerId(args, context);
			if (!container.ok) return container;
			const listed = yield* askList(
				requests.get(`${container.account}/blobServices/default/containers`),
			);
			return listed.ok ? done(listed.items.map(flatten)) : listed;
		},
	},
];

/** The id of an account's container, and of the account. */
function* containerId(
	args: Args,
	context: Context,
): Conversation<{ ok: true; account: string; id: string } | Failure> {
	const group = maybe(args, 'resource-group');
	const asked = one(args, 'storage-account');
	const named: Args = {
		given: { name: [asked], ...(group === undefined ? {} : { 'resource-group': [group] }) },
	};
	const account = yield* accountId(named, context);
	if (!account.ok) return account;
	return {
		ok: true,
		account: account.id,
		id: `${account.id}/blobServices/default/containers/${one(args, 'name')}`,
	};
}
