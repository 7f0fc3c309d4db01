import { guidOf, hashHex } from '../../ids';
import { isObject, own, type Json, type JsonObject } from '../../json';
import { idKey } from '../../resourceId';
import type { World } from '../../world';
import { AT_ONCE, BOTH, POLLED, takes, type ProviderRow } from './row';

/** A part of a host name that Azure makes up for a resource. */
const made = (seed: string, id: string, length: number): string =>
	hashHex(seed, 'host', id).slice(0, length);

const registryTaken = (name: string) =>
	`The registry DNS name ${name}.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability`;

const first = (value: Json | undefined): Json | undefined =>
	Array.isArray(value) ? (value as readonly Json[])[0] : undefined;

/** The domain of an environment: `happyrock-1a2b.westeurope.azurecontainerapps.io`. */
const environmentDomain = (world: World, id: string, location = ''): string =>
	`${made(world.seed, id, 8)}.${location}.azurecontainerapps.io`;

/** A container app is known by its environment's domain. */
function ingressOf(world: World, name: string, asked: JsonObject): JsonObject {
	const environment = asked.managedEnvironmentId ?? asked.environmentId;
	const found =
		typeof environment === 'string' ? own(world.resources, idKey(environment)) : undefined;
	const domain = found?.properties.defaultDomain;
	const open = isObject(asked.configuration) && isObject(asked.configuration.ingress);
	return open && typeof domain === 'string'
		? { configuration: { ingress: { fqdn: `${name}.${domain}` } } }
		: {};
}

/** Under which names a cluster's API server answers: a private one has a second name, in a zone of its own. */
function clusterHosts(
	{ seed }: World,
	id: string,
	name: string,
	{ dnsPrefix, apiServerAccessProfile: access }: JsonObject,
	location = '',
): JsonObject {
	const prefix = typeof dnsPrefix === 'string' ? dnsPrefix : name;
	const host = `${prefix.toLowerCase()}-${made(seed, id, 8)}`;
	const isPrivate = isObject(access) && access.enablePrivateCluster === true;
	return {
		fqdn: `${host}.hcp.${location}.azmk8s.io`,
		...(isPrivate
			? {
					privateFQDN: `${host}.${guidOf(seed, 'privateZone', id)}.privatelink.${location}.azmk8s.io`,
				}
			: {}),
	};
}

/**
 * Containers. A container app finds its endpoint in its environment, a container group asks the Instance Metadata
 * Service. A cluster's identity is its control plane's; its nodes have identities of their own: see arm/nodeGroup.
 * @see https://learn.microsoft.com/azure/container-apps/managed-identity
 * @see https://learn.microsoft.com/azure/container-instances/container-instances-managed-identity
 * @see https://learn.microsoft.com/azure/aks/use-managed-identity
 */
export const CONTAINERS: readonly ProviderRow[] = [
	{
		type: 'Microsoft.App/containerApps',
		name: {
			pattern: /^(?!.*--)[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
			rule: '2 to 32 lower-case letters, digits or hyphens; it starts with a letter and ends with a letter or digit',
		},
		identity: { ...BOTH, keepsNone: true },
		tokenEndpoint: 'appService',
		latency: takes(20, 10, 10),
		...POLLED,
		defaults: (world, id, name, asked) => ({
			runningStatus: 'Running',
			latestRevisionName: `${name}--${made(world.seed, `${id}|revision`, 7)}`,
			...ingressOf(world, name, asked),
		}),
	},
	{
		type: 'Microsoft.App/managedEnvironments',
		name: {
			pattern: /^[a-zA-Z](?:[a-zA-Z0-9-]{0,58}[a-zA-Z0-9])?$/,
			rule: '1 to 60 letters, digits or hyphens; it starts with a letter and ends with a letter or digit',
		},
		identity: { ...BOTH, keepsNone: true },
		latency: takes(90, 20, 60),
		...POLLED,
		defaults: (world, id, _name, _asked, location) => ({
			zoneRedundant: false,
			defaultDomain: environmentDomain(world, id, location),
		}),
	},
	{
		type: 'Microsoft.ContainerInstance/containerGroups',
		name: {
			pattern: /^(?!.*--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
			rule: '1 to 63 lower-case letters, digits or hyphens; it starts and ends with a letter or digit',
		},
		identity: { ...BOTH, alwaysTenant: true },
		tokenEndpoint: 'imds',
		latency: takes(25, 10, 5),
		...POLLED,
		defaults: (_world, _id, _name, asked) => ({
			sku: 'Standard',
			provisioningTimeoutInSeconds: 1800,
			isCustomProvisioningTimeout: false,
			initContainers: [],
			restartPolicy: 'Always',
			osType: 'Linux',
			instanceView: { events: [], state: first(asked.containers) ? 'Running' : 'Pending' },
		}),
	},
	{
		type: 'Microsoft.ContainerService/managedClusters',
		name: {
			pattern: /^[a-zA-Z0-9](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?$/,
			rule: '1 to 63 letters, digits, underscores or hyphens; it starts and ends with a letter or digit',
		},
		identity: BOTH,
		immovable: true,
		latency: takes(240, 60, 180),
		...POLLED,
		defaults: (world, id, name, asked, location) => ({
			powerState: { code: 'Running' },
			dnsPrefix: name,
			...clusterHosts(world, id, name, asked, location),
			enableRBAC: true,
		}),
	},
	{
		type: 'Microsoft.ContainerRegistry/registries',
		name: { pattern: /^[a-zA-Z0-9]{5,50}$/, rule: '5 to 50 letters or digits' },
		taken: ['AlreadyInUse', registryTaken],
		identity: BOTH,
		dataPlane: 'containerRegistry',
		latency: takes(10, 5, 10),
		...AT_ONCE,
		defaults: (_world, _id, name) => ({
			loginServer: `${name.toLowerCase()}.azurecr.io`,
			adminUserEnabled: false,
			anonymousPullEnabled: false,
			publicNetworkAccess: 'Enabled',
		}),
	},
];
