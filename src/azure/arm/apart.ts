import { mend, valuesOf, withOnly } from '../json';
import { isFree } from '../lifecycles/run';
import { isKeyWithin, isWithin } from '../resourceId';
import type { Timer, World } from '../world';
import { principalOf } from './deletion';
import { nodeGroupOf } from './nodeGroup';

/** Timers as they are after those of a part have changed: what is new stands last, as if it had been added to all. */
function mendTimers(
	whole: readonly Timer[],
	before: readonly Timer[],
	after: readonly Timer[],
): readonly Timer[] {
	if (before === after) return whole;
	const was = new Set(before);
	const is = new Set(after);
	return [
		...whole.filter((timer) => !was.has(timer) || is.has(timer)),
		...after.filter((timer) => !was.has(timer)),
	];
}

/**
 * Does something to all that lies in a resource group. The work gets a world that holds nothing else of what it changes again
 * and again: each change copies a table, and those of a group are small.
 */
export function apart(world: World, groupKey: string, work: (part: World) => World): World {
	// What is due elsewhere comes first, and finds everything in its place.
	if (!isFree(world)) return work(world);
	const groups = [groupKey];
	for (const resource of valuesOf(world.resources)) {
		const beside = nodeGroupOf(world, resource);
		if (beside !== undefined && isWithin(groupKey, resource.id)) groups.push(beside);
	}
	const isHere = (key: string) => groups.some((group) => isKeyWithin(group, key));
	const resources = withOnly(world.resources, isHere);
	const principals = new Set(valuesOf(resources).map(principalOf));
	const isMine = ({ record: { kind, key } }: Timer) =>
		kind === 'servicePrincipal' || kind === 'keyCredential'
			? principals.has(key.split('/')[0])
			: isHere(key);
	const part = {
		...world,
		resources,
		roleAssignments: withOnly(world.roleAssignments, isHere),
		servicePrincipals: withOnly(world.servicePrincipals, (id) => principals.has(id)),
		timers: world.timers.filter(isMine),
	};
	const after = work(part);
	return {
		...after,
		resources: mend(world.resources, part.resources, after.resources),
		roleAssignments: mend(world.roleAssignments, part.roleAssignments, after.roleAssignments),
		servicePrincipals: mend(
			world.servicePrincipals,
			part.servicePrincipals,
			after.servicePrincipals,
		),
		timers: mendTimers(world.timers, part.timers, after.timers),
	};
}
