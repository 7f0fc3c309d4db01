import { providerOf } from './arm/providers';
import { itemKey } from './data/items';
import { CREDENTIAL_LIFETIME, MACHINES } from './lifecycles/machines';
import { lifecycleOf, nextEvents } from './lifecycles/run';
import { roleDefinitionByName } from './rbac/roles';
import { groupOf, idKey, isWithin, nameOf, parseResourceId, sameId, typeOf } from './resourceId';
import type { RecordKind, Resource, World } from './world';

/** A rule that every world obeys; it yields one sentence for each breach. */
type Rule = (world: World) => Iterable<string>;

const IDENTITY_TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const isIdentity = ({ type }: Resource) => type === IDENTITY_TYPE;

/** What is not JSON in a value, with its place. */
function* notJson(value: unknown, path: string): Iterable<string> {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
	if (typeof value === 'number') {
		if (!Number.isFinite(value) || Object.is(value, -0))
			yield `${path} is ${value}: no JSON number`;
	} else if (Array.isArray(value)) {
		for (let index = 0; index < value.length; index++)
			yield* notJson(value[index], `${path}[${index}]`);
	} else if (typeof value === 'object') {
		if (Object.getPrototypeOf(value) !== Object.prototype) yield `${path} is no plain object`;
		for (const [key, each] of Object.entries(value)) yield* notJson(each, `${path}.${key}`);
	} else yield `${path} is ${typeof value}: not JSON`;
}

/** Every record lies under the key that its content gives. */
function* filed(world: World): Iterable<string> {
	const expected = <T>(
		name: string,
		records: Readonly<Record<string, T>>,
		key: (of: T) => string,
	) =>
		Object.entries(records)
			.filter(([filedAs, record]) => key(record) !== filedAs)
			.map(([filedAs, record]) => `${name}: ${key(record)} is filed as ${filedAs}`);
	yield* expected('resource groups', world.resourceGroups, ({ id }) => idKey(id));
	yield* expected('resources', world.resources, ({ id }) => idKey(id));
	yield* expected('role assignments', world.roleAssignments, ({ id }) => idKey(id));
	yield* expected('locks', world.locks, ({ id }) => idKey(id));
	yield* expected('secrets', world.secrets, ({ id }) => idKey(id));
	yield* expected('blobs', world.blobs, (blob) => `${idKey(blob.containerId)}/blobs/${blob.name}`);
	yield* expected('items', world.items, itemKey);
	yield* expected('deleted vaults', world.deletedVaults, (of) => of.resource.name.toLowerCase());
	yield* expected('deleted stores', world.deletedStores ?? {}, (of) =>
		of.resource.name.toLowerCase(),
	);
	yield* expected('users', world.users, ({ id }) => id);
	yield* expected('service principals', world.servicePrincipals, ({ id }) => id);
	yield* expected('role definitions', world.roleDefinitions, ({ name }) => name);
	yield* expected('subscriptions', world.subscriptions, ({ subscriptionId }) => subscriptionId);
	yield* expected(
		'tokens',
		world.tokens,
		({ from, principalId, audience }) => `${idKey(from)}|${principalId}|${audience}`,
	);
}

