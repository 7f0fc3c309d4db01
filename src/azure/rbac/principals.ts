import { activePrincipal } from '../entra/directory';
import { own } from '../json';
import type { PrincipalType, RoleAssignment, World } from '../world';

/** What the directory knows of a principal that is not deleted. */
export interface KnownPrincipal {
	readonly type: PrincipalType;
	/** Other parts of the directory do not know it yet. */
	readonly replicating: boolean;
}

/** Looks a principal up by its object id; `undefined` when it is unknown or deleted. */
export function findPrincipal(world: World, principalId: string): KnownPrincipal | undefined {
	const id = principalId.toLowerCase();
	if (own(world.users, id)) return { type: 'User', replicating: false };
	if (own(world.groups, id)) return { type: 'Group', replicating: false };
	const principal = activePrincipal(world, id);
	return (
		principal && {
			type: 'ServicePrincipal',
			replicating: principal.lifecycle.state === 'replicating',
		}
	);
}

/**
 * Whether an assignment's principal is gone: the portal then says "Identity not found". Azure never removes such an
 * assignment by itself.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---role-assignments-with-identity-not-found
 */
export const isOrphan = (world: World, { principalId }: RoleAssignment): boolean =>
	findPrincipal(world, principalId) === undefined;
