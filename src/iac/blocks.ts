import {
	groupOf,
	groupScope,
	idKey,
	isWithin,
	nameOf,
	parseResourceId,
	providerOf,
	roleDefinitionsOf,
	subscriptionScope,
	type Lock,
	type Resource,
	type ResourceGroup,
	type RoleAssignment,
	type RoleDefinition,
	type Secret,
} from '../azure';
import { apiVersionOf } from './apiVersions';
import type { Block } from './block';
import { claim, parameter, symbolOf, type Drafting } from './drafting';
import { holderOf, readValue } from './readValue';
import { resourceName } from './uniqueNames';
import { saidProperties } from './made';
import { camelCase } from './names';
import { refer, type Value } from './value';

const GROUP = 'Microsoft.Resources/resourceGroups';
const asRecord = (value: Value) => value as Readonly<Record<string, Value>>;
/** A region: the parameter for the usual one, its name for another. */
const place = ({ location }: Drafting, where: string): Value =>
	where === location ? refer({ kind: 'parameter', of: 'location' }) : where;

/** Names of what a resource lies in, outermost first, and the innermost of them that has a block. */
function around(context: Drafting, id: string): Pick<Block, 'parents' | 'parent'> {
	const names = parseResourceId(id)?.names ?? [];
	const segments = id.split('/');
	const keys = names
		.slice(0, -1)
		.map((_, index) =>
			idKey(segments.slice(0, segments.length - 2 * (names.length - 1 - index)).join('/')),
		);
	const parent = keys.findLast(context.isThere);
	return {
		parents: keys.map((key, index) => {
			const resource = context.world.resources[key];
			return resource && context.symbols.has(key)
				? resourceName(context, resource)
				: (names[index] ?? '');
		}),
		...(parent === undefined ? {} : { parent }),
	};
}

/** A resource group. */
export const groupBlock = (context: Drafting, group: ResourceGroup): Block => ({
	kind: 'group',
	id: group.id,
	key: idKey(group.id),
	symbol: symbolOf(context, idKey(group.id)),
	type: GROUP,
	apiVersion: apiVersionOf(GROUP),
	name: group.name,
	home: subscriptionScope(context.subscriptionId),
	parents: [],
	location: place(context, group.location),
	...(group.tags && Object.keys(group.tags).length > 0 ? { tags: group.tags } : {}),
	properties: {},
	after: [],
});

function identityOf(context: Drafting, resource: Resource): Pick<Block, 'identity'> {
	const { system, user = [] } = resource.identity ?? {};
	const ids = user.map(({ id }) => idKey(id));
	const there = ids.filter((key) => context.world.resources[key] !== undefined);
	for (const { id } of user)
		if (!context.world.resources[idKey(id)])
			context.leftOut.push(
				`${resource.name} still names the identity ${nameOf(id)}, which was deleted.`,
			);
	if (!system && there.length === 0) return {};
	return {
		identity: {
			system: system !== undefined,
			user: there.map((key) => refer({ kind: 'id', of: key })),
			both: providerOf(resource.type)?.identity?.both ?? 'SystemAssigned, UserAssigned',
		},
	};
}

/** A resource. */
export function resourceBlock(context: Drafting, resource: Resource): Block {
	const { id, type, location, tags, kind, sku } = resource;
	const key = idKey(id);
	const symbol = symbolOf(context, key);
	const parts = parseResourceId(id);
	const isExtension = providerOf(type)?.extension === true;
	const hangsOn = isExtension ? idKey(parts?.parentScope ?? '') : undefined;
	return {
		kind: 'resource',
		id,
		key,
		symbol,
		type,
		apiVersion: apiVersionOf(type),
		name: resourceName(context, resource),
		home: groupOf(id) ?? subscriptionScope(context.subscriptionId),
		...around(context, id),
		...(hangsOn !== undefined && context.isThere(hangsOn) ? { on: hangsOn } : {}),
		...(location === undefined ? {} : { location: place(context, location) }),
		...(tags && Object.keys(tags).length > 0 ? { tags } : {}),
		...(kind === undefined ? {} : { flavour: kind }),
		...(sku === undefined ? {} : { sku: readValue(context, sku, symbol) }),
		...identityOf(context, resource),
		properties: asRecord(readValue(context, saidProperties(context.world, resource), symbol)),
		after: [],
	};
}

/** A secret of a vault. Its value is a secure parameter. */
export function secretBlock(context: Drafting, secret: Secret): Block {
	const type = 'Microsoft.KeyVault/vaults/secrets';
	const key = idKey(secret.id);
	const symbol = symbolOf(context, key);
	const newest = secret.versions.at(-1);
	const value = parameter(
		context,
		`${symbol}Value`,
		newest?.value ?? '',
		`Value of the secret ${secret.name}.`,
		true,
	);
	return {
		kind: 'secret',
		id: secret.id,
		key,
		symbol,
		type,
		apiVersion: apiVersionOf(type),
		name: secret.name,
		home: groupOf(secret.id) ?? '',
		...around(context, secret.id),
		properties: {
			value,
			...(newest?.contentType === undefined ? {} : { contentType: newest.contentType }),
			...(newest?.enabled === false ? { attributes: { enabled: false } } : {}),
		},
		after: [],
	};
}

