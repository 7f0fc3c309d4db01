import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { hashHex } from '../ids';
import { isObject, type Json, type JsonObject } from '../json';
import { file, UNBORN } from '../lifecycles/run';
import { groupScope, idKey, makeResourceId, parseResourceId } from '../resourceId';
import type { AssignedIdentity, Resource, World } from '../world';
import { providerOf } from './providers';
import { USER_ASSIGNED, withPrincipal } from './userAssigned';

/**
 * What AKS makes beside a cluster: a second resource group, in it the identities of the nodes and of add-ons, and the scale sets
 * that hold them. Whatever runs on the nodes gets tokens of these, not of the cluster's own identity.
 * @see https://learn.microsoft.com/azure/aks/use-managed-identity
 * @see https://learn.microsoft.com/azure/aks/faq
 */

/** The type of clusters. */
export const CLUSTER = 'Microsoft.ContainerService/managedClusters';
const SCALE_SET = 'Microsoft.Compute/virtualMachineScaleSets';

/** Add-ons that have an identity of their own, in lower case: it is called after them and the cluster. */
const ADDONS: ReadonlySet<string> = new Set([
	'aciconnectorlinux',
	'azurekeyvaultsecretsprovider',
	'azurepolicy',
	'httpapplicationrouting',
	'ingressapplicationgateway',
	'omsagent',
]);

const objectIn = (value: JsonObject, key: string): JsonObject => {
	const found = value[key];
	return isObject(found) ? found : {};
};

const textIn = (value: JsonObject, key: string): string | undefined => {
	const found = value[key];
	return typeof found === 'string' && found !== '' ? found : undefined;
};

const poolsOf = ({ properties }: Resource): readonly string[] => {
	const pools = properties.agentPoolProfiles;
	return Array.isArray(pools)
		? (pools as readonly Json[]).flatMap((pool) =>
				isObject(pool) && typeof pool.name === 'string' ? [pool.name] : [],
			)
		: [];
};

/** The name of a cluster's second group: the one asked for, else `MC_rg-shop_aks-shop_westeurope`. */
function nodeGroupName({ id, name, location = '', properties }: Resource): string {
	const asked = textIn(properties, 'nodeResourceGroup');
	return asked ?? `MC_${parseResourceId(id)?.resourceGroup ?? ''}_${name}_${location}`.slice(0, 80);
}

/** The key of the group that goes when this resource goes; `undefined` when it has none. */
export function nodeGroupOf(world: World, resource: Resource): string | undefined {
	if (resource.type !== CLUSTER) return undefined;
	const subscription = parseResourceId(resource.id)?.subscriptionId ?? '';
	const key = idKey(groupScope(subscription, nodeGroupName(resource)));
	return world.resourceGroups[key]?.managedBy === resource.id ? key : undefined;
}

/** Why a cluster cannot be made with the second group that it asks for, or `undefined`: it must be a new one. */
export function nodeGroupRefusal(world: World, cluster: Resource): HttpResponse | undefined {
	const name = nodeGroupName(cluster);
	const subscription = parseResourceId(cluster.id)?.subscriptionId ?? '';
	const taken = world.resourceGroups[idKey(groupScope(subscription, name))];
	return taken && taken.managedBy !== cluster.id
		? errors.BadRequest(
				`The node resource group '${name}' already exists. Specify the name of a group that does not.`,
			)
		: undefined;
}

interface Made {
	readonly world: World;
	readonly profile: JsonObject;
	readonly assigned: AssignedIdentity;
}

function identityIn(world: World, cluster: Resource, name: string): Made {
	const subscription = parseResourceId(cluster.id)?.subscriptionId ?? '';
	const id = makeResourceId(subscription, nodeGroupName(cluster), USER_ASSIGNED, name).replace(
		'/resourceGroups/',
		'/resourcegroups/',
	);
	const key = idKey(id);
	const before = world.resources[key];
	const [next, identity] = before
		? [world, before]
		: withPrincipal(world, { ...beside(cluster, id, name, USER_ASSIGNED), properties: {} });
	const filed = before ? next : file(next, { kind: 'resource', key }, identity);
	return { world: filed, ...told(identity) };
}

const told = ({ id, properties }: Resource): Omit<Made, 'world'> => {
	const { principalId = '', clientId = '' } = properties;
	return {
		profile: { resourceId: id, clientId, objectId: principalId },
		assigned: { id, principalId: String(principalId), clientId: String(clientId) },
	};
};

/** What all that AKS makes has in common: it stands where the cluster stands and is owed to whoever made that. */
const beside = (
	{ location = '', createdBy, changedAt }: Resource,
	id: string,
	name: string,
	type: string,
) => ({
	id,
	name,
	type,
	location,
	createdAt: changedAt,
	createdBy,
	changedAt,
	changedBy: createdBy,
	lifecycle: UNBORN,
});

