import { isObject, type JsonObject, type requests } from '../../azure';
import { has, isOn, maybe, type Args } from '../args';
import { fail, type Failure, type Option } from '../command';

/** What `storage account create` and `update` can say of an account: its identities, its switches and the key that encrypts it. */

const IDENTITY: readonly Option[] = [
	{ long: 'assign-identity', takes: 'none', summary: 'Turns on its own identity.' },
	{
		long: 'identity-type',
		choices: ['None', 'SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned'],
		summary: 'Which identities it has.',
	},
	{
		long: 'user-identity-id',
		offers: 'identities',
		summary: 'Full id of the user-assigned identity.',
	},
];

/** Option, property of the account, and what it says. */
const SWITCHES: readonly (readonly [string, string, string])[] = [
	[
		'allow-blob-public-access',
		'allowBlobPublicAccess',
		'Whether containers can be opened to everybody. Default: false.',
	],
	[
		'allow-shared-key-access',
		'allowSharedKeyAccess',
		'Whether keys open it. Default: true; false leaves roles alone.',
	],
	['https-only', 'supportsHttpsTrafficOnly', 'Whether plain HTTP is refused. Default: true.'],
	[
		'enable-hierarchical-namespace',
		'isHnsEnabled',
		'Whether blobs lie in folders, as a data lake has them.',
	],
];
const TEXTS: readonly (readonly [string, string, string, readonly string[]])[] = [
	['access-tier', 'accessTier', 'How often it is read.', ['Cool', 'Hot', 'Premium']],
	[
		'min-tls-version',
		'minimumTlsVersion',
		'The oldest TLS that it takes.',
		['TLS1_0', 'TLS1_1', 'TLS1_2'],
	],
	[
		'public-network-access',
		'publicNetworkAccess',
		'Whether everybody can reach it.',
		['Disabled', 'Enabled'],
	],
];
const KEY_SOURCES = ['Microsoft.Keyvault', 'Microsoft.Storage'];
const ENCRYPTION: readonly Option[] = [
	{
		long: 'encryption-key-source',
		choices: KEY_SOURCES,
		summary: 'Whose key encrypts it: one of your vault, or one of the service.',
	},
	{ long: 'encryption-key-vault', summary: 'Address of the vault of that key.' },
	{ long: 'encryption-key-name', summary: 'Name of that key.' },
	{ long: 'encryption-key-version', summary: 'Its version. Empty: the newest.' },
	{
		long: 'key-vault-user-identity-id',
		offers: 'identities',
		summary: 'Id of the identity that reads that key. Empty: its own.',
	},
	{
		long: 'key-vault-federated-client-id',
		short: 'f',
		summary: 'Client id of an application of another tenant that reads that key.',
	},
	{
		long: 'encryption-services',
		takes: 'some',
		choices: ['blob', 'file', 'queue', 'table'],
		ignored: true,
		summary: 'Accepted: all of an account is encrypted.',
	},
];

/** The options of `storage account create` and `update`, beside its name and place. */
export const ACCOUNT_OPTIONS: readonly Option[] = [
	{ long: 'sku', summary: 'Standard_LRS, Standard_GRS … Default: Standard_RAGRS.' },
	...SWITCHES.map(([long, , summary]): Option => ({
		long,
		takes: 'maybe',
		choices: ['true', 'false'],
		summary,
	})),
	...TEXTS.map(([long, , summary, choices]): Option => ({ long, choices, summary })),
	...IDENTITY,
	...ENCRYPTION,
];

/** The identity block that a line asks for. `now` are the user-assigned identities that stay. */
export function accountIdentity(
	args: Args,
	now: readonly string[] = [],
): requests.IdentityRequest | undefined {
	const type =
		maybe(args, 'identity-type') ?? (has(args, 'assign-identity') ? 'SystemAssigned' : undefined);
	const id = maybe(args, 'user-identity-id');
	if (type === undefined) return undefined;
	const gone = now.filter((each) => each.toLowerCase() !== id?.toLowerCase());
	// As real az does: the one that is named takes the place of all others.
	return {
		type,
		...(id === undefined || !type.includes('UserAssigned')
			? {}
			: {
					userAssignedIdentities: {
						[id]: {},
						...Object.fromEntries(gone.map((each) => [each, null])),
					},
				}),
	};
}

const KEYS = ['encryption-key-vault', 'encryption-key-name', 'encryption-key-version'];

/** The key that encrypts an account, from what it was and what a line says; `undefined` when the line says nothing of it. */
function encryptionOf(args: Args, before: JsonObject): JsonObject | undefined | Failure {
	const who = ['key-vault-user-identity-id', 'key-vault-federated-client-id'];
	if (![...KEYS, ...who, 'encryption-key-source'].some((each) => has(args, each))) return undefined;
	const source = maybe(args, 'encryption-key-source') ?? before.keySource ?? 'Microsoft.Storage';
	const isVault = source === 'Microsoft.Keyvault';
	if (!isVault && KEYS.some((each) => maybe(args, each)))
		return fail(
			'Specify `--encryption-key-source=Microsoft.Keyvault` to configure key vault properties.',
		);
	const old = isObject(before.keyvaultproperties) ? before.keyvaultproperties : {};
	const { keyname, keyvaulturi, keyversion } = old;
	const key = {
		keyname: maybe(args, 'encryption-key-name') ?? keyname ?? null,
		keyvaulturi: maybe(args, 'encryption-key-vault') ?? keyvaulturi ?? null,
		keyversion: maybe(args, 'encryption-key-version') ?? keyversion ?? null,
	};
	const reads = isObject(before.identity) ? before.identity : {};
	const [user, app] = who.map((each) => maybe(args, each));
	const identity = {
		...reads,
		...(user === undefined ? {} : { userAssignedIdentity: user }),
		...(app === undefined ? {} : { federatedIdentityClientId: app }),
	};
	return {
		services: before.services ?? { blob: { enabled: true }, file: { enabled: true } },
		keySource: source,
		keyvaultproperties: isVault ? key : null,
		...(Object.keys(identity).length > 0 ? { identity } : {}),
	};
}

/** The properties that a line asks for, beside the account's sku and kind. */
export function accountProperties(args: Args, before: JsonObject = {}): JsonObject | Failure {
	const encryption = encryptionOf(args, isObject(before.encryption) ? before.encryption : {});
	if (encryption && 'exitCode' in encryption) return encryption;
	return {
		...Object.fromEntries(
			SWITCHES.flatMap(([long, property]) =>
				has(args, long) ? [[property, isOn(args, long, true)] as const] : [],
			),
		),
		...Object.fromEntries(
			TEXTS.flatMap(([long, property]) =>
				has(args, long) ? [[property, maybe(args, long) ?? null] as const] : [],
			),
		),
		...(encryption ? { encryption } : {}),
	};
}

/** The key of an account as `az` prints it. */
export function encryptionModel(encryption: JsonObject): JsonObject {
	const { identity, keyvaultproperties: key, ...rest } = encryption;
	const reads = isObject(identity) ? identity : undefined;
	const vault = isObject(key) ? key : undefined;
	return {
		requireInfrastructureEncryption: null,
		...rest,
		encryptionIdentity: reads
			? {
					encryptionFederatedIdentityClientId: reads.federatedIdentityClientId ?? null,
					encryptionUserAssignedIdentity: reads.userAssignedIdentity ?? null,
				}
			: null,
		keyVaultProperties: vault
			? {
					keyName: vault.keyname ?? null,
					keyVaultUri: vault.keyvaulturi ?? null,
					keyVersion: vault.keyversion ?? null,
				}
			: null,
	};
}
