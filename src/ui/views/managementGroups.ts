import { idKey, sameId, type ManagementGroup, type World } from '../../azure';

/** The keys of management groups on which a managed identity has a role. */
const reached = (world: World): ReadonlySet<string> =>
	new Set(
		Object.values(world.roleAssignments).flatMap(({ principalId, scope }) =>
			world.users[principalId] || scope.startsWith('/subscriptions/') ? [] : [idKey(scope)],
		),
	);

/**
 * The management groups that are worth showing: those that somebody made, and the tenant root group, which every tenant
 * has, only when a managed identity has a role on it.
 * @see https://learn.microsoft.com/azure/governance/management-groups/overview
 */
export function shownManagementGroups(world: World): ManagementGroup[] {
	const scopes = reached(world);
	return Object.values(world.managementGroups).filter(
		({ id, parentId }) => parentId !== undefined || scopes.has(idKey(id)),
	);
}

/** How many subscriptions a management group holds, at any depth. */
export const subscriptionsIn = (world: World, id: string): number =>
	Object.values(world.subscriptions).filter(
		({ managementGroupId }) => shownAround(world, [{ id }], managementGroupId) !== undefined,
	).length;

/** The nearest of these groups that a group of that id is, or lies in. */
export function shownAround(
	world: World,
	shown: readonly Pick<ManagementGroup, 'id'>[],
	id: string | undefined,
): Pick<ManagementGroup, 'id'> | undefined {
	for (let at = id; at !== undefined; at = world.managementGroups[idKey(at)]?.parentId) {
		const here = at;
		const found = shown.find((group) => sameId(group.id, here));
		if (found) return found;
	}
	return undefined;
}
