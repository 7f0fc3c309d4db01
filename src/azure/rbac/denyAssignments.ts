import { guidOf } from '../ids';
import { derived, valuesOf, withEntry } from '../json';
import { idKey } from '../resourceId';
import type { DenyAssignment, Permission, World } from '../world';
import { listsOf, matchesAction, type ActionPlane } from './actions';
import type { AccessQuestion, DenyOutcome } from './accessDecision';

/**
 * Deny assignments. Nobody can make one through Resource Manager: Azure does, for a deployment stack for example.
 * @see https://learn.microsoft.com/azure/role-based-access-control/deny-assignments
 */

/** The principal that stands for everybody: type `SystemDefined`. */
export const EVERYONE = '00000000-0000-0000-0000-000000000000';

/** What a deny assignment that Azure makes says; the rest is empty. */
export interface NewDenyAssignment {
	readonly denyAssignmentName: string;
	readonly scope: string;
	readonly description?: string;
	readonly permissions: readonly Partial<Permission>[];
	readonly doNotApplyToChildScopes?: boolean;
	/** Object ids. Default: everybody. */
	readonly principals?: readonly string[];
	readonly excludePrincipals?: readonly string[];
}

const whole = (permission: Partial<Permission>): Permission => ({
	actions: [],
	notActions: [],
	dataActions: [],
	notDataActions: [],
	...permission,
});

/** The world with a deny assignment in it, as Azure itself would have made it (pure). For lessons and tests: no request does this. */
export function withDenyAssignment(world: World, deny: NewDenyAssignment): World {
	const name = guidOf(world.seed, 'denyAssignment', world.sequence, deny.denyAssignmentName);
	const { scope } = deny;
	const id = `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/denyAssignments/${name}`;
	const made: DenyAssignment = {
		id,
		name,
		denyAssignmentName: deny.denyAssignmentName,
		description: deny.description ?? '',
		permissions: deny.permissions.map(whole),
		scope,
		doNotApplyToChildScopes: deny.doNotApplyToChildScopes ?? false,
		principals: (deny.principals ?? [EVERYONE]).map((each) => each.toLowerCase()),
		excludePrincipals: (deny.excludePrincipals ?? []).map((each) => each.toLowerCase()),
	};
	return {
		...world,
		sequence: world.sequence + 1,
		denyAssignments: withEntry(world.denyAssignments, idKey(id), made),
	};
}

const scopeKeyOf = derived(({ scope }: DenyAssignment) => idKey(scope));

const lists = (permission: Permission, action: string, plane: ActionPlane): boolean => {
	const { listed, excluded } = listsOf(permission, plane);
	const covers = (patterns: readonly string[]) =>
		patterns.some((pattern) => matchesAction(pattern, action));
	return covers(listed) && !covers(excluded);
};

/** What a deny assignment says to a question. `groups` are the principal's groups, in lower case like all object ids. */
export function denyOutcome(
	deny: DenyAssignment,
	question: AccessQuestion,
	groups: readonly string[],
	reaches: ReadonlySet<string>,
): DenyOutcome {
	const key = scopeKeyOf(deny);
	if (!reaches.has(key)) return 'otherScope';
	if (deny.doNotApplyToChildScopes && key !== idKey(question.scope)) return 'otherScope';
	const own = question.principalId.toLowerCase();
	const names = (list: readonly string[]): boolean =>
		list.includes(own) || groups.some((group) => list.includes(group.toLowerCase()));
	if (!deny.principals.includes(EVERYONE) && !names(deny.principals)) return 'otherPrincipal';
	if (names(deny.excludePrincipals)) return 'excluded';
	const { action, plane } = question;
	return deny.permissions.some((permission) => lists(permission, action, plane))
		? 'denied'
		: 'actionNotListed';
}

/** All deny assignments of a world. */
export const denyAssignmentsOf = (world: World): readonly DenyAssignment[] =>
	valuesOf(world.denyAssignments);
