import { OPEN_REGION_LIST } from './arm/regions';
import { json, type HttpResponse } from './http';
import type { JsonObject } from './json';

/**
 * Azure's error answers, in one table. Status, code and text are the real ones where they were seen; the pages that
 * each follows stand beside it.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */

/** A Resource Manager error: `{ "error": { "code", "message" } }`. */
export const armError = (
	status: number,
	code: string,
	message: string,
	more: JsonObject = {},
): HttpResponse =>
	json(status, { error: { code, message, ...more } }, { 'x-ms-failure-cause': 'gateway' });

const refresh =
	'or the scope is invalid. If access was recently granted, please refresh your credentials.';

/** Resource Manager's own versions, as it lists them. @see https://github.com/Azure/azure-cli/issues/28038 */
const VERSIONS =
	'2024-03-01,2023-07-01,2023-07-01-preview,2023-03-01-preview,2022-12-01,2022-11-01-preview,2022-09-01,2022-06-01,2022-05-01,2022-03-01-preview,2022-01-01,2021-04-01,2021-01-01,2020-10-01,2020-09-01,2020-08-01,2020-07-01,2020-06-01,2020-05-01,2020-01-01,2019-11-01,2019-10-01,2019-09-01,2019-08-01,2019-07-01,2019-06-01,2019-05-10,2019-05-01,2019-03-01,2018-11-01,2018-09-01,2018-08-01,2018-07-01,2018-06-01,2018-05-01,2018-02-01,2018-01-01,2017-12-01,2017-08-01,2017-06-01,2017-05-10,2017-05-01,2017-03-01,2016-09-01,2016-07-01,2016-06-01,2016-02-01,2015-11-01,2015-01-01,2014-04-01-preview,2014-04-01,2014-01-01,2013-03-01,2014-02-26,2014-04';

