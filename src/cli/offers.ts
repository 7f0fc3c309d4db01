import { roleDefinitionsOf, subscriptionScope, type World } from '../azure';
import type { Command, Offer, Option } from './command';
import type { Session } from './session';
import { imageWords } from './vmImages';

/** Values that completion offers: what there is in the world, and words of Azure's own. */

/** Regions that people use most. @see https://learn.microsoft.com/azure/reliability/regions-list */
const LOCATIONS = [
	...['australiaeast', 'brazilsouth', 'canadacentral', 'centralindia', 'centralus', 'eastasia'],
	...['eastus', 'eastus2', 'francecentral', 'germanywestcentral', 'italynorth', 'japaneast'],
	...['koreacentral', 'northcentralus', 'northeurope', 'norwayeast', 'polandcentral'],
	...['southafricanorth', 'southcentralus', 'southeastasia', 'spaincentral', 'swedencentral'],
	...['switzerlandnorth', 'uaenorth', 'uksouth', 'ukwest', 'westcentralus', 'westeurope'],
	...['westus', 'westus2', 'westus3'],
];
/** Sizes of virtual machines that examples use. @see https://learn.microsoft.com/azure/virtual-machines/sizes/overview */
const SIZES = [
	...['Standard_B1s', 'Standard_B2s', 'Standard_B2ms', 'Standard_D2s_v3', 'Standard_D2s_v5'],
	...[
		'Standard_D4s_v3',
		'Standard_D4s_v5',
		'Standard_DS1_v2',
		'Standard_DS2_v2',
		'Standard_E2s_v5',
	],
	...['Standard_F2s_v2'],
];

const STORAGE = 'Microsoft.Storage/storageAccounts';
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const VAULT = 'Microsoft.KeyVault/vaults';

/** What the values of options of these names are, whatever the command. */
const BY_NAME: Readonly<Record<string, Offer>> = {
	'resource-group': 'groups',
	location: 'locations',
	role: 'roles',
	scope: 'scopes',
	scopes: 'scopes',
	identities: 'identities',
	'assign-identity': 'identities',
	'user-assigned': 'identities',
	'mi-user-assigned': 'identities',
	assignee: 'principals',
	'assignee-object-id': 'principals',
	'member-id': 'principals',
	size: 'sizes',
	image: 'images',
	subscription: 'subscriptions',
	'vault-name': { type: VAULT, as: 'name' },
	'account-name': { type: STORAGE, as: 'name' },
	'storage-account': { type: STORAGE, as: 'name' },
	'identity-name': { type: 'Microsoft.ManagedIdentity/userAssignedIdentities', as: 'name' },
	'vm-name': { type: 'Microsoft.Compute/virtualMachines', as: 'name' },
	'namespace-name': { type: 'Microsoft.ServiceBus/namespaces', as: 'name' },
	'template-file': 'files',
	file: 'files',
	parameters: 'files',
};

/** Types that a command's first words mean, where the command does not say it itself. */
const TYPE_OF_GROUP: readonly (readonly [RegExp, string])[] = [
	[/^identity\b/, 'Microsoft.ManagedIdentity/userAssignedIdentities'],
	[/^vm\b/, 'Microsoft.Compute/virtualMachines'],
	[/^vmss\b/, 'Microsoft.Compute/virtualMachineScaleSets'],
	[/^(webapp|functionapp)\b/, 'Microsoft.Web/sites'],
	[/^keyvault\b/, VAULT],
	[/^storage account\b/, STORAGE],
	[/^containerapp\b/, 'Microsoft.App/containerApps'],
	[/^container\b/, 'Microsoft.ContainerInstance/containerGroups'],
	[/^aks\b/, 'Microsoft.ContainerService/managedClusters'],
	[/^acr\b/, 'Microsoft.ContainerRegistry/registries'],
	[/^appconfig\b/, 'Microsoft.AppConfiguration/configurationStores'],
	[/^logicapp\b/, 'Microsoft.Web/sites'],
	[/^servicebus namespace\b/, 'Microsoft.ServiceBus/namespaces'],
	[/^eventhubs namespace\b/, 'Microsoft.EventHub/namespaces'],
	[/^sql server\b/, 'Microsoft.Sql/servers'],
	[/^cosmosdb\b/, 'Microsoft.DocumentDB/databaseAccounts'],
];

