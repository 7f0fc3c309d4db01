import type { Caller } from '../entra/caller';
import { errors } from '../errors';
import type { HttpResponse } from '../http';
import { isAllowed } from '../rbac/checkAccess';
import type { World } from '../world';

/** Whether the caller may perform a control-plane action on a scope: `undefined` when so, else Azure's AuthorizationFailed. */
export const authorize = (
	world: World,
	caller: Caller,
	action: string,
	scope: string,
): HttpResponse | undefined =>
	isAllowed(world, {
		principalId: caller.objectId,
		action,
		scope,
		plane: 'control',
		groups: caller.groups,
	})
		? undefined
		: errors.AuthorizationFailed(caller.name, caller.objectId, action, scope);
