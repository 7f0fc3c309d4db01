import { EXCHANGE_AUDIENCES, isAudience } from './tokens';

/**
 * The resources that tokens can be asked for: what stands in a token's `aud`.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/services-id-authentication-support
 */

/** Azure Resource Manager. */
export const ARM_AUDIENCES = [
	'https://management.core.windows.net/',
	'https://management.core.windows.net',
	'https://management.azure.com/',
	'https://management.azure.com',
] as const;
/** Microsoft Graph. */
export const GRAPH_AUDIENCES = [
	'https://graph.microsoft.com',
	'00000003-0000-0000-c000-000000000000',
] as const;
/** Azure Key Vault. */
export const VAULT_AUDIENCES = [
	'https://vault.azure.net',
	'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
] as const;
/** Azure Storage: all accounts, or one service of one account alone. */
export const storageAudiences = (account: string, service = 'blob'): readonly string[] => [
	'https://storage.azure.com',
	'e406a681-f3d4-42a8-90b6-c2b029497af1',
	`https://${account}.${service}.core.windows.net`,
];
/** Service Bus: all namespaces, or one alone. */
export const SERVICE_BUS_AUDIENCES = ['https://servicebus.azure.net'] as const;
/** Event Hubs; Service Bus tokens open them as well. */
export const EVENT_HUB_AUDIENCES = [
	'https://eventhubs.azure.net',
	'https://servicebus.azure.net',
] as const;
/** App Configuration: all stores, or one alone. */
export const configurationAudiences = (store: string): readonly string[] => [
	'https://appconfig.azure.com',
	'https://azconfig.io',
	`https://${store}.azconfig.io`,
];
/** Container registries take Resource Manager's tokens as well as their own. */
export const REGISTRY_AUDIENCES = [
	...ARM_AUDIENCES,
	'https://containerregistry.azure.net',
] as const;
/** Azure Cosmos DB: all accounts, or one alone. */
export const cosmosAudiences = (account: string): readonly string[] => [
	'https://cosmos.azure.com',
	`https://${account}.documents.azure.com`,
];

const OTHERS = [
	'https://managedhsm.azure.net',
	'https://database.windows.net',
	'https://ossrdbms-aad.database.windows.net',
	'https://servicebus.azure.net',
	'https://eventhubs.azure.net',
	'https://eventgrid.azure.net',
	'https://cognitiveservices.azure.com',
	'https://ai.azure.com',
	'https://search.azure.com',
	'https://appconfig.azure.com',
	'https://azconfig.io',
	'https://containerregistry.azure.net',
	'https://cosmos.azure.com',
	'https://monitor.azure.com',
	'https://api.loganalytics.io',
	'https://batch.core.windows.net',
	'https://datalake.azure.net',
	'https://digitaltwins.azure.net',
	'https://signalr.azure.com',
	'https://webpubsub.azure.com',
	'https://maps.azure.com',
	'https://analysis.windows.net/powerbi/api',
	'https://redis.azure.com',
	'https://iothubs.azure.net',
	'https://ml.azure.com',
	'https://communication.azure.com',
	'https://rest.media.azure.net',
	'https://atlas.microsoft.com',
	'https://api.kusto.windows.net',
	'https://kusto.kusto.windows.net',
	'https://dev.azuresynapse.net',
	'https://purview.azure.net',
	// Azure Databricks, and the API of clusters of AKS.
	'2ff814a6-3304-4ab8-85cb-cd0e6f879c1d',
	'6dae42f8-4368-4678-94ff-3960e28e3630',
	'https://graph.windows.net',
	...EXCHANGE_AUDIENCES,
];
const KNOWN = [
	...ARM_AUDIENCES,
	...GRAPH_AUDIENCES,
	...VAULT_AUDIENCES,
	...storageAudiences('').slice(0, 2),
	...OTHERS,
];

/** Single accounts, stores and namespaces that are audiences of their own. */
const PER_RESOURCE =
	/^https:\/\/[a-z0-9-]{3,50}\.(?:(?:blob|queue|table|file)\.core\.windows\.net|azconfig\.io|servicebus\.windows\.net|documents\.azure\.com|[a-z0-9]+\.kusto\.windows\.net)\/?$/i;

/** Whether Entra knows a resource of that name. */
export const isKnownAudience = (audience: string): boolean =>
	isAudience(audience, KNOWN) || PER_RESOURCE.test(audience);

/** The resource that a scope is of: `https://vault.azure.net/.default` is `https://vault.azure.net`. */
export const audienceOfScope = (scope: string): string | undefined => {
	const wanted = scope
		.split(/\s+/)
		.find((each) => !['', 'openid', 'profile', 'offline_access', 'email'].includes(each));
	if (wanted === undefined) return undefined;
	return wanted.replace(/\/(?:\.default|user_impersonation)$/, '');
};
