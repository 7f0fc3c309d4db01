import { beforeEach, expect, it } from 'vitest';
import { requests, signInAs } from '../../src/azure';
import { Azure, VM } from './support';

/**
 * Versions of machine images, which `az vm create` looks up before it makes a machine (recorded, 2024; the words for an unknown
 * publisher too). https://learn.microsoft.com/rest/api/compute/virtual-machine-images/list
 */
let azure: Azure;
beforeEach(() => {
	azure = new Azure();
});
const versions = (publisher: string, offer: string, sku: string, rest = '') =>
	`/subscriptions/${azure.subscription}/providers/Microsoft.Compute/locations/westus/publishers/${publisher}/artifacttypes/vmimage/offers/${offer}/skus/${sku}/versions${rest}`;
const list = (path: string) =>
	JSON.parse(azure.send(requests.get(path)).body) as { name: string; id: string }[];

it('a sku has one version, the same each time, and it can be looked at', () => {
	const path = versions('Debian', 'debian-12', '12-gen2');
	const [first, ...more] = list(path);
	expect(more).toEqual([]);
	expect(first?.name).toMatch(/^\d+\.\d{8}\.\d+$/);
	expect(list(path)[0]).toEqual(first);
	expect(azure.ask(requests.get(`${path}/${first?.name}`)).properties).toMatchObject({
		hyperVGeneration: 'V2',
		architecture: 'x64',
		osDiskImage: { operatingSystem: 'Linux' },
		dataDiskImages: [],
	});
});
it('Windows is Windows', () => {
	const path = versions('microsoftwindowsserver', 'WindowsServer', '2022-datacenter-g2', '/1.2.3');
	expect(azure.ask(requests.get(path)).properties).toMatchObject({
		osDiskImage: { operatingSystem: 'Windows' },
	});
});
it.each([
	['fooBAR', 'x', 'Publisher: fooBAR was not found.'],
	['constructor', 'x', 'Publisher: constructor was not found.'],
	['Canonical', 'Windows', 'Offer: Windows was not found.'],
])('of %s %s there is none', (publisher, offer, message) => {
	const answer = azure.send(requests.get(versions(publisher, offer, 'sku')));
	expect(answer.status).toBe(404);
	expect(JSON.parse(answer.body)).toEqual({ error: { code: 'NotFound', message } });
});
it('whoever may read nothing may not read this', () => {
	azure.world = signInAs(azure.world, 'hana');
	expect(azure.code(requests.get(versions('Debian', 'debian-12', '12')))).toBe(
		'AuthorizationFailed',
	);
});

/** What `az` calls Ubuntu2204: https://learn.microsoft.com/azure/virtual-machines/linux/cli-ps-findimage */
const JAMMY = { publisher: 'Canonical', offer: '0001-com-ubuntu-server-jammy' };

it('a machine of which nobody says what it runs has an image, and keeps its own in a later write', () => {
	azure.group();
	const told = (name: string) => azure.ask(requests.get(azure.id(VM, name))).properties;
	azure.put(VM, 'vm-plain');
	expect(told('vm-plain')).toMatchObject({ storageProfile: { imageReference: JAMMY } });
	const storageProfile = { imageReference: { id: azure.id('Microsoft.Compute/images', 'own') } };
	azure.put(VM, 'vm-own', { properties: { storageProfile } });
	expect(told('vm-own')).toMatchObject({ storageProfile });
	azure.put(VM, 'vm-own', { tags: { a: 'b' } });
	expect(told('vm-own')).toHaveProperty('storageProfile', storageProfile);
});

it('a scale set has one too, and the nodes of a cluster none that is made up', () => {
	azure.group();
	const type = 'Microsoft.Compute/virtualMachineScaleSets';
	const profile = { storageProfile: { imageReference: JAMMY } };
	azure.put(type, 'vmss');
	expect(azure.ask(requests.get(azure.id(type, 'vmss'))).properties).toMatchObject({
		virtualMachineProfile: profile,
	});
	azure.put('Microsoft.ContainerService/managedClusters', 'aks', {
		identity: { type: 'SystemAssigned' },
		properties: { agentPoolProfiles: [{ name: 'pool', count: 1, mode: 'System' }] },
	});
	const nodes = Object.values(azure.world.resources).filter(
		(one) => one.type === type && one.name !== 'vmss',
	);
	expect(nodes).toHaveLength(1);
	expect(JSON.stringify(nodes)).not.toContain('imageReference');
});
