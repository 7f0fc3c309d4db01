import type { Resource } from '../../azure';

/** The kinds of thing that the picture, the outline and the inspector tell apart. */
export const KINDS = [
	'managementGroup',
	'subscription',
	'resourceGroup',
	'virtualMachine',
	'webApp',
	'functionApp',
	'keyVault',
	'storageAccount',
	'container',
	'userIdentity',
	'systemIdentity',
	'roleAssignment',
	'secret',
	'blob',
	'resource',
] as const;
/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

const BY_TYPE: Readonly<Record<string, Kind>> = {
	'microsoft.compute/virtualmachines': 'virtualMachine',
	'microsoft.web/sites': 'webApp',
	'microsoft.keyvault/vaults': 'keyVault',
	'microsoft.storage/storageaccounts': 'storageAccount',
	'microsoft.storage/storageaccounts/blobservices/containers': 'container',
	'microsoft.managedidentity/userassignedidentities': 'userIdentity',
};

/** The kind of an ARM resource. A web app and a function app share a type and differ in `kind`. */
export function kindOf({ type, kind }: Pick<Resource, 'type' | 'kind'>): Kind {
	const found = BY_TYPE[type.toLowerCase()] ?? 'resource';
	return found === 'webApp' && /functionapp/i.test(kind ?? '') ? 'functionApp' : found;
}

/** The class that gives a kind's name its hue; plain ink for most. */
export function hueOf(kind: Kind): string {
	if (kind === 'systemIdentity') return 'hue-system';
	if (kind === 'userIdentity') return 'hue-user';
	if (kind === 'roleAssignment') return 'hue-role';
	return 'soft';
}
