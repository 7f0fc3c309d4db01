import { issuerOf } from '../entra/tokens';
import { authenticate, isUnauthenticated } from '../entra/authenticate';
import { VAULT_AUDIENCES } from '../entra/audiences';
import type { Caller } from '../entra/caller';
import { json, type HttpRequest, type HttpResponse } from '../http';
import { isObject, type Json, type JsonObject } from '../json';
import { isAllowed } from '../rbac/checkAccess';
import type { Resource, World } from '../world';
import type { DataOperation } from './dataLog';

/** Who may do what in a vault, and how Key Vault says no. @see https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */

/** What a vault keeps. */
export type VaultKind = 'secrets' | 'keys' | 'certificates';

/** An operation, and the permission that it needs where a vault goes by access policies. */
export interface VaultOperation extends DataOperation {
	readonly kind: VaultKind;
	readonly permission: string;
}

/** An error as Key Vault writes it. */
export const vaultError = (
	status: number,
	code: string,
	message: string,
	inner?: string,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse => {
	const error: JsonObject = { code, message, ...(inner ? { innererror: { code: inner } } : {}) };
	return json(status, { error }, headers);
};

/** Who calls the vault, or its 401 with the challenge that tells clients where to get a token. */
export function vaultCaller(world: World, request: HttpRequest): Caller | HttpResponse {
	const result = authenticate(world, request, VAULT_AUDIENCES);
	if (!isUnauthenticated(result)) return result;
	const { tenantId } = world.tenant;
	const claims = 'claims' in result ? result.claims : undefined;
	const messages = {
		missing: 'AKV10000: Request is missing a Bearer or PoP token.',
		malformed: 'AKV10001: The token is malformed.',
		signature: "[BearerReadAccessTokenFailed] Error validating token: 'IDX10511'.",
		issuer: `AKV10032: Invalid issuer. Expected one of ${issuerOf(tenantId)}, found ${claims?.iss ?? ''}.`,
		notYetValid: "[TokenNotYetValid] Error validating token: 'S2S12086'.",
		expired: "[TokenExpired] Error validating token: 'S2S12086'.",
		audience: `AKV10022: Invalid audience. Expected https://vault.azure.net, found: ${claims?.aud ?? ''}.`,
	};
	const challenge = `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="https://vault.azure.net"`;
	return vaultError(401, 'Unauthorized', messages[result.error], undefined, {
		'www-authenticate': challenge,
	});
}

const identify = (world: World, { appId, objectId }: Caller): string =>
	`appid=${appId};oid=${objectId};iss=${issuerOf(world.tenant.tenantId)}`;

/** As Key Vault spells scopes in its refusals. */
const spellScope = (scope: string): string =>
	scope
		.replace('/resourceGroups/', '/resourcegroups/')
		.replace('/Microsoft.KeyVault/', '/microsoft.keyvault/');

/** In the old mode, what the vault's own list of policies grants. @see https://learn.microsoft.com/azure/key-vault/general/assign-access-policy */
function policyGrants(
	vault: Resource,
	{ objectId, groups }: Caller,
	kind: VaultKind,
	permission: string,
): boolean {
	const ids = [objectId, ...groups];
	const policies = vault.properties.accessPolicies;
	return (
		Array.isArray(policies) &&
		(policies as readonly Json[]).some((policy) => {
			if (!isObject(policy) || !ids.includes(String(policy.objectId).toLowerCase())) return false;
			const granted = isObject(policy.permissions) ? policy.permissions[kind] : undefined;
			const list = Array.isArray(granted) ? (granted as readonly Json[]) : [];
			return list.some((each) => [permission, 'all'].includes(String(each).toLowerCase()));
		})
	);
}

/** `undefined` when the caller may, else the vault's 403. */
export function vaultRefusal(
	world: World,
	vault: Resource,
	caller: Caller,
	{ action, scope, kind, permission }: VaultOperation,
): HttpResponse | undefined {
	const who = identify(world, caller);
	const place = `${vault.name};location=${vault.location ?? ''}`;
	if (vault.properties.publicNetworkAccess === 'Disabled')
		return vaultError(
			403,
			'Forbidden',
			`Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\nCaller: ${who}\r\nVault: ${place}`,
			'ForbiddenByConnection',
		);
	if (vault.properties.enableRbacAuthorization !== true) {
		if (policyGrants(vault, caller, kind, permission.toLowerCase())) return undefined;
		return vaultError(
			403,
			'Forbidden',
			`The user, group or application '${who}' does not have ${kind} ${permission} permission on key vault '${place}'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`,
			'ForbiddenByPolicy',
		);
	}
	const question = { principalId: caller.objectId, groups: caller.groups, action, scope } as const;
	if (isAllowed(world, { ...question, plane: 'data' })) return undefined;
	return vaultError(
		403,
		'Forbidden',
		`Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\nCaller: ${who}\r\nAction: '${action}'\r\nResource: '${spellScope(scope)}'\r\nAssignment: (not found)\r\nDenyAssignmentId: null\r\nDecisionReason: null \r\nVault: ${place}\r\n`,
		'ForbiddenByRbac',
	);
}
