import { checkAccess, handle, type HttpRequest, type World } from '../../azure';
import { words } from '../words';
import { failureOf } from './failures';

const me = (world: World): string => world.users[world.signedInAs]?.displayName ?? '';

/** Why the signed-in person may not do something, as a sentence; `undefined` when they may. `action` as RBAC writes it. */
export function mayNot(world: World, action: string, scope: string): string | undefined {
	const decision = checkAccess(world, {
		principalId: world.signedInAs,
		action,
		scope,
		plane: 'control',
	});
	return decision.allowed
		? undefined
		: words.menu.notAllowed(me(world), words.menu.reasons[decision.reason]);
}

/** Azure names both in its answer: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
const REFUSED = /perform action '([^']+)' over scope '([^']+)'/;

/** Tries requests where it leaves no trace, and says why Azure would refuse the signed-in person; `undefined` when it would not. */
export function wouldBeRefused(world: World, plan: readonly HttpRequest[]): string | undefined {
	let now = world;
	for (const request of plan) {
		const [next, response] = handle(now, request);
		if (response.status === 409 && failureOf({ request, response })?.code === 'ScopeLocked')
			return words.menu.locked;
		if (response.status === 401 || response.status === 403) {
			const failure = failureOf({ request, response });
			const [, action, scope] = REFUSED.exec(failure?.message ?? '') ?? [];
			const why = action !== undefined && scope !== undefined && mayNot(now, action, scope);
			return why || words.menu.notAllowed(me(now), failure?.code || String(response.status));
		}
		now = next;
	}
	return undefined;
}
