import { READ_BACK } from './readBack';
import { AT_ONCE, CHILD, takes, type ProviderRow } from './row';

/**
 * Types that hold no identity and stand beside those that do in real templates: networks, alerts, settings. Only their name,
 * their place and what others ask them for are simulated. Each line is a namespace and its types.
 * @see https://learn.microsoft.com/azure/templates/
 */
const NEIGHBOURS = [
	'Microsoft.ApiManagement service/gateways service/loggers service/products service/apis service/diagnostics',
	'Microsoft.App managedEnvironments/daprComponents managedEnvironments/certificates managedEnvironments/storages',
	'Microsoft.AzureStackHCI edgeDevices clusters/deploymentSettings',
	'Microsoft.Cdn profiles/endpoints',
	'Microsoft.CognitiveServices accounts/deployments accounts/raiPolicies',
	'Microsoft.Compute galleries/images galleries/images/versions availabilitySets proximityPlacementGroups sshPublicKeys',
	'Microsoft.ContainerService managedClusters/agentPools fleets/members',
	'Microsoft.DataFactory factories/datasets factories/linkedservices factories/pipelines factories/triggers',
	'Microsoft.DataProtection backupVaults/backupPolicies backupVaults/backupInstances',
	'Microsoft.DataShare accounts/shares accounts/shares/dataSets accounts/shares/invitations accounts/shares/synchronizationSettings',
	'Microsoft.DigitalTwins digitalTwinsInstances/endpoints digitalTwinsInstances/timeSeriesDatabaseConnections',
	'Microsoft.DocumentDB databaseAccounts/sqlDatabases databaseAccounts/sqlDatabases/containers',
	'Microsoft.EventGrid systemTopics/eventSubscriptions topics/eventSubscriptions',
	'Microsoft.EventHub namespaces/eventhubs/consumergroups namespaces/eventhubs/authorizationRules namespaces/authorizationRules',
	'Microsoft.Insights actionGroups activityLogAlerts metricAlerts autoscalesettings workbooks',
	'Microsoft.KeyVault vaults/accessPolicies',
	'Microsoft.Kusto clusters/databases clusters/databases/scripts clusters/databases/dataConnections clusters/databases/principalAssignments clusters/principalAssignments',
	'Microsoft.MachineLearningServices workspaces/connections workspaces/datastores workspaces/datasets',
	'Microsoft.Network bastionHosts natGateways publicIPPrefixes loadBalancers loadBalancers/inboundNatRules routeTables dnsZones dnsZones/A dnsZones/CNAME dnsZones/TXT privateDnsZones/A privateEndpoints/privateDnsZoneGroups virtualNetworks/virtualNetworkPeerings virtualNetworkGateways applicationGatewayWebApplicationFirewallPolicies networkManagers networkManagers/networkGroups networkManagers/networkGroups/staticMembers networkManagers/connectivityConfigurations networkSecurityGroups/securityRules',
	'Microsoft.OperationsManagement solutions',
	'Microsoft.OperationalInsights workspaces/savedSearches workspaces/tables',
	'Microsoft.Portal dashboards',
	'Microsoft.RecoveryServices vaults/backupPolicies vaults/backupstorageconfig vaults/replicationPolicies vaults/replicationFabrics vaults/replicationFabrics/replicationProtectionContainers vaults/replicationFabrics/replicationProtectionContainers/replicationProtectionContainerMappings vaults/replicationFabrics/replicationProtectionContainers/replicationProtectedItems vaults/replicationFabrics/replicationNetworks/replicationNetworkMappings',
	'Microsoft.Resources templateSpecs templateSpecs/versions',
	'Microsoft.ServiceBus namespaces/AuthorizationRules namespaces/queues/authorizationRules namespaces/topics/authorizationRules',
	'Microsoft.Sql servers/firewallRules servers/virtualNetworkRules servers/administrators servers/databases/transparentDataEncryption',
	'Microsoft.Storage storageAccounts/blobServices storageAccounts/fileServices storageAccounts/fileServices/shares storageAccounts/managementPolicies storageAccounts/queueServices storageAccounts/tableServices',
	'Microsoft.Web sites/extensions sites/hostNameBindings sites/sourcecontrols sites/basicPublishingCredentialsPolicies certificates',
] as const;

/** Settings that hang on any resource, as role assignments do. */
const EXTENSIONS = [
	'Microsoft.Insights diagnosticSettings',
	'Microsoft.EventGrid eventSubscriptions',
] as const;

/** Parts that their parent has from the start, under the name `default`. */
const ALWAYS = /\/(?:blob|file|queue|table)Services$/;

/** Children that stand in a region of their own. */
const LOCATED = new Set([
	'Microsoft.Compute/galleries/images',
	'Microsoft.Compute/galleries/images/versions',
	'Microsoft.ContainerService/fleets/members',
]);

const anyName = {
	pattern: /^[^/<>%&\\?]{1,260}$/,
	rule: '1 to 260 characters without slashes',
};

const rowsOf = (lines: readonly string[], extension: boolean): ProviderRow[] =>
	lines.flatMap((line) => {
		const [namespace = '', ...types] = line.split(' ');
		return types.map((each): ProviderRow => {
			const type = `${namespace}/${each}`;
			const defaults = READ_BACK[type];
			return {
				type,
				name: anyName,
				latency: takes(10, 5, 10),
				...(each.includes('/') && !LOCATED.has(type) ? CHILD : AT_ONCE),
				located: !extension && (!each.includes('/') || LOCATED.has(type)) && !PLACELESS.has(type),
				createdStatus: 201,
				generic: true,
				beside: true,
				...(extension ? { extension: true } : {}),
				...(ALWAYS.test(type) ? { always: true } : {}),
				...(defaults ? { defaults } : {}),
			};
		});
	});

/** Resources of a group that need not say where they are. */
const PLACELESS = new Set([
	'Microsoft.Insights/activityLogAlerts',
	'Microsoft.AzureStackHCI/edgeDevices',
]);

/** The rows of neighbours. */
export const neighbourRows = (known: ReadonlySet<string>): readonly ProviderRow[] =>
	[...rowsOf(NEIGHBOURS, false), ...rowsOf(EXTENSIONS, true)].filter(
		({ type }) => !known.has(type.toLowerCase()),
	);