/** The resource that a child resource hangs on: a type of three segments or more has one. */
function parentOf({ id, type }: Resource): string | undefined {
	const depth = type.split('/').length;
	if (depth < 3) return undefined;
	const [scope = ''] = id.split(/(?<=\/providers\/[^/]+\/[^/]+\/[^/]+)\//);
	return scope;
}

/** Groups lie in subscriptions, resources in groups, children in parents, data in what holds it. */
function* placed(world: World): Iterable<string> {
	for (const { id, name } of Object.values(world.resourceGroups)) {
		if (nameOf(id) !== name) yield `group ${id} is called ${name}`;
		if (!world.subscriptions[parseResourceId(id)?.subscriptionId?.toLowerCase() ?? ''])
			yield `group ${id} lies in no subscription`;
	}
	for (const resource of Object.values(world.resources)) {
		const { id, name, type } = resource;
		const parent = parentOf(resource);
		if (nameOf(id) !== name) yield `resource ${id} is called ${name}`;
		if (typeOf(id) !== type) yield `resource ${id} says that it is a ${type}`;
		if (!providerOf(type)) yield `resource ${id} is of a type that nobody provides`;
		if (!world.resourceGroups[idKey(groupOf(id) ?? '')]) yield `resource ${id} lies in no group`;
		if (parent && !world.resources[idKey(parent)]) yield `resource ${id} has no parent`;
	}
	for (const { containerId, name } of Object.values(world.blobs))
		if (!world.resources[idKey(containerId)]) yield `blob ${name} lies in no container`;
	for (const { ownerId, kind, name } of Object.values(world.items)) {
		const owner = idKey(ownerId);
		const deleted = [world.deletedVaults, world.deletedStores ?? {}]
			.flatMap((bin) => Object.values(bin))
			.some(({ resource }) => sameId(resource.id, owner));
		if (!world.resources[owner] && !deleted) yield `${kind} ${name} lies in nothing`;
	}
	for (const { id, scope } of Object.values(world.locks)) {
		const key = idKey(scope);
		const isThere = world.resources[key] ?? world.resourceGroups[key];
		if (!isWithin(scope, id)) yield `lock ${id} lies outside its scope`;
		if (!isThere && parseResourceId(scope)?.resourceGroup) yield `lock ${id} holds nothing`;
	}
	for (const { id, versions } of Object.values(world.secrets)) {
		const vault = idKey(id).replace(/\/secrets\/[^/]+$/, '');
		const deleted = Object.values(world.deletedVaults).some((each) =>
			sameId(each.resource.id, vault),
		);
		if (!world.resources[vault] && !deleted) yield `secret ${id} lies in no vault`;
		if (versions.length === 0) yield `secret ${id} has no version`;
	}
}

/** Names that are host names belong to one resource in all of Azure. */
function* unique(world: World): Iterable<string> {
	const owners = new Map<string, string>();
	for (const { id, type, name } of Object.values(world.resources)) {
		if (!providerOf(type)?.taken) continue;
		const key = `${type}|${name.toLowerCase()}`;
		if (owners.has(key)) yield `${id} has the name of ${owners.get(key)}`;
		owners.set(key, id);
	}
	for (const [name, { deletedAt, purgeAt }] of Object.entries(world.deletedVaults)) {
		if (purgeAt <= deletedAt) yield `deleted vault ${name} is purged before it is deleted`;
		if (owners.has(`Microsoft.KeyVault/vaults|${name}`)) yield `vault ${name} lives and is deleted`;
	}
}

/** Identities and service principals point at each other; nothing that lives uses a deleted one. */
function* identified(world: World): Iterable<string> {
	for (const resource of Object.values(world.resources)) {
		const { id, identity, properties } = resource;
		const ids = isIdentity(resource) ? properties : identity?.system;
		if (!ids) continue;
		const principal = world.servicePrincipals[String(ids.principalId)];
		const kind = isIdentity(resource) ? 'user' : 'system';
		if (!principal) yield `${id} has no service principal`;
		else if (principal.deletedAt !== undefined) yield `${id} uses a deleted service principal`;
		else if (principal.kind !== kind || !sameId(principal.resourceId, id))
			yield `${id} and its service principal do not belong to each other`;
		else if (principal.appId !== ids.clientId)
			yield `${id} has another client id than its principal`;
	}
	for (const principal of Object.values(world.servicePrincipals)) {
		const { id, kind, deletedAt, lifecycle, resourceId, keyCredentials } = principal;
		if ((deletedAt !== undefined) !== (lifecycle.state === 'softDeleted'))
			yield `service principal ${id} is ${lifecycle.state} and deleted at ${deletedAt}`;
		const owner = world.resources[idKey(resourceId)];
		const used = kind === 'user' ? owner?.properties : owner?.identity?.system;
		if (deletedAt === undefined && used?.principalId !== id)
			yield `service principal ${id} belongs to nothing`;
		const current = keyCredentials.filter((key) => key.lifecycle.state === 'current');
		if (current.length !== (deletedAt === undefined ? 1 : 0))
			yield `service principal ${id} has ${current.length} current certificates`;
		if (keyCredentials.some((key) => key.endsAt - key.startsAt !== CREDENTIAL_LIFETIME))
			yield `service principal ${id} has a certificate of another age`;
	}
}

/** Role assignments name a role, lie on their scope and say a thing once. Their principal may be gone. */
function* granted(world: World): Iterable<string> {
	const said = new Set<string>();
	for (const assignment of Object.values(world.roleAssignments)) {
		const { id, scope, principalId, roleDefinitionName, lifecycle } = assignment;
		if (!roleDefinitionByName(world, roleDefinitionName)) yield `${id} grants a role that is not`;
		if (!isWithin(scope, id)) yield `${id} lies outside its scope`;
		if (lifecycle.state === 'revoking') continue;
		const key = `${idKey(scope)}|${principalId}|${roleDefinitionName}`;
		if (said.has(key)) yield `${id} grants what another assignment grants`;
		said.add(key);
	}
	if (!world.users[world.signedInAs]) yield 'nobody is signed in';
	for (const { status, left = 1 } of world.imdsFaults)
		if (left < 1) yield `a fault ${status} spoils nothing`;
	for (const { principalId, from, expiresAt } of Object.values(world.tokens)) {
		if (!world.servicePrincipals[principalId]) yield `a token of ${from} is for nobody`;
		if (expiresAt <= world.now) yield `a token of ${from} is kept after its end`;
	}
}

/** Every record with a lifecycle, as kind and key. */
function* living(world: World): Iterable<readonly [RecordKind, string]> {
	for (const key of Object.keys(world.resources)) yield ['resource', key];
	for (const key of Object.keys(world.resourceGroups)) yield ['resourceGroup', key];
	for (const key of Object.keys(world.roleAssignments)) yield ['roleAssignment', key];
	for (const key of Object.keys(world.tokens)) yield ['accessToken', key];
	for (const { id, keyCredentials } of Object.values(world.servicePrincipals)) {
		yield ['servicePrincipal', id];
		for (const { keyId } of keyCredentials) yield ['keyCredential', `${id}/${keyId}`];
	}
}

/** Records are in states that their machines know, and every timer waits for one that listens. */
function* timed(world: World): Iterable<string> {
	for (const [kind, key] of living(world)) {
		const lifecycle = lifecycleOf(world, { kind, key });
		const states: Readonly<Record<string, { readonly type: string }>> = MACHINES[kind].states;
		const state = Object.hasOwn(states, lifecycle?.state ?? '') && states[lifecycle?.state ?? ''];
		if (!lifecycle || !state) yield `${kind} ${key} is in the unknown state ${lifecycle?.state}`;
		else if (state.type === 'final' && kind !== 'keyCredential') yield `${kind} ${key} is over`;
		if (lifecycle && lifecycle.since > world.now) yield `${kind} ${key} is ahead of its time`;
	}
	const seen = new Set<string | number>();
	for (const { id, at, sequence, record, event } of world.timers) {
		const name = `timer ${id} of ${record.kind} ${record.key}`;
		if (at < world.now) yield `${name} is overdue`;
		if (sequence >= world.sequence) yield `${name} has a number that was not given out`;
		if (!lifecycleOf(world, record)) yield `${name} waits for a record that is not`;
		else if (!nextEvents(world, record).includes(event)) yield `${name} brings what nobody awaits`;
		for (const once of [sequence, `${record.kind} ${record.key} ${id}`]) {
			if (seen.has(once)) yield `${name} is there twice`;
			seen.add(once);
		}
	}
}

/** No id is given twice, and nothing has happened in the future. */
function* ordered(world: World): Iterable<string> {
	const principals = Object.values(world.servicePrincipals);
	const ids = [
		...Object.keys(world.users),
		...Object.keys(world.operations),
		...principals.flatMap(({ id, appId, keyCredentials }) => [
			id,
			appId,
			...keyCredentials.map(({ keyId }) => keyId),
		]),
	];
	for (const [index, id] of ids.entries())
		if (ids.indexOf(id) !== index) yield `the id ${id} is given twice`;
	for (const log of ['activityLog', 'signInLog', 'dataLog'] as const) {
		const times = world[log].map(({ time }) => time);
		if (times.some((time, index) => time < (times[index - 1] ?? time)))
			yield `${log} is out of order`;
		if ((times.at(-1) ?? 0) > world.now) yield `${log} knows the future`;
	}
}

const RULES: readonly Rule[] = [
	(world) => notJson(world, 'world'),
	filed,
	placed,
	unique,
	identified,
	granted,
	timed,
	ordered,
];

/**
 * What is wrong with a world, one sentence for each breach; empty when it is sound. Whatever requests came and however much
 * time went by, `handle` and `advance` leave a sound world.
 */
export const soundWorld = (world: World): readonly string[] =>
	RULES.flatMap((rule) => [...rule(world)]);
