import { isObject, type JsonObject } from '../../azure';
import { has, isOn, maybe, type Args } from '../args';
import type { CommandGroup, Option } from '../command';
import { createCommand, plainCommands, updateCommand, type Kind } from '../crud';
import { identityCommands } from '../identityCommands';
import { ASSIGN_IDENTITY } from '../newIdentity';
import { az } from '../quote';
import { isTo } from '../sentRequest';
import { model } from '../shape';
import { columns } from '../tables';

const TYPE = 'Microsoft.AppConfiguration/configurationStores';

/** App Configuration stores, which are found by name alone. */
export const storeKind: Kind = {
	word: 'appconfig',
	type: TYPE,
	noun: 'App Configuration store',
	byName: true,
	fixedUpdate: true,
	anywhere: (name) => `Failed to find the App Configuration store '${name}'.`,
	shape: (store) => model(store, 'identity', 'sku', 'encryption'),
	confirm: true,
	table: columns({
		'CREATION DATE': 'creationDate',
		ENDPOINT: 'endpoint',
		LOCATION: 'location',
		NAME: 'name',
		'PROVISIONING STATE': 'provisioningState',
		'RESOURCE GROUP': 'resourceGroup',
	}),
};

const SKU: Option = { long: 'sku', summary: 'Free, Standard or Premium. Default: Standard.' };
const SWITCHES: readonly Option[] = [
	{
		long: 'disable-local-auth',
		takes: 'maybe',
		summary: 'Whether keys are refused, so that only roles open it.',
	},
	{
		long: 'enable-purge-protection',
		short: 'p',
		takes: 'maybe',
		summary: 'Whether a deleted store stays for its whole retention.',
	},
	{
		long: 'enable-public-network',
		short: 'e',
		takes: 'maybe',
		summary: 'Whether everybody can reach it.',
	},
];

const switches = (args: Args): JsonObject => ({
	...(has(args, 'disable-local-auth')
		? { disableLocalAuth: isOn(args, 'disable-local-auth', true) }
		: {}),
	...(has(args, 'enable-purge-protection')
		? { enablePurgeProtection: isOn(args, 'enable-purge-protection', true) }
		: {}),
	...(has(args, 'enable-public-network')
		? { publicNetworkAccess: isOn(args, 'enable-public-network', true) ? 'Enabled' : 'Disabled' }
		: {}),
});

/** The key that encrypts a store. */
const encryption = (args: Args): JsonObject => {
	const [key, vault] = [maybe(args, 'encryption-key-name'), maybe(args, 'encryption-key-vault')];
	if (key === undefined || vault === undefined) return {};
	const version = maybe(args, 'encryption-key-version');
	const path = `${vault.replace(/\/$/, '')}/keys/${key}`;
	return {
		encryption: {
			keyVaultProperties: {
				keyIdentifier: `${path}/${version ?? ''}`,
				identityClientId: maybe(args, 'identity-client-id') ?? null,
			},
		},
	};
};

/**
 * App Configuration stores.
 * @see https://learn.microsoft.com/cli/azure/appconfig
 */
export const appconfig: CommandGroup = {
	groups: {
		appconfig: 'App Configuration: settings outside of code.',
		'appconfig identity': 'The identities of an App Configuration store.',
	},
	commands: [
		createCommand(storeKind, {
			options: [
				SKU,
				...SWITCHES,
				{ long: 'retention-days', summary: 'Days that a deleted store stays. Default: 7.' },
				{
					long: 'no-replica',
					takes: 'none',
					ignored: true,
					summary: 'Stores have no replicas here.',
				},
			],
			identity: ASSIGN_IDENTITY,
			body: (args) => ({
				sku: { name: maybe(args, 'sku') ?? 'Standard' },
				properties: {
					...switches(args),
					...(has(args, 'retention-days')
						? { softDeleteRetentionInDays: Number(maybe(args, 'retention-days')) }
						: {}),
				},
			}),
			examples: ['az appconfig create -g rg-shop -n shop-settings --assign-identity'],
		}),
		...plainCommands(storeKind),
		updateCommand(storeKind, {
			options: [
				SKU,
				...SWITCHES,
				{ long: 'encryption-key-name', summary: 'Key that encrypts it.' },
				{ long: 'encryption-key-vault', summary: 'Address of the vault of that key.' },
				{ long: 'encryption-key-version', summary: 'Version of that key. Default: the newest.' },
				{ long: 'identity-client-id', summary: 'Client id of the identity that reads the key.' },
			],
			change: (args) => ({
				...(has(args, 'sku') ? { sku: { name: maybe(args, 'sku') ?? '' } } : {}),
				properties: { ...switches(args), ...encryption(args) },
			}),
		}),
		...identityCommands(storeKind),
	],
	spell(sent) {
		const { group, name, body } = sent;
		const of = ['-g', group, '-n', name];
		if (isTo(sent, 'DELETE', TYPE)) return az('appconfig delete', ...of, '--yes');
		if (isTo(sent, 'GET', TYPE)) return az('appconfig show', ...of);
		if (!isTo(sent, 'PUT', TYPE) || !isObject(body)) return undefined;
		const { location, sku, properties = {}, ...other } = body;
		if (Object.keys({ ...other, ...(isObject(properties) ? properties : {}) }).length > 0)
			return undefined;
		const size = isObject(sku) ? ['--sku', String(sku.name)] : [];
		return az('appconfig create', ...of, '-l', String(location), ...size);
	},
};
