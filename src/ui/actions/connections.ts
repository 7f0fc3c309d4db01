import {
	idKey,
	parseResourceId,
	requests,
	sameId,
	type HttpRequest,
	type World,
} from '../../azure';
import { attachmentId } from '../canvas/picture';
import { grantOf } from '../views/access';
import { kindOf } from '../views/kinds';
import { principalOf, thingOf } from '../views/things';
import { words } from '../words';
import { principalIdOf } from './accessActions';
import { attach, detach, takesUserIdentities } from './identityRequests';

/** What joining two things would do. */
export type Connection =
	| { readonly does: 'assign'; readonly label: string; readonly request: HttpRequest }
	| {
			readonly does: 'grant';
			readonly label: string;
			readonly principalId: string;
			readonly scope: string;
	  };

/**
 * What comes of joining two things (pure): a user-assigned identity and a program's resource are assigned to each other;
 * anything that has an identity is granted a role on the other. `undefined` when nothing can come of it.
 */
export function connectionOf(world: World, from: string, to: string): Connection | undefined {
	if (sameId(from, to)) return undefined;
	const a = world.resources[idKey(from)];
	const b = world.resources[idKey(to)];
	const identity = [a, b].find((each) => each && kindOf(each) === 'userIdentity');
	const other = identity === a ? b : a;
	if (identity && other && takesUserIdentities(other) && kindOf(other) !== 'userIdentity') {
		const known = other.identity?.user.some(({ id }) => sameId(id, identity.id));
		if (known) return undefined;
		return {
			does: 'assign',
			label: words.labels.attach(identity.name, [other.name]),
			request: attach(other, identity.id),
		};
	}
	const grantOf = (who: string, scope: string): Connection | undefined => {
		const thing = thingOf(world, who);
		const principalId = principalIdOf(world, thing);
		const target = thingOf(world, scope);
		// A seal is part of its own resource.
		if (thing?.of === 'principal' && sameId(thing.principal.resourceId, scope)) return undefined;
		if (principalId === undefined || !target || !parseResourceId(scope)) return undefined;
		const isScope = ['resource', 'group', 'subscription', 'managementGroup'].includes(target.of);
		if (!isScope) return undefined;
		const label = words.picture.wouldGrant(thing?.name ?? '', target.name);
		return { does: 'grant', label, principalId, scope: target.id };
	};
	// Something that holds a user-assigned identity of its own is no scope for that identity's role.
	return grantOf(from, to) ?? grantOf(to, from);
}

/** The two ends of the line between a resource and a user-assigned identity, by the line's id. */
export function attachmentOf(world: World, id: string) {
	const [resourceId = '', identityId = ''] = id.split('#');
	const resource = world.resources[idKey(resourceId)];
	if (!resource || attachmentId(resourceId, identityId) !== id) return undefined;
	const identity = world.resources[idKey(identityId)];
	return { resource, identityId, name: identity?.name ?? identityId.split('/').at(-1) ?? '' };
}

/** The request that takes the identity of such a line away, and how undo names it. */
export function detachRequest(world: World, id: string) {
	const line = attachmentOf(world, id);
	if (!line) return undefined;
	return {
		label: words.labels.detach(line.name, line.resource.name),
		request: detach(line.resource, line.identityId),
	};
}

/** What comes of pulling a line off, by its id: an assignment is taken away, a role revoked. */
export function unlinking(
	world: World,
	id: string,
): { readonly label: string; readonly requests: readonly HttpRequest[] } | undefined {
	const line = detachRequest(world, id);
	if (line) return { label: line.label, requests: [line.request] };
	const thing = thingOf(world, id);
	if (thing?.of !== 'assignment') return undefined;
	const { roleName, scopeName } = grantOf(world, thing.assignment);
	return { label: words.labels.revoke(roleName, scopeName), requests: [requests.del(thing.id)] };
}

/** Whether anything can be joined with a thing: it is, has or can take an identity, or is a scope. */
export const canConnect = (world: World, id: string): boolean => {
	const thing = thingOf(world, id);
	if (!thing) return false;
	if (principalIdOf(world, thing) !== undefined) return true;
	return (
		(thing.of === 'resource' && takesUserIdentities(thing.resource)) ||
		(thing.kind === 'userIdentity' && principalOf(world, thing.id) !== undefined)
	);
};
