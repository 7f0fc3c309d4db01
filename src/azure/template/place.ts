import type { Caller } from '../entra/caller';
import type { JsonObject } from '../json';
import { renderGroup } from '../arm/render';
import { idKey, parseResourceId, subscriptionScope } from '../resourceId';
import type { World } from '../world';
import type { Place } from './scope';

/**
 * What `environment()` answers in the public cloud.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment#environment
 */
const ENVIRONMENT: JsonObject = {
	name: 'AzureCloud',
	gallery: 'https://gallery.azure.com/',
	graph: 'https://graph.windows.net/',
	portal: 'https://portal.azure.com',
	graphAudience: 'https://graph.windows.net/',
	activeDirectoryDataLake: 'https://datalake.azure.net/',
	batch: 'https://batch.core.windows.net/',
	media: 'https://rest.media.azure.net',
	sqlManagement: 'https://management.core.windows.net:8443/',
	vmImageAliasDoc:
		'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
	resourceManager: 'https://management.azure.com/',
	authentication: {
		loginEndpoint: 'https://login.microsoftonline.com/',
		audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
		tenant: 'common',
		identityProvider: 'AAD',
	},
	suffixes: {
		acrLoginServer: '.azurecr.io',
		azureDatalakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
		azureDatalakeStoreFileSystem: 'azuredatalakestore.net',
		azureFrontDoorEndpointSuffix: 'azurefd.net',
		keyvaultDns: '.vault.azure.net',
		sqlServerHostname: '.database.windows.net',
		storage: 'core.windows.net',
	},
};

/** Where a deployment at a scope takes place, and what its surroundings answer. */
export function placeOf(
	world: World,
	scope: string,
	caller: Caller,
	deployment: JsonObject,
): Place {
	const parts = parseResourceId(scope);
	const { subscriptionId, resourceGroup, managementGroup } = parts ?? {};
	const group = resourceGroup === undefined ? undefined : world.resourceGroups[idKey(scope)];
	const subscription =
		subscriptionId === undefined ? undefined : world.subscriptions[subscriptionId.toLowerCase()];
	const { tenantId, displayName } = world.tenant;
	return {
		kind:
			resourceGroup !== undefined
				? 'resourceGroup'
				: subscriptionId !== undefined
					? 'subscription'
					: managementGroup !== undefined
						? 'managementGroup'
						: 'tenant',
		scope,
		...(subscriptionId === undefined ? {} : { subscriptionId }),
		...(resourceGroup === undefined ? {} : { resourceGroup }),
		...(managementGroup === undefined ? {} : { managementGroup }),
		answers: {
			environment: ENVIRONMENT,
			deployment,
			deployer: {
				objectId: caller.objectId,
				tenantId,
				...(caller.kind === 'user' ? { userPrincipalName: caller.name } : {}),
			},
			tenant: { tenantId, displayName, countryCode: 'US' },
			...(group ? { resourceGroup: renderGroup(group) } : {}),
			...(subscription
				? {
						subscription: {
							id: subscriptionScope(subscription.subscriptionId),
							subscriptionId: subscription.subscriptionId,
							tenantId,
							displayName: subscription.displayName,
						},
					}
				: {}),
			...(managementGroup === undefined
				? {}
				: {
						managementGroup: {
							id: scope,
							name: managementGroup,
							properties: {
								tenantId,
								displayName: world.managementGroups[idKey(scope)]?.displayName ?? managementGroup,
							},
							type: '/providers/Microsoft.Management/managementGroups',
						},
					}),
		},
	};
}
