import { idKey } from '../resourceId';
import type { World } from '../world';

const MEMORY = 20_000;

/** Chains hold for as long as subscriptions and management groups stay where they are. */
interface Chains {
	readonly managementGroups: World['managementGroups'];
	readonly byScope: Map<string, ReadonlySet<string>>;
}
const known = new WeakMap<World['subscriptions'], Chains>();

function chainsOf({ subscriptions, managementGroups }: World): Chains['byScope'] {
	let chains = known.get(subscriptions);
	if (!chains || chains.managementGroups !== managementGroups) {
		chains = { managementGroups, byScope: new Map() };
		known.set(subscriptions, chains);
	}
	return chains.byScope;
}

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)$/;

/** The key of the scope around a scope: one segment shorter, above subscriptions the management group that holds it. */
function around(world: World, key: string): string {
	const subscription = world.subscriptions[SUBSCRIPTION.exec(key)?.[1] ?? ''];
	if (subscription) return idKey(subscription.managementGroupId);
	const group = world.managementGroups[key];
	if (group) return idKey(group.parentId ?? '');
	return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

function work(world: World, scope: string): ReadonlySet<string> {
	const chain = new Set<string>();
	// A key that is there already would mean groups inside each other in a circle.
	for (let key = idKey(scope); key !== '' && !chain.has(key); key = around(world, key))
		chain.add(key);
	return chain.add('');
}

/**
 * A scope's key and those of everything around it, narrowest first: resource, group, subscription, management groups, root.
 * An assignment at any of them reaches the scope.
 * @see https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
export function scopeChain(world: World, scope: string): ReadonlySet<string> {
	const chains = chainsOf(world);
	let chain = chains.get(scope);
	if (!chain) {
		if (chains.size >= MEMORY) chains.clear();
		chains.set(scope, (chain = work(world, scope)));
	}
	return chain;
}
