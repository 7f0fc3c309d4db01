import { BOTH, CHILD, POLLED, takes, type ProviderRow } from './row';

const cosmosName = {
	pattern: /^[^/\\#?]{1,255}$/,
	rule: '1 to 255 characters without / \\ # ?',
};
const guid = { pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, rule: 'a GUID' };

/**
 * Azure SQL and Azure Cosmos DB: places that tokens open, and holders of identities for keys and imports.
 * @see https://learn.microsoft.com/azure/azure-sql/database/authentication-azure-ad-user-assigned-managed-identity
 * @see https://learn.microsoft.com/azure/cosmos-db/how-to-setup-managed-identity
 */
export const DATABASES: readonly ProviderRow[] = [
	{
		type: 'Microsoft.Sql/servers',
		name: {
			pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
			rule: '1 to 63 lower-case letters, digits or hyphens; it does not start or end with a hyphen',
		},
		taken: [
			'NameAlreadyExists',
			(name) => `The name '${name}' already exists. Choose a different name.`,
		],
		identity: { ...BOTH, both: 'SystemAssigned,UserAssigned', keepsNone: true },
		latency: takes(60, 10, 30),
		...POLLED,
		defaults: (_world, _id, name) => ({
			fullyQualifiedDomainName: `${name}.database.windows.net`,
			state: 'Ready',
			version: '12.0',
			publicNetworkAccess: 'Enabled',
		}),
	},
	{
		type: 'Microsoft.Sql/servers/databases',
		name: {
			pattern: /^(?!.*[ .]$)[^<>*%&:\\/?]{1,128}$/,
			rule: '1 to 128 characters without <>*%&:\\/?; it does not end with a period or a space',
		},
		identity: { system: false, user: true, both: 'SystemAssigned,UserAssigned', keepsNone: true },
		latency: takes(40, 10, 10),
		...POLLED,
		defaults: () => ({ status: 'Online', collation: 'SQL_Latin1_General_CP1_CI_AS' }),
	},
	{
		type: 'Microsoft.DocumentDB/databaseAccounts',
		name: {
			pattern: /^[a-z0-9](?:[a-z0-9-]{1,42}[a-z0-9])$/,
			rule: '3 to 44 lower-case letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		taken: ['Conflict', (name) => `Dns record for ${name} under zone Document is already taken.`],
		identity: { ...BOTH, both: 'SystemAssigned,UserAssigned', keepsNone: true },
		dataPlane: 'cosmos',
		latency: takes(180, 30, 120),
		...POLLED,
		createdStatus: 200,
		defaults: (_world, _id, name) => ({
			documentEndpoint: `https://${name}.documents.azure.com:443/`,
			databaseAccountOfferType: 'Standard',
			disableLocalAuth: false,
			publicNetworkAccess: 'Enabled',
		}),
	},
	{
		type: 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases',
		name: cosmosName,
		latency: takes(5, 2, 2),
		...CHILD,
		createdStatus: 200,
		plain: true,
	},
	{
		type: 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers',
		name: cosmosName,
		latency: takes(5, 2, 2),
		...CHILD,
		createdStatus: 200,
		plain: true,
	},
	// Cosmos DB's own roles: what is in a container is not opened by Azure's.
	{
		type: 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions',
		name: guid,
		latency: takes(0, 0, 0),
		...CHILD,
		createdStatus: 200,
		plain: true,
	},
	{
		type: 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments',
		name: guid,
		latency: takes(0, 0, 0),
		...CHILD,
		createdStatus: 200,
		plain: true,
	},
];
