import { retention } from '../data/secrets';
import { keep, own, withEntry, without } from '../json';
import { isWithin } from '../resourceId';
import { days, type Milliseconds } from '../time';
import type { DeletedVault, Resource, World } from '../world';
import { providerOf } from './providers';
import type { DataPlane } from './providers/row';

/**
 * What is kept for a while after it was deleted, with all that is in it: key vaults and configuration stores. Its name stays
 * taken, it can be recovered or purged; its system-assigned identity and the roles on it are gone for good.
 * @see https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
 * @see https://learn.microsoft.com/azure/azure-app-configuration/concept-soft-delete
 */

type Plane = DataPlane | undefined;

const binOf = (plane: Plane): 'deletedVaults' | 'deletedStores' | undefined =>
	plane === 'keyVault'
		? 'deletedVaults'
		: plane === 'appConfiguration'
			? 'deletedStores'
			: undefined;

/** How long a resource would be kept; `undefined` when it would not. */
export function retentionOf(resource: Resource): Milliseconds | undefined {
	const { type, sku, properties } = resource;
	const plane = providerOf(type)?.dataPlane;
	if (plane === 'keyVault') return retention(resource);
	// Free and developer stores go at once.
	if (plane !== 'appConfiguration' || /^(?:free|developer)$/i.test(String(sku?.name)))
		return undefined;
	const { softDeleteRetentionInDays: kept } = properties;
	return days(typeof kept === 'number' && kept >= 1 && kept <= 7 ? kept : 7);
}

/** The record of what was deleted under a name, in a bin of its own for each service; its time may be over. */
export function recordOf(world: World, plane: Plane, name: string): DeletedVault | undefined {
	const bin = binOf(plane);
	return bin && own(world[bin] ?? {}, name.toLowerCase());
}

/** What was deleted under a name and can still be recovered. */
export function deletedAs(world: World, plane: Plane, name: string): DeletedVault | undefined {
	const record = recordOf(world, plane, name);
	return record && record.purgeAt > world.now ? record : undefined;
}

/** Puts a resource that is being deleted aside, if its service does that. */
export function setAside(world: World, resource: Resource): World {
	const bin = binOf(providerOf(resource.type)?.dataPlane);
	const kept = retentionOf(resource);
	if (!bin || kept === undefined) return world;
	const record = { resource, deletedAt: world.now, purgeAt: world.now + kept };
	return { ...world, [bin]: withEntry(world[bin] ?? {}, resource.name.toLowerCase(), record) };
}

/** Takes the record away: what it stood for lives again. */
export function takeBack(world: World, plane: Plane, name: string): World {
	const bin = binOf(plane);
	const all = bin && world[bin];
	return all && Object.hasOwn(all, name.toLowerCase())
		? { ...world, [bin]: without(all, name.toLowerCase()) }
		: world;
}

/** Purges what was deleted: its name is free, what was in it is gone for good. */
export function purge(world: World, plane: Plane, name: string): World {
	const record = recordOf(world, plane, name);
	if (!record) return world;
	const { id } = record.resource;
	return {
		...takeBack(world, plane, name),
		secrets: keep(world.secrets, (_, key) => !isWithin(id, key)),
		items: keep(world.items, ({ ownerId }) => !isWithin(id, ownerId)),
	};
}
