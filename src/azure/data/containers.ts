import { providerOf } from '../arm/providers';
import { withEntry, type JsonObject } from '../json';
import { send } from '../lifecycles/run';
import { idKey, isWithin } from '../resourceId';
import type { Blob, Resource, World } from '../world';
import { createChild } from './children';

/** Containers and blobs as records. */

const CONTAINER_TYPE = 'Microsoft.Storage/storageAccounts/blobServices/containers';

/** The ARM id of a container. */
export const containerIdOf = (account: Resource, name: string): string =>
	`${account.id}/blobServices/default/containers/${name}`;

/** A container of an account. */
export function findContainer(world: World, account: Resource, name: string): Resource | undefined {
	const container = world.resources[idKey(containerIdOf(account, name))];
	return container?.lifecycle.state === 'deleted' ? undefined : container;
}

/** All containers of an account. */
export const containersOf = (world: World, account: Resource): Resource[] =>
	Object.values(world.resources).filter(
		({ id, type }) =>
			type.toLowerCase() === CONTAINER_TYPE.toLowerCase() && isWithin(account.id, id),
	);

/** Files a new container, made through the data plane. */
export const createContainer = (
	world: World,
	account: Resource,
	name: string,
	properties: JsonObject,
	madeBy: string,
): World =>
	createChild(
		world,
		{ id: containerIdOf(account, name), name, type: CONTAINER_TYPE },
		madeBy,
		properties,
	);

/** Lets a container's deletion begin. Its machine does the rest. */
export const deleteContainer = (world: World, { id }: Resource): World =>
	send(world, { kind: 'resource', key: idKey(id) }, 'delete');

/** Whether a name may be a container's. */
export const isContainerName = (name: string): boolean =>
	providerOf(CONTAINER_TYPE)?.name.pattern.test(name) === true;

/** The key under which the world files a blob. */
export const blobKey = (containerId: string, name: string): string =>
	`${idKey(containerId)}/blobs/${name}`;

/** The blobs of a container. */
export const blobsOf = (world: World, container: Resource): Blob[] =>
	Object.values(world.blobs).filter(
		({ containerId }) => idKey(containerId) === idKey(container.id),
	);

/** Files a blob, new or changed. */
export const withBlob = (world: World, blob: Blob): World => ({
	...world,
	sequence: world.sequence + 1,
	blobs: withEntry(world.blobs, blobKey(blob.containerId, blob.name), blob),
});
