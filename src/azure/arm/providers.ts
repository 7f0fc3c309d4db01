import type { JsonObject } from '../json';
import { hashHex, guidOf } from '../ids';
import { seconds, type Milliseconds } from '../time';
import type { World } from '../world';

/** How long a step of a resource's life takes under `realistic` timing. */
export interface ResourceLatency {
	readonly create: Milliseconds;
	readonly update: Milliseconds;
	readonly delete: Milliseconds;
}

/** Where code on a resource asks for tokens: the machine's link-local address or the platform's own endpoint. */
export type TokenEndpoint = 'imds' | 'appService';
/** The data plane that a resource opens. */
export type DataPlane = 'keyVault' | 'blob';

/** What the simulator knows of a resource type. A new type is a new row and nothing else. */
export interface ProviderRow {
	/** `Microsoft.Compute/virtualMachines`, as Azure writes it. */
	readonly type: string;
	/** Names that Azure accepts, and the sentence that says so. */
	readonly name: { readonly pattern: RegExp; readonly rule: string };
	/** Names that are host names are unique in all of Azure: the code and text with which a taken one is refused. */
	readonly taken?: readonly [code: string, message: (name: string) => string];
	/** Which identities it can have, how it spells both together, and whether it keeps `{"type":"None"}`. Absent: none. */
	readonly identity?: {
		readonly system: boolean;
		readonly user: boolean;
		readonly both: 'SystemAssigned, UserAssigned' | 'SystemAssigned,UserAssigned';
		readonly keepsNone: boolean;
	};
	readonly tokenEndpoint?: TokenEndpoint;
	readonly dataPlane?: DataPlane;
	readonly latency: ResourceLatency;
	/** Status of the answer that created it; an update is answered with 200. */
	readonly createdStatus: 200 | 201;
	/** Whether writes and deletion are long-running operations with a polling address. */
	readonly longRunning: boolean;
	/** Whether it needs a location. Child resources have their parent's. */
	readonly located: boolean;
	/** The properties that Azure adds to those of the request. */
	readonly defaults?: (world: World, id: string, name: string, asked: JsonObject) => JsonObject;
}

const quick: ResourceLatency = { create: seconds(2), update: seconds(1), delete: seconds(2) };

/**
 * One row per resource type.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status
 */
export const PROVIDERS: readonly ProviderRow[] = [
	{
		type: 'Microsoft.Compute/virtualMachines',
		name: {
			pattern: /^(?![\d-]+$)[a-zA-Z0-9]([a-zA-Z0-9._-]{0,62}[a-zA-Z0-9_])?$/,
			rule: '1 to 64 letters, digits, periods, underscores or hyphens; it starts with a letter or digit',
		},
		identity: { system: true, user: true, both: 'SystemAssigned, UserAssigned', keepsNone: false },
		tokenEndpoint: 'imds',
		latency: { create: seconds(40), update: seconds(8), delete: seconds(30) },
		createdStatus: 201,
		longRunning: true,
		located: true,
		defaults: (world, id, name) => ({
			vmId: guidOf(world.seed, 'vmId', id, world.sequence),
			hardwareProfile: { vmSize: 'Standard_B1s' },
			osProfile: { computerName: name, adminUsername: 'azureuser' },
		}),
	},
	{
		type: 'Microsoft.Web/sites',
		name: {
			pattern: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,58}[a-zA-Z0-9])$/,
			rule: '2 to 60 letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		taken: ['Conflict', (name) => `Website with given name ${name} already exists.`],
		identity: { system: true, user: true, both: 'SystemAssigned, UserAssigned', keepsNone: false },
		tokenEndpoint: 'appService',
		latency: { create: seconds(15), update: seconds(5), delete: seconds(10) },
		createdStatus: 200,
		longRunning: false,
		located: true,
		defaults: (_world, _id, name) => ({
			state: 'Running',
			enabled: true,
			hostNames: [`${name}.azurewebsites.net`],
			defaultHostName: `${name}.azurewebsites.net`,
			httpsOnly: false,
		}),
	},
	{
		type: 'Microsoft.KeyVault/vaults',
		name: {
			pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/,
			rule: '3 to 24 letters, digits or hyphens; it starts with a letter and has no two hyphens in a row',
		},
		taken: [
			'VaultAlreadyExists',
			(name) =>
				`The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information about VaultAlreadyExists, soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.`,
		],
		dataPlane: 'keyVault',
		latency: { create: seconds(20), update: seconds(3), delete: seconds(5) },
		createdStatus: 200,
		longRunning: false,
		located: true,
		defaults: (world, _id, name) => ({
			sku: { family: 'A', name: 'standard' },
			tenantId: world.tenant.tenantId,
			accessPolicies: [],
			enabledForDeployment: false,
			enableSoftDelete: true,
			softDeleteRetentionInDays: 90,
			enableRbacAuthorization: true,
			vaultUri: `https://${name}.vault.azure.net/`,
			publicNetworkAccess: 'Enabled',
		}),
	},
	{
		type: 'Microsoft.Storage/storageAccounts',
		name: { pattern: /^[a-z0-9]{3,24}$/, rule: '3 to 24 lower-case letters or digits' },
		taken: [
			'StorageAccountAlreadyTaken',
			(name) => `The storage account named ${name} is already taken.`,
		],
		identity: { system: true, user: true, both: 'SystemAssigned,UserAssigned', keepsNone: true },
		dataPlane: 'blob',
		latency: { create: seconds(20), update: seconds(3), delete: seconds(5) },
		createdStatus: 200,
		longRunning: false,
		located: true,
		defaults: (_world, _id, name) => ({
			allowBlobPublicAccess: false,
			allowSharedKeyAccess: true,
			minimumTlsVersion: 'TLS1_2',
			supportsHttpsTrafficOnly: true,
			accessTier: 'Hot',
			primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
			statusOfPrimary: 'available',
		}),
	},
	{
		type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
		name: {
			pattern: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
			rule: '3 to 63 lower-case letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		latency: { create: 0, update: 0, delete: 0 },
		createdStatus: 201,
		longRunning: false,
		located: false,
		defaults: (world, id) => ({
			publicAccess: 'None',
			hasImmutabilityPolicy: false,
			hasLegalHold: false,
			leaseStatus: 'Unlocked',
			leaseState: 'Available',
			etag: `"0x8D${hashHex(id, world.sequence).slice(0, 13).toUpperCase()}"`,
		}),
	},
	{
		type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
		name: {
			pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$/,
			rule: '3 to 128 letters, digits, hyphens or underscores; it starts with a letter or digit',
		},
		latency: quick,
		createdStatus: 201,
		longRunning: false,
		located: true,
	},
];

const byType = new Map(PROVIDERS.map((row) => [row.type.toLowerCase(), row]));

/** The row of a resource type, in any case; `undefined` when the simulator does not know the type. */
export const providerOf = (type: string): ProviderRow | undefined => byType.get(type.toLowerCase());
