import { READ_BACK } from './readBack';
import { AT_ONCE, CHILD, takes, type IdentitySupport, type ProviderRow } from './row';

/**
 * Types of which only the name, the place and the identities are simulated, so that any service that can hold an identity
 * can hold one here. Each line is a namespace and its types.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status
 */
const BOTH_KINDS = [
	'Microsoft.Compute diskEncryptionSets galleries',
	'Microsoft.Web staticSites hostingEnvironments',
	'Microsoft.App jobs',
	'Microsoft.ContainerRegistry registries/tasks',
	'Microsoft.Synapse workspaces',
	'Microsoft.CognitiveServices accounts',
	'Microsoft.MachineLearningServices workspaces workspaces/onlineEndpoints workspaces/computes',
	'Microsoft.Sql managedInstances',
	'Microsoft.DBforPostgreSQL flexibleServers',
	'Microsoft.EventGrid topics systemTopics',
	'Microsoft.SignalRService SignalR WebPubSub',
	'Microsoft.Search searchServices',
	'Microsoft.StreamAnalytics streamingjobs',
	'Microsoft.Batch batchAccounts',
	'Microsoft.Kusto clusters',
	'Microsoft.Devices IotHubs',
	'Microsoft.Databricks accessConnectors',
	'Microsoft.Cdn profiles',
	'Microsoft.RecoveryServices vaults',
	'Microsoft.LoadTestService loadtests',
	'Microsoft.Purview accounts',
	'Microsoft.Maps accounts',
	'Microsoft.ContainerService fleets',
	'Microsoft.AppPlatform Spring/apps',
	'Microsoft.Cache Redis',
	'Microsoft.ServiceFabric clusters/applications',
	'Microsoft.DataProtection backupVaults',
	'Microsoft.DigitalTwins digitalTwinsInstances',
	'Microsoft.HealthDataAIServices deidServices',
	'Microsoft.HealthcareApis workspaces/fhirservices workspaces/dicomservices workspaces/iotconnectors',
	'Microsoft.StorageActions storageTasks',
] as const;
const SYSTEM_ONLY = [
	'Microsoft.HybridCompute machines',
	'Microsoft.Kubernetes connectedClusters',
	'Microsoft.ContainerRegistry registries/credentialSets',
	'Microsoft.AppPlatform Spring',
	'Microsoft.DataShare accounts',
	'Microsoft.Quantum Workspaces',
	'Microsoft.Storage storageTasks',
	'Microsoft.DataLakeStore accounts',
	'Microsoft.AzureStackHCI clusters',
] as const;
const USER_ONLY = [
	'Microsoft.KeyVault managedHSMs',
	'Microsoft.DBforMySQL flexibleServers',
	'Microsoft.Batch batchAccounts/pools',
	'Microsoft.DevOpsInfrastructure pools',
	'Microsoft.VirtualMachineImages imageTemplates',
	'Microsoft.Resources deploymentScripts',
	'Microsoft.Network networkWatchers/flowLogs applicationGateways',
] as const;
/** Parents and neighbours of the above that hold none, so that they can be made, found and given roles on. */
const WITHOUT = [
	'Microsoft.ServiceFabric clusters',
	'Microsoft.Network networkWatchers virtualNetworks virtualNetworks/subnets networkInterfaces publicIPAddresses networkSecurityGroups privateEndpoints privateDnsZones privateDnsZones/virtualNetworkLinks',
	'Microsoft.Compute disks snapshots images virtualMachines/extensions',
	'Microsoft.Insights components',
	'Microsoft.HealthcareApis workspaces',
	'Microsoft.Databricks workspaces',
] as const;

/** Children that stand in a region of their own. */
const LOCATED_CHILDREN = new Set([
	'Microsoft.HealthcareApis/workspaces/fhirservices',
	'Microsoft.HealthcareApis/workspaces/dicomservices',
	'Microsoft.HealthcareApis/workspaces/iotconnectors',
	'Microsoft.MachineLearningServices/workspaces/computes',
	'Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
]);

/** Types whose creation was seen to be answered with 200. */
const MADE_WITH_200 = new Set(['Microsoft.Insights/components']);

const anyName = {
	pattern: /^[a-zA-Z0-9](?:[\w.()-]{0,126}[\w)])?$/,
	rule: '1 to 128 letters, digits, periods, underscores, hyphens or parentheses; it starts with a letter or digit',
};

function rows(lines: readonly string[], system: boolean, user: boolean): ProviderRow[] {
	const identity: IdentitySupport | undefined =
		system || user
			? { system, user, both: 'SystemAssigned, UserAssigned', keepsNone: false }
			: undefined;
	return lines.flatMap((line) => {
		const [namespace = '', ...types] = line.split(' ');
		return types.map((each) => {
			const type = `${namespace}/${each}`;
			const defaults = READ_BACK[type];
			return {
				type,
				name: anyName,
				...(identity ? { identity } : {}),
				latency: takes(15, 5, 10),
				...(each.includes('/') ? CHILD : AT_ONCE),
				createdStatus: MADE_WITH_200.has(type) ? (200 as const) : (201 as const),
				generic: true as const,
				...(LOCATED_CHILDREN.has(type) ? { located: true } : {}),
				...(defaults ? { defaults } : {}),
			};
		});
	});
}

/** The generic rows. */
export const GENERIC: readonly ProviderRow[] = [
	...rows(BOTH_KINDS, true, true),
	...rows(SYSTEM_ONLY, true, false),
	...rows(USER_ONLY, false, true),
	...rows(WITHOUT, false, false),
];
