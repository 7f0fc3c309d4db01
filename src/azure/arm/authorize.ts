import type { Caller } from '../entra/caller';
import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { checkAccess, isAllowed } from '../rbac/checkAccess';
import type { AccessQuestion } from '../rbac/accessDecision';
import { derived, keysOf, valuesOf } from '../json';
import type { RoleAssignment, World } from '../world';

/**
 * Whether the caller may perform a control-plane action on a scope: `undefined` when so, else Azure's refusal, which says
 * whether a deny assignment or a condition was in the way. `attributes` are what a condition can ask about.
 */
export function authorize(
	world: World,
	caller: Caller,
	action: string,
	scope: string,
	attributes?: AccessQuestion['attributes'],
): HttpResponse | undefined {
	const { name, objectId, groups } = caller;
	const question: AccessQuestion = {
		principalId: objectId,
		action,
		scope,
		plane: 'control',
		groups,
		...(attributes ? { attributes } : {}),
	};
	if (isAllowed(world, question)) return undefined;
	const { considered, denials } = checkAccess(world, question);
	const came = (outcome: string) => considered.some((each) => each.outcome === outcome);
	const deny = denials.find(({ outcome }) => outcome === 'denied');
	if (deny && came('granted'))
		return errors.DenyAssignmentAuthorizationFailed(name, objectId, action, scope, deny);
	return came('conditionNotMet')
		? errors.ConditionNotFulfilled(name, objectId, action, scope)
		: errors.AuthorizationFailed(name, objectId, action, scope);
}

const hasConditions = derived((assignments: Readonly<Record<string, RoleAssignment>>) =>
	valuesOf(assignments).some(({ condition }) => condition !== undefined),
);

/**
 * Whether the caller may read things of a type below a scope. What is granted at the scope holds for everything in it, so it
 * is asked once for each type, unless a deny assignment or a condition could make a difference further down.
 * @see https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
export function readingBelow(
	world: World,
	{ objectId, groups }: Caller,
	scope: string,
): (thing: { readonly id: string; readonly type: string }) => boolean {
	const ask = (type: string, at: string) =>
		isAllowed(world, {
			principalId: objectId,
			groups,
			action: `${type}/read`,
			scope: at,
			plane: 'control',
		});
	const inherits =
		keysOf(world.denyAssignments).length === 0 && !hasConditions(world.roleAssignments);
	const known = new Map<string, boolean>();
	return ({ id, type }) => {
		let everywhere = known.get(type);
		if (everywhere === undefined) known.set(type, (everywhere = inherits && ask(type, scope)));
		return everywhere || ask(type, id);
	};
}
