import { derived, valuesOf } from '../json';
import type { World } from '../world';

const NONE: readonly string[] = [];

/** The groups that a member is in directly, by the member's object id. */
const directly = derived((groups: World['groups']) => {
	const of = new Map<string, string[]>();
	for (const { id, members } of valuesOf(groups))
		for (const member of members) of.set(member, [...(of.get(member) ?? []), id]);
	return { of, transitively: new Map<string, readonly string[]>() };
});

/** Object ids of the groups that a principal is in directly. */
export const directGroupsOf = (world: World, principalId: string): readonly string[] =>
	directly(world.groups).of.get(principalId.toLowerCase()) ?? NONE;

/**
 * Object ids of all groups that a principal is in at present, those around its groups included.
 * @see https://learn.microsoft.com/graph/api/directoryobject-getmembergroups
 */
export function groupsOf(world: World, principalId: string): readonly string[] {
	const { of, transitively } = directly(world.groups);
	if (of.size === 0) return NONE;
	const key = principalId.toLowerCase();
	let found = transitively.get(key);
	if (!found) {
		const all = new Set<string>();
		const waiting = [...(of.get(key) ?? NONE)];
		for (let group = waiting.pop(); group !== undefined; group = waiting.pop()) {
			if (all.has(group)) continue;
			all.add(group);
			waiting.push(...(of.get(group) ?? NONE));
		}
		transitively.set(key, (found = [...all]));
	}
	return found;
}
