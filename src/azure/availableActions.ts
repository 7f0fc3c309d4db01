import { ASSIGN_ACTION } from './arm/identity';
import { providerOf } from './arm/providers';
import { checkAccess } from './rbac/checkAccess';
import type { AccessDecision } from './rbac/accessDecision';
import { idKey } from './resourceId';
import type { Resource, World } from './world';

/** Everything that can be done to a thing in the picture, in the order in which it is offered. */
export const ACTION_NAMES = [
	'runProgram',
	'enableSystemAssigned',
	'disableSystemAssigned',
	'attachIdentity',
	'detachIdentity',
	'grantRole',
	'addSecret',
	'addContainer',
	'addBlob',
	'delete',
] as const;
/** One of {@link ACTION_NAMES}. */
export type ActionName = (typeof ACTION_NAMES)[number];

/** An action that makes sense for a thing now, and whether the signed-in person may do it. It can be tried all the same. */
export interface AvailableAction {
	readonly name: ActionName;
	/** The RBAC decision on it for the signed-in person. */
	readonly decision: AccessDecision;
}

/** The control-plane action and, where it is not the thing itself, the scope that each needs. */
const needed = (name: ActionName, type: string): string => {
	switch (name) {
		case 'runProgram':
			return `${type}/read`;
		case 'grantRole':
			return 'Microsoft.Authorization/roleAssignments/write';
		case 'addSecret':
			return 'Microsoft.KeyVault/vaults/secrets/write';
		case 'addContainer':
			return 'Microsoft.Storage/storageAccounts/blobServices/containers/write';
		case 'addBlob':
			return 'Microsoft.Storage/storageAccounts/listKeys/action';
		case 'delete':
			return `${type}/delete`;
		default:
			return `${type}/write`;
	}
};

const isIdentity = ({ type }: Resource) =>
	type === 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** Which actions make sense for a resource as it is. */
function sensible(world: World, resource: Resource): ActionName[] {
	const row = providerOf(resource.type);
	const { system, user = [] } = resource.identity ?? {};
	const names: ActionName[] = [];
	if (row?.tokenEndpoint) names.push('runProgram');
	if (row?.identity?.system) names.push(system ? 'disableSystemAssigned' : 'enableSystemAssigned');
	if (row?.identity?.user && Object.values(world.resources).some(isIdentity))
		names.push('attachIdentity');
	if (user.length > 0) names.push('detachIdentity');
	if (isIdentity(resource)) names.push('attachIdentity');
	names.push('grantRole');
	if (row?.dataPlane === 'keyVault') names.push('addSecret');
	if (row?.dataPlane === 'blob') names.push('addContainer', 'addBlob');
	if (resource.lifecycle.state !== 'deleting') names.push('delete');
	return names.sort((a, b) => ACTION_NAMES.indexOf(a) - ACTION_NAMES.indexOf(b));
}

/** What the signed-in person can do with a resource or a resource group now, each with the access decision on it. */
export function availableActions(world: World, id: string): readonly AvailableAction[] {
	const resource = world.resources[idKey(id)];
	const group = world.resourceGroups[idKey(id)];
	const type = resource?.type ?? 'Microsoft.Resources/subscriptions/resourceGroups';
	const names: readonly ActionName[] = resource
		? sensible(world, resource)
		: group
			? ['grantRole', 'delete']
			: [];
	return names.map((name) => ({
		name,
		decision: checkAccess(world, {
			principalId: world.signedInAs,
			action:
				name === 'attachIdentity' && resource && isIdentity(resource)
					? ASSIGN_ACTION
					: needed(name, type),
			scope: id,
			plane: 'control',
		}),
	}));
}
