import type { JsonObject } from '../json';
import { armTime } from '../time';
import type { RoleDefinition } from '../world';
import { roleDefinitionId } from './roles';

/** When Azure made its first roles. It stands for all of them: we do not know each role's own dates. */
const SINCE = '2015-02-02T21:55:09.8806423Z';

/** A role definition as Resource Manager answers it at a scope. */
export const renderRole = (role: RoleDefinition, scope: string): JsonObject => ({
	properties: {
		roleName: role.roleName,
		type: role.type,
		description: role.description,
		assignableScopes: role.assignableScopes,
		permissions: role.permissions.map((permission) => ({
			...permission,
			...(role.condition === undefined
				? {}
				: { condition: role.condition, conditionVersion: '2.0' }),
		})),
		createdOn: role.made ? armTime(role.made.at) : SINCE,
		updatedOn: role.made ? armTime(role.made.changedAt) : SINCE,
		createdBy: role.made?.by ?? null,
		updatedBy: role.made?.by ?? null,
	},
	id: roleDefinitionId(scope, role.name),
	type: 'Microsoft.Authorization/roleDefinitions',
	name: role.name,
});
