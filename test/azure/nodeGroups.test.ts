import { beforeEach, describe, expect, it } from 'vitest';
import { isObject, requests, soundWorld, type JsonObject } from '../../src/azure';
import { Planes } from './planes';
import { VM } from './support';

/**
 * What AKS makes beside a cluster.
 * https://learn.microsoft.com/azure/aks/use-managed-identity: `{cluster}-agentpool` in the node resource group is the kubelet's.
 * https://learn.microsoft.com/azure/aks/faq: the group is `MC_{group}_{cluster}_{location}`, and goes with the cluster.
 */
const CLUSTER = 'Microsoft.ContainerService/managedClusters';
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
let azure: Planes;
let nodes: string;
beforeEach(() => {
	azure = new Planes();
	azure.group();
	nodes = `/subscriptions/${azure.subscription}/resourceGroups/MC_rg_aks-shop_westeurope`;
});
const cluster = (properties: JsonObject = {}, more: JsonObject = {}) =>
	azure.put(CLUSTER, 'aks-shop', {
		identity: { type: 'SystemAssigned' },
		properties: {
			agentPoolProfiles: [{ name: 'nodepool1', count: 3, mode: 'System' }],
			...properties,
		},
		...more,
	});
const told = () => azure.ask(requests.get(azure.id(CLUSTER, 'aks-shop')));
const profile = (...path: string[]) =>
	path.reduce<JsonObject>((value, key) => {
		const found = value[key];
		if (!isObject(found)) throw new Error(`no ${key}`);
		return found;
	}, told());
const named = () =>
	(azure.ask(requests.get(`${nodes}/resources`)).value as { name: string }[]).map(
		({ name }) => name,
	);

