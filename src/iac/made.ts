import {
	groupOf,
	idKey,
	isObject,
	providerOf,
	type Json,
	type JsonObject,
	type Resource,
	type World,
} from '../azure';

/** Which properties of a resource a program must say, and which Azure adds by itself. */

/** Properties that Azure makes, whatever a program says. */
const MADE = new Set([
	'provisioningState',
	'vmId',
	'uniqueId',
	'principalId',
	'clientId',
	'etag',
	'metricId',
	'runningStatus',
	'latestRevisionName',
	'instanceView',
	'isCustomProvisioningTimeout',
	'loginServer',
	'vaultUri',
	'primaryEndpoints',
	'statusOfPrimary',
	'hostNames',
	'defaultHostName',
	'serviceBusEndpoint',
	'documentEndpoint',
	'fullyQualifiedDomainName',
	'endpoint',
	'gatewayUrl',
	'defaultDomain',
	'fqdn',
	'AppId',
	'InstrumentationKey',
	'ConnectionString',
	'messageCount',
	'subscriptionCount',
	'tableName',
	'hasImmutabilityPolicy',
	'hasLegalHold',
	'leaseStatus',
	'leaseState',
	'privateEndpointConnections',
]);

/** Types on which a name above is something that a program says. */
const SAID: Readonly<Record<string, readonly string[]>> = {
	'microsoft.documentdb/databaseaccounts/sqlroleassignments': ['principalId'],
	'microsoft.kusto/clusters/principalassignments': ['principalId'],
	'microsoft.kusto/clusters/databases/principalassignments': ['principalId'],
	'microsoft.cdn/profiles/endpoints': ['endpoint'],
};

/** Names that Azure makes on one type, though a program says them on others. */
const MADE_THERE: Readonly<Record<string, readonly string[]>> = {
	'microsoft.managedidentity/userassignedidentities': ['tenantId'],
};

/** Properties that a program has to say although Azure would have chosen the same. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
	'microsoft.keyvault/vaults': ['sku', 'tenantId', 'enableRbacAuthorization'],
	'microsoft.compute/virtualmachines': ['hardwareProfile', 'osProfile'],
	'microsoft.compute/virtualmachinescalesets': ['virtualMachineProfile', 'upgradePolicy'],
	'microsoft.documentdb/databaseaccounts': ['databaseAccountOfferType'],
	'microsoft.containerinstance/containergroups': ['osType'],
	'microsoft.containerservice/managedclusters': ['dnsPrefix'],
};

const sameJson = (a: Json | undefined, b: Json | undefined): boolean =>
	a === b || JSON.stringify(a) === JSON.stringify(b);

/** The properties of a resource that a program says. */
export function saidProperties(world: World, resource: Resource): JsonObject {
	const row = providerOf(resource.type);
	const type = resource.type.toLowerCase();
	const location =
		resource.location ?? world.resourceGroups[idKey(groupOf(resource.id) ?? '')]?.location;
	const usual = row?.defaults?.(world, resource.id, resource.name, resource.properties, location);
	const said: [string, Json][] = [];
	for (const [key, value] of Object.entries(resource.properties)) {
		if (value === undefined) continue;
		if (MADE.has(key) && !SAID[type]?.includes(key)) continue;
		if (MADE_THERE[type]?.includes(key)) continue;
		const isUsual = usual !== undefined && Object.hasOwn(usual, key) && sameJson(usual[key], value);
		if (isUsual && !REQUIRED[type]?.includes(key)) continue;
		const inner = usual?.[key];
		said.push([key, isObject(value) && isObject(inner) ? withoutMade(value) : value]);
	}
	return Object.fromEntries(said);
}

/** What Azure put inside an object that a program said. */
function withoutMade(value: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, item]) =>
			item === undefined || key === 'fqdn' || key === 'instanceView'
				? []
				: [[key, isObject(item) ? withoutMade(item) : item]],
		),
	);
}
