import { guidOf } from '../../ids';
import { BOTH, POLLED, takes, type ProviderRow } from './row';

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
		defaults: (world, id, name) => ({
			vmId: guidOf(world.seed, 'vmId', id, world.sequence),
			hardwareProfile: { vmSize: 'Standard_B1s' },
			osProfile: { computerName: name, adminUsername: 'azureuser' },
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
		defaults: (world, id, name) => ({
			singlePlacementGroup: true,
			orchestrationMode: 'Uniform',
			upgradePolicy: { mode: 'Manual' },
			virtualMachineProfile: {
				osProfile: { computerNamePrefix: name.slice(0, 9), adminUsername: 'azureuser' },
			},
			overprovision: true,
			uniqueId: guidOf(world.seed, 'scaleSet', id, world.sequence),
		}),
	},
];
