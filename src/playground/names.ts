import { findRole, idKey, nameOf, parseResourceId, typeOf, type World } from '../azure';
import type { RoleAssignment } from '../azure';
import { namedResource, type Grant, type Named } from './stepEvents';

/** The worlds on both sides of a step. What is gone in one is still known to the other. */
export interface Sides {
	readonly before: World;
	readonly after: World;
}

const BLOB = /\/blobServices\/default\/containers\/[^/]+\/blobs\/(.+)$/i;
const BLOB_TYPE = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** A resource, group, subscription, secret, container … by its id, whether it still exists or not. */
export function named(id: string, { before, after }: Sides): Named {
	const key = idKey(id);
	const thing =
		after.resources[key] ??
		after.resourceGroups[key] ??
		before.resources[key] ??
		before.resourceGroups[key];
	if (thing) return namedResource(thing);
	const secret = after.secrets[key] ?? before.secrets[key];
	if (secret) return { id, name: secret.name, type: 'Microsoft.KeyVault/vaults/secrets' };
	const blob = BLOB.exec(id);
	if (blob) return { id, name: blob[1] ?? '', type: BLOB_TYPE };
	const parts = parseResourceId(id);
	const subscription = after.subscriptions[parts?.subscriptionId ?? ''];
	if (subscription && !parts?.resourceGroup && !parts?.namespace)
		return { id, name: subscription.displayName, type: 'Microsoft.Resources/subscriptions' };
	const group = parts?.resourceGroup && !parts.namespace;
	return {
		id,
		name: nameOf(id),
		type: typeOf(id) ?? (group ? 'Microsoft.Resources/resourceGroups' : ''),
	};
}

/** The person or the identity behind an object id; of a system-assigned identity the resource that it belongs to. */
export function principal(id: string, sides: Sides): Named {
	const { before, after } = sides;
	const identity = after.servicePrincipals[id] ?? before.servicePrincipals[id];
	if (identity) return { ...named(identity.resourceId, sides), name: identity.displayName };
	const user = after.users[id];
	if (user) return { id, name: user.displayName, type: 'User' };
	const group = after.groups[id] ?? before.groups[id];
	if (group) return { id, name: group.displayName, type: 'Group' };
	return { id: '', name: '', type: '' };
}

/** A role assignment with everything by its name. */
export const grantOf = (assignment: RoleAssignment, sides: Sides): Grant => ({
	assignmentId: assignment.id,
	principalId: assignment.principalId,
	principal: principal(assignment.principalId, sides),
	roleName:
		findRole(sides.after, assignment.roleDefinitionName)?.roleName ?? assignment.roleDefinitionName,
	scope: named(assignment.scope, sides),
});