describe('a cluster', () => {
	it('has a second group, managed by it, with its kubelet’s identity', () => {
		expect(cluster().status).toBe(201);
		expect(azure.ask(requests.get(nodes))).toMatchObject({
			name: 'MC_rg_aks-shop_westeurope',
			location: 'westeurope',
			managedBy: azure.id(CLUSTER, 'aks-shop'),
		});
		expect(profile('properties').nodeResourceGroup).toBe('MC_rg_aks-shop_westeurope');
		const kubelet = profile('properties', 'identityProfile', 'kubeletidentity');
		const id = `${nodes}/providers/${IDENTITY}/aks-shop-agentpool`;
		expect(String(kubelet.resourceId).toLowerCase()).toBe(id.toLowerCase());
		expect(azure.ask(requests.get(id)).properties).toMatchObject({
			principalId: kubelet.objectId,
			clientId: kubelet.clientId,
		});
		expect(soundWorld(azure.world)).toEqual([]);
	});
	it('lends its nodes that identity, and not its own: code on them gets its tokens', () => {
		cluster();
		const scaleSet = named().find((name) => /^aks-nodepool1-\d{8}-vmss$/.test(name)) ?? '';
		const id = `${nodes}/providers/Microsoft.Compute/virtualMachineScaleSets/${scaleSet}`;
		const token = JSON.parse(azure.imds(id).body) as { client_id: string };
		const kubelet = profile('properties', 'identityProfile', 'kubeletidentity');
		expect(token.client_id).toBe(kubelet.clientId);
		expect(profile('identity').principalId).not.toBe(kubelet.objectId);
	});
	it('tells the identities of those add-ons that are on and have one', () => {
		cluster({
			addonProfiles: {
				ingressApplicationGateway: { enabled: true, config: { subnetCIDR: '10.2.0.0/16' } },
				azureKeyvaultSecretsProvider: { enabled: true },
				omsagent: { enabled: false },
				kubeDashboard: { enabled: true },
			},
		});
		const addons = profile('properties', 'addonProfiles');
		for (const addon of ['ingressApplicationGateway', 'azureKeyvaultSecretsProvider'])
			expect(addons[addon]).toMatchObject({
				enabled: true,
				identity: {
					resourceId: expect.stringMatching(
						new RegExp(`/userAssignedIdentities/${addon.toLowerCase()}-aks-shop$`),
					) as string,
					objectId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
				},
			});
		expect(addons.ingressApplicationGateway).toMatchObject({
			config: { subnetCIDR: '10.2.0.0/16' },
		});
		expect(addons.omsagent).toEqual({ enabled: false });
		expect(addons.kubeDashboard).toEqual({ enabled: true });
	});
	it('keeps them when it is written again', () => {
		cluster();
		const before = profile('properties', 'identityProfile', 'kubeletidentity');
		const principals = Object.keys(azure.world.servicePrincipals).length;
		expect(cluster({}, { tags: { team: 'shop' } }).status).toBe(200);
		azure.send(requests.arm('PATCH', azure.id(CLUSTER, 'aks-shop'), { tags: { team: 'two' } }));
		expect(profile('properties', 'identityProfile', 'kubeletidentity')).toEqual(before);
		expect(Object.keys(azure.world.servicePrincipals)).toHaveLength(principals);
	});
	it('may bring an identity for its nodes', () => {
		const own = azure.identity('id-nodes');
		cluster({ identityProfile: { kubeletidentity: { resourceId: own.id } } });
		expect(profile('properties', 'identityProfile', 'kubeletidentity')).toMatchObject({
			objectId: own.principalId,
			clientId: own.clientId,
		});
		expect(named()).not.toContain('aks-shop-agentpool');
		azure.send(requests.del(azure.id(CLUSTER, 'aks-shop')));
		expect(azure.send(requests.get(own.id)).status).toBe(200);
	});
	it('may name its second group, which must not be there yet', () => {
		cluster({ nodeResourceGroup: 'rg-nodes' });
		expect(
			azure.send(requests.get(`/subscriptions/${azure.subscription}/resourceGroups/rg-nodes`))
				.status,
		).toBe(200);
		const other = requests.putResource(azure.id(CLUSTER, 'aks-two'), {
			location: 'westeurope',
			identity: { type: 'SystemAssigned' },
			properties: { nodeResourceGroup: 'rg' },
		});
		expect(azure.send(other).status).toBe(400);
		expect(azure.send(requests.get(azure.id(CLUSTER, 'aks-two'))).status).toBe(404);
	});
	it('with a service principal of its own has no identities', () => {
		cluster({ servicePrincipalProfile: { clientId: 'x' } }, { identity: { type: 'None' } });
		expect(profile('properties').identityProfile).toBeUndefined();
		expect(named().filter((name) => name.includes('agentpool'))).toEqual([]);
	});
	it('takes all of it along when it goes; what was granted to its nodes points at nobody', () => {
		cluster();
		const kubelet = profile('properties', 'identityProfile', 'kubeletidentity');
		azure.put(VM, 'vm');
		azure.send(
			requests.putRoleAssignment({
				scope: azure.id(VM, 'vm'),
				subscriptionId: azure.subscription,
				roleDefinitionName: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
				principalId: String(kubelet.objectId),
			}),
		);
		azure.send(requests.del(azure.id(CLUSTER, 'aks-shop')));
		expect(azure.send(requests.get(nodes)).status).toBe(404);
		expect(azure.world.servicePrincipals[String(kubelet.objectId)]?.deletedAt).toBeDefined();
		expect(
			Object.values(azure.world.roleAssignments).some(
				({ principalId }) => principalId === kubelet.objectId,
			),
		).toBe(true);
		expect(soundWorld(azure.world)).toEqual([]);
	});
	it('takes it along also when its own group goes, under both timings', () => {
		azure = new Planes({ timing: 'realistic' });
		azure.group();
		cluster();
		nodes = `/subscriptions/${azure.subscription}/resourceGroups/MC_rg_aks-shop_westeurope`;
		azure.advance(3_600_000);
		azure.send(requests.del(`/subscriptions/${azure.subscription}/resourceGroups/rg`));
		azure.advance(3_600_000);
		expect(azure.world.resourceGroups).toEqual({});
		expect(azure.world.resources).toEqual({});
	});
});
