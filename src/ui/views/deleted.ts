import type { World } from '../../azure';

/**
 * What was deleted and can still be recovered, vaults and configuration stores: until it is purged its name stays taken.
 * @see https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
 * @see https://learn.microsoft.com/azure/azure-app-configuration/concept-soft-delete
 */
export const deletedIn = (world: World) =>
	[world.deletedVaults, world.deletedStores ?? {}]
		.flatMap((bin) => Object.values(bin))
		.filter(({ purgeAt }) => purgeAt > world.now);

/** Whether a name is kept by something of that type which was deleted. */
export const isNameKept = (world: World, type: string, name: string): boolean =>
	deletedIn(world).some(
		({ resource }) =>
			resource.type.toLowerCase() === type.toLowerCase() &&
			resource.name.toLowerCase() === name.toLowerCase(),
	);
