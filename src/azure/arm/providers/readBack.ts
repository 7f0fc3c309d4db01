import { guidOf, hashHex } from '../../ids';
import { isObject, type JsonObject } from '../../json';
import { parseResourceId } from '../../resourceId';
import type { ProviderRow } from './row';

/**
 * What templates and programs read from resources of which nothing else is simulated: addresses, keys' numbers, host names.
 * A new one is a row. Parts that Azure makes up come from the world's seed.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference
 */

type Defaults = NonNullable<ProviderRow['defaults']>;

const parentName = (id: string): string => parseResourceId(id)?.names[0] ?? '';
const textIn = (value: JsonObject, key: string): string | undefined => {
	const found = value[key];
	return typeof found === 'string' ? found : undefined;
};

/** A network address out of Azure's own ranges, told by the seed. */
const address = (seed: string, id: string, prefix: string): string => {
	const hex = hashHex(seed, 'address', id);
	const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
	return `${prefix}.${part(0)}.${1 + (part(2) % 254)}`;
};

function publicAddress(...[{ seed }, id, , asked, location]: Parameters<Defaults>): JsonObject {
	const dns = isObject(asked.dnsSettings) ? asked.dnsSettings : {};
	const label = textIn(dns, 'domainNameLabel');
	return {
		publicIPAddressVersion: 'IPv4',
		publicIPAllocationMethod: 'Dynamic',
		idleTimeoutInMinutes: 4,
		ipAddress: address(seed, id, '20.61'),
		...(label === undefined
			? {}
			: { dnsSettings: { fqdn: `${label.toLowerCase()}.${location ?? ''}.cloudapp.azure.com` } }),
	};
}

const insights: Defaults = ({ seed, tenant }, id, name, _asked, location = '') => {
	const key = guidOf(seed, 'instrumentation', id);
	const appId = guidOf(seed, 'appInsights', id);
	return {
		ApplicationId: name,
		AppId: appId,
		Application_Type: 'web',
		Flow_Type: 'Redfield',
		InstrumentationKey: key,
		ConnectionString: `InstrumentationKey=${key};IngestionEndpoint=https://${location}-0.in.applicationinsights.azure.com/;LiveEndpoint=https://${location}.livediagnostics.monitor.azure.com/;ApplicationId=${appId}`,
		Name: name,
		TenantId: tenant.tenantId,
	};
};

const cognitive: Defaults = (_world, _id, name, asked, location = '') => {
	const domain = textIn(asked, 'customSubDomainName');
	return {
		endpoint:
			domain === undefined
				? `https://${location}.api.cognitive.microsoft.com/`
				: `https://${domain.toLowerCase()}.cognitiveservices.azure.com/`,
		internalId: name,
		isMigrated: false,
	};
};

const NAME_SERVERS = [
	'ns1-01.azure-dns.com.',
	'ns2-01.azure-dns.net.',
	'ns3-01.azure-dns.org.',
	'ns4-01.azure-dns.info.',
];