/** What the values of an option are. */
export function offerOf(option: Option, command: Command): Offer | undefined {
	if (option.offers !== undefined) return option.offers;
	if (/ create$/.test(command.name) && option.long === 'name') return undefined;
	if (command.name.startsWith('group ') && option.long === 'name') return 'groups';
	const type = command.of ?? TYPE_OF_GROUP.find(([pattern]) => pattern.test(command.name))?.[1];
	if (option.long === 'ids') return type === undefined ? 'scopes' : { type, as: 'id' };
	if (option.long === 'name' && type !== undefined) return { type, as: 'name' };
	return Object.hasOwn(BY_NAME, option.long) ? BY_NAME[option.long] : undefined;
}

/** One value that completion offers. */
export interface Offered {
	readonly value: string;
	/** What it is, in a word or two. */
	readonly note?: string;
}

const groupIn = (id: string): string => (id.split('/')[4] ?? '').toLowerCase();

function resourcesOf(
	world: World,
	type: string,
	as: 'name' | 'id',
	group: string | undefined,
): Offered[] {
	const wanted = type.toLowerCase();
	const inside = group?.toLowerCase();
	return Object.values(world.resources)
		.filter((resource) => resource.type.toLowerCase() === wanted)
		.filter(({ id }) => inside === undefined || groupIn(id) === inside)
		.map(({ id, name }) =>
			as === 'id' ? { value: id, note: name } : { value: name, note: groupIn(id) },
		);
}

/** What an offer comes to in a world. `group` is the resource group that the line names already. */
export function offered(
	offer: Offer,
	world: World,
	session: Session,
	group: string | undefined,
): readonly Offered[] {
	const { subscriptionId } = session;
	if (typeof offer === 'object') return resourcesOf(world, offer.type, offer.as, group);
	switch (offer) {
		case 'files':
			return Object.keys(session.files).map((value) => ({ value }));
		case 'groups':
			return Object.values(world.resourceGroups).map(({ name, location }) => ({
				value: name,
				note: location,
			}));
		case 'identities':
			return [
				{ value: '[system]', note: '' },
				...resourcesOf(world, IDENTITY, 'name', group),
				...(group === undefined ? [] : resourcesOf(world, IDENTITY, 'id', undefined)).filter(
					({ value }) => groupIn(value) !== group?.toLowerCase(),
				),
			];
		case 'identityIds':
			return [{ value: '[system]', note: '' }, ...resourcesOf(world, IDENTITY, 'id', undefined)];
		case 'images':
			return imageWords.map((value) => ({ value }));
		case 'locations':
			return LOCATIONS.map((value) => ({ value }));
		case 'principals':
			return [
				...Object.values(world.users).map(({ userPrincipalName, displayName }) => ({
					value: userPrincipalName,
					note: displayName,
				})),
				...Object.values(world.servicePrincipals)
					.filter(({ deletedAt }) => deletedAt === undefined)
					.map(({ id, displayName }) => ({ value: id, note: displayName })),
			];
		case 'roles':
			return roleDefinitionsOf(world).map(({ roleName, type }) => ({
				value: roleName,
				note: type === 'CustomRole' ? 'custom' : '',
			}));
		case 'scopes':
			return [
				{ value: subscriptionScope(subscriptionId), note: session.subscriptionName },
				...Object.values(world.resourceGroups).map(({ id, name }) => ({ value: id, note: name })),
				...Object.values(world.resources).map(({ id, name }) => ({ value: id, note: name })),
			];
		case 'sizes':
			return SIZES.map((value) => ({ value }));
		case 'subscriptions':
			return Object.values(world.subscriptions).map(({ subscriptionId: value, displayName }) => ({
				value,
				note: displayName,
			}));
	}
}
