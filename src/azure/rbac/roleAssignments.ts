import { authorize } from '../arm/authorize';
import type { ArmCall, Reply } from '../arm/call';
import { groupsOf } from '../entra/membership';
import { errors } from '../errors';
import { empty, json } from '../http';
import { send } from '../lifecycles/run';
import { idKey } from '../resourceId';
import type { RoleAssignment, World } from '../world';
import {
	delegated,
	findAssignment,
	forgetRoleAssignment,
	listedAssignments,
	reachesScope,
	renderAssignment,
	roleAssignmentsAt,
} from './assignments';
import { builtInRole } from './builtInRoles';
import { readFilter } from './filter';
import { putRoleAssignment } from './putRoleAssignment';
import { scopeChain } from './scopeChain';
import { missingScope } from './scopes';

const READ = 'Microsoft.Authorization/roleAssignments/read';
const DELETE = 'Microsoft.Authorization/roleAssignments/delete';
const SUPPORTED = "either 'atScope()' or 'principalId eq '{value}' or assignedTo('{value}')'";

function getOne(world: World, call: ArmCall): Reply {
	const refusal = authorize(world, call.caller, READ, call.id);
	if (refusal) return [world, refusal];
	const found = findAssignment(world, call.id);
	return [
		world,
		found
			? json(200, renderAssignment(found))
			: errors.RoleAssignmentNotFound(call.parts.names[0] ?? ''),
	];
}

/**
 * Lists what is assigned at the scope, above it and below it; `atScope()` leaves out what is below.
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest
 */
function list(world: World, call: ArmCall): Reply {
	const scope = call.parts.parentScope;
	const refusal = authorize(world, call.caller, READ, scope) ?? missingScope(world, scope);
	if (refusal) return [world, refusal];
	const filter = readFilter(call.query.$filter, ['atscope()', 'assignedto()', 'principalid']);
	if (!filter) return [world, errors.UnsupportedFilter(call.query.$filter ?? '', SUPPORTED)];
	const principalId = (filter['assignedto()'] ?? filter.principalid)?.toLowerCase();
	// `assignedTo` also finds what a principal has by way of its groups.
	const assignedTo = filter['assignedto()']?.toLowerCase();
	const who = new Set(assignedTo === undefined ? [] : groupsOf(world, assignedTo));
	const found = listedAssignments(world).filter(
		(assignment) =>
			(principalId === undefined ||
				assignment.principalId === principalId ||
				who.has(assignment.principalId)) &&
			(reachesScope(world, assignment, scope) ||
				(!('atscope()' in filter) && scopeChain(world, assignment.scope).has(idKey(scope)))),
	);
	return [world, json(200, { value: found.map(renderAssignment) })];
}

/** A subscription keeps its last Owner. @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
function isLastOwner(world: World, assignment: RoleAssignment): boolean {
	const owner = builtInRole('Owner').name;
	if (assignment.roleDefinitionName !== owner) return false;
	if (!/^\/subscriptions\/[^/]+$/i.test(assignment.scope)) return false;
	const owners = roleAssignmentsAt(world, assignment.scope).filter(
		({ roleDefinitionName }) => roleDefinitionName === owner,
	);
	return owners.length === 1;
}

function remove(world: World, call: ArmCall): Reply {
	const found = findAssignment(world, call.id);
	const attributes = found && { resource: delegated(found) };
	const refusal = authorize(world, call.caller, DELETE, call.id, attributes);
	if (refusal) return [world, refusal];
	if (!found) return [world, empty(204)];
	if (isLastOwner(world, found)) return [world, errors.LastOwner()];
	const key = idKey(found.id);
	let next = send(world, { kind: 'roleAssignment', key }, 'remove');
	if (next.roleAssignments[key]?.lifecycle.state === 'removed')
		next = forgetRoleAssignment(next, key);
	return [next, json(200, renderAssignment(found))];
}

/**
 * `{scope}/providers/Microsoft.Authorization/roleAssignments[/{guid}]`: grants a role, shows, lists and takes away.
 * @see https://learn.microsoft.com/rest/api/authorization/role-assignments
 */
export function handleRoleAssignments(world: World, call: ArmCall): Reply {
	const one = call.parts.names.length > 0;
	if (call.method === 'GET') return one ? getOne(world, call) : list(world, call);
	if (call.method === 'PUT' && one) return putRoleAssignment(world, call);
	if (call.method === 'DELETE' && one) return remove(world, call);
	return [world, errors.MethodNotAllowed(call.method)];
}