/** Defaults by type. */
export const READ_BACK: Readonly<Record<string, Defaults>> = {
	'Microsoft.Insights/components': insights,
	'Microsoft.Network/publicIPAddresses': publicAddress,
	'Microsoft.Network/networkInterfaces': ({ seed }, id) => ({
		primary: true,
		macAddress: hashHex(seed, 'mac', id)
			.slice(0, 12)
			.toUpperCase()
			.replace(/..(?=.)/g, '$&-'),
	}),
	'Microsoft.Network/dnsZones': () => ({ nameServers: NAME_SERVERS, numberOfRecordSets: 2 }),
	'Microsoft.CognitiveServices/accounts': cognitive,
	'Microsoft.Cdn/profiles/endpoints': (_world, _id, name) => ({
		hostName: `${name}.azureedge.net`,
		resourceState: 'Running',
	}),
	'Microsoft.Kusto/clusters': (_world, _id, name, _asked, location = '') => ({
		state: 'Running',
		uri: `https://${name}.${location}.kusto.windows.net`,
		dataIngestionUri: `https://ingest-${name}.${location}.kusto.windows.net`,
	}),
	'Microsoft.HealthDataAIServices/deidServices': ({ seed }, id, _name, _asked, location = '') => ({
		serviceUrl: `https://${hashHex(seed, 'host', id).slice(0, 12)}.api.${location}.deid.azure.com`,
	}),
	'Microsoft.HealthcareApis/workspaces/fhirservices': (_world, id, name) => ({
		authenticationConfiguration: {
			audience: `https://${parentName(id)}-${name}.fhir.azurehealthcareapis.com`,
		},
	}),
	'Microsoft.DigitalTwins/digitalTwinsInstances': ({ seed }, id, _name, _asked, location = '') => ({
		hostName: `${hashHex(seed, 'host', id).slice(0, 10)}.api.${location}.digitaltwins.azure.net`,
	}),
	'Microsoft.SignalRService/SignalR': (_world, _id, name) => ({
		hostName: `${name.toLowerCase()}.service.signalr.net`,
	}),
	'Microsoft.SignalRService/WebPubSub': (_world, _id, name) => ({
		hostName: `${name.toLowerCase()}.webpubsub.azure.com`,
	}),
	'Microsoft.Search/searchServices': (_world, _id, name) => ({
		status: 'running',
		endpoint: `https://${name.toLowerCase()}.search.windows.net`,
	}),
	'Microsoft.Cache/Redis': (_world, _id, name) => ({
		hostName: `${name}.redis.cache.windows.net`,
		port: 6379,
		sslPort: 6380,
	}),
	'Microsoft.EventGrid/topics': ({ seed }, id, name, _asked, location = '') => ({
		endpoint: `https://${name.toLowerCase()}.${location}-1.eventgrid.azure.net/api/events`,
		metricResourceId: guidOf(seed, 'metric', id),
	}),
	'Microsoft.Batch/batchAccounts': (_world, _id, name, _asked, location = '') => ({
		accountEndpoint: `${name}.${location}.batch.azure.com`,
	}),
	'Microsoft.DBforPostgreSQL/flexibleServers': (_world, _id, name) => ({
		state: 'Ready',
		fullyQualifiedDomainName: `${name}.postgres.database.azure.com`,
	}),
	'Microsoft.DBforMySQL/flexibleServers': (_world, _id, name) => ({
		state: 'Ready',
		fullyQualifiedDomainName: `${name}.mysql.database.azure.com`,
	}),
	'Microsoft.Sql/managedInstances': ({ seed }, id, name) => ({
		state: 'Ready',
		fullyQualifiedDomainName: `${name}.${hashHex(seed, 'host', id).slice(0, 12)}.database.windows.net`,
	}),
	'Microsoft.Devices/IotHubs': (_world, _id, name) => ({
		state: 'Active',
		hostName: `${name}.azure-devices.net`,
	}),
	'Microsoft.MachineLearningServices/workspaces': ({ seed }, id, name, _asked, location = '') => ({
		workspaceId: guidOf(seed, 'workspace', id),
		friendlyName: name,
		discoveryUrl: `https://${location}.api.azureml.ms/discovery`,
	}),
	'Microsoft.Purview/accounts': (_world, _id, name) => ({
		endpoints: {
			catalog: `https://${name}.purview.azure.com/catalog`,
			scan: `https://${name}.purview.azure.com/scan`,
		},
	}),
	'Microsoft.Synapse/workspaces': (_world, _id, name) => ({
		connectivityEndpoints: {
			web: `https://web.azuresynapse.net?workspace=${name}`,
			dev: `https://${name}.dev.azuresynapse.net`,
			sql: `${name}.sql.azuresynapse.net`,
			sqlOnDemand: `${name}-ondemand.sql.azuresynapse.net`,
		},
	}),
	'Microsoft.DataLakeStore/accounts': (_world, _id, name) => ({
		state: 'Active',
		endpoint: `${name}.azuredatalakestore.net`,
	}),
	'Microsoft.Web/staticSites': ({ seed }, id) => ({
		defaultHostname: `${hashHex(seed, 'host', id).slice(0, 12)}.azurestaticapps.net`,
	}),
	'Microsoft.Maps/accounts': ({ seed }, id) => ({ uniqueId: guidOf(seed, 'maps', id) }),
};
