import { isObject, requests, type Conversation, type JsonObject, type World } from '../../azure';
import { has, isOn, maybe, one, tagsOf, type Args } from '../args';
import { ask, askToShow } from '../ask';
import { done, fail, type CommandGroup, type Context, type Failure, type Option } from '../command';
import { listCommand, updateCommand, type Kind } from '../crud';
import { graph } from '../graph';
import { ANY_GROUP, GROUP, LOCATION, name, NO_WAIT, TAGS } from '../options';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { withTimes } from '../shape';
import { idOf, locate, locationOf } from '../targets';

/** The type of key vaults. */
export const VAULT = 'Microsoft.KeyVault/vaults';
const TYPE = VAULT;

/** What of a vault's properties is null where nobody has said it. */
const UNSAID = [
	...['createMode', 'enablePurgeProtection', 'enabledForDeployment', 'enabledForDiskEncryption'],
	...['enabledForTemplateDeployment', 'hsmPoolResourceId', 'privateEndpointConnections'],
];
/** Who reaches a vault that says nothing about it: everybody. Real `az` says so in the request that makes it. */
const OPEN_TO_ALL: JsonObject = { bypass: 'AzureServices', defaultAction: 'Allow' };

/** Vaults are printed with their `properties`, unlike most resources. */
export function vaultModel(vault: JsonObject): JsonObject {
	const properties = isObject(vault.properties) ? vault.properties : {};
	const { networkAcls } = properties;
	return withTimes({
		systemData: null,
		tags: {},
		...vault,
		properties: {
			...Object.fromEntries(UNSAID.map((key) => [key, null])),
			...properties,
			networkAcls: {
				ipRules: null,
				virtualNetworkRules: null,
				...(isObject(networkAcls) ? networkAcls : OPEN_TO_ALL),
			},
		},
	});
}
const kind: Kind = {
	word: 'keyvault',
	type: TYPE,
	noun: 'key vault',
	shape: vaultModel,
};

/** The id of the vault of a line; where no group is given it is looked for in the subscription. */
export function* findVault(
	args: Args,
	context: Context,
): Conversation<{ ok: true; id: string } | Failure> {
	const group = maybe(args, 'resource-group');
	if (group !== undefined) return { ok: true, id: idOf(args, context, TYPE, group) };
	const found = yield* locate(TYPE, one(args, 'name'), context);
	if (!found.ok) return found;
	return found.resource
		? { ok: true, id: String(found.resource.id) }
		: fail(`The Vault '${one(args, 'name')}' not found within subscription.`, 3);
}

/** Options that name a vault. */
export const vaultTarget: readonly Option[] = [name('vault'), ANY_GROUP];

/** The same of a vault, for the commands that change any of its properties. */
const updated: Kind = {
	// Its tags are changed by path.
	untagged: ['update'],
	waits: ['update'],
	byName: true,
	...kind,
	anywhere: (of) => `The Vault '${of}' not found within subscription.`,
};

const SWITCHES: readonly (readonly [option: string, property: string, summary: string])[] = [
	[
		'enable-rbac-authorization',
		'enableRbacAuthorization',
		'Azure RBAC guards the data, not access policies.',
	],
	['enable-purge-protection', 'enablePurgeProtection', 'Nobody can purge it before its time.'],
	['enabled-for-deployment', 'enabledForDeployment', 'Virtual machines may fetch certificates.'],
	['enabled-for-disk-encryption', 'enabledForDiskEncryption', 'Disk encryption may fetch secrets.'],
	[
		'enabled-for-template-deployment',
		'enabledForTemplateDeployment',
		'Templates may read secrets.',
	],
];
const switchOptions: readonly Option[] = [
	...SWITCHES.map(([long, , summary]): Option => ({
		long,
		takes: 'maybe',
		choices: ['true', 'false'],
		summary,
	})),
	{ long: 'retention-days', summary: 'Days that a deleted vault stays: 7 to 90.' },
];
const switches = (args: Args): JsonObject => ({
	...Object.fromEntries(
		SWITCHES.flatMap(([long, property]) =>
			has(args, long) ? [[property, isOn(args, long, true)] as const] : [],
		),
	),
	...(has(args, 'retention-days')
		? { softDeleteRetentionInDays: Number(maybe(args, 'retention-days')) }
		: {}),
});

/** What the creator of a vault with access policies may do: everything. */
const ALL_PERMISSIONS: JsonObject = {
	certificates: ['all'],
	keys: ['all'],
	secrets: ['all'],
	storage: ['all'],
};

