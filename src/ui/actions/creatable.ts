import {
	currentSubscription,
	handle,
	groupScope,
	idKey,
	makeResourceId,
	parseJson,
	providerOf,
	requests,
	sameId,
	type HttpRequest,
	type JsonObject,
	type World,
} from '../../azure';
import { isNameKept } from '../views/deleted';
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

/** The resource type of a kind. */
export const typeOf = (kind: ResourceKind): string => PLANS[kind].type;

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
	return isNameKept(world, row.type, name) ? wrong.takenDeleted(name) : undefined;
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

const PLAN = 'Microsoft.Web/serverfarms';
const ACCOUNT = 'Microsoft.Storage/storageAccounts';

/** The resources of a type that lie in a group. */
const inGroup = (world: World, type: string, group: string) =>
	Object.values(world.resources).filter(
		(each) =>
			each.type.toLowerCase() === type.toLowerCase() &&
			sameId(
				each.id.split('/').slice(0, 5).join('/'),
				groupScope(currentSubscription(world), group),
			),
	);

/** A name that nothing of that type has yet, in Azure or in the group. */
function freeName(world: World, type: string, stem: string): string {
	const taken = (name: string) =>
		Object.values(world.resources).some(
			(each) => each.type.toLowerCase() === type.toLowerCase() && each.name === name,
		);
	if (!taken(stem)) return stem;
	let number = 2;
	while (taken(`${stem}${number}`)) number++;
	return `${stem}${number}`;
}

/** What a web app runs on: a plan of the group in that region, or a new one. */
function planFor(world: World, { name, group, location }: NewThing) {
	const found = inGroup(world, PLAN, group).find(
		(plan) => plan.location === location && plan.properties.reserved !== true,
	);
	if (found) return { id: found.id, requests: [] };
	const id = makeResourceId(
		currentSubscription(world),
		group,
		PLAN,
		freeName(world, PLAN, `plan-${name}`),
	);
	const sku = { name: 'B1', tier: 'Basic', capacity: 1 };
	return { id, requests: [requests.putResource(id, { location, sku, properties: {} })] };
}

/** The account that keeps a function app's own state, an account of the group or a new one, and the request for its keys. */
function accountFor(world: World, { name, group, location }: NewThing) {
	const stem = `st${name.toLowerCase().replace(/[^a-z0-9]/g, '')}`.slice(0, 22);
	const found = inGroup(world, ACCOUNT, group)[0];
	const named = found?.name ?? freeName(world, ACCOUNT, stem);
	const id = found?.id ?? makeResourceId(currentSubscription(world), group, ACCOUNT, named);
	const made = found ? [] : [requests.putResource(id, { location, ...PLANS.storageAccount.body })];
	return { id, name: named, requests: [...made, requests.listStorageKeys(id)] };
}

/** The first key of an account, once requests were sent; empty where Azure does not tell it. */
function keyAfter(world: World, sent: readonly HttpRequest[]): string {
	let now = world;
	let body: unknown;
	for (const request of sent) {
		const [next, response] = handle(now, request);
		now = next;
		body = parseJson(response.body);
	}
	const keys = (body as { readonly keys?: readonly { readonly value?: string }[] } | undefined)
		?.keys;
	return keys?.[0]?.value ?? '';
}

/** A site with what real Azure wants for it first: a web app its plan, a function app its storage account. */
function siteRequests(
	world: World,
	thing: NewThing,
	first: readonly HttpRequest[],
	identity: JsonObject,
): HttpRequest[] {
	const { location } = thing;
	const id = newId(world, thing);
	if (thing.kind === 'webApp') {
		const plan = planFor(world, thing);
		const properties = { serverFarmId: plan.id };
		const site = requests.putResource(id, { location, kind: 'app', ...identity, properties });
		return [...first, ...plan.requests, site];
	}
	const account = accountFor(world, thing);
	const before = [...first, ...account.requests];
	const opens = `DefaultEndpointsProtocol=https;EndpointSuffix=core.windows.net;AccountName=${account.name};AccountKey=${keyAfter(world, before)}`;
	const appSettings = [
		{ name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' },
		{ name: 'AzureWebJobsStorage', value: opens },
	];
	const properties = { siteConfig: { appSettings } };
	return [
		...before,
		requests.putResource(id, { location, kind: 'functionapp', ...identity, properties }),
	];
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
	if (kind === 'webApp' || kind === 'functionApp')
		return siteRequests(world, thing, first, identity);
	const body = { location, ...identity, ...PLANS[kind].body };
	return [...first, requests.putResource(newId(world, thing), body)];
}
