import { matchesAction, type RoleDefinition } from '../azure';

const PLANES = [
	['actions', 'notActions'],
	['dataActions', 'notDataActions'],
] as const;

/** Every operation that `pattern` can stand for is one that the other patterns stand for. */
const coveredBy = (patterns: readonly string[], pattern: string): boolean =>
	patterns.some((other) => matchesAction(other, pattern));

/** Whether two patterns with `*` can stand for the same operation. */
function overlap(first: string, second: string): boolean {
	const [a, b] = [first.toLowerCase(), second.toLowerCase()];
	// reach[j]: whether what was read of `a` so far can end where j characters of `b` do.
	let reach = Array.from({ length: b.length + 1 }, (_, j) => /^\**$/.test(b.slice(0, j)));
	for (const char of a) {
		const next: boolean[] = [];
		for (let j = 0; j <= b.length; j++) {
			const skipsOwn = char === '*' && (reach[j] === true || (j > 0 && next[j - 1] === true));
			const stays = b[j - 1] === '*' && (reach[j] === true || next[j - 1] === true);
			const both = j > 0 && b[j - 1] === char && reach[j - 1] === true;
			next.push(skipsOwn || stays || both);
		}
		reach = next;
	}
	return reach[b.length] === true;
}

/**
 * What a role allows beyond another one, as the patterns that it lists; empty when it allows nothing more. When in doubt
 * (a pattern that reaches into what the other takes out) it counts as more.
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
						other[except].every(
							(excluded) => !overlap(pattern, excluded) || coveredBy(permission[except], excluded),
						),
				);
				if (!within) found.push(pattern);
			}
	return found;
}
