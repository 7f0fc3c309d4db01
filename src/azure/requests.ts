import type { HttpRequest } from './http';
import type { Json, JsonObject } from './json';
import { hashHex } from './ids';
import { groupScope, makeResourceId } from './resourceId';
import type { PrincipalType } from './world';

/**
 * Builders of the requests that clients send to Azure. Everything that changes the world goes through one of these
 * (or through a real client's own request): a click, an `az` line and a template are only different hands.
 */

const ARM = 'https://management.azure.com';
/** The API versions that the builders ask for. */
export const API_VERSIONS = {
	resourceGroups: '2024-03-01',
	resources: '2024-03-01',
	'Microsoft.Compute': '2024-07-01',
	'Microsoft.Web': '2023-12-01',
	'Microsoft.KeyVault': '2026-02-01',
	'Microsoft.Storage': '2023-05-01',
	'Microsoft.ManagedIdentity': '2023-01-31',
	'Microsoft.Authorization': '2022-04-01',
	'Microsoft.App': '2024-03-01',
	'Microsoft.ContainerInstance': '2023-05-01',
	'Microsoft.ContainerRegistry': '2023-07-01',
	'Microsoft.ContainerService': '2024-05-01',
	'Microsoft.Logic': '2019-05-01',
	'Microsoft.DataFactory': '2018-06-01',
	'Microsoft.ApiManagement': '2022-08-01',
	'Microsoft.Automation': '2023-11-01',
	'Microsoft.ServiceBus': '2021-11-01',
	'Microsoft.EventHub': '2024-01-01',
	'Microsoft.AppConfiguration': '2023-03-01',
	'Microsoft.OperationalInsights': '2022-10-01',
	'Microsoft.Sql': '2021-11-01',
	'Microsoft.DocumentDB': '2024-05-15',
} as const;

/** The version with which {@link arm} asks for an id. */
export function apiVersionOf(id: string): string {
	const namespace = /\/providers\/([^/]+)\/(?!.*\/providers\/)/i.exec(id)?.[1]?.toLowerCase();
	for (const [name, version] of Object.entries(API_VERSIONS))
		if (name.toLowerCase() === namespace) return version;
	return namespace === undefined ? API_VERSIONS.resourceGroups : API_VERSIONS.resources;
}

/** A request to Resource Manager for an id (or a path below one). */
export function arm(method: string, id: string, body?: Json): HttpRequest {
	const url = `${ARM}${id}?api-version=${apiVersionOf(id)}`;
	return body === undefined
		? { method, url, headers: {} }
		: {
				method,
				url,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			};
}

/** Creates or changes a resource group. */
export const putResourceGroup = (
	subscriptionId: string,
	name: string,
	location: string,
): HttpRequest => arm('PUT', groupScope(subscriptionId, name), { location });

/** Creates or replaces a resource. `body` is what ARM takes: location, properties, identity, tags, sku, kind. */
export const putResource = (id: string, body: JsonObject): HttpRequest => arm('PUT', id, body);
/** Changes parts of a resource. */
export const patchResource = (id: string, body: JsonObject): HttpRequest => arm('PATCH', id, body);
/** Reads a resource, a resource group or a list. */
export const get = (id: string): HttpRequest => arm('GET', id);
/** Deletes a resource, a resource group or a role assignment. */
export const del = (id: string): HttpRequest => arm('DELETE', id);

/** The `identity` block of a request. A user-assigned identity's value `null` takes it away (PATCH only). */
export interface IdentityRequest {
	readonly type: string;
	readonly userAssignedIdentities?: Readonly<Record<string, Record<string, never> | null>>;
}

/**
 * Changes a resource's identities. PATCH merges, and `null` takes one away.
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-configure-managed-identities
 */
export const patchIdentity = (id: string, identity: IdentityRequest): HttpRequest =>
	arm('PATCH', id, { identity: { ...identity } });

/** Creates a user-assigned identity. */
export const putUserAssignedIdentity = (
	subscriptionId: string,
	group: string,
	name: string,
	location: string,
): HttpRequest =>
	arm(
		'PUT',
		makeResourceId(subscriptionId, group, 'Microsoft.ManagedIdentity/userAssignedIdentities', name),
		{ location },
	);

/** Who gets which role where. */
export interface NewRoleAssignment {
	readonly scope: string;
	readonly subscriptionId: string;
	/** GUID of the role definition. */
	readonly roleDefinitionName: string;
	readonly principalId: string;
	/** Without it, Azure looks the principal up and refuses one that has not replicated yet. */
	readonly principalType?: PrincipalType;
	/** GUID of the new assignment. Default: made from principal, role and scope, so that asking twice is one assignment. */
	readonly name?: string;
}

/** A GUID made from a text, as ARM templates' `guid()` does: equal texts, equal GUIDs. */
export const guidFrom = (text: string): string => {
	const hex = hashHex('guid', text);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Grants a role. */
export function putRoleAssignment(assignment: NewRoleAssignment): HttpRequest {
	const { scope, subscriptionId, roleDefinitionName, principalId, principalType } = assignment;
	const name =
		assignment.name ?? guidFrom(`${scope.toLowerCase()}|${roleDefinitionName}|${principalId}`);
	return arm('PUT', `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, {
		properties: {
			roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionName}`,
			principalId,
			...(principalType ? { principalType } : {}),
		},
	});
}

/**
 * Writes a secret through Resource Manager, as templates do. This is a control-plane write: who may manage the vault
 * may do it, without any right to read secrets.
 * @see https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults/secrets
 */
export const putSecretThroughArm = (vaultId: string, name: string, value: string): HttpRequest =>
	arm('PUT', `${vaultId}/secrets/${name}`, { properties: { value } });

/** Creates a blob container through Resource Manager. */
export const putContainer = (storageAccountId: string, name: string): HttpRequest =>
	arm('PUT', `${storageAccountId}/blobServices/default/containers/${name}`, { properties: {} });

/** Asks for a storage account's keys, which open all of its data to whoever holds them. */
export const listStorageKeys = (storageAccountId: string): HttpRequest =>
	arm('POST', `${storageAccountId}/listKeys`);