/** Errors by Azure's code. Each makes the whole answer. */
export const errors = {
	AuthorizationFailed: (client: string, objectId: string, action: string, scope: string) =>
		armError(
			403,
			'AuthorizationFailed',
			`The client '${client}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope}' ${refresh}`,
		),
	/** Some role would grant it, but for its condition. */
	ConditionNotFulfilled: (client: string, objectId: string, action: string, scope: string) =>
		armError(
			403,
			'AuthorizationFailed',
			`The client '${client}' with object id '${objectId}' does not have authorization or an ABAC condition not fulfilled to perform action '${action}' over scope '${scope}' ${refresh}`,
		),
	DenyAssignmentAuthorizationFailed: (
		client: string,
		objectId: string,
		action: string,
		scope: string,
		deny: {
			readonly denyAssignmentId: string;
			readonly denyAssignmentName: string;
			readonly scope: string;
		},
	) =>
		armError(
			403,
			'DenyAssignmentAuthorizationFailed',
			`The client '${client}' with object id '${objectId}' has permission to perform action '${action}' on scope '${scope}'; however, the access is denied because of the deny assignment with name '${deny.denyAssignmentName}' and Id '${(deny.denyAssignmentId.split('/').at(-1) ?? '').replaceAll('-', '')}' at scope '${deny.scope}'.`,
		),
	LinkedAuthorizationFailed: (
		client: string,
		objectId: string,
		action: string,
		scope: string,
		linkedAction: string,
		linkedScope: string,
	) =>
		armError(
			403,
			'LinkedAuthorizationFailed',
			`The client '${client}' with object id '${objectId}' has permission to perform action '${action}' on scope '${scope}'; however, it does not have permission to perform action '${linkedAction}' on the linked scope(s) '${linkedScope}' or the linked scope(s) are invalid.`,
		),
	ResourceNotFound: (type: string, name: string, group: string) =>
		armError(
			404,
			'ResourceNotFound',
			`The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
		),
	ParentResourceNotFound: (parent: string, child: string) =>
		armError(
			404,
			'ParentResourceNotFound',
			`Failed to perform 'write' on resource(s) of type '${child}', because the parent resource '${parent}' could not be found.`,
		),
	ResourceGroupNotFound: (group: string) =>
		armError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`),
	ResourceGroupBeingDeleted: (group: string) =>
		armError(
			409,
			'ResourceGroupBeingDeleted',
			`The resource group '${group}' is in deprovisioning state and cannot perform this operation.`,
		),
	SubscriptionNotFound: (subscriptionId: string) =>
		armError(
			404,
			'SubscriptionNotFound',
			`The subscription '${subscriptionId}' could not be found.`,
		),
	/** @see https://github.com/Azure/apiops/issues/460 */
	InvalidSubscriptionId: (subscriptionId: string) =>
		armError(
			400,
			'InvalidSubscriptionId',
			`The provided subscription identifier '${subscriptionId}' is malformed or invalid.`,
		),
	InvalidResourceType: (type: string, namespace: string, version: string) =>
		armError(
			404,
			'InvalidResourceType',
			`The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are ''.`,
		),
	InvalidResourceNamespace: (namespace: string) =>
		armError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`),
	MissingApiVersionParameter: () =>
		armError(
			400,
			'MissingApiVersionParameter',
			'The api-version query parameter (?api-version=) is required for all requests.',
		),
	InvalidApiVersionParameter: (version: string) =>
		armError(
			400,
			'InvalidApiVersionParameter',
			`The api-version '${version}' is invalid. The supported versions are '${VERSIONS}'.`,
		),
	/** @see https://github.com/Azure/azure-powershell/issues/2230 */
	NoRegisteredProviderFound: (
		location: string,
		version: string,
		type: string,
		versions: string,
		locations: string,
	) =>
		armError(
			400,
			'NoRegisteredProviderFound',
			`No registered resource provider found for location '${location}' and API version '${version}' for type '${type}'. The supported api-versions are '${versions}'. The supported locations are '${locations}'.`,
		),
	InvalidRequestContent: (why: string) =>
		armError(
			400,
			'InvalidRequestContent',
			`The request content was invalid and could not be deserialized: '${why}'.`,
		),
	RequestContentTooLarge: () =>
		armError(
			413,
			'RequestContentTooLarge',
			'The request content size exceeds the maximum size of 4 MB.',
		),
	InvalidResourceName: (name: string, rule: string) =>
		armError(400, 'InvalidResourceName', `Resource name '${name}' is invalid: ${rule}.`),
	/** @see https://github.com/microsoft/microsoft-foundry-for-vscode/issues/53 */
	InvalidResourceGroup: (name: string, fault: string) =>
		armError(
			400,
			'InvalidResourceGroup',
			`The provided resource group name '${name}' ${fault}. For more details, visit https://aka.ms/ResourceGroupNamingRestrictions .`,
		),
	/** A name that a provider refuses in words of its own. */
	NameRefused: (code: string, message: string) => armError(400, code, message),
	LocationRequired: () =>
		armError(400, 'LocationRequired', 'The location property is required for this definition.'),
	/** @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-invalid-resource-location */
	LocationNotAvailableForResourceGroup: (location: string) =>
		armError(
			400,
			'LocationNotAvailableForResourceGroup',
			`The provided location '${location}' is not available for resource group. List of available regions is '${OPEN_REGION_LIST}'.`,
		),
	LocationNotAvailableForResourceType: (location: string, type: string, regions: string) =>
		armError(
			400,
			'LocationNotAvailableForResourceType',
			`The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${regions}'.`,
		),
	InvalidResourceLocation: (name: string, group: string, location: string, asked: string) =>
		armError(
			409,
			'InvalidResourceLocation',
			`The resource '${name}' already exists in location '${location}' in resource group '${group}'. A resource with the same name cannot be created in location '${asked}'. Please select a new resource name.`,
		),
	DeletedSecretExists: (name: string) =>
		armError(
			409,
			'Conflict',
			`Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
		),
	DeletedVaultExists: () =>
		armError(
			409,
			'ConflictError',
			'A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.',
		),
	EntityNotFound: (name: string) =>
		armError(404, 'EntityNotFound', `The resource with id '${name}' was not found.`),
	DeletedVaultNotFound: (name: string) =>
		armError(404, 'DeletedVaultNotFound', `The specified deleted vault '${name}' does not exist.`),
	InvalidResourceGroupLocation: (group: string, location: string) =>
		armError(
			409,
			'InvalidResourceGroupLocation',
			`Invalid resource group location '${location}'. The Resource group already exists in location '${group}'.`,
		),
	BadRequest: (message: string) => armError(400, 'BadRequest', message),
	MissingSubscriptionRegistration: (namespace: string) =>
		armError(
			409,
			'MissingSubscriptionRegistration',
			`The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
		),
	/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources */
	ScopeLocked: (scope: string, operation: 'write' | 'delete', locked: readonly string[]) =>
		armError(
			409,
			'ScopeLocked',
			`The scope '${scope}' cannot perform ${operation} operation because following scope(s) are locked: '${locked.join(',')}'. Please remove the lock and try again.`,
		),
	InvalidFilterInQueryString: (filter: string) =>
		armError(
			400,
			'InvalidFilterInQueryString',
			`Invalid $filter '${filter}' specified in the query string.`,
		),
	ImageNotFound: (message: string) => armError(404, 'NotFound', message),
	LockNotFound: (name: string) =>
		armError(404, 'LockNotFound', `The lock '${name}' could not be found.`),
	Conflict: (message: string) => armError(409, 'Conflict', message),
	OperationNotAllowed: (message: string) => armError(409, 'OperationNotAllowed', message),
	ResourceMoveNotSupported: (type: string) =>
		armError(
			400,
			'ResourceMoveNotSupported',
			`Resource move is not supported for resource types '${type}'.`,
		),
	MethodNotAllowed: (method: string) =>
		armError(
			405,
			'MethodNotAllowed',
			`The HTTP method '${method}' is not supported at the requested scope.`,
		),
	NotFound: () =>
		armError(404, 'NotFound', 'No HTTP resource was found that matches the request URI.'),
	FailedIdentityOperation: (resourceId: string, identityId: string) =>
		armError(
			400,
			'FailedIdentityOperation',
			`Identity operation for resource '${resourceId}' failed with error 'Failed to perform resource identity operation. Status: 'BadRequest'. Response: '{"error":{"code":"BadRequest","message":"Resource '${identityId}' was not found."}}'.'.`,
		),
	/** Code and words are those of the directory; how Resource Manager wraps them nobody here has seen. */
	DirectoryQuotaExceeded: () =>
		armError(
			403,
			'Directory_QuotaExceeded',
			'The directory object quota limit for the Tenant has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
		),
	InvalidIdentity: (code: string, message: string) => armError(400, code, message),
	NameTaken: (code: string, message: string) => armError(409, code, message),
	PrincipalNotFound: (principalId: string, tenantId: string) =>
		armError(
			400,
			'PrincipalNotFound',
			`Principal ${principalId.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`,
		),
	RoleAssignmentExists: () =>
		armError(409, 'RoleAssignmentExists', 'The role assignment already exists.'),
	RoleAssignmentUpdateNotPermitted: () =>
		armError(
			400,
			'RoleAssignmentUpdateNotPermitted',
			'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.',
		),
	RoleDefinitionDoesNotExist: (roleDefinitionId: string, status: 400 | 404 = 400) =>
		armError(
			status,
			'RoleDefinitionDoesNotExist',
			`The specified role definition with ID '${roleDefinitionId}' does not exist.`,
		),
	/** One text for every fault of a condition, its version included. */
	InvalidRoleAssignmentCondition: () =>
		armError(
			400,
			'InvalidRoleAssignmentCondition',
			'The given role assignment condition is invalid.',
		),
	RoleNotAssignableAtScope: (scope: string, roleName: string) =>
		armError(
			400,
			'RoleAssignmentScopeNotAssignableToRoleDefinition',
			`The role assignment scope '${scope}' is not assignable to role definition '${roleName}'.`,
		),
	RoleDefinitionWithSameNameExists: () =>
		armError(
			409,
			'RoleDefinitionWithSameNameExists',
			'A custom role with the same name already exists in this directory. Use a different name.',
		),
	RoleDefinitionHasAssignments: () =>
		armError(
			400,
			'RoleDefinitionHasAssignments',
			'There are existing role assignments referencing role',
		),
	RoleDefinitionLimitExceeded: () =>
		armError(
			400,
			'RoleDefinitionLimitExceeded',
			'Role definition limit exceeded. No more role definitions can be created',
		),
	InvalidRoleDefinition: (why: string) => armError(400, 'InvalidRoleDefinition', why),
	ManagementGroupNotFound: (name: string) =>
		armError(404, 'NotFound', `The management group '${name}' was not found.`),
	ManagementGroupInUse: (name: string) =>
		armError(
			400,
			'BadRequest',
			`Management group '${name}' cannot be deleted because it contains subscriptions or management groups.`,
		),
	InvalidRoleAssignmentName: (name: string) =>
		armError(
			400,
			'InvalidRoleAssignmentId',
			`The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
		),
	RoleAssignmentNotFound: (name: string) =>
		armError(404, 'RoleAssignmentNotFound', `The role assignment '${name}' is not found.`),
	RoleAssignmentLimitExceeded: () =>
		armError(400, 'RoleAssignmentLimitExceeded', 'No more role assignments can be created'),
	LastOwner: () => armError(400, 'BadRequest', 'Cannot delete the last RBAC admin assignment'),
	InvalidPrincipalId: (principalId: string) =>
		armError(
			400,
			'InvalidPrincipalId',
			`The Principal ID '${principalId}' is not valid. Principal ID must be a GUID.`,
		),
	/** The misspelling is Azure's. */
	UnmatchedPrincipalType: (principalId: string, type: string, asked: string) =>
		armError(
			400,
			'UnmatchedPrincipalType',
			`The PrincipalId '${principalId.replaceAll('-', '')}' has type '${type}' , which is different from specified PrinciaplType '${asked}'.`,
		),
	UnsupportedFilter: (filter: string, supported: string) =>
		armError(
			400,
			'UnsupportedQuery',
			`The filter '${filter}' is not supported. Supported filters are ${supported}.`,
		),
	InvalidAuthenticationToken: (message: string) =>
		json(
			401,
			{ error: { code: 'InvalidAuthenticationToken', message } },
			{
				'www-authenticate':
					'Bearer authorization_uri="https://login.windows.net/", error="invalid_token"',
			},
		),
} as const;
