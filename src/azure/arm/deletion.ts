import { deleteManagedIdentity } from '../entra/directory';
import { keep, without } from '../json';
import { dropTimers } from '../lifecycles/run';
import { forgetRoleAssignment } from '../rbac/assignments';
import { idKey, isKeyWithin, isWithin, keysWithin, sameType } from '../resourceId';
import type { Resource, World } from '../world';
import { nodeGroupOf } from './nodeGroup';
import { retentionOf, setAside } from './softDelete';

const isIdentity = (resource: Resource) =>
	sameType(resource.type, 'Microsoft.ManagedIdentity/userAssignedIdentities');

/** The principal that goes when this resource goes: its system-assigned identity, or the one that it is. */
export function principalOf(resource: Resource): string | undefined {
	if (!isIdentity(resource)) return resource.identity?.system?.principalId;
	const { principalId } = resource.properties;
	return typeof principalId === 'string' ? principalId : undefined;
}

/** Role assignments and locks on a scope go with the scope. Assignments of a principal stay when the principal goes: they are orphaned. */
function dropWhatHangsOn(world: World, scope: string): World {
	// The id of an assignment and that of a lock begin with their scope.
	const key = idKey(scope);
	const next = keysWithin(world.roleAssignments, key).reduce(forgetRoleAssignment, world);
	return { ...next, locks: keep(next.locks, (_, lock) => !isKeyWithin(key, lock)) };
}

function dropRecord(world: World, key: string): World {
	const resource = world.resources[key];
	if (!resource) return world;
	let next = dropTimers(world, { kind: 'resource', key });
	next = { ...next, resources: without(next.resources, key) };
	const principalId = principalOf(resource);
	if (principalId) next = deleteManagedIdentity(next, principalId);
	next = setAside(next, resource);
	// What lies in something that can be recovered is recovered with it.
	const stays = retentionOf(resource) !== undefined;
	return {
		...next,
		blobs: keep(next.blobs, ({ containerId }) => !isWithin(key, containerId)),
		items: stays ? next.items : keep(next.items, ({ ownerId }) => !isWithin(key, ownerId)),
	};
}

/**
 * A resource's machine has reached `deleted`: it goes with its children, its data and its system-assigned identity. User-assigned
 * identities that it had stay as they are (those in a cluster's second group go with that), and so do other resources' references to a deleted identity.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
 */
export function deletedResourceIsGone(world: World, key: string): World {
	let next = world;
	const resource = world.resources[key];
	const beside = resource && nodeGroupOf(world, resource);
	for (const child of keysWithin(world.resources, key)) next = dropRecord(next, child);
	if (beside !== undefined) next = groupIsGone(next, beside);
	return dropWhatHangsOn(next, key);
}

/** A resource group's machine has reached `deleted`: everything still in it goes as well. */
export function groupIsGone(world: World, key: string): World {
	let next = world;
	for (const child of keysWithin(world.resources, key)) next = deletedResourceIsGone(next, child);
	next = dropTimers(next, { kind: 'resourceGroup', key });
	return dropWhatHangsOn({ ...next, resourceGroups: without(next.resourceGroups, key) }, key);
}
