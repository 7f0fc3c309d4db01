import { guidOf } from '../../ids';
import { AT_ONCE, BOTH, CHILD, POLLED, takes, type ProviderRow } from './row';

const namespaceName = {
	pattern: /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{4,48}[a-zA-Z0-9]$/,
	rule: '6 to 50 letters, digits or hyphens; it starts with a letter and ends with a letter or digit',
};
const entityName = {
	pattern: /^[a-zA-Z0-9](?:[\w./~-]{0,258}[a-zA-Z0-9_])?$/,
	rule: '1 to 260 letters, digits, periods, hyphens, slashes or underscores; it starts and ends with a letter or digit',
};
const namespaceTaken = [
	'NameInUse',
	(name: string) => `The namespace name '${name}' is not available: it is already in use.`,
] as const;
const brief = takes(2, 1, 1);

/** A Service Bus or Event Hubs namespace: both live in the same domain. */
const namespaceDefaults: ProviderRow['defaults'] = (_world, id, name) => ({
	serviceBusEndpoint: `https://${name.toLowerCase()}.servicebus.windows.net:443/`,
	metricId: `${id.split('/')[2] ?? ''}:${name.toLowerCase()}`,
	status: 'Active',
	disableLocalAuth: false,
	minimumTlsVersion: '1.2',
	publicNetworkAccess: 'Enabled',
});

/**
 * Service Bus, Event Hubs and App Configuration.
 * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-managed-service-identity
 * @see https://learn.microsoft.com/azure/event-hubs/authenticate-managed-identity
 * @see https://learn.microsoft.com/azure/azure-app-configuration/overview-managed-identity
 */
export const MESSAGING: readonly ProviderRow[] = [
	{
		type: 'Microsoft.ServiceBus/namespaces',
		name: namespaceName,
		taken: namespaceTaken,
		identity: BOTH,
		dataPlane: 'serviceBus',
		latency: takes(30, 5, 20),
		...POLLED,
		defaults: namespaceDefaults,
	},
	{
		type: 'Microsoft.ServiceBus/namespaces/queues',
		name: entityName,
		latency: brief,
		...CHILD,
		createdStatus: 200,
		defaults: () => ({
			status: 'Active',
			lockDuration: 'PT1M',
			maxSizeInMegabytes: 1024,
			maxDeliveryCount: 10,
			messageCount: 0,
		}),
	},
	{
		type: 'Microsoft.ServiceBus/namespaces/topics',
		name: entityName,
		latency: brief,
		...CHILD,
		createdStatus: 200,
		defaults: () => ({ status: 'Active', maxSizeInMegabytes: 1024, subscriptionCount: 0 }),
	},
	{
		type: 'Microsoft.ServiceBus/namespaces/topics/subscriptions',
		name: {
			pattern: /^[a-zA-Z0-9](?:[\w.-]{0,48}[a-zA-Z0-9_])?$/,
			rule: '1 to 50 letters, digits, periods, hyphens or underscores; it starts and ends with a letter or digit',
		},
		latency: brief,
		...CHILD,
		createdStatus: 200,
		defaults: () => ({ status: 'Active', lockDuration: 'PT1M', maxDeliveryCount: 10 }),
	},
	{
		type: 'Microsoft.EventHub/namespaces',
		name: namespaceName,
		taken: namespaceTaken,
		identity: BOTH,
		dataPlane: 'eventHub',
		latency: takes(30, 5, 20),
		...POLLED,
		defaults: namespaceDefaults,
	},
	{
		type: 'Microsoft.EventHub/namespaces/eventhubs',
		name: {
			pattern: /^[a-zA-Z0-9](?:[\w.-]{0,254}[a-zA-Z0-9])?$/,
			rule: '1 to 256 letters, digits, periods, hyphens or underscores; it starts and ends with a letter or digit',
		},
		latency: brief,
		...CHILD,
		createdStatus: 200,
		defaults: () => ({
			status: 'Active',
			partitionCount: 4,
			partitionIds: ['0', '1', '2', '3'],
			messageRetentionInDays: 7,
		}),
	},
	{
		type: 'Microsoft.EventHub/namespaces/eventhubs/consumergroups',
		name: {
			pattern: /^(?:\$Default|[a-zA-Z0-9](?:[\w.-]{0,48}[a-zA-Z0-9])?)$/,
			rule: '1 to 50 letters, digits, periods, hyphens or underscores; it starts and ends with a letter or digit',
		},
		latency: brief,
		...CHILD,
		createdStatus: 200,
	},
	{
		type: 'Microsoft.AppConfiguration/configurationStores',
		name: {
			pattern: /^[a-zA-Z0-9](?!.*---)[a-zA-Z0-9-]{3,48}[a-zA-Z0-9]$/,
			rule: '5 to 50 letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		taken: ['NameUnavailable', () => 'The specified name is already in use.'],
		identity: BOTH,
		dataPlane: 'appConfiguration',
		latency: takes(30, 5, 10),
		...POLLED,
		defaults: (_world, _id, name) => ({
			endpoint: `https://${name.toLowerCase()}.azconfig.io`,
			encryption: { keyVaultProperties: null },
			privateEndpointConnections: null,
			disableLocalAuth: false,
			softDeleteRetentionInDays: 7,
			enablePurgeProtection: false,
		}),
	},
	{
		type: 'Microsoft.OperationalInsights/workspaces',
		name: {
			pattern: /^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$/,
			rule: '4 to 63 letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		identity: BOTH,
		latency: takes(10, 3, 5),
		...AT_ONCE,
		createdStatus: 201,
		defaults: ({ seed }, id) => ({
			customerId: guidOf(seed, 'workspace', id),
			sku: { name: 'PerGB2018' },
			retentionInDays: 30,
		}),
	},
];
