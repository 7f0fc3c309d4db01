import { errors } from '../errors';
import { json } from '../http';
import { withEntry, type JsonObject } from '../json';
import { subscriptionScope } from '../resourceId';
import { API_VERSIONS } from '../requests';
import type { World } from '../world';
import { logged } from './activityLog';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';
import { page } from './paging';
import { PROVIDERS, type ProviderRow } from './providers';
import { OPEN_REGIONS } from './regions';
import { isFree, NAMESPACES, registrationState } from './registration';

/**
 * Resource providers as resources: listed, registered, unregistered.
 * @see https://learn.microsoft.com/rest/api/resources/providers
 */

const LOCATIONS = OPEN_REGIONS.map(({ displayName }) => displayName);

function capabilities({ identity, located, immovable }: ProviderRow): string {
	const names = [
		...(immovable ? [] : ['CrossResourceGroupResourceMove', 'CrossSubscriptionResourceMove']),
		...(identity?.system ? ['SystemAssignedResourceIdentity'] : []),
		...(located ? ['SupportsTags', 'SupportsLocation'] : []),
	];
	return names.length === 0 ? 'None' : names.join(', ');
}

function apiVersions(namespace: string): string[] {
	const known = Object.entries(API_VERSIONS).find(
		([name]) => name.toLowerCase() === namespace.toLowerCase(),
	);
	return [known?.[1] ?? API_VERSIONS.resources];
}

/** The types of a namespace, as Resource Manager and the template function `providers` tell of them. */
export const typesOf = (namespace: string): JsonObject[] =>
	PROVIDERS.filter(({ type }) => type.toLowerCase().startsWith(`${namespace.toLowerCase()}/`)).map(
		(row) => ({
			resourceType: row.type.slice(namespace.length + 1),
			locations: row.located ? LOCATIONS : [],
			apiVersions: apiVersions(namespace),
			capabilities: capabilities(row),
		}),
	);

function render(world: World, namespace: string, subscriptionId?: string): JsonObject {
	const scope = subscriptionId === undefined ? '' : subscriptionScope(subscriptionId);
	return {
		id: `${scope}/providers/${namespace}`,
		namespace,
		resourceTypes: typesOf(namespace),
		...(subscriptionId === undefined
			? {}
			: {
					registrationState: registrationState(world, subscriptionId, namespace),
					registrationPolicy: isFree(namespace) ? 'RegistrationFree' : 'RegistrationRequired',
				}),
	};
}

function setRegistration(
	world: World,
	subscriptionId: string,
	namespace: string,
	registered: boolean,
): World {
	const subscription = world.subscriptions[subscriptionId];
	if (!subscription) return world;
	const registrations = {
		...subscription.registrations,
		[namespace.toLowerCase()]: { registered, since: world.now },
	};
	return {
		...world,
		subscriptions: withEntry(world.subscriptions, subscriptionId, {
			...subscription,
			registrations,
		}),
	};
}

function change(world: World, call: ArmCall, id: string, namespace: string, verb: string): Reply {
	const registered = verb.toLowerCase() === 'register';
	const action = `${namespace}/${registered ? 'register' : 'unregister'}/action`;
	const scope = subscriptionScope(id);
	const log = (reply: Reply): Reply => logged(call, action, call.id, reply);
	const denied = authorize(world, call.caller, action, scope);
	if (denied) return log([world, denied]);
	const prefix = `${namespace}/`;
	const used = Object.values(world.resources).some(({ type }) => type.startsWith(prefix));
	if (!registered && (used || isFree(namespace)))
		return log([
			world,
			errors.Conflict(
				`The subscription still has resources of the provider '${namespace}'. Delete them before it is unregistered.`,
			),
		]);
	const before = registrationState(world, id, namespace);
	const next =
		registered === (before !== 'NotRegistered')
			? world
			: setRegistration(world, id, namespace, registered);
	return log([next, json(200, render(next, namespace, id))]);
}

/** Requests for `[/subscriptions/{id}]/providers[/{namespace}[/register|unregister]]`. */
export function handleResourceProviders(
	world: World,
	call: ArmCall,
	[, subscription, name, verb]: readonly (string | undefined)[],
): Reply {
	const id = subscription?.toLowerCase();
	const scope = id === undefined ? '/' : subscriptionScope(id);
	const method = verb === undefined ? 'GET' : 'POST';
	if (call.method !== method) return [world, errors.MethodNotAllowed(call.method)];
	const namespace = NAMESPACES.find((each) => each.toLowerCase() === name?.toLowerCase());
	if (name !== undefined && !namespace) return [world, errors.InvalidResourceNamespace(name)];
	if (verb !== undefined && namespace && id !== undefined)
		return change(world, call, id, namespace, verb);
	const denied =
		id === undefined
			? undefined
			: authorize(world, call.caller, 'Microsoft.Resources/subscriptions/providers/read', scope);
	if (denied) return [world, denied];
	return [
		world,
		namespace
			? json(200, render(world, namespace, id))
			: page(
					call,
					NAMESPACES.map((each) => render(world, each, id)),
				),
	];
}