/** The name of a pool's scale set: `aks-nodepool1-12345678-vmss`. */
function scaleSetName(world: World, cluster: Resource, pool: string): string {
	const digits = Number.parseInt(hashHex(world.seed, 'nodes', cluster.id).slice(0, 8), 16);
	return `aks-${pool}-${String(digits % 1e8).padStart(8, '0')}-vmss`;
}

/** Under which key the world files the scale set of a pool. */
export function scaleSetKey(world: World, cluster: Resource, pool: string): string {
	const subscription = parseResourceId(cluster.id)?.subscriptionId ?? '';
	const name = scaleSetName(world, cluster, pool);
	return idKey(makeResourceId(subscription, nodeGroupName(cluster), SCALE_SET, name));
}

/** Nodes run an image of the cluster's own, of which nothing is known here. */
const OWN_IMAGE: JsonObject = { virtualMachineProfile: { storageProfile: {} } };

function withScaleSets(world: World, cluster: Resource, user: readonly AssignedIdentity[]): World {
	const subscription = parseResourceId(cluster.id)?.subscriptionId ?? '';
	let next = world;
	for (const pool of poolsOf(cluster)) {
		const name = scaleSetName(world, cluster, pool);
		const id = makeResourceId(subscription, nodeGroupName(cluster), SCALE_SET, name);
		const key = idKey(id);
		const before = next.resources[key];
		const properties =
			before?.properties ?? providerOf(SCALE_SET)?.defaults?.(next, id, name, OWN_IMAGE) ?? {};
		const scaleSet = before ?? { ...beside(cluster, id, name, SCALE_SET), properties };
		next = file(
			next,
			{ kind: 'resource', key },
			{ ...scaleSet, ...(user.length > 0 ? { identity: { user } } : {}) },
			before ? 'update' : '',
		);
	}
	return next;
}

/** The add-ons of a cluster as it tells them: those that are on and have an identity of their own say which. */
function withAddons(world: World, cluster: Resource): [World, JsonObject, AssignedIdentity[]] {
	const assigned: AssignedIdentity[] = [];
	const profiles: [string, Json][] = [];
	let next = world;
	for (const [addon, profile] of Object.entries(objectIn(cluster.properties, 'addonProfiles'))) {
		const { identity: _, ...settings } = isObject(profile) ? profile : {};
		if (settings.enabled === true && ADDONS.has(addon.toLowerCase())) {
			const made = identityIn(next, cluster, `${addon.toLowerCase()}-${cluster.name}`);
			next = made.world;
			assigned.push(made.assigned);
			profiles.push([addon, { ...settings, identity: made.profile }]);
		} else profiles.push([addon, settings]);
	}
	return [next, Object.fromEntries(profiles), assigned];
}

/** A kubelet identity that the cluster was given is told with its ids; without one AKS makes `{cluster}-agentpool`. */
function kubelet(world: World, cluster: Resource): Made {
	const given = objectIn(objectIn(cluster.properties, 'identityProfile'), 'kubeletidentity');
	const found = world.resources[idKey(textIn(given, 'resourceId') ?? '')];
	return found?.type === USER_ASSIGNED
		? { world, ...told(found) }
		: identityIn(world, cluster, `${cluster.name}-agentpool`);
}

/** Makes what stands beside a cluster, new or changed, and gives back the cluster as it tells of that; it is yet to be filed. */
export function withNodeGroup(world: World, cluster: Resource): [World, Resource] {
	const name = nodeGroupName(cluster);
	const id = groupScope(parseResourceId(cluster.id)?.subscriptionId ?? '', name);
	const key = idKey(id);
	const group = {
		id,
		name,
		location: cluster.location ?? '',
		managedBy: cluster.id,
		lifecycle: UNBORN,
	};
	const grouped = world.resourceGroups[key]
		? world
		: file(world, { kind: 'resourceGroup', key }, group);
	const properties = { ...cluster.properties, nodeResourceGroup: name };
	const whole = { ...cluster, properties };
	// A cluster that goes by a service principal of its own has no identities.
	const { identity } = cluster;
	if (!identity?.system && !identity?.user.length)
		return [withScaleSets(grouped, whole, []), whole];
	const nodes = kubelet(grouped, whole);
	const [next, addonProfiles, addons] = withAddons(nodes.world, whole);
	const told: Resource = {
		...whole,
		properties: {
			...properties,
			identityProfile: {
				...objectIn(properties, 'identityProfile'),
				kubeletidentity: nodes.profile,
			},
			...(Object.keys(addonProfiles).length > 0 ? { addonProfiles } : {}),
		},
	};
	return [withScaleSets(next, whole, [nodes.assigned, ...addons]), told];
}
