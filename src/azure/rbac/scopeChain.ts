import { derived } from '../json';
import { remembered } from '../remembered';
import { idKey } from '../resourceId';
import type { World } from '../world';

type Tree = Pick<World, 'subscriptions' | 'managementGroups'>;

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)$/;

/** The key of the scope around a scope: one segment shorter, above subscriptions the management group that holds it. */
function around(tree: Tree, key: string): string {
	const subscription = tree.subscriptions[SUBSCRIPTION.exec(key)?.[1] ?? ''];
	if (subscription) return idKey(subscription.managementGroupId);
	const group = tree.managementGroups[key];
	if (group) return idKey(group.parentId ?? '');
	return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

function work(tree: Tree, scope: string): ReadonlySet<string> {
	const chain = new Set<string>();
	// A key that is there already would mean groups inside each other in a circle.
	for (let key = idKey(scope); key !== '' && !chain.has(key); key = around(tree, key))
		chain.add(key);
	return chain.add('');
}

/** Chains hold for as long as subscriptions and management groups stay where they are. */
const chainsIn = derived((subscriptions: Tree['subscriptions']) =>
	derived((managementGroups: Tree['managementGroups']) =>
		remembered((scope: string) => work({ subscriptions, managementGroups }, scope), 20_000),
	),
);

/** {@link scopeChain} for the world as it stands. */
export const scopeChainsOf = (world: World): ((scope: string) => ReadonlySet<string>) =>
	chainsIn(world.subscriptions)(world.managementGroups);

const chainsOf = derived(scopeChainsOf);

/**
 * A scope's key and those of everything around it, narrowest first: resource, group, subscription, management groups, root.
 * An assignment at any of them reaches the scope.
 * @see https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
export const scopeChain = (world: World, scope: string): ReadonlySet<string> =>
	chainsOf(world)(scope);
