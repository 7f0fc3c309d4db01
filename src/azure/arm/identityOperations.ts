import { json } from '../http';
import type { World } from '../world';
import type { Reply } from './call';

/**
 * What can be done in the provider of managed identities, as the provider itself lists it; the sentences are our own.
 * @see https://learn.microsoft.com/rest/api/managedidentity/operations/list
 */
const OPERATIONS = [
	['identities/read', 'System Assigned Identities', 'Read a system-assigned identity'],
	['operations/read', 'Operations', 'List these operations'],
	['register/action', 'Resource Provider', 'Register the provider in a subscription'],
	[
		'userAssignedIdentities/assign/action',
		'User Assigned Identities',
		'Attach an identity to a resource',
	],
	['userAssignedIdentities/delete', 'User Assigned Identities', 'Delete an identity'],
	[
		'userAssignedIdentities/federatedIdentityCredentials/read',
		'Federated Identity Credentials',
		'Read or list what an identity trusts',
	],
	[
		'userAssignedIdentities/federatedIdentityCredentials/write',
		'Federated Identity Credentials',
		'Make or change what an identity trusts',
	],
	[
		'userAssignedIdentities/federatedIdentityCredentials/delete',
		'Federated Identity Credentials',
		'Take back what an identity trusts',
	],
	[
		'userAssignedIdentities/listAssociatedResources/action',
		'User Assigned Identities',
		'List the resources that an identity is attached to',
	],
	['userAssignedIdentities/read', 'User Assigned Identities', 'Read an identity'],
	[
		'userAssignedIdentities/write',
		'User Assigned Identities',
		'Make an identity or change its tags',
	],
] as const;

/** `GET /providers/Microsoft.ManagedIdentity/operations`: anybody who is signed in may ask. */
export const listIdentityOperations = (world: World): Reply => [
	world,
	json(200, {
		value: OPERATIONS.map(([name, resource, operation]) => ({
			name: `Microsoft.ManagedIdentity/${name}`,
			display: {
				provider: 'Microsoft Managed Identity',
				resource,
				operation,
				description: operation,
			},
		})),
	}),
];
