import type { Caller } from '../entra/caller';
import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { checkAccess, isAllowed, type AccessQuestion } from '../rbac/checkAccess';
import type { World } from '../world';

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
