import {
	currentSubscription,
	groupScope,
	idKey,
	makeResourceId,
	providerOf,
	requests,
	type HttpRequest,
	type JsonObject,
	type World,
} from '../../azure';
import type { Kind } from '../views/kinds';
import { words } from '../words';

/** What can be created from the screen, in the order in which it is offered. */
export const CREATABLE = [
	'virtualMachine',
	'webApp',
	'functionApp',
	'keyVault',
	'storageAccount',
	'userIdentity',
	'resourceGroup',
] as const satisfies readonly Kind[];
/** One of {@link CREATABLE}. */
export type CreatableKind = (typeof CREATABLE)[number];
type ResourceKind = Exclude<CreatableKind, 'resourceGroup'>;

interface Plan {
	readonly type: string;
	/** Begins a suggested name; how names of this kind usually begin. */
	readonly prefix: string;
	/** What the first ones are called. */
	readonly topics: readonly string[];
	readonly body: JsonObject;
}

const PLANS: Readonly<Record<ResourceKind, Plan>> = {
	virtualMachine: {
		type: 'Microsoft.Compute/virtualMachines',
		prefix: 'vm-',
		topics: ['web', 'batch', 'jobs'],
		body: {
			properties: {
				storageProfile: {
					imageReference: {
						publisher: 'Canonical',
						offer: 'ubuntu-24_04-lts',
						sku: 'server',
						version: 'latest',
					},
				},
			},
		},
	},
	webApp: {
		type: 'Microsoft.Web/sites',
		prefix: 'web-',
		topics: ['shop', 'admin', 'blog'],
		body: { kind: 'app', properties: {} },
	},
	functionApp: {
		type: 'Microsoft.Web/sites',
		prefix: 'func-',
		topics: ['orders', 'mail', 'images'],
		body: { kind: 'functionapp', properties: {} },
	},
	keyVault: {
		type: 'Microsoft.KeyVault/vaults',
		prefix: 'kv-',
		topics: ['shop', 'batch', 'orders'],
		body: { properties: {} },
	},
	storageAccount: {
		type: 'Microsoft.Storage/storageAccounts',
		prefix: 'st',
		topics: ['shop', 'photos', 'orders'],
		body: { kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties: {} },
	},
	userIdentity: {
		type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
		prefix: 'id-',
		topics: ['shop', 'orders', 'batch'],
		body: {},
	},
};

const GROUP_NAME = /^[-\w.()]{0,89}[-\w()]$/;

/** The resource type of a kind; `undefined` for resource groups. */
export const typeOfKind = (kind: CreatableKind): string | undefined =>
	kind === 'resourceGroup' ? undefined : PLANS[kind].type;

/** Whether a resource of this kind can have a system-assigned identity from the start. */
export const canHaveSystemIdentity = (kind: CreatableKind): boolean =>
	providerOf(typeOfKind(kind) ?? '')?.tokenEndpoint !== undefined;

/** What is wrong with a name for a new thing, as a sentence; `undefined` when Azure would take it. */
export function nameFault(
	world: World,
	kind: CreatableKind,
	name: string,
	group: string,
): string | undefined {
	const { wrong } = words.form;
	if (name === '') return wrong.empty;
	const subscriptionId = currentSubscription(world);
	if (kind === 'resourceGroup') {
		if (!GROUP_NAME.test(name)) return wrong.groupRule;
		return world.resourceGroups[idKey(groupScope(subscriptionId, name))]
			? wrong.groupTaken(name)
			: undefined;
	}
	const row = providerOf(PLANS[kind].type);
	if (!row) return undefined;
	if (!row.name.pattern.test(name)) return wrong.rule(row.name.rule);
	if (world.resources[idKey(makeResourceId(subscriptionId, group, row.type, name))])
		return wrong.taken(name, group);
	const isNamed = (other: { readonly name: string; readonly type: string }) =>
		other.type.toLowerCase() === row.type.toLowerCase() &&
		other.name.toLowerCase() === name.toLowerCase();
	if (row.taken && Object.values(world.resources).some(isNamed)) return wrong.takenGlobally(name);
	if (Object.values(world.deletedVaults).some(({ resource }) => isNamed(resource)))
		return wrong.takenDeleted(name);
	return undefined;
}

/** A name that Azure would take, in the way such things are usually called. */
export function suggestName(world: World, kind: CreatableKind, group: string): string {
	const { prefix, topics } =
		kind === 'resourceGroup' ? { prefix: 'rg-', topics: ['shop', 'batch', 'data'] } : PLANS[kind];
	const isFree = (name: string) => nameFault(world, kind, name, group) === undefined;
	const named = topics.map((topic) => prefix + topic).find(isFree);
	if (named !== undefined) return named;
	const joint = prefix.endsWith('-') ? '-' : '';
	for (let number = 2; ; number++) {
		const name = `${prefix}${topics[0]}${joint}${number}`;
		if (isFree(name)) return name;
	}
}

/** What is to be created. */
export interface NewThing {
	readonly kind: CreatableKind;
	readonly name: string;
	/** Name of the resource group; for a new group its own. */
	readonly group: string;
	/** The group has to be made first. */
	readonly newGroup: boolean;
	readonly location: string;
	readonly systemIdentity: boolean;
}

/** The ARM id that a new thing will have. */
export function newId(world: World, { kind, name, group }: NewThing): string {
	const subscriptionId = currentSubscription(world);
	return kind === 'resourceGroup'
		? groupScope(subscriptionId, name)
		: makeResourceId(subscriptionId, group, PLANS[kind].type, name);
}

/** The requests that create it. */
export function createRequests(world: World, thing: NewThing): HttpRequest[] {
	const { kind, name, group, newGroup, location, systemIdentity } = thing;
	const subscriptionId = currentSubscription(world);
	// A new group comes first; what goes into it is part of the same step.
	if (kind === 'resourceGroup') return [requests.putResourceGroup(subscriptionId, name, location)];
	const first = newGroup ? [requests.putResourceGroup(subscriptionId, group, location)] : [];
	if (kind === 'userIdentity')
		return [...first, requests.putUserAssignedIdentity(subscriptionId, group, name, location)];
	const identity = systemIdentity ? { identity: { type: 'SystemAssigned' } } : {};
	const body = { location, ...identity, ...PLANS[kind].body };
	return [...first, requests.putResource(newId(world, thing), body)];
}
