import { AT_ONCE, CHILD, takes, type AskedWrite, type ProviderRow } from './row';
import { checkFederatedCredential, checkUserAssignedIdentity } from './identityRules';

const vaultTaken = (name: string) =>
	`The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken. If you are sure that the vault name was not taken then it is possible that a vault with the same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a recoverable state then the vault will need to be purged before reusing the name. For more information about VaultAlreadyExists, soft delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.`;

/** The version of the API since which new vaults go by roles unless they are told otherwise; before they went by access policies. */
const ROLES_BY_DEFAULT = '2026-02-01';

/**
 * Whether a vault goes by roles when a request does not say so: what it did before, or what its API's version makes of new ones.
 * @see https://learn.microsoft.com/azure/key-vault/general/access-control-default
 */
const goesByRoles = (write: AskedWrite | undefined): boolean =>
	write?.before
		? write.before.properties.enableRbacAuthorization === true
		: (write?.apiVersion ?? ROLES_BY_DEFAULT) >= ROLES_BY_DEFAULT;

/**
 * Key vaults, which hold no identity, and user-assigned identities with their federated credentials.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftmanagedidentity
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/move-support-resources
 */
export const SECURITY: readonly ProviderRow[] = [
	{
		type: 'Microsoft.KeyVault/vaults',
		name: {
			pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/,
			rule: '3 to 24 letters, digits or hyphens; it starts with a letter and has no two hyphens in a row',
			// https://learn.microsoft.com/azure/key-vault/general/common-error-codes
			refusal: (name) => [
				'VaultNameNotValid',
				`The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for more information: https://go.microsoft.com/fwlink/?linkid=2147742`,
			],
		},
		taken: ['VaultAlreadyExists', vaultTaken],
		dataPlane: 'keyVault',
		latency: takes(20, 3, 5),
		...AT_ONCE,
		defaults: (world, _id, name, _asked, _location, write) => ({
			sku: { family: 'A', name: 'standard' },
			tenantId: world.tenant.tenantId,
			accessPolicies: [],
			enabledForDeployment: false,
			enableSoftDelete: true,
			softDeleteRetentionInDays: 90,
			enableRbacAuthorization: goesByRoles(write),
			vaultUri: `https://${name}.vault.azure.net/`,
			publicNetworkAccess: 'Enabled',
		}),
	},
	{
		type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
		name: {
			pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$/,
			rule: '3 to 128 letters, digits, hyphens or underscores; it starts with a letter or digit',
		},
		latency: takes(2, 1, 2),
		...AT_ONCE,
		createdStatus: 201,
		plain: true,
		immovable: true,
		check: checkUserAssignedIdentity,
	},
	{
		type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
		name: {
			pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}$/,
			rule: '3 to 120 letters, digits, hyphens or underscores; it starts with a letter or digit',
			refusal: (name) => ['BadRequest', `Federated Identity Credential name '${name}' is invalid.`],
		},
		latency: takes(0, 0, 0),
		...CHILD,
		plain: true,
		check: checkFederatedCredential,
	},
];
