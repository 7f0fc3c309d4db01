import {
	idKey,
	isObject,
	requests,
	type Conversation,
	type JsonObject,
	type World,
} from '../../azure';
import { has, maybe, one, tagsOf, type Args } from '../args';
import { ask, askToMake } from '../ask';
import { done, type CommandGroup, type CommandValue, type Context } from '../command';
import { isFailure, plainCommands, type Kind } from '../crud';
import { changesByPath, UPDATE_OPTIONS, withChanges } from '../genericUpdate';
import { bothTogether, identitiesOf } from '../identityBlock';
import { ANY_GROUP, GROUP, LOCATION, name, TAGS } from '../options';
import { placeOf, placeOptions } from '../places';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { model } from '../shape';
import { ACCOUNT as TYPE, findAccount } from '../storageAccounts';
import { idOf, locationOf } from '../targets';
import {
	accountIdentity,
	accountProperties,
	ACCOUNT_OPTIONS,
	encryptionModel,
} from './storageAccountOptions';

const shape = (account: JsonObject): JsonObject => {
	const flat = model(account, 'identity');
	return isObject(flat.encryption)
		? { ...flat, encryption: encryptionModel(flat.encryption) }
		: flat;
};
const kind: Kind = {
	word: 'storage account',
	type: TYPE,
	noun: 'storage account',
	shape,
	anywhere: (of) => `Storage account '${of}' not found.`,
};

/** Changes what a line names. As real az does, it reads the account first. */
function* update(args: Args, context: Context): Conversation<CommandValue> {
	const account = yield* placeOf(kind, args, context);
	if (!account.ok) return account;
	const before = yield* ask(requests.get(account.id), true);
	if (!before.ok) return before;
	const block = accountIdentity(args, Object.keys(identitiesOf(before.body.identity).user));
	const old = isObject(before.body.properties) ? before.body.properties : {};
	const properties = accountProperties(args, old);
	if (isFailure(properties)) return properties;
	const tags = tagsOf(args);
	const change: JsonObject = {
		...(block ? { identity: { ...block } } : {}),
		...(has(args, 'sku') ? { sku: { name: one(args, 'sku') } } : {}),
		...(tags ? { tags } : {}),
		...(Object.keys(properties).length > 0 ? { properties } : {}),
	};
	if (!changesByPath(args)) {
		const answer = yield* ask(requests.patchResource(account.id, change));
		return answer.ok ? done(shape(answer.body)) : answer;
	}
	const whole = withChanges(
		{ ...before.body, ...change, properties: { ...old, ...properties } },
		args,
	);
	if ('ok' in whole) return whole;
	const { tags: kept = null, sku = null, properties: wanted = null } = whole.value;
	const answer = yield* ask(
		requests.patchResource(account.id, { ...change, tags: kept, sku, properties: wanted }),
	);
	return answer.ok ? done(shape(answer.body)) : answer;
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
	const { allowBlobPublicAccess, allowSharedKeyAccess, ...more } = isObject(properties)
		? properties
		: {};
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
		...(allowSharedKeyAccess === undefined
			? []
			: ['--allow-shared-key-access', String(allowSharedKeyAccess)]),
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
				GROUP,
				name('storage account'),
				LOCATION,
				{
					long: 'kind',
					choices: ['BlobStorage', 'BlockBlobStorage', 'FileStorage', 'Storage', 'StorageV2'],
					summary: 'Default: StorageV2.',
				},
				...ACCOUNT_OPTIONS,
				TAGS,
			],
			examples: ['az storage account create -g rg-shop -n shopfiles'],
			*run(args, context) {
				const group = one(args, 'resource-group');
				const where = yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const tags = tagsOf(args);
				const block = accountIdentity(args);
				const properties = accountProperties(args);
				if (isFailure(properties)) return properties;
				const answer = yield* askToMake(
					requests.putResource(idOf(args, context, TYPE, group), {
						location: where.location,
						sku: { name: maybe(args, 'sku') ?? 'Standard_RAGRS' },
						kind: maybe(args, 'kind') ?? 'StorageV2',
						...(tags ? { tags } : {}),
						...(block ? { identity: { ...block } } : {}),
						properties,
					}),
				);
				return answer.ok ? done(shape(answer.body)) : answer;
			},
		},
		{
			name: 'storage account update',
			summary: 'Changes a storage account: its identities, its switches, the key that encrypts it.',
			options: [...placeOptions(kind), ...ACCOUNT_OPTIONS, TAGS, ...UPDATE_OPTIONS],
			examples: [
				'az storage account update -g rg-shop -n shopfiles --allow-shared-key-access false',
			],
			run: update,
		},
		...plainCommands({ ...kind, confirm: true }),
		{
			name: 'storage account keys list',
			summary: 'Shows the two keys, each of which opens all data of the account.',
			options: [{ ...name('storage account'), long: 'account-name' }, ANY_GROUP],
			*run(args, context) {
				const account = yield* findAccount(
					one(args, 'account-name'),
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
