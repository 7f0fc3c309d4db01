import { errors } from '../errors';
import { json } from '../http';
import type { JsonObject } from '../json';
import { roleAssignmentsOf } from '../rbac/assignments';
import { isWithin, subscriptionScope } from '../resourceId';
import type { Subscription, World } from '../world';
import type { ArmCall, Reply } from './call';

/**
 * Subscriptions and the tenant.
 * @see https://learn.microsoft.com/rest/api/resources/subscriptions
 */

const renderSubscription = (
	world: World,
	{ subscriptionId, displayName }: Subscription,
): JsonObject => ({
	id: subscriptionScope(subscriptionId),
	subscriptionId,
	tenantId: world.tenant.tenantId,
	displayName,
	state: 'Enabled',
	authorizationSource: 'RoleBased',
	managedByTenants: [],
});

/** A caller sees the subscriptions on which, or below which, it has any role. */
const visibleTo = (world: World, call: ArmCall): Subscription[] =>
	Object.values(world.subscriptions).filter(({ subscriptionId }) => {
		const scope = subscriptionScope(subscriptionId);
		return [call.caller.objectId, ...call.caller.groups].some((principalId) =>
			roleAssignmentsOf(world, principalId).some(
				(assignment) => isWithin(scope, assignment.scope) || isWithin(assignment.scope, scope),
			),
		);
	});

/** `GET /subscriptions`, `GET /subscriptions/{id}` and `GET /tenants`. */
export function handleSubscriptions(world: World, call: ArmCall): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const { tenantId, displayName, defaultDomain } = world.tenant;
	if (/^\/tenants$/i.test(call.id))
		return [
			world,
			json(200, {
				value: [
					{
						id: `/tenants/${tenantId}`,
						tenantId,
						displayName,
						defaultDomain,
						tenantCategory: 'Home',
					},
				],
			}),
		];
	const visible = visibleTo(world, call);
	const wanted = call.parts.subscriptionId?.toLowerCase();
	if (wanted === undefined)
		return [
			world,
			json(200, {
				value: visible.map((subscription) => renderSubscription(world, subscription)),
				count: { type: 'Total', value: visible.length },
			}),
		];
	const found = visible.find(({ subscriptionId }) => subscriptionId === wanted);
	return [
		world,
		found
			? json(200, renderSubscription(world, found))
			: errors.AuthorizationFailed(
					call.caller.name,
					call.caller.objectId,
					'Microsoft.Resources/subscriptions/read',
					call.id,
				),
	];
}