/** The policies of a new vault: its creator's, where policies guard it. */
function* firstPolicies(
	args: Args,
	{ session }: Context,
): Conversation<{ ok: true; properties: JsonObject } | Failure> {
	if (isOn(args, 'enable-rbac-authorization', true) || isOn(args, 'no-self-perms', false))
		return { ok: true, properties: {} };
	const me = yield* ask(graph('/me'));
	if (!me.ok) return me;
	return {
		ok: true,
		properties: {
			accessPolicies: [
				{
					tenantId: session.tenantId,
					objectId: me.body.id ?? '',
					permissions: ALL_PERMISSIONS,
				},
			],
		},
	};
}

/** The lines of requests to vaults. */
function spell(sent: SentRequest, world: World): string | undefined {
	const { group, name: of, body } = sent;
	if (isTo(sent, 'DELETE', TYPE)) return az('keyvault delete', '-g', group, '-n', of);
	if (isTo(sent, 'GET', TYPE)) return az('keyvault show', '-g', group, '-n', of);
	if (isTo(sent, 'PUT', TYPE) && isObject(body)) {
		const { location, properties, ...other } = body;
		const {
			tenantId: _,
			sku,
			enableRbacAuthorization = true,
			accessPolicies = [],
			...more
		} = isObject(properties) ? properties : {};
		const usual = sku === undefined || (isObject(sku) && sku.name === 'standard');
		if (!usual || Object.keys({ ...other, ...more }).length > 0) return undefined;
		const [first, ...others] = accessPolicies as readonly JsonObject[];
		const own = first?.objectId === world.signedInAs && first.permissions !== undefined;
		if (others.length > 0 || (first && !own)) return undefined;
		const alone = first ? [] : ['--no-self-perms', 'true'];
		const rbac =
			enableRbacAuthorization === true ? [] : ['--enable-rbac-authorization', 'false', ...alone];
		return az('keyvault create', '-g', group, '-n', of, '-l', String(location), ...rbac);
	}
	return undefined;
}

/**
 * Key vaults.
 * @see https://learn.microsoft.com/cli/azure/keyvault
 */
export const keyvault: CommandGroup = {
	groups: { keyvault: 'Key vaults.' },
	commands: [
		{
			name: 'keyvault create',
			summary: 'Creates a key vault, whose data Azure RBAC guards.',
			options: [
				GROUP,
				name('vault'),
				LOCATION,
				...switchOptions,
				{
					long: 'no-self-perms',
					takes: 'maybe',
					choices: ['true', 'false'],
					summary: 'With access policies: its creator gets none.',
				},
				{ long: 'sku', choices: ['standard', 'premium'], summary: 'Default: standard.' },
				TAGS,
				NO_WAIT,
			],
			examples: ['az keyvault create -g rg-shop -n kv-shop'],
			*run(args, context) {
				const group = one(args, 'resource-group');
				const id = idOf(args, context, TYPE, group);
				const there = yield requests.get(id);
				if (there.status === 200)
					return fail(`The specified vault: ${one(args, 'name')} already exists`);
				const where = yield* locationOf(args, context, group);
				if (!where.ok) return where;
				const tags = tagsOf(args);
				const first = yield* firstPolicies(args, context);
				if (!first.ok) return first;
				const answer = yield* ask(
					requests.putResource(id, {
						location: where.location,
						...(tags ? { tags } : {}),
						properties: {
							tenantId: context.session.tenantId,
							sku: { family: 'A', name: maybe(args, 'sku') ?? 'standard' },
							...switches(args),
							enableRbacAuthorization: isOn(args, 'enable-rbac-authorization', true),
							...first.properties,
						},
					}),
				);
				return answer.ok ? done(vaultModel(answer.body)) : answer;
			},
		},
		{
			name: 'keyvault show',
			summary: 'Shows a key vault.',
			options: [name('vault'), ANY_GROUP],
			*run(args, context) {
				const vault = yield* findVault(args, context);
				if (!vault.ok) return vault;
				const answer = yield* askToShow(vault.id);
				return answer.ok ? done(vaultModel(answer.body)) : answer;
			},
		},
		listCommand(kind),
		updateCommand(updated, {
			options: switchOptions,
			change: (args) => ({ properties: switches(args) }),
		}),
		{
			name: 'keyvault delete',
			summary: 'Deletes a key vault. It can be recovered for a while, and its name stays taken.',
			options: [name('vault'), ANY_GROUP, NO_WAIT],
			*run(args, context) {
				const vault = yield* findVault(args, context);
				if (!vault.ok) return vault;
				const answer = yield* ask(requests.del(vault.id));
				return answer.ok ? done() : answer;
			},
		},
	],
	spell,
};
