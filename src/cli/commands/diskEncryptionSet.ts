import { isObject, makeResourceId, type JsonObject } from '../../azure';
import { has, isOn, maybe, one, type Args } from '../args';
import type { CommandGroup, Context, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { MI, SYSTEM_USER } from '../newIdentity';
import { model } from '../shape';

const kind: Kind = {
	word: 'disk-encryption-set',
	type: 'Microsoft.Compute/diskEncryptionSets',
	noun: 'disk encryption set',
	shape: (set) => model(set, 'identity'),
	waits: ['create', 'update', 'delete'],
	untagged: ['update'],
};

const KEY: Option = { long: 'key-url', summary: 'Address of the key, with its version.' };
const OPTIONS: readonly Option[] = [
	{ long: 'source-vault', summary: 'Name or id of the vault of the key.' },
	{
		long: 'enable-auto-key-rotation',
		also: ['auto-rotation'],
		takes: 'maybe',
		choices: ['false', 'true'],
		summary: 'Whether it follows new versions of the key.',
	},
	{
		long: 'federated-client-id',
		summary: "Client id of an application of another tenant that reads the key, or 'None'.",
	},
];

const vaultId = (nameOrId: string, context: Context, group: string): string =>
	nameOrId.startsWith('/')
		? nameOrId
		: makeResourceId(context.subscriptionId, group, 'Microsoft.KeyVault/vaults', nameOrId);

/** What a line says of the key. */
function keyOf(args: Args, context: Context, group: string, old: JsonObject = {}): JsonObject {
	const [url, vault] = [maybe(args, 'key-url'), maybe(args, 'source-vault')];
	const before = isObject(old.activeKey) ? old.activeKey : {};
	const activeKey = {
		...before,
		...(url === undefined ? {} : { keyUrl: url }),
		...(vault === undefined ? {} : { sourceVault: { id: vaultId(vault, context, group) } }),
	};
	return {
		...(Object.keys(activeKey).length > 0 ? { activeKey } : {}),
		...(has(args, 'enable-auto-key-rotation')
			? { rotationToLatestKeyVersionEnabled: isOn(args, 'enable-auto-key-rotation', true) }
			: {}),
		...(has(args, 'federated-client-id')
			? { federatedClientId: one(args, 'federated-client-id') }
			: {}),
	};
}

/**
 * Sets of disks that a key of your own encrypts, which an identity of the set reads.
 * @see https://learn.microsoft.com/cli/azure/disk-encryption-set
 */
export const diskEncryptionSet: CommandGroup = {
	groups: {
		'disk-encryption-set': 'Keys of your own that encrypt disks.',
		'disk-encryption-set identity': 'The identities of a disk encryption set.',
	},
	commands: [
		createCommand(kind, {
			options: [
				{ ...KEY, required: true },
				...OPTIONS,
				{
					long: 'encryption-type',
					choices: [
						'ConfidentialVmEncryptedWithCustomerKey',
						'EncryptionAtRestWithCustomerKey',
						'EncryptionAtRestWithPlatformAndCustomerKeys',
					],
					summary: 'Default: EncryptionAtRestWithCustomerKey.',
				},
			],
			identity: {
				...MI,
				// Without either option it has an identity of its own, as real az sends it.
				read: (args) => MI.read(args) ?? { system: true, words: [] },
			},
			body: (args, context, group) => ({
				properties: {
					encryptionType: maybe(args, 'encryption-type') ?? 'EncryptionAtRestWithCustomerKey',
					...keyOf(args, context, group),
				},
			}),
			examples: [
				'az disk-encryption-set create -g rg-shop -n des-shop --key-url $KEY --source-vault kv-shop',
			],
		}),
		...plainCommands(kind),
		updateCommand(kind, {
			options: [KEY, ...OPTIONS],
			change: (args, context, before) => {
				const group = String(before.id).split('/')[4] ?? '';
				const old = isObject(before.properties) ? before.properties : {};
				return { properties: keyOf(args, context, group, old) };
			},
		}),
		...identityCommands({ ...kind, by: SYSTEM_USER, confirms: true }),
	],
};
