/**
 * What a goal can ask the access check about, in a learner's words. Each is one action of Azure's.
 * @see https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
export const OPERATIONS = {
	'read secret': {
		action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
		plane: 'data',
	},
	'write secret': {
		action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action',
		plane: 'data',
	},
	'read blob': {
		action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
		plane: 'data',
	},
	'write blob': {
		action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
		plane: 'data',
	},
	'list keys': {
		action: 'Microsoft.Storage/storageAccounts/listKeys/action',
		plane: 'control',
	},
	'read vault': {
		action: 'Microsoft.KeyVault/vaults/read',
		plane: 'control',
	},
	'delete vault': {
		action: 'Microsoft.KeyVault/vaults/delete',
		plane: 'control',
	},
	'change VM': {
		action: 'Microsoft.Compute/virtualMachines/write',
		plane: 'control',
	},
	'assign identity': {
		action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
		plane: 'control',
	},
	'grant role': {
		action: 'Microsoft.Authorization/roleAssignments/write',
		plane: 'control',
	},
} as const satisfies Record<string, { action: string; plane: 'control' | 'data' }>;

/** One of {@link OPERATIONS}. */
export type OperationName = keyof typeof OPERATIONS;
