// Which operations a role's actions cover. Every row names where it was read.
import { describe, expect, test } from 'vitest';
import { judgeOf, matchesAction } from '../../src/azure/rbac/actions';
import { builtInRole } from '../../src/azure/rbac/builtInRoles';
import type { RoleDefinition } from '../../src/azure/world';

const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const SECRETS = 'Microsoft.KeyVault/vaults/secrets';
const ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';

describe('a pattern', () => {
	test.each([
		// role-definitions, "Actions format": the wildcard stands for all that match.
		['*', 'Microsoft.Compute/virtualMachines/write', true],
		['*/read', 'Microsoft.Compute/virtualMachines/read', true],
		['*/read', 'Microsoft.Compute/virtualMachines/write', false],
		['Microsoft.Compute/*', 'Microsoft.Compute/virtualMachines/start/action', true],
		['Microsoft.Compute/*', 'Microsoft.ComputeSchedule/x/read', false],
		['Microsoft.Compute/*/read', 'Microsoft.Compute/virtualMachines/instanceView/read', true],
		[
			'Microsoft.Compute/virtualMachines/*',
			'Microsoft.Compute/virtualMachineScaleSets/read',
			false,
		],
		[
			'Microsoft.CostManagement/exports/*/action',
			'Microsoft.CostManagement/exports/run/action',
			true,
		],
		// built-in-roles: Contributor says `/Delete`, operations say `/delete`.
		['Microsoft.Authorization/*/Delete', `${ASSIGNMENTS}/delete`, true],
		['microsoft.keyvault/VAULTS/read', 'Microsoft.KeyVault/vaults/read', true],
		// The operation of Managed Identity Operator has no segment where the role has `*`.
		[`${IDENTITY}/*/assign/action`, `${IDENTITY}/assign/action`, true],
		[`${IDENTITY}/*/read`, `${IDENTITY}/read`, true],
		['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/read', true],
		['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaultsX/read', false],
		['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/secrets/read', true],
		// No wildcard, no more than one operation; a period is a period.
		['Microsoft.KeyVault/vaults/read', 'Microsoft.KeyVault/vaults/read/x', false],
		['Microsoft.KeyVault/vaults/read', 'x/Microsoft.KeyVault/vaults/read', false],
		['Microsoft.KeyVault/vaults/read', 'MicrosoftXKeyVault/vaults/read', false],
	])('%s on %s: %s', (pattern, action, expected) => {
		expect(matchesAction(pattern, action)).toBe(expected);
	});
});