/** A custom role. */
export const roleBlock = (context: Drafting, role: RoleDefinition): Block => ({
	kind: 'roleDefinition',
	id: role.name,
	key: role.name,
	symbol: symbolOf(context, role.name),
	type: 'Microsoft.Authorization/roleDefinitions',
	apiVersion: apiVersionOf('Microsoft.Authorization/roleDefinitions'),
	name: role.name,
	home: subscriptionScope(context.subscriptionId),
	parents: [],
	properties: {
		roleName: role.roleName,
		...(role.description === '' ? {} : { description: role.description }),
		type: 'CustomRole',
		permissions: role.permissions.map((each) => ({ ...each })),
		assignableScopes: role.assignableScopes.map((scope) =>
			readValue({ ...context, isThere: () => false }, scope, role.roleName),
		),
	},
	// A role can only name scopes that are there.
	after: role.assignableScopes
		.map(idKey)
		.filter(
			(key) =>
				context.isThere(key) ||
				(context.world.resourceGroups[key] !== undefined && context.symbols.has(key)),
		),
});

/** Who gets a role: an identity of the world, or somebody of the directory. */
function principalOf(
	context: Drafting,
	id: string,
): { readonly value: Value; readonly name: string } {
	const holder = holderOf(context, id);
	const resourceId = context.world.servicePrincipals[id]?.resourceId;
	if (holder !== undefined && resourceId !== undefined)
		return { value: holder, name: symbolOf(context, idKey(resourceId)) };
	const { users, groups } = context.world;
	const who = users[id]?.key ?? groups[id]?.displayName ?? 'principal';
	const name = camelCase(who);
	return {
		value: parameter(
			context,
			`${name}ObjectId`,
			id,
			`Object id of ${users[id]?.displayName ?? who} in the directory.`,
		),
		name,
	};
}

/** Where something that hangs on a scope is deployed, and the block that it hangs on. */
function hanging(context: Drafting, scope: string): Pick<Block, 'home' | 'on'> {
	const key = idKey(scope);
	const group = groupOf(scope);
	if (group === undefined) return { home: scope };
	const real = context.world.resourceGroups[idKey(group)]?.id ?? group;
	return key === idKey(group) ? { home: real } : { home: real, on: key };
}

/** A role assignment, named after who, what and where. */
export function assignmentBlock(context: Drafting, one: RoleAssignment): Block {
	const { world } = context;
	const role = roleDefinitionsOf(world).find(({ name }) => name === one.roleDefinitionName);
	const roleName = role?.roleName ?? one.roleDefinitionName;
	const principal = principalOf(context, one.principalId);
	const roleId = refer({ kind: 'role', of: one.roleDefinitionName });
	const place = hanging(context, one.scope);
	const type = 'Microsoft.Authorization/roleAssignments';
	const scopeName = place.on === undefined ? nameOf(place.home) : symbolOf(context, place.on);
	const isSubscription = place.home === subscriptionScope(context.subscriptionId);
	return {
		kind: 'roleAssignment',
		id: one.id,
		key: idKey(one.id),
		symbol: camelCase(principal.name, roleName, 'On', isSubscription ? 'Subscription' : scopeName),
		type,
		apiVersion: apiVersionOf(type),
		name: one.name,
		...place,
		parents: [],
		properties: {
			roleDefinitionId: roleId,
			principalId: principal.value,
			principalType: one.principalType,
			...(one.description === undefined ? {} : { description: one.description }),
			...(one.condition === undefined ? {} : { condition: one.condition, conditionVersion: '2.0' }),
		},
		after: world.roleDefinitions[one.roleDefinitionName] ? [one.roleDefinitionName] : [],
		assignment: {
			principal: principal.value,
			principalType: one.principalType,
			role: roleId,
			roleGuid: one.roleDefinitionName,
			roleName,
			scope: one.scope,
			...(one.description === undefined ? {} : { description: one.description }),
			...(one.condition === undefined ? {} : { condition: one.condition }),
		},
	};
}

/** A lock. It comes after all that it would stand in the way of. */
export function lockBlock(context: Drafting, lock: Lock, keys: readonly string[]): Block {
	const type = 'Microsoft.Authorization/locks';
	return {
		kind: 'lock',
		id: lock.id,
		key: idKey(lock.id),
		symbol: claim(context, camelCase(lock.name, 'Lock')),
		type,
		apiVersion: apiVersionOf(type),
		name: lock.name,
		...hanging(context, lock.scope),
		parents: [],
		properties: {
			level: lock.level,
			...(lock.notes === undefined ? {} : { notes: lock.notes }),
		},
		after: keys.filter((key) => isWithin(lock.scope, key) && key !== idKey(lock.scope)),
	};
}

/** A resource that the selection refers to and that lies outside it. */
export function existingBlock(context: Drafting, key: string): Block[] {
	const resource = context.world.resources[key];
	if (!resource) return [];
	const { id, type, name } = resource;
	return [
		{
			kind: 'resource',
			id,
			key,
			symbol: claim(context, camelCase(name)),
			type,
			apiVersion: apiVersionOf(type),
			name,
			home: groupOf(id) ?? groupScope(context.subscriptionId, ''),
			existing: true,
			parents: (parseResourceId(id)?.names ?? []).slice(0, -1),
			properties: {},
			after: [],
		},
	];
}
