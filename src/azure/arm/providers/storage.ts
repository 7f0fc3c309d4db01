import { hashHex } from '../../ids';
import { AT_ONCE, CHILD, takes, type ProviderRow } from './row';

const instant = takes(0, 0, 0);

/**
 * Storage accounts with their containers, queues and tables.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage
 */
export const STORAGE: readonly ProviderRow[] = [
	{
		type: 'Microsoft.Storage/storageAccounts',
		name: {
			pattern: /^[a-z0-9]{3,24}$/,
			rule: '3 to 24 lower-case letters or digits',
			// https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-storage-account-name
			refusal: (name) => [
				'AccountNameInvalid',
				`${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
			],
		},
		taken: [
			'StorageAccountAlreadyTaken',
			(name) => `The storage account named ${name} is already taken.`,
		],
		identity: { system: true, user: true, both: 'SystemAssigned,UserAssigned', keepsNone: true },
		dataPlane: 'blob',
		latency: takes(20, 3, 5),
		...AT_ONCE,
		// https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create
		createdStatus: 202,
		defaults: (_world, _id, name) => ({
			allowBlobPublicAccess: false,
			allowSharedKeyAccess: true,
			minimumTlsVersion: 'TLS1_2',
			supportsHttpsTrafficOnly: true,
			accessTier: 'Hot',
			primaryEndpoints: {
				dfs: `https://${name}.dfs.core.windows.net/`,
				web: `https://${name}.z6.web.core.windows.net/`,
				blob: `https://${name}.blob.core.windows.net/`,
				queue: `https://${name}.queue.core.windows.net/`,
				table: `https://${name}.table.core.windows.net/`,
				file: `https://${name}.file.core.windows.net/`,
			},
			statusOfPrimary: 'available',
		}),
	},
	{
		type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
		name: {
			pattern: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
			rule: '3 to 63 lower-case letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		latency: instant,
		...CHILD,
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
		type: 'Microsoft.Storage/storageAccounts/queueServices/queues',
		name: {
			pattern: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
			rule: '3 to 63 lower-case letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		latency: instant,
		...CHILD,
		createdStatus: 200,
		plain: true,
		defaults: () => ({ metadata: {} }),
	},
	{
		type: 'Microsoft.Storage/storageAccounts/tableServices/tables',
		name: {
			pattern: /^[a-zA-Z][a-zA-Z0-9]{2,62}$/,
			rule: '3 to 63 letters or digits; it starts with a letter',
		},
		latency: instant,
		...CHILD,
		createdStatus: 200,
		plain: true,
		defaults: (_world, _id, name) => ({ tableName: name }),
	},
];
