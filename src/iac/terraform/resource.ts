import { groupOf, idKey, nameOf, parseResourceId } from '../../azure';
import type { Block } from '../block';
import type { Value } from '../value';
import { argument, type Hcl, type Item } from './hcl';
import { terraformType } from './types';
import { IDENTITY, SUBSCRIPTION, write, type Writing } from './writing';

/** Resources as blocks of the configuration. */

function identity({ identity: asked }: Block, writing: Writing): Item[] {
	if (!asked) return [];
	const { system, user } = asked;
	const type =
		system && user.length > 0
			? 'SystemAssigned, UserAssigned'
			: system
				? 'SystemAssigned'
				: 'UserAssigned';
	return [
		{
			block: 'identity',
			body: [
				{ name: 'type', value: type },
				...(user.length > 0
					? argument(
							'identity_ids',
							user.map((each) => write(each, writing)),
						)
					: []),
			],
		},
	];
}

/** The address of a group's block, or the text of an id that nothing here makes. */
const groupAddress = (block: Block, { addresses }: Writing): string | undefined =>
	addresses.get(idKey(groupOf(block.id) ?? block.home));

/** The id of a group that nothing here makes, in whatever subscription this is applied to. */
function groupElsewhere({ home }: Block, { used }: Writing): Hcl {
	const [, below] = /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)$/i.exec(home) ?? [];
	if (below === undefined) return home;
	used.add('subscription');
	return { raw: `"\${${SUBSCRIPTION}.id}${below}"` };
}

/** A resource for which the provider has no words: its request as it is. */
function generic(block: Block, writing: Writing): Item[] {
	const parent = block.parent === undefined ? undefined : writing.addresses.get(block.parent);
	const group = groupAddress(block, writing);
	const own = parseResourceId(block.id)?.names.length ?? 1;
	const isDirect =
		block.parent !== undefined &&
		idKey(block.parent).split('/').length + 2 === idKey(block.id).split('/').length;
	const parentId: Hcl =
		parent !== undefined && isDirect
			? { raw: `${parent}.id` }
			: own > 1
				? parent === undefined
					? block.id.split('/').slice(0, -2).join('/')
					: {
							raw: `"\${${parent}.id}/${block.id.split('/').slice(block.parent?.split('/').length, -2).join('/')}"`,
						}
				: group === undefined
					? groupElsewhere(block, writing)
					: { raw: `${group}.id` };
	const body: (readonly [string, Value])[] = [
		...(block.flavour === undefined ? [] : [['kind', block.flavour] as const]),
		...(block.sku === undefined ? [] : [['sku', block.sku] as const]),
		...(Object.keys(block.properties).length === 0
			? []
			: [['properties', block.properties] as const]),
	];
	return [
		{ name: 'type', value: `${block.type}@${block.apiVersion}` },
		{ name: 'name', value: write(block.name, writing) },
		{ name: 'parent_id', value: parentId },
		...argument(
			'location',
			block.location === undefined ? undefined : write(block.location, writing),
		),
		...argument('tags', block.tags === undefined ? undefined : write(block.tags, writing)),
		...identity(block, writing),
		...(body.length === 0
			? []
			: argument('body', { table: body.map(([key, value]) => [key, write(value, writing)]) })),
		...argument('response_export_values', writing.told.get(block.key)),
	];
}

/** A resource, in words of the provider where it has some. */
export function resource(block: Block, writing: Writing): Item[] {
	const found = terraformType(block, (value) => write(value, writing));
	if (!found) return generic(block, writing);
	const { type, body } = found;
	const parent = block.parent === undefined ? undefined : writing.addresses.get(block.parent);
	const group = groupAddress(block, writing);
	return [
		{ name: 'name', value: write(block.name, writing) },
		...(type.grouped
			? argument(
					'resource_group_name',
					group === undefined ? nameOf(block.home) : { raw: `${group}.name` },
				)
			: []),
		...(type.parent === undefined
			? []
			: argument(type.parent, parent === undefined ? '' : { raw: `${parent}.id` })),
		...(type.located && block.location !== undefined
			? argument('location', write(block.location, writing))
			: []),
		...body.filter((item) => 'name' in item),
		...argument('tags', block.tags === undefined ? undefined : write(block.tags, writing)),
		...identity(block, writing),
		...body.filter((item) => 'block' in item),
	];
}

/** What another configuration makes: an identity by its name, anything else by its id. */
export function lookedUp(block: Block, writing: Writing): Item[] {
	if (block.type === IDENTITY)
		return [
			{ name: 'name', value: write(block.name, writing) },
			{ name: 'resource_group_name', value: nameOf(block.home) },
		];
	writing.used.add('subscription');
	const path = block.id.split('/').slice(3).join('/');
	return [
		{ name: 'type', value: `${block.type}@${block.apiVersion}` },
		{ name: 'resource_id', value: { raw: `"\${${SUBSCRIPTION}.id}/${path}"` } },
		...argument('response_export_values', writing.told.get(block.key)),
	];
}
