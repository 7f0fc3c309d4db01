import {
	createWorld,
	idKey,
	isObject,
	isOrphan,
	type Json,
	type JsonObject,
	type World,
} from '../../src/azure';

/**
 * What two worlds must have in common to be the same, apart from what Azure makes: object ids, client ids and other made
 * ids, times, and logs. Identities are called by the resource that holds them.
 */

/** Properties in which Azure writes what it made up itself. */
const MADE = /^(vmId|uniqueId|etag|latestRevisionName|principalId|clientId)$/;

/** An object id as the words for whom it stands. */
function called(world: World, text: string): string {
	for (const [id, { resourceId, kind, appId, deletedAt }] of principals(world))
		if (deletedAt === undefined && (text === id || (kind === 'user' && text === appId)))
			return `${text === id ? 'principal' : 'client'} of ${idKey(resourceId)}`;
	return text;
}

const known = new WeakMap<World, Map<string, World['servicePrincipals'][string]>>();
function principals(world: World) {
	let found = known.get(world);
	if (!found) known.set(world, (found = new Map(Object.entries(world.servicePrincipals))));
	return found;
}

function plain(world: World, value: Json | undefined): Json {
	if (typeof value === 'string') {
		if (value.length === 36) return called(world, value);
		return value.startsWith('/') ? idKey(value) : value;
	}
	if (Array.isArray(value)) return (value as readonly Json[]).map((item) => plain(world, item));
	if (!isObject(value)) return value ?? null;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key, item]) => item !== undefined && !MADE.test(key))
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, item]) => [key, plain(world, item)]),
	);
}

const going = (state: string) => /^(deleting|deleted|revoking|removed)$/.test(state);

/** Everything that a program can say of a world, sorted and without what Azure makes. */
export function essence(world: World): JsonObject {
	const sorted = (entries: readonly (readonly [string, Json])[]) =>
		Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
	const usual = createWorld({ seed: world.seed }).roleAssignments;
	const groups = Object.values(world.resourceGroups).filter(
		({ lifecycle }) => !going(lifecycle.state),
	);
	const resources = Object.values(world.resources).filter(
		({ lifecycle }) => !going(lifecycle.state),
	);
	const vaults = new Set(resources.map(({ id }) => idKey(id)));
	return {
		groups: sorted(
			groups.map(({ id, location, tags }) => [
				idKey(id),
				{ location, tags: plain(world, tags ?? {}) },
			]),
		),
		resources: sorted(
			resources.map((one) => [
				idKey(one.id),
				{
					name: one.name,
					type: one.type,
					location: one.location ?? null,
					tags: plain(world, one.tags ?? {}),
					kind: one.kind ?? null,
					sku: plain(world, one.sku ?? null),
					system: one.identity?.system !== undefined,
					// The identities that are still there: a program cannot attach one that is gone.
					user: (one.identity?.user ?? [])
						.map(({ id }) => idKey(id))
						.filter((key) => world.resources[key])
						.sort(),
					properties: plain(world, one.properties),
				},
			]),
		),
		roleAssignments: Object.values(world.roleAssignments)
			.filter(
				(one) => !usual[idKey(one.id)] && !going(one.lifecycle.state) && !isOrphan(world, one),
			)
			.filter(({ scope }) => scopeIsThere(world, scope))
			.map((one) =>
				[
					called(world, one.principalId),
					one.principalType,
					one.roleDefinitionName,
					idKey(one.scope),
					one.description ?? '',
					one.condition ?? '',
				].join(' | '),
			)
			.sort(),
		roles: sorted(
			Object.values(world.roleDefinitions).flatMap(({ made: _, ...role }) => {
				// A role cannot be made for a scope that is gone.
				const assignableScopes = role.assignableScopes.filter((scope) => isThere(world, scope));
				const permissions = role.permissions.map((one) => ({ ...one }));
				return assignableScopes.length === 0
					? []
					: [[role.roleName, plain(world, { ...role, permissions, assignableScopes })] as const];
			}),
		),
		locks: sorted(
			Object.values(world.locks)
				.filter(({ scope }) => scopeIsThere(world, scope))
				.map(({ id, level, notes }) => [idKey(id), `${level} ${notes ?? ''}`]),
		),
		secrets: sorted(
			Object.values(world.secrets)
				.filter(
					({ id, deletedAt }) => !deletedAt && vaults.has(idKey(id).split('/secrets/')[0] ?? ''),
				)
				.flatMap(({ id, versions }) => {
					const newest = versions.at(-1);
					return newest && !newest.certificateId
						? [
								[
									idKey(id),
									`${newest.value} ${newest.contentType ?? ''} ${newest.enabled}`,
								] as const,
							]
						: [];
				}),
		),
	};
}

/** A scope that is something other than data. */
const scopeIsThere = (world: World, scope: string): boolean => {
	const key = idKey(scope);
	return (
		key.startsWith('/subscriptions/') &&
		(!/\/resourcegroups\/[^/]+\/providers\//.test(key) ||
			world.resources[key] !== undefined ||
			world.secrets[key] !== undefined)
	);
};

const isThere = (world: World, scope: string): boolean => {
	const key = idKey(scope);
	return (
		!key.includes('/resourcegroups/') ||
		world.resources[key] !== undefined ||
		world.resourceGroups[key] !== undefined
	);
};
