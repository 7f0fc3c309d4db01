import { settle } from '../clock';
import { PEOPLE } from '../entra/people';
import { errors } from '../errors';
import { empty } from '../http';
import { guidOf } from '../ids';
import { own } from '../json';
import { file, UNBORN } from '../lifecycles/run';
import { builtInRole } from '../rbac/builtInRoles';
import { idKey } from '../resourceId';
import type { RoleAssignment, World } from '../world';
import { logged } from './activityLog';
import type { ArmCall, Reply } from './call';

const ACTION = 'Microsoft.Authorization/elevateAccess/action';

/** Whether somebody is a Global Administrator of the tenant. Roles of Entra open nothing in Azure by themselves. */
function isGlobalAdministrator(world: World, objectId: string): boolean {
	const key = own(world.users, objectId)?.key;
	return PEOPLE.some((person) => person.key === key && person.globalAdministrator);
}

/**
 * `POST /providers/Microsoft.Authorization/elevateAccess`: a Global Administrator becomes User Access Administrator at the
 * root scope, and so of every subscription and management group. Done twice it is the same.
 * @see https://learn.microsoft.com/azure/role-based-access-control/elevate-access-global-admin
 */
export function elevateAccess(world: World, call: ArmCall): Reply {
	if (call.method !== 'POST') return [world, errors.MethodNotAllowed(call.method)];
	const { objectId, name: client } = call.caller;
	if (!isGlobalAdministrator(world, objectId))
		return logged(call, ACTION, '/', [
			world,
			errors.AuthorizationFailed(client, objectId, ACTION, '/'),
		]);
	const name = guidOf(world.seed, 'elevateAccess', objectId);
	const assignment: RoleAssignment = {
		id: `/providers/Microsoft.Authorization/roleAssignments/${name}`,
		name,
		scope: '/',
		roleDefinitionName: builtInRole('User Access Administrator').name,
		principalId: objectId,
		principalType: 'User',
		createdAt: world.now,
		createdBy: objectId,
		lifecycle: UNBORN,
	};
	const key = idKey(assignment.id);
	const held = Object.values(world.roleAssignments).some(
		(each) =>
			idKey(each.scope) === '' &&
			each.principalId === objectId &&
			each.roleDefinitionName === assignment.roleDefinitionName &&
			each.lifecycle.state !== 'revoking',
	);
	// Given up a moment ago and asked for again: the record that is on its way out stops leaving.
	const before = world.roleAssignments[key];
	const ref = { kind: 'roleAssignment', key } as const;
	const next = held
		? world
		: settle(before ? file(world, ref, before, 'grant') : file(world, ref, assignment));
	return logged(call, ACTION, '/', [next, empty(200)]);
}
