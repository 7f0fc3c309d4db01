import { idKey, managementGroupScope } from '../../azure';
import type { Block } from '../block';
import type { Value } from '../value';
import { argument, type Hcl, type Item } from './hcl';
import { SUBSCRIPTION, write, type Writing } from './writing';

/** Role assignments, roles and locks as blocks of the configuration. */

/** The scope of an assignment or lock. */
function scopeValue(block: Block, writing: Writing): Hcl {
	const { model, used } = writing;
	const key = block.on ?? idKey(block.home);
	const known = writing.addresses.get(key);
	if (known !== undefined)
		return {
			raw: `${known}.${known.startsWith('azurerm_key_vault_secret') ? 'resource_versionless_id' : 'id'}`,
		};
	if (key === idKey(`/subscriptions/${model.subscriptionId}`)) {
		used.add('subscription');
		return { raw: `${SUBSCRIPTION}.id` };
	}
	return block.home.startsWith(managementGroupScope(''))
		? block.home
		: (model.byKey.get(key)?.id ?? block.home);
}

/** A role assignment. */
export function assignment(block: Block, writing: Writing): Item[] {
	const { assignment: one } = block;
	if (!one) return [];
	const custom = writing.addresses.get(one.roleGuid);
	return [
		{ name: 'scope', value: scopeValue(block, writing) },
		custom === undefined
			? { name: 'role_definition_name', value: one.roleName }
			: { name: 'role_definition_id', value: { raw: `${custom}.role_definition_resource_id` } },
		{ name: 'principal_id', value: write(one.principal, writing) },
		{ name: 'principal_type', value: one.principalType },
		...argument('description', one.description),
		...argument('condition', one.condition),
		...argument('condition_version', one.condition === undefined ? undefined : '2.0'),
	];
}

/** A role of the organisation's own. */
export function role(block: Block, writing: Writing): Item[] {
	const { roleName, description, permissions, assignableScopes } = block.properties;
	writing.used.add('subscription');
	const names = {
		actions: 'actions',
		notActions: 'not_actions',
		dataActions: 'data_actions',
		notDataActions: 'not_data_actions',
	};
	return [
		{ name: 'name', value: write(roleName ?? '', writing) },
		{ name: 'role_definition_id', value: write(block.name, writing) },
		{ name: 'scope', value: { raw: `${SUBSCRIPTION}.id` } },
		...argument('description', description === undefined ? undefined : write(description, writing)),
		{ name: 'assignable_scopes', value: write(assignableScopes ?? [], writing) },
		...(permissions as readonly Record<string, Value>[]).map((each): Item => ({
			block: 'permissions',
			body: Object.entries(names).flatMap(([from, to]) => {
				const list = each[from];
				return Array.isArray(list) && list.length > 0
					? argument(to, write(list as Value, writing))
					: [];
			}),
		})),
	];
}

/** A lock. */
export function lock(block: Block, writing: Writing): Item[] {
	const { level, notes } = block.properties;
	const waits = block.after.flatMap((key) => writing.addresses.get(key) ?? []);
	return [
		{ name: 'name', value: write(block.name, writing) },
		{ name: 'scope', value: scopeValue(block, writing) },
		{ name: 'lock_level', value: write(level ?? '', writing) },
		...argument('notes', notes === undefined ? undefined : write(notes, writing)),
		...(waits.length > 0
			? argument(
					'depends_on',
					waits.map((raw) => ({ raw })),
				)
			: []),
	];
}
