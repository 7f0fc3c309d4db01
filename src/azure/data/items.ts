import { derived, without, withEntry } from '../json';
import { idKey } from '../resourceId';
import type { World } from '../world';
import type { DataItem, ItemKind, ItemOf } from '../records/data';

/** What lies in resources beside secrets and blobs, found and filed. */

/** The key under which the world files an item. Ids are compared without regard to case, names are not. */
export const itemKey = ({
	ownerId,
	kind,
	name,
}: {
	readonly ownerId: string;
	readonly kind: string;
	readonly name: string;
}): string => `${idKey(ownerId)}/${kind}/${name}`;

const byOwner = derived((items: World['items']): ReadonlyMap<string, readonly DataItem[]> => {
	const found = new Map<string, DataItem[]>();
	for (const item of Object.values(items)) {
		const place = `${idKey(item.ownerId)}|${item.kind}`;
		const others = found.get(place);
		if (others) others.push(item);
		else found.set(place, [item]);
	}
	return found;
});

/** The items of a kind that lie in a resource, in the order in which they were put there. */
export const itemsOf = <K extends ItemKind>(
	world: World,
	ownerId: string,
	kind: K,
): readonly ItemOf<K>[] =>
	(byOwner(world.items).get(`${idKey(ownerId)}|${kind}`) ?? []) as readonly ItemOf<K>[];

/** One item by its name. */
export const findItem = <K extends ItemKind>(
	world: World,
	ownerId: string,
	kind: K,
	name: string,
): ItemOf<K> | undefined => {
	const key = itemKey({ ownerId, kind, name });
	return Object.hasOwn(world.items, key) ? (world.items[key] as ItemOf<K>) : undefined;
};

/** Files an item, new or changed. */
export const withItem = (world: World, item: DataItem): World => ({
	...world,
	sequence: world.sequence + 1,
	items: withEntry(world.items, itemKey(item), item),
});

/** Forgets an item. */
export const withoutItem = (world: World, item: DataItem): World => ({
	...world,
	items: without(world.items, itemKey(item)),
});
