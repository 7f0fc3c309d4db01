import {
	groupOf,
	idKey,
	isObject,
	parseResourceId,
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

const CLUSTER = 'Microsoft.ContainerService/managedClusters';

/** A cluster without the second group and the identities that it makes by itself, which nobody can say beforehand. */
function withoutOwnGroup(world: World, { id, name, location, properties }: Resource): JsonObject {
	const { nodeResourceGroup, identityProfile, addonProfiles, ...rest } = properties;
	const group = parseResourceId(id)?.resourceGroup ?? '';
	const isUsual = nodeResourceGroup === `MC_${group}_${name}_${location ?? ''}`.slice(0, 80);
	const isOwn = (profile: Json | undefined) =>
		isObject(profile) &&
		world.resourceGroups[idKey(groupOf(String(profile.resourceId)) ?? '')]?.managedBy === id;
	const given = Object.entries(isObject(identityProfile) ? identityProfile : {}).filter(
		([, profile]) => !isOwn(profile),
	);
	const addons = Object.entries(isObject(addonProfiles) ? addonProfiles : {}).map(
		([addon, profile]): [string, Json] => {
			const { identity, ...settings } = isObject(profile) ? profile : {};
			return [addon, isOwn(identity) ? settings : (profile ?? null)];
		},
	);
	return {
		...rest,
		...(isUsual || nodeResourceGroup === undefined ? {} : { nodeResourceGroup }),
		...(given.length > 0 ? { identityProfile: Object.fromEntries(given) } : {}),
		...(addons.length > 0 ? { addonProfiles: Object.fromEntries(addons) } : {}),
	};
}

/** The properties of a resource that a program says. */
export function saidProperties(world: World, resource: Resource): JsonObject {
	const row = providerOf(resource.type);
	const type = resource.type.toLowerCase();
	const location =
		resource.location ?? world.resourceGroups[idKey(groupOf(resource.id) ?? '')]?.location;
	const usual = row?.defaults?.(world, resource.id, resource.name, resource.properties, location);
	const said: [string, Json][] = [];
	const properties =
		resource.type === CLUSTER ? withoutOwnGroup(world, resource) : resource.properties;
	for (const [key, value] of Object.entries(properties)) {
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
