import {
	idKey,
	nameOf,
	sameId,
	subscriptionScope,
	type Blob,
	type ManagementGroup,
	type Resource,
	type ResourceGroup,
	type RoleAssignment,
	type Secret,
	type ServicePrincipal,
	type World,
} from '../../azure';
import { kindOf, type Kind } from './kinds';
import {
	bearersByIdentity,
	blobsByContainer,
	childrenByParent,
	principalsByResource,
	resourcesByGroup,
	secretsByVault,
	topKeyOf,
} from './lookup';

/**
 * Anything that can be selected. Its id is an ARM id, or the object id of a system-assigned identity, which has no ARM
 * id of its own.
 */
export type Thing = { readonly id: string; readonly name: string; readonly kind: Kind } & (
	| { readonly of: 'managementGroup'; readonly group: ManagementGroup }
	| { readonly of: 'subscription' }
	| { readonly of: 'group'; readonly group: ResourceGroup }
	| { readonly of: 'resource'; readonly resource: Resource }
	| { readonly of: 'principal'; readonly principal: ServicePrincipal }
	| { readonly of: 'assignment'; readonly assignment: RoleAssignment }
	| { readonly of: 'secret'; readonly secret: Secret }
	| { readonly of: 'blob'; readonly blob: Blob }
);

/** The id under which a blob is selected: its container's, and its name. */
export const blobId = ({ containerId, name }: Blob): string => `${containerId}/blobs/${name}`;

const same = (a: string) => (b: { readonly id: string }) => sameId(a, b.id);

/** What an id stands for in this world, or `undefined` when it is not there. */
export function thingOf(world: World, id: string | undefined): Thing | undefined {
	if (id === undefined) return undefined;
	const key = idKey(id);
	const resource = world.resources[key];
	if (resource) {
		const { id, name } = resource;
		return { of: 'resource', id, name, kind: kindOf(resource), resource };
	}
	const group = world.resourceGroups[key];
	if (group) return { of: 'group', id: group.id, name: group.name, kind: 'resourceGroup', group };
	const principal = world.servicePrincipals[id] ?? world.servicePrincipals[key];
	if (principal) {
		if (principal.kind === 'user') return thingOf(world, principal.resourceId);
		const { id, displayName } = principal;
		return { of: 'principal', id, name: displayName, kind: 'systemIdentity', principal };
	}
	const assignment = world.roleAssignments[key];
	if (assignment)
		return {
			of: 'assignment',
			id: assignment.id,
			name: assignment.name,
			kind: 'roleAssignment',
			assignment,
		};
	const subscription = Object.values(world.subscriptions).find(({ subscriptionId }) =>
		sameId(id, subscriptionScope(subscriptionId)),
	);
	if (subscription)
		return {
			of: 'subscription',
			id: subscriptionScope(subscription.subscriptionId),
			name: subscription.displayName,
			kind: 'subscription',
		};
	const above = world.managementGroups[key];
	if (above) {
		const { id, displayName } = above;
		return {
			of: 'managementGroup',
			id,
			name: displayName,
			kind: 'managementGroup',
			group: above,
		};
	}
	const secret = Object.values(world.secrets).find(same(id));
	if (secret) return { of: 'secret', id: secret.id, name: secret.name, kind: 'secret', secret };
	const blob = Object.values(world.blobs).find((blob) => blobId(blob) === id);
	if (blob) return { of: 'blob', id, name: blob.name, kind: 'blob', blob };
	return undefined;
}

/** The name of a scope as people say it: the subscription's display name, otherwise the last name in the id. */
export function scopeName(world: World, scope: string): string {
	return thingOf(world, scope)?.name ?? nameOf(scope);
}

/** Resources that stand in the picture by themselves: child resources such as containers are part of their parent. */
export const topResources = (world: World): Resource[] =>
	Object.values(world.resources).filter(({ type }) => type.split('/').length === 2);

/** The resources of a group, in the order in which they were made. */
export const resourcesIn = (world: World, group: ResourceGroup): readonly Resource[] =>
	resourcesByGroup(world, idKey(group.id));

/** The blob containers of a storage account. */
export const containersOf = (world: World, accountId: string): Resource[] =>
	childrenByParent(world, topKeyOf(accountId)).filter(
		(resource) =>
			kindOf(resource) === 'container' && idKey(resource.id).startsWith(`${idKey(accountId)}/`),
	);

/** The key of the nearest resource that another lies in. */
function holderOf(world: World, { id }: Resource): string | undefined {
	const segments = idKey(id).split('/');
	for (let end = segments.length - 2; end > 0; end -= 2) {
		const key = segments.slice(0, end).join('/');
		if (world.resources[key]) return key;
	}
	return undefined;
}

/** What lies right in a resource and is a resource itself: federated credentials, slots, queues. Blob containers are told apart. */
export const partsOf = (world: World, resourceId: string): Resource[] =>
	childrenByParent(world, topKeyOf(resourceId)).filter(
		(part) => kindOf(part) !== 'container' && holderOf(world, part) === idKey(resourceId),
	);

/** The blobs in a container. */
export const blobsIn = (world: World, containerId: string): readonly Blob[] =>
	blobsByContainer(world, idKey(containerId));

/** The secrets of a vault that are not deleted. */
export const secretsOf = (world: World, vaultId: string): Secret[] =>
	secretsByVault(world, idKey(vaultId)).filter(({ deletedAt }) => deletedAt === undefined);

/** The user-assigned identities of this world. */
export const userIdentities = (world: World): Resource[] =>
	Object.values(world.resources).filter((resource) => kindOf(resource) === 'userIdentity');

/** The resources that a user-assigned identity is assigned to. */
export const bearersOf = (world: World, identityId: string): readonly Resource[] =>
	bearersByIdentity(world, idKey(identityId));

/** The service principal of a user-assigned identity, while it is not deleted. */
export const principalOf = (world: World, identityId: string): ServicePrincipal | undefined =>
	principalsByResource(world, idKey(identityId)).find(
		({ kind, deletedAt }) => kind === 'user' && deletedAt === undefined,
	);

/** One identity that code on a resource can use. */
export interface HeldIdentity {
	readonly kind: 'systemIdentity' | 'userIdentity';
	readonly name: string;
	/** What to select for it. */
	readonly id: string;
	readonly principalId: string;
	readonly clientId: string;
	/** The identity is gone; only the resource still remembers it. */
	readonly dangling: boolean;
}

/** The identities of a resource, its own first. */
export function heldIdentities(world: World, { identity, name }: Resource): HeldIdentity[] {
	const held: HeldIdentity[] = [];
	if (identity?.system) {
		const { principalId, clientId } = identity.system;
		held.push({
			kind: 'systemIdentity',
			name,
			id: principalId,
			principalId,
			clientId,
			dangling: false,
		});
	}
	for (const { id, principalId, clientId } of identity?.user ?? []) {
		const there = world.servicePrincipals[principalId];
		held.push({
			kind: 'userIdentity',
			name: nameOf(id),
			id,
			principalId,
			clientId,
			dangling: !there || there.deletedAt !== undefined,
		});
	}
	return held;
}
