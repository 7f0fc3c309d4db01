import { matchesAction, type RoleDefinition } from '../azure';

const PLANES = [
	['actions', 'notActions'],
	['dataActions', 'notDataActions'],
] as const;

/** Every operation that `pattern` can stand for is one that the other patterns stand for. */
const coveredBy = (patterns: readonly string[], pattern: string): boolean =>
	patterns.some((other) => matchesAction(other, pattern));

/**
 * What a role allows beyond another one, as the patterns that it lists; empty when it allows nothing more. When in doubt
 * (exclusions that differ) it counts as more.
 */
export function beyond(role: RoleDefinition, limit: RoleDefinition): readonly string[] {
	if (role.name === limit.name) return [];
	const found: string[] = [];
	for (const permission of role.permissions)
		for (const [allow, except] of PLANES)
			for (const pattern of permission[allow]) {
				const within = limit.permissions.some(
					(other) =>
						coveredBy(other[allow], pattern) &&
						other[except].every((excluded) => coveredBy(permission[except], excluded)),
				);
				if (!within) found.push(pattern);
			}
	return found;
}
