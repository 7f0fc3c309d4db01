import type { RoleAssignment, RoleDefinition } from '../src/azure';

/**
 * The slow, obvious reading of a role's pattern, segment by segment: a `*` in the middle stands for any number of segments,
 * the last one for the rest, the first one for at least one.
 */
export function covers(pattern: string, action: string): boolean {
	const walk = (left: string[], right: string[], first: boolean): boolean => {
		const [head, ...tail] = left;
		if (head === undefined) return right.length === 0;
		if (head !== '*') return right[0] === head && walk(tail, right.slice(1), false);
		if (tail.length === 0) return right.length > 0;
		for (let taken = first ? 1 : 0; taken <= right.length; taken++)
			if (walk(tail, right.slice(taken), false)) return true;
		return false;
	};
	return walk(pattern.toLowerCase().split('/'), action.toLowerCase().split('/'), true);
}

const remembered = new Map<string, boolean>();
function known(pattern: string, action: string): boolean {
	const key = `${pattern} ${action}`;
	const before = remembered.get(key);
	if (before !== undefined) return before;
	const result = covers(pattern, action);
	remembered.set(key, result);
	return result;
}

/** What the simulator's index is held against: goes through every assignment, one after another. */
export const naive =
	(assignments: readonly RoleAssignment[], roles: readonly RoleDefinition[]) =>
	(question: {
		readonly principalId: string;
		readonly action: string;
		readonly scope: string;
		readonly plane: 'control' | 'data';
	}): boolean =>
		assignments.some(({ principalId, scope, roleDefinitionName }) => {
			if (principalId !== question.principalId) return false;
			if (!`${question.scope}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase())) return false;
			const role = roles.find(({ name }) => name === roleDefinitionName);
			return (role?.permissions ?? []).some((permission) => {
				const [listed, excluded] =
					question.plane === 'control'
						? [permission.actions, permission.notActions]
						: [permission.dataActions, permission.notDataActions];
				const has = (list: readonly string[]) =>
					list.some((pattern) => known(pattern, question.action));
				return has(listed) && !has(excluded);
			});
		});
