// A small shop under Resource Manager, and requests about the role assignments in it.
import type { JsonObject } from '../../src/azure/json';
import { builtInRole } from '../../src/azure/rbac/builtInRoles';
import { handleRoleAssignments } from '../../src/azure/rbac/roleAssignments';
import type { World } from '../../src/azure/world';
import { armCall, person, PRINCIPAL, shop, withPrincipal } from './rbacWorld';

export const { world: shopWorld, subscription, group, vault, secret, storage, container } = shop();
export const world = withPrincipal(shopWorld);
export const NAME = '88888888-0000-4000-8000-000000000001';
export const OTHER_NAME = '88888888-0000-4000-8000-000000000002';
export const roleId = (role: string) =>
	`${subscription}/providers/Microsoft.Authorization/roleDefinitions/${builtInRole(role).name}`;
export const assignmentId = (scope: string, name = NAME) =>
	`${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;

/** What is granted, where, to whom and by whom. */
export interface Put {
	readonly at?: string;
	readonly name?: string;
	readonly role?: string;
	readonly to?: string;
	readonly type?: string;
	readonly as?: Parameters<typeof person>[1];
	readonly body?: JsonObject;
}
/** Grants a role: unless it is said otherwise, Key Vault Secrets User on the vault to the principal. */
export const put = (
	from: World,
	{
		at = vault,
		name = NAME,
		role = 'Key Vault Secrets User',
		to = PRINCIPAL,
		type,
		as,
		body,
	}: Put = {},
) =>
	handleRoleAssignments(
		from,
		armCall(from, 'PUT', assignmentId(at, name), {
			...(as ? { as } : {}),
			body: body ?? {
				properties: {
					roleDefinitionId: roleId(role),
					principalId: to,
					...(type === undefined ? {} : { principalType: type }),
				},
			},
		}),
	);
/** Asks for an assignment, or for a list of them. */
export const get = (from: World, id: string, filter?: string) =>
	handleRoleAssignments(from, armCall(from, 'GET', id, filter === undefined ? {} : { filter }))[1];
/** Takes an assignment away. */
export const remove = (from: World, id: string, as: Put['as'] = 'ada') =>
	handleRoleAssignments(from, armCall(from, 'DELETE', id, { as }));
/** The body of an error of Resource Manager. */
export const error = (code: string, message: string) => ({ error: { code, message } });
