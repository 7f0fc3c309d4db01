import { remembered } from '../remembered';
import type { Permission, RoleDefinition } from '../world';

/** Managing resources (`management.azure.com`), or touching what is in them (`*.vault.azure.net`, `*.blob.core.windows.net`). */
export type ActionPlane = 'control' | 'data';

const literal = (text: string): string =>
	text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');

const compiled = remembered((pattern: string): RegExp => {
	const segments = pattern.split('/');
	const source = segments
		.map((segment, index) => {
			const last = index === segments.length - 1;
			// Roles say `userAssignedIdentities/*/assign/action`, the operation is `userAssignedIdentities/assign/action`.
			if (segment === '*' && index > 0 && !last) return '(?:.*/)?';
			return literal(segment) + (last ? '' : '/');
		})
		.join('');
	return new RegExp(`^${source}$`, 'i');
});

/**
 * Whether an action of a role (`Microsoft.Compute/virtualMachines/*`) covers an operation. Case does not matter, `*` stands
 * for anything, and a whole segment `*` between two others for any number of segments, none included.
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format
 */
export const matchesAction = (pattern: string, action: string): boolean =>
	compiled(pattern).test(action);

/** What a permission lists for a plane, and what it takes away again. */
export const listsOf = (permission: Permission, plane: ActionPlane) =>
	plane === 'control'
		? { listed: permission.actions, excluded: permission.notActions }
		: { listed: permission.dataActions, excluded: permission.notDataActions };

/** What a role says of an operation: it grants it, takes it out of what it grants, lists it for the other plane only, or not at all. */
export type RoleVerdict = 'granted' | 'excludedByNotActions' | 'otherPlane' | 'actionNotListed';

const covers = (patterns: readonly string[], action: string): boolean =>
	patterns.some((pattern) => matchesAction(pattern, action));

function judge(role: RoleDefinition, action: string, plane: ActionPlane): RoleVerdict {
	let verdict: RoleVerdict = 'actionNotListed';
	for (const permission of role.permissions) {
		const { listed, excluded } = listsOf(permission, plane);
		if (covers(listed, action)) {
			if (!covers(excluded, action)) return 'granted';
			verdict = 'excludedByNotActions';
		} else if (verdict === 'actionNotListed') {
			const other = listsOf(permission, plane === 'control' ? 'data' : 'control');
			if (covers(other.listed, action) && !covers(other.excluded, action)) verdict = 'otherPlane';
		}
	}
	return verdict;
}

const verdictsIn = (plane: ActionPlane) =>
	remembered(
		(action: string) => remembered((role: RoleDefinition) => judge(role, action, plane)),
		500,
	);
const verdicts = { control: verdictsIn('control'), data: verdictsIn('data') };

/**
 * What roles say of an operation in a plane. `NotActions` is taken from the same permission's actions and is no deny: another
 * role can still grant it. Actions of the control plane never reach data, not even `*`.
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions#control-and-data-actions
 */
export const judgeOf = (
	action: string,
	plane: ActionPlane,
): ((role: RoleDefinition) => RoleVerdict) => verdicts[plane](action);
