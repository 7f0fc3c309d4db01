import { AT_ONCE, BOTH, POLLED, takes, type ProviderRow } from './row';

/**
 * Services that ask for tokens themselves, on behalf of what was built on them: no code of the user can ask.
 * @see https://learn.microsoft.com/azure/logic-apps/authenticate-with-managed-identity
 * @see https://learn.microsoft.com/azure/data-factory/data-factory-service-identity
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-use-managed-service-identity
 * @see https://learn.microsoft.com/azure/automation/enable-managed-identity-for-automation
 */
export const INTEGRATION: readonly ProviderRow[] = [
	{
		type: 'Microsoft.Logic/workflows',
		name: {
			pattern: /^[\w.()-]{1,43}$/,
			rule: '1 to 43 letters, digits, hyphens, underscores, periods or parentheses',
		},
		identity: BOTH,
		latency: takes(5, 3, 3),
		...AT_ONCE,
		createdStatus: 201,
		defaults: () => ({ state: 'Enabled' }),
	},
	{
		type: 'Microsoft.DataFactory/factories',
		name: {
			pattern: /^[a-zA-Z0-9](?:-?[a-zA-Z0-9]){2,62}$/,
			rule: '3 to 63 letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		taken: [
			'DataFactoryNameInUse',
			(name) =>
				`The specified resource name '${name}' is already in use. Resource names must be globally unique.`,
		],
		identity: { ...BOTH, both: 'SystemAssigned,UserAssigned' },
		latency: takes(8, 3, 5),
		...AT_ONCE,
		defaults: () => ({ version: '2018-06-01', publicNetworkAccess: 'Enabled' }),
	},
	{
		type: 'Microsoft.ApiManagement/service',
		name: {
			pattern: /^[a-zA-Z](?:[a-zA-Z0-9-]{0,48}[a-zA-Z0-9])?$/,
			rule: '1 to 50 letters, digits or hyphens; it starts with a letter and ends with a letter or digit',
		},
		taken: ['ServiceAlreadyExists', (name) => `Api service already exists: ${name}`],
		identity: BOTH,
		latency: takes(1800, 60, 300),
		...POLLED,
		defaults: (_world, _id, name, asked) => ({
			...(asked.virtualNetworkType === 'Internal' ? { privateIPAddresses: ['10.0.0.5'] } : {}),
			gatewayUrl: `https://${name.toLowerCase()}.azure-api.net`,
			publicNetworkAccess: 'Enabled',
		}),
	},
	{
		type: 'Microsoft.Automation/automationAccounts',
		name: {
			pattern: /^[a-zA-Z](?:[a-zA-Z0-9-]{4,48}[a-zA-Z0-9])$/,
			rule: '6 to 50 letters, digits or hyphens; it starts with a letter and ends with a letter or digit',
		},
		identity: BOTH,
		latency: takes(8, 3, 5),
		...AT_ONCE,
		createdStatus: 201,
		defaults: () => ({ state: 'Ok', publicNetworkAccess: true }),
	},
];
