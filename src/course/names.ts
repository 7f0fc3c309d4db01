import { idKey, PEOPLE, sameId, type Resource, type World } from '../azure';
import { newestFirst, type GoalContext } from './context';

/** A name as a sentence has it: people by their names. */
export const spoken = (name: string): string =>
	PEOPLE.find(({ key }) => key === name)?.displayName ?? name;

/** A scope as a sentence has it: its last name, or `subscription`. */
export const spokenScope = (scope: string): string =>
	/^\/subscriptions\/[^/]+$/i.test(scope) ? 'subscription' : (scope.split('/').at(-1) ?? scope);

/** What a plain name stands for in a world. */
export interface Thing {
	/** ARM id; of a person the object id. */
	readonly id: string;
	/** `Microsoft.Compute/virtualMachines`, `group`, `secret`, `blob`, `subscription`, `user`. */
	readonly type: string;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function findInside(world: World, outer: Resource, path: readonly string[]): Thing | undefined {
	const [first = '', ...rest] = path;
	const secretId = `${outer.id}/secrets/${first}`;
	const secret = world.secrets[idKey(secretId)];
	if (secret && rest.length === 0)
		return secret.deletedAt === undefined ? { id: secret.id, type: 'secret' } : undefined;
	const container = world.resources[idKey(`${outer.id}/blobServices/default/containers/${first}`)];
	if (!container) return undefined;
	if (rest.length === 0) return container;
	const blob = Object.values(world.blobs).find(
		({ containerId, name }) => sameId(containerId, container.id) && name === rest.join('/'),
	);
	return blob && { id: `${container.id}/blobs/${blob.name}`, type: 'blob' };
}

/**
 * Finds what a goal names: a resource or resource group (`vm-web`), something inside a resource
 * (`kv-shop/db-password`, `stshop/photos/cat.jpg`), a person (`ada`) or `subscription`.
 */
export function findThing(world: World, name: string): Thing | undefined {
	const [first = '', ...path] = name.split('/');
	const resource = Object.values(world.resources).find((each) => same(each.name, first));
	if (path.length > 0) return resource && findInside(world, resource, path);
	if (resource) return resource;
	const group = Object.values(world.resourceGroups).find((each) => same(each.name, first));
	if (group) return { id: group.id, type: 'group' };
	const user = Object.values(world.users).find(({ key }) => key === first);
	if (user) return { id: user.id, type: 'user' };
	const [subscription] = Object.keys(world.subscriptions);
	return first === 'subscription' && subscription !== undefined
		? { id: `/subscriptions/${subscription}`, type: 'subscription' }
		: undefined;
}

/** Finds what a goal names, even when it is gone by now. */
export function findThingEver(context: GoalContext, name: string): Thing | undefined {
	for (const world of newestFirst(context)) {
		const thing = findThing(world, name);
		if (thing) return thing;
	}
	return undefined;
}

/** The resource of this name, with its identities. */
export const findResource = (world: World, name: string): Resource | undefined => {
	const thing = findThing(world, name);
	return thing && world.resources[idKey(thing.id)];
};

/**
 * The object ids that a name may act with: a person's own, a user-assigned identity's, or those of all identities that a
 * resource has. Of what is gone, those that it last had.
 */
export function principalsOf(context: GoalContext, name: string): readonly string[] {
	for (const world of newestFirst(context)) {
		const thing = findThing(world, name);
		if (!thing) continue;
		if (thing.type === 'user') return [thing.id];
		const own = Object.values(world.servicePrincipals).filter(
			({ resourceId, deletedAt }) => deletedAt === undefined && sameId(resourceId, thing.id),
		);
		const attached = world.resources[idKey(thing.id)]?.identity?.user ?? [];
		const ids = [...own.map(({ id }) => id), ...attached.map(({ principalId }) => principalId)];
		if (ids.length > 0) return [...new Set(ids)];
	}
	return [];
}

/** The object id of the system-assigned identity that a resource has, or last had. */
export function systemPrincipalOf(context: GoalContext, name: string): readonly string[] {
	for (const world of newestFirst(context)) {
		const thing = findThing(world, name);
		const own = thing && world.resources[idKey(thing.id)]?.identity?.system;
		if (own) return [own.principalId];
	}
	return [];
}
