import { guidOf } from '../../ids';
import { isObject, type Json, type JsonObject } from '../../json';
import { BOTH, POLLED, takes, type ProviderRow } from './row';

/** What \`az\` calls Ubuntu2204. */
const USUAL_IMAGE: JsonObject = {
	imageReference: {
		publisher: 'Canonical',
		offer: '0001-com-ubuntu-server-jammy',
		sku: '22_04-lts-gen2',
		version: 'latest',
	},
};

/**
 * The disks of machines of which nobody said what runs on them. Azure would refuse such a machine; the one that is told of, and
 * written as code, is one that it would make.
 */
function usualImage(asked: JsonObject, before: Json | undefined): JsonObject {
	if (asked.storageProfile !== undefined) return {};
	const known = isObject(before) ? before.storageProfile : undefined;
	return { storageProfile: known ?? USUAL_IMAGE };
}

/**
 * Machines. Code on them asks the Instance Metadata Service for tokens.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcompute
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-configure-managed-identities-scale-sets
 */
export const COMPUTE: readonly ProviderRow[] = [
	{
		type: 'Microsoft.Compute/virtualMachines',
		name: {
			pattern: /^(?![\d-]+$)[a-zA-Z0-9]([a-zA-Z0-9._-]{0,62}[a-zA-Z0-9_])?$/,
			rule: '1 to 64 letters, digits, periods, underscores or hyphens; it starts with a letter or digit',
		},
		identity: BOTH,
		tokenEndpoint: 'imds',
		latency: takes(40, 8, 30),
		...POLLED,
		defaults: (world, id, name, asked, _location, write) => ({
			vmId: guidOf(world.seed, 'vmId', id, world.sequence),
			hardwareProfile: { vmSize: 'Standard_B1s' },
			osProfile: { computerName: name, adminUsername: 'azureuser' },
			...usualImage(asked, write?.before?.properties),
		}),
	},
	{
		type: 'Microsoft.Compute/virtualMachineScaleSets',
		name: {
			pattern: /^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,62}[a-zA-Z0-9_])?$/,
			rule: '1 to 64 letters, digits, periods, underscores or hyphens; it starts with a letter or digit',
		},
		identity: BOTH,
		tokenEndpoint: 'imds',
		latency: takes(60, 10, 40),
		...POLLED,
		defaults: (world, id, name, asked, _location, write) => ({
			singlePlacementGroup: true,
			orchestrationMode: 'Uniform',
			upgradePolicy: { mode: 'Manual' },
			virtualMachineProfile: {
				osProfile: { computerNamePrefix: name.slice(0, 9), adminUsername: 'azureuser' },
				...usualImage(
					isObject(asked.virtualMachineProfile) ? asked.virtualMachineProfile : {},
					write?.before?.properties.virtualMachineProfile,
				),
			},
			overprovision: true,
			uniqueId: guidOf(world.seed, 'scaleSet', id, world.sequence),
		}),
	},
];