describe('a built-in role', () => {
	test.each([
		// role-definitions, "Control and data actions": Owner has `*` and no DataActions.
		['Owner', 'control', 'Microsoft.Compute/virtualMachines/delete', 'granted'],
		['Owner', 'control', 'Microsoft.Storage/storageAccounts/listKeys/action', 'granted'],
		['Owner', 'data', `${BLOBS}/read`, 'otherPlane'],
		['Owner', 'data', `${SECRETS}/getSecret/action`, 'otherPlane'],
		// built-in-roles/privileged: Contributor cannot assign roles.
		['Contributor', 'control', `${ASSIGNMENTS}/write`, 'excludedByNotActions'],
		['Contributor', 'control', `${ASSIGNMENTS}/delete`, 'excludedByNotActions'],
		['Contributor', 'control', `${ASSIGNMENTS}/read`, 'granted'],
		['Contributor', 'control', `${IDENTITY}/assign/action`, 'granted'],
		['Reader', 'control', 'Microsoft.KeyVault/vaults/read', 'granted'],
		['Reader', 'control', 'Microsoft.KeyVault/vaults/write', 'actionNotListed'],
		['Reader', 'data', `${SECRETS}/getSecret/action`, 'actionNotListed'],
		['Reader', 'data', `${BLOBS}/read`, 'otherPlane'],
		['User Access Administrator', 'control', `${ASSIGNMENTS}/write`, 'granted'],
		[
			'User Access Administrator',
			'control',
			'Microsoft.Compute/virtualMachines/write',
			'actionNotListed',
		],
		['Role Based Access Control Administrator', 'control', `${ASSIGNMENTS}/delete`, 'granted'],
		[
			'Role Based Access Control Administrator',
			'control',
			'Microsoft.Authorization/policyAssignments/write',
			'actionNotListed',
		],
		// built-in-roles/identity: the Operator assigns and cannot create, the Contributor creates and cannot assign.
		['Managed Identity Operator', 'control', `${IDENTITY}/assign/action`, 'granted'],
		['Managed Identity Operator', 'control', `${IDENTITY}/read`, 'granted'],
		['Managed Identity Operator', 'control', `${IDENTITY}/write`, 'actionNotListed'],
		['Managed Identity Contributor', 'control', `${IDENTITY}/assign/action`, 'actionNotListed'],
		['Managed Identity Contributor', 'control', `${IDENTITY}/write`, 'granted'],
		[
			'Managed Identity Contributor',
			'control',
			`${IDENTITY}/federatedIdentityCredentials/write`,
			'granted',
		],
		// built-in-roles/security and key-vault/general/rbac-guide.
		['Key Vault Secrets User', 'data', `${SECRETS}/getSecret/action`, 'granted'],
		['Key Vault Secrets User', 'data', `${SECRETS}/setSecret/action`, 'actionNotListed'],
		['Key Vault Secrets User', 'control', 'Microsoft.KeyVault/vaults/read', 'actionNotListed'],
		['Key Vault Secrets Officer', 'data', `${SECRETS}/setSecret/action`, 'granted'],
		['Key Vault Reader', 'data', `${SECRETS}/getSecret/action`, 'actionNotListed'],
		['Key Vault Reader', 'control', 'Microsoft.KeyVault/vaults/read', 'granted'],
		['Key Vault Contributor', 'data', `${SECRETS}/getSecret/action`, 'otherPlane'],
		['Key Vault Administrator', 'data', `${SECRETS}/getSecret/action`, 'granted'],
		// built-in-roles/storage.
		['Storage Blob Data Reader', 'data', `${BLOBS}/read`, 'granted'],
		['Storage Blob Data Reader', 'data', `${BLOBS}/write`, 'actionNotListed'],
		['Storage Blob Data Contributor', 'data', `${BLOBS}/write`, 'granted'],
		['Storage Account Contributor', 'data', `${BLOBS}/read`, 'otherPlane'],
		['Storage Queue Data Message Sender', 'data', `${BLOBS}/read`, 'actionNotListed'],
		// built-in-roles/compute: whoever manages machines can take a storage account's keys.
		[
			'Virtual Machine Contributor',
			'control',
			'Microsoft.Storage/storageAccounts/listKeys/action',
			'granted',
		],
		// built-in-roles/containers: AcrPull is a matter of the control plane.
		['AcrPull', 'control', 'Microsoft.ContainerRegistry/registries/pull/read', 'granted'],
		['AcrPull', 'data', 'Microsoft.ContainerRegistry/registries/pull/read', 'otherPlane'],
	] as const)('%s, %s plane, %s: %s', (role, plane, action, expected) => {
		expect(judgeOf(action, plane)(builtInRole(role))).toBe(expected);
	});
});

describe('a role of several permissions', () => {
	const custom = (permissions: RoleDefinition['permissions']): RoleDefinition => ({
		name: '11111111-1111-4111-8111-111111111111',
		roleName: 'Custom',
		description: '',
		type: 'CustomRole',
		permissions,
		assignableScopes: ['/'],
	});
	const none = { actions: [], notActions: [], dataActions: [], notDataActions: [] };

	test('takes NotDataActions out of the data actions only', () => {
		// The custom role of Azure CLI's own recorded role test.
		const role = custom([
			{
				...none,
				actions: [`${BLOBS}/write`],
				dataActions: [`${BLOBS}/*`],
				notDataActions: [`${BLOBS}/write`],
			},
		]);
		expect(judgeOf(`${BLOBS}/read`, 'data')(role)).toBe('granted');
		expect(judgeOf(`${BLOBS}/write`, 'data')(role)).toBe('excludedByNotActions');
		expect(judgeOf(`${BLOBS}/write`, 'control')(role)).toBe('granted');
	});

	test('is granted by one permission what another excludes', () => {
		const role = custom([
			{ ...none, actions: ['*'], notActions: ['Microsoft.Web/sites/delete'] },
			{ ...none, actions: ['Microsoft.Web/sites/delete'] },
		]);
		expect(judgeOf('Microsoft.Web/sites/delete', 'control')(role)).toBe('granted');
	});

	test('grants nothing without permissions', () => {
		expect(judgeOf('Microsoft.Web/sites/read', 'control')(custom([]))).toBe('actionNotListed');
	});
});
