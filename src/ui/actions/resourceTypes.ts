import {
	currentSubscription,
	groupScope,
	idKey,
	makeResourceId,
	PROVIDERS,
	registrationState,
	requests,
	type HttpRequest,
	type ProviderRow,
	type Resource,
	type World,
} from '../../azure';
import { isNameKept } from '../views/deleted';
import { words } from '../words';
import type { CreatableKind } from './creatable';

/** The families of the palette, with the namespaces and types that belong to each. The first that fits counts. */
const FAMILIES: readonly (readonly [keyof typeof words.families, RegExp])[] = [
	['compute', /^Microsoft\.(Compute|Batch|ServiceFabric|VirtualMachineImages|LoadTestService)\//],
	['web', /^Microsoft\.(Web|App|Container\w+|AppPlatform|Cdn|SignalRService)\//],
	['security', /^Microsoft\.(ManagedIdentity|KeyVault|RecoveryServices)\//],
	['data', /^Microsoft\.(Storage|Sql|DocumentDB|DBfor\w+|Cache|DataShare)\//],
	[
		'messaging',
		/^Microsoft\.(AppConfiguration|ServiceBus|EventHub|EventGrid|Logic|DataFactory|ApiManagement|Automation)\//,
	],
	[
		'ai',
		/^Microsoft\.(OperationalInsights|Insights|CognitiveServices|MachineLearningServices|Search|Synapse|StreamAnalytics|Kusto|Databricks|Purview|Quantum)\//,
	],
	['network', /^Microsoft\.Network\//],
	['manage', /^/],
];

/**
 * Types that are made of properties which only their own forms ask for, and the name under which lists still know storage tasks:
 * what makes them is Microsoft.StorageActions.
 * @see https://learn.microsoft.com/cli/azure/storage-actions/task
 */
const BY_OTHER_MEANS =
	/federatedIdentityCredentials$|sqlRole(Definitions|Assignments)$|^Microsoft\.Storage\/storageTasks$/;
/** Types that a kind of the screen has a richer form for. */
const KINDS: Readonly<Record<string, CreatableKind>> = {
	'Microsoft.Compute/virtualMachines': 'virtualMachine',
	'Microsoft.Web/sites': 'webApp',
	'Microsoft.KeyVault/vaults': 'keyVault',
	'Microsoft.Storage/storageAccounts': 'storageAccount',
	'Microsoft.ManagedIdentity/userAssignedIdentities': 'userIdentity',
};

/** A resource type that can be created from the palette. */
export interface CreatableType {
	readonly type: string;
	readonly name: string;
	readonly family: keyof typeof words.families;
	/** The kind whose form creates it, where it has one. */
	readonly kind?: CreatableKind;
	/** The type that it lies in. */
	readonly parent?: string;
}

const parentOf = (type: string): string | undefined =>
	PROVIDERS.filter(({ always }) => !always)
		.map((row) => row.type)
		.filter((other) => type.startsWith(`${other}/`))
		.sort((a, b) => b.length - a.length)[0];

/** Every type that can be created, in the order of the families. */
export const CREATABLE_TYPES: readonly CreatableType[] = FAMILIES.flatMap(([family], index) =>
	PROVIDERS.filter(
		({ type, beside }) =>
			!beside &&
			!BY_OTHER_MEANS.test(type) &&
			FAMILIES.findIndex(([, pattern]) => pattern.test(type)) === index,
	).map(({ type }) => {
		const kind = KINDS[type];
		const parent = parentOf(type);
		return {
			type,
			name: words.types[type] ?? type,
			family,
			...(kind ? { kind } : {}),
			...(parent === undefined ? {} : { parent }),
		};
	}),
);

/** What is to be created, of any type. */
export interface NewResource {
	readonly row: ProviderRow;
	readonly name: string;
	/** Name of the resource group; that of the parent for a child. */
	readonly group: string;
	readonly newGroup: boolean;
	readonly location: string;
	readonly systemIdentity: boolean;
	/** ARM id of the resource that it lies in. */
	readonly parentId?: string | undefined;
}

/** The resources that something of this type could lie in. */
export const parentsFor = (world: World, parent: string): Resource[] =>
	Object.values(world.resources).filter(({ type }) => type.toLowerCase() === parent.toLowerCase());

/** The ARM id that a new resource will have. */
export function newResourceId(world: World, { row, name, group, parentId }: NewResource): string {
	const parent = parentOf(row.type);
	if (parentId === undefined || parent === undefined)
		return makeResourceId(currentSubscription(world), group, row.type, name);
	const between = row.type.slice(parent.length + 1).split('/');
	// A storage account has one service of each kind, called default.
	return between.length === 2
		? `${parentId}/${between[0]}/default/${between[1]}/${name}`
		: `${parentId}/${between[0]}/${name}`;
}

/** What is wrong with a name, as a sentence; `undefined` when Azure would take it. */
export function resourceNameFault(world: World, wanted: NewResource): string | undefined {
	const { wrong } = words.form;
	const { row, name, group } = wanted;
	if (name === '') return wrong.empty;
	if (!row.name.pattern.test(name)) return wrong.rule(row.name.rule);
	if (world.resources[idKey(newResourceId(world, wanted))]) return wrong.taken(name, group);
	const taken = Object.values(world.resources).some(
		(other) =>
			other.type.toLowerCase() === row.type.toLowerCase() &&
			other.name.toLowerCase() === name.toLowerCase(),
	);
	if (row.taken && taken) return wrong.takenGlobally(name);
	return isNameKept(world, row.type, name) ? wrong.takenDeleted(name) : undefined;
}

/** A free name made of the type's own: `topics1`. */
export function suggestResourceName(world: World, wanted: Omit<NewResource, 'name'>): string {
	const stem = (wanted.row.type.split('/').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
	for (let number = 1; number < 1000; number++) {
		const name = `${stem.slice(0, 18)}${number}`;
		if (resourceNameFault(world, { ...wanted, name }) === undefined) return name;
	}
	return '';
}

/** The requests that create it: its provider is registered first where the subscription does not have it yet. */
export function resourceRequests(world: World, wanted: NewResource): HttpRequest[] {
	const { row, group, newGroup, location, systemIdentity } = wanted;
	const subscriptionId = currentSubscription(world);
	const namespace = row.type.split('/')[0] ?? '';
	const register: HttpRequest[] =
		registrationState(world, subscriptionId, namespace) === 'NotRegistered'
			? [
					{
						method: 'POST',
						url: `https://management.azure.com/subscriptions/${subscriptionId}/providers/${namespace}/register?api-version=2021-04-01`,
						headers: {},
					},
				]
			: [];
	const groups =
		newGroup && !world.resourceGroups[idKey(groupScope(subscriptionId, group))]
			? [requests.putResourceGroup(subscriptionId, group, location)]
			: [];
	const body = {
		...(row.located ? { location } : {}),
		...(systemIdentity ? { identity: { type: 'SystemAssigned' } } : {}),
		properties: {},
	};
	return [...groups, ...register, requests.putResource(newResourceId(world, wanted), body)];
}
