import type { Block } from '../block';
import { assignment, lock, role } from './access';
import { argument, type Item } from './hcl';
import { resource } from './resource';
import { terraformType } from './types';
import { IDENTITY, write, type Writing } from './writing';

/** What the provider calls the type of a block. */
export const typeOfBlock = (block: Block): string => {
	if (block.existing)
		return block.type === IDENTITY ? 'azurerm_user_assigned_identity' : 'azapi_resource';
	switch (block.kind) {
		case 'group':
			return 'azurerm_resource_group';
		case 'roleAssignment':
			return 'azurerm_role_assignment';
		case 'roleDefinition':
			return 'azurerm_role_definition';
		case 'lock':
			return 'azurerm_management_lock';
		default:
			return terraformType(block, () => '')?.type.name ?? 'azapi_resource';
	}
};

/** What stands in a block of the configuration. */
export function itemsOf(block: Block, writing: Writing): Item[] {
	switch (block.kind) {
		case 'group':
			return [
				{ name: 'name', value: write(block.name, writing) },
				...argument(
					'location',
					block.location === undefined ? undefined : write(block.location, writing),
				),
				...argument('tags', block.tags === undefined ? undefined : write(block.tags, writing)),
			];
		case 'roleAssignment':
			return assignment(block, writing);
		case 'roleDefinition':
			return role(block, writing);
		case 'lock':
			return lock(block, writing);
		default:
			return resource(block, writing);
	}
}
