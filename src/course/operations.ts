/**
 * What a goal can ask the access check about, in a learner's words. Each is one action of Azure's.
 * @see https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
export const OPERATIONS = {
	'read secret': {
		action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
		plane: 'data',
		verb: 'read',
		inside: 'secrets in',
	},
	'write secret': {
		action: 'Microsoft.KeyVault/vaults/secrets/setSecret/action',
		plane: 'data',
		verb: 'write',
		inside: 'secrets in',
	},
	'read blob': {
		action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read',
		plane: 'data',
		verb: 'read',
		inside: 'blobs in',
	},
	'write blob': {
		action: 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write',
		plane: 'data',
		verb: 'write',
		inside: 'blobs in',
	},
	'list keys': {
		action: 'Microsoft.Storage/storageAccounts/listKeys/action',
		plane: 'control',
		verb: 'list the keys of',
		inside: '',
	},
	'read vault': {
		action: 'Microsoft.KeyVault/vaults/read',
		plane: 'control',
		verb: 'see the settings of',
		inside: '',
	},
	'delete vault': {
		action: 'Microsoft.KeyVault/vaults/delete',
		plane: 'control',
		verb: 'delete',
		inside: '',
	},
	'change VM': {
		action: 'Microsoft.Compute/virtualMachines/write',
		plane: 'control',
		verb: 'change',
		inside: '',
	},
	'assign identity': {
		action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
		plane: 'control',
		verb: 'assign',
		inside: '',
	},
	'grant role': {
		action: 'Microsoft.Authorization/roleAssignments/write',
		plane: 'control',
		verb: 'grant roles at',
		inside: '',
	},
} as const satisfies Record<
	string,
	{ action: string; plane: 'control' | 'data'; verb: string; inside: string }
>;

/** One of {@link OPERATIONS}. */
export type OperationName = keyof typeof OPERATIONS;
