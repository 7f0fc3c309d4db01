import { json, type HttpResponse } from '../http';
import { isObject, withEntry } from '../json';
import { groupScope, idKey } from '../resourceId';
import { seconds, type Milliseconds } from '../time';
import type { World } from '../world';
import { VERBS, type ArmCall } from './call';

/**
 * Limits on how often identities may be asked for, made and assigned. They are looked at only in a world that says so: time stands
 * still here while requests come, so that hundreds of them would come in the same moment.
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#managed-identity-limits
 */

/** So many requests of a kind in a span of time. */
export interface Limit {
	/** Who shares it: a tenant, a subscription, a resource, a machine. */
	readonly key: string;
	readonly most: number;
	readonly span: Milliseconds;
}

/** The world with limits on requests (pure), as real Azure has them. For lessons and tests: no request does this. */
export const withThrottling = (world: World): World => ({ ...world, throttled: {} });

const SPAN = seconds(20);

/** Requests a second for a tenant, a subscription and one resource. */
const RATES: Readonly<Record<string, readonly [number, number, number]>> = {
	write: [10, 2, 0.25],
	read: [30, 10, 0.5],
	list: [15, 5, 0.25],
	delete: [10, 2, 0.25],
};

/** In twenty seconds, for a tenant and for a subscription in a region. */
const CREATED = [400, 80] as const;
const ASSIGNED = [400, 300] as const;

/** The limits that a request to Resource Manager counts for, and what each is called in a refusal. */
function limitsOf(world: World, call: ArmCall): readonly (Limit & { readonly who: string })[] {
	const { subscriptionId = '', resourceGroup = '', names } = call.parts;
	const { tenantId } = world.tenant;
	const tenant = `tenant ${tenantId}`;
	const subscription = `subscription ${subscriptionId}`;
	const verb = VERBS[call.method];
	const found: (Limit & { readonly who: string })[] = [];
	const add = (what: string, who: string, most: number) =>
		found.push({ key: `${what}|${who.toLowerCase()}`, most, span: SPAN, who });
	const key = idKey(call.id);
	const asked = isObject(call.body) ? call.body : {};
	const location = world.resources[key]?.location ?? String(asked.location ?? '').toLowerCase();
	if (/^Microsoft\.ManagedIdentity\/userAssignedIdentities\b/i.test(call.type ?? '') && verb) {
		const of = names.length === 0 && verb === 'read' ? 'list' : verb;
		const [inTenant, inSubscription, onResource] = RATES[of] ?? [];
		const identity =
			names.length === 0
				? call.id
				: `${groupScope(subscriptionId, resourceGroup).replace('resourceGroups', 'resourcegroups')}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${names[0]}`;
		add(of, `resource ${identity}`, (onResource ?? 0) * 20);
		add(of, subscription, (inSubscription ?? 0) * 20);
		add(of, tenant, (inTenant ?? 0) * 20);
		if (call.method === 'PUT' && names.length === 1 && !world.resources[key]) {
			add(`create in ${location}`, subscription, CREATED[1]);
			add(`create in ${location}`, tenant, CREATED[0]);
		}
	}
	const { identity } = asked;
	if (verb === 'write' && isObject(identity) && isObject(identity.userAssignedIdentities)) {
		add(`assign in ${location}`, subscription, ASSIGNED[1]);
		add(`assign in ${location}`, tenant, ASSIGNED[0]);
	}
	return found;
}

/** Counts a request for some limits; the limit that it goes beyond, and until when, or the world in which it is counted. */
export function count<L extends Limit>(
	world: World,
	limits: readonly L[],
): World | { readonly beyond: L; readonly until: Milliseconds } {
	if (!world.throttled) return world;
	let { throttled } = world;
	for (const limit of limits) {
		const spent = throttled[limit.key];
		const counted =
			spent && world.now < spent.since + limit.span ? spent : { since: world.now, requests: 0 };
		if (counted.requests >= limit.most) return { beyond: limit, until: counted.since + limit.span };
		throttled = withEntry(throttled, limit.key, { ...counted, requests: counted.requests + 1 });
	}
	return { ...world, throttled };
}

/** The world in which a request to Resource Manager is counted, or the refusal of one too many. */
export function throttle(world: World, call: ArmCall): World | HttpResponse {
	if (!world.throttled) return world;
	const counted = count(world, limitsOf(world, call));
	if (!('beyond' in counted)) return counted;
	const after = Math.ceil((counted.until - world.now) / 1000);
	return json(
		429,
		{
			error: {
				// https://github.com/microsoft/onefuzz/issues/249
				code: '429',
				message: `Request is temporarily throttled because ${counted.beyond.who} has issued too many requests. Retry after ${after} seconds.`,
			},
		},
		{ 'retry-after': String(after) },
	);
}
