import { providerOf } from '../arm/providers';
import { withEntry, type JsonObject } from '../json';
import { file, send, UNBORN } from '../lifecycles/run';
import { idKey, isKeyWithin, sameType } from '../resourceId';
import type { Resource, World } from '../world';

/** Child resources that a data plane makes, changes and deletes: queues, tables, repositories. */

/** A child resource that is there. */
export function findChild(world: World, id: string): Resource | undefined {
	const child = world.resources[idKey(id)];
	return child?.lifecycle.state === 'deleted' ? undefined : child;
}

/** The children of a type, by name. */
export function childrenOf(world: World, parent: Resource, type: string): readonly Resource[] {
	const key = idKey(parent.id);
	return Object.keys(world.resources)
		.filter((each) => isKeyWithin(key, each))
		.flatMap((each) => world.resources[each] ?? [])
		.filter((each) => sameType(each.type, type))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Files a new child, with the defaults of its type. */
export function createChild(
	world: World,
	{ id, name, type }: Pick<Resource, 'id' | 'name' | 'type'>,
	madeBy: string,
	properties: JsonObject = {},
): World {
	const key = idKey(id);
	const child: Resource = {
		id,
		name,
		type,
		properties: { ...providerOf(type)?.defaults?.(world, id, name, {}), ...properties },
		createdAt: world.now,
		createdBy: madeBy,
		changedAt: world.now,
		changedBy: madeBy,
		lifecycle: UNBORN,
	};
	return file({ ...world, sequence: world.sequence + 1 }, { kind: 'resource', key }, child);
}

/** Files a child with other properties. */
export const changeChild = (world: World, child: Resource, properties: JsonObject): World => ({
	...world,
	resources: withEntry(world.resources, idKey(child.id), {
		...child,
		properties: { ...child.properties, ...properties },
		changedAt: world.now,
	}),
});

/** Lets a child's deletion begin. Its machine does the rest. */
export const deleteChild = (world: World, { id }: Resource): World =>
	send(world, { kind: 'resource', key: idKey(id) }, 'delete');

/** Whether a name may be that of such a child. */
export const isChildName = (type: string, name: string): boolean =>
	providerOf(type)?.name.pattern.test(name) === true;
