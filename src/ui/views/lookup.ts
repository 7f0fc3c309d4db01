import {
	groupOf,
	idKey,
	type Blob,
	type Resource,
	type RoleAssignment,
	type Secret,
	type ServicePrincipal,
	type World,
} from '../../azure';

/**
 * A world's tables by what they are asked for. A table is never changed, so what was worked out from one holds for as
 * long as it lives: looking at a large world costs its size once for every table that a step has changed.
 */
function by<V>(
	tableOf: (world: World) => Readonly<Record<string, V>>,
	keysOf: (one: V) => readonly string[],
): (world: World, key: string) => readonly V[] {
	const known = new WeakMap<object, ReadonlyMap<string, readonly V[]>>();
	const read = (table: Readonly<Record<string, V>>): ReadonlyMap<string, readonly V[]> => {
		const found = new Map<string, V[]>();
		for (const one of Object.values(table))
			for (const key of keysOf(one)) {
				const list = found.get(key);
				if (list) list.push(one);
				else found.set(key, [one]);
			}
		return found;
	};
	return (world, key) => {
		const table = tableOf(world);
		let index = known.get(table);
		if (!index) known.set(table, (index = read(table)));
		return index.get(key) ?? [];
	};
}

/** The key of the top-level resource that an id is, or lies in. */
export function topKeyOf(id: string): string {
	const match = /^(.*?\/providers\/[^/]+\/[^/]+\/[^/]+)/i.exec(id);
	return idKey(match?.[1] ?? id);
}

const isTop = ({ type }: Resource): boolean => type.split('/').length === 2;

/** The top-level resources of a group, by the group's key. */
export const resourcesByGroup = by<Resource>(
	(world) => world.resources,
	(resource) => (isTop(resource) ? [idKey(groupOf(resource.id) ?? '')] : []),
);

/** The child resources of a resource at any depth, by its key. */
export const childrenByParent = by<Resource>(
	(world) => world.resources,
	(resource) => (isTop(resource) ? [] : [topKeyOf(resource.id)]),
);

/** The resources to which a user-assigned identity is assigned, by the identity's key. */
export const bearersByIdentity = by<Resource>(
	(world) => world.resources,
	({ identity }) => identity?.user.map(({ id }) => idKey(id)) ?? [],
);

/** The service principals that belong to a resource, by its key. */
export const principalsByResource = by<ServicePrincipal>(
	(world) => world.servicePrincipals,
	({ resourceId }) => [idKey(resourceId)],
);

/** Role assignments by the object id of whom they were made to. */
export const assignmentsByPrincipal = by<RoleAssignment>(
	(world) => world.roleAssignments,
	({ principalId }) => [principalId],
);

/** Role assignments by the key of the scope on which they were made. */
export const assignmentsByScope = by<RoleAssignment>(
	(world) => world.roleAssignments,
	({ scope }) => [idKey(scope)],
);

/** Secrets, deleted ones included, by their vault's key. */
export const secretsByVault = by<Secret>(
	(world) => world.secrets,
	({ id }) => [topKeyOf(id)],
);

/** Blobs by their container's key. */
export const blobsByContainer = by<Blob>(
	(world) => world.blobs,
	({ containerId }) => [idKey(containerId)],
);
