import { beforeEach, describe, expect, it } from 'vitest';
import { isObject, requests, signInAs, soundWorld, type JsonObject } from '../../src/azure';
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

/** https://learn.microsoft.com/rest/api/aks/agent-pools */
describe('a pool of nodes that comes later', () => {
	const pool = (name: string) => `${azure.id(CLUSTER, 'aks-shop')}/agentPools/${name}`;
	const put = (name: string, properties: JsonObject = { count: 2, vmSize: 'Standard_D2s_v5' }) =>
		azure.send(requests.arm('PUT', pool(name), { properties }));
	const scaleSets = () => named().filter((name) => /^aks-.*-vmss$/.test(name));
	const pools = () =>
		(
			azure.ask(requests.get(azure.id(CLUSTER, 'aks-shop') + '/agentPools')).value as JsonObject[]
		).map(({ name }) => name);
	beforeEach(() => {
		cluster();
	});
	it('is made with 201 and polled, changed with 200, read, listed and told by the cluster', () => {
		const made = put('apps');
		expect(made.status).toBe(201);
		expect(
			azure.send({ method: 'GET', url: made.headers['azure-asyncoperation'] ?? '', headers: {} })
				.body,
		).toContain('"Succeeded"');
		expect(JSON.parse(made.body)).toMatchObject({
			id: pool('apps'),
			name: 'apps',
			type: 'Microsoft.ContainerService/managedClusters/agentPools',
			properties: { count: 2, vmSize: 'Standard_D2s_v5', mode: 'User', osType: 'Linux' },
		});
		const again = put('apps', { count: 5, vmSize: 'Standard_D2s_v5' });
		expect([again.status, JSON.parse(again.body).properties.count]).toEqual([200, 5]);
		expect(azure.ask(requests.get(pool('apps'))).properties).toMatchObject({ count: 5 });
		expect(pools()).toEqual(['nodepool1', 'apps']);
		expect(profile('properties').agentPoolProfiles).toMatchObject([
			{ name: 'nodepool1' },
			{ name: 'apps', count: 5 },
		]);
		expect(soundWorld(azure.world)).toEqual([]);
	});
	it('has nodes with the kubelet’s identity, and goes with them', () => {
		put('apps');
		expect(scaleSets().map((name) => name.split('-')[1])).toEqual(['nodepool1', 'apps']);
		const [, nodesOfIt = ''] = scaleSets();
		const id = `${nodes}/providers/Microsoft.Compute/virtualMachineScaleSets/${nodesOfIt}`;
		const kubelet = profile('properties', 'identityProfile', 'kubeletidentity');
		expect(JSON.parse(azure.imds(id).body).client_id).toBe(kubelet.clientId);
		const gone = azure.send(requests.del(pool('apps')));
		expect(gone.status).toBe(202);
		expect(azure.code(requests.get(pool('apps')))).toBe('ResourceNotFound');
		expect(scaleSets()).toHaveLength(1);
		expect(azure.send(requests.del(pool('apps'))).status).toBe(204);
		expect(pools()).toEqual(['nodepool1']);
		expect(soundWorld(azure.world)).toEqual([]);
	});
	it('is not the last that may go', () => {
		// https://github.com/Azure/AKS/issues/2560
		const answer = azure.ask(requests.del(pool('nodepool1')));
		expect(answer.error).toEqual({
			code: 'OperationNotAllowed',
			message: 'There has to be at least one agent pool.',
		});
		put('apps');
		expect(azure.code(requests.del(pool('nodepool1')))).toBe('OperationNotAllowed');
		put('more', { mode: 'System' });
		expect(azure.send(requests.del(pool('nodepool1'))).status).toBe(202);
	});
	it.each(['Apps', 'toolongforapool', '1st', 'a-b'])('is not called %s', (name) => {
		expect(put(name).status).toBe(400);
	});
	it('needs its cluster, and the right to make it', () => {
		const other = requests.arm('PUT', pool('apps').replace('aks-shop', 'aks-none'), {
			properties: {},
		});
		expect(azure.code(other)).toBe('ParentResourceNotFound');
		azure.world = signInAs(azure.world, 'cleo');
		expect(put('apps').body).toContain('agentPools/write');
		expect(azure.send(requests.get(pool('nodepool1'))).status).toBe(200);
	});
	it('comes by a template as well, under both timings', () => {
		for (const timing of ['instant', 'realistic'] as const) {
			azure = new Planes({ timing });
			azure.group();
			cluster();
			azure.advance(3_600_000);
			const deployment = `/subscriptions/${azure.subscription}/resourceGroups/rg/providers/Microsoft.Resources/deployments/pools`;
			const template = {
				$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
				contentVersion: '1.0.0.0',
				resources: [
					{
						type: `${CLUSTER}/agentPools`,
						apiVersion: '2024-05-01',
						name: 'aks-shop/apps',
						properties: { count: 1, vmSize: 'Standard_D2s_v5', mode: 'User' },
					},
				],
				outputs: {
					count: {
						type: 'int',
						value:
							"[reference(resourceId('Microsoft.ContainerService/managedClusters/agentPools', 'aks-shop', 'apps')).count]",
					},
				},
			};
			azure.send(
				requests.arm('PUT', deployment, { properties: { mode: 'Incremental', template } }),
			);
			azure.advance(3_600_000);
			expect(azure.ask(requests.get(deployment)).properties).toMatchObject({
				provisioningState: 'Succeeded',
				outputs: { count: { value: 1 } },
			});
			expect(pools()).toEqual(['nodepool1', 'apps']);
		}
	});
});
