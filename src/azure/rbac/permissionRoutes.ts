import type { ArmCall, Reply } from '../arm/call';
import { page } from '../arm/paging';
import { errors } from '../errors';
import { valuesOf, type JsonObject } from '../json';
import type { World } from '../world';
import { reachesScope } from './assignments';
import { roleDefinitionByName } from './roles';
import { missingScope } from './scopes';

/**
 * `GET {scope}/providers/Microsoft.Authorization/permissions`: what the roles of a caller list at a scope, role by role. Everybody
 * may ask about themselves.
 * @see https://learn.microsoft.com/rest/api/authorization/permissions
 */
export function listPermissions(world: World, call: ArmCall): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const { parentScope: scope } = call.parts;
	const missing = missingScope(world, scope);
	if (missing) return [world, missing];
	const who = [call.caller.objectId, ...call.caller.groups];
	const value = valuesOf(world.roleAssignments)
		.filter(
			(assignment) =>
				who.includes(assignment.principalId) &&
				(assignment.lifecycle.state === 'effective' || assignment.lifecycle.state === 'revoking') &&
				reachesScope(world, assignment, scope),
		)
		.flatMap(({ roleDefinitionName, condition }): JsonObject[] => {
			const own = condition === undefined ? {} : { condition, conditionVersion: '2.0' };
			const role = roleDefinitionByName(world, roleDefinitionName);
			return (role?.permissions ?? []).map(
				({ actions, notActions, dataActions, notDataActions }) => ({
					actions,
					notActions,
					dataActions,
					notDataActions,
					...own,
				}),
			);
		});
	return [world, page(call, value)];
}
