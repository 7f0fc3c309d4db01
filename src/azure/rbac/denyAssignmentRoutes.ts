import { authorize } from '../arm/authorize';
import type { ArmCall, Reply } from '../arm/call';
import { errors } from '../errors';
import { json } from '../http';
import type { JsonObject } from '../json';
import { idKey } from '../resourceId';
import type { DenyAssignment, World } from '../world';
import { denyAssignmentsOf, EVERYONE } from './denyAssignments';
import { missingScope } from './scopes';
import { scopeChain } from './scopeChain';

const principal = (id: string): JsonObject =>
	id === EVERYONE ? { id, type: 'SystemDefined' } : { id, type: 'User' };

const render = (deny: DenyAssignment): JsonObject => ({
	properties: {
		denyAssignmentName: deny.denyAssignmentName,
		description: deny.description,
		permissions: deny.permissions.map((permission) => ({ ...permission })),
		scope: deny.scope,
		doNotApplyToChildScopes: deny.doNotApplyToChildScopes,
		principals: deny.principals.map(principal),
		excludePrincipals: deny.excludePrincipals.map(principal),
		isSystemProtected: true,
	},
	id: deny.id,
	type: 'Microsoft.Authorization/denyAssignments',
	name: deny.name,
});

/**
 * `GET {scope}/providers/Microsoft.Authorization/denyAssignments[/{guid}]`. Nobody may write them.
 * @see https://learn.microsoft.com/rest/api/authorization/deny-assignments
 */
export function handleDenyAssignments(world: World, call: ArmCall): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const { parentScope: scope, names } = call.parts;
	const refusal =
		authorize(world, call.caller, 'Microsoft.Authorization/denyAssignments/read', scope) ??
		missingScope(world, scope);
	if (refusal) return [world, refusal];
	if (names[0] !== undefined) {
		const found = world.denyAssignments[idKey(call.id)];
		return [world, found ? json(200, render(found)) : errors.NotFound()];
	}
	const here = scopeChain(world, scope);
	const found = denyAssignmentsOf(world).filter(
		(deny) => here.has(idKey(deny.scope)) || scopeChain(world, deny.scope).has(idKey(scope)),
	);
	return [world, json(200, { value: found.map(render) })];
}
