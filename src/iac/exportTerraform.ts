import {
	groupOf,
	idKey,
	managementGroupScope,
	nameOf,
	parseResourceId,
	type World,
} from '../azure';
import type { Block, Model } from './block';
import { valuesOfBlock } from './blockParts';
import { modelOf } from './model';
import { snakeCase } from './names';
import { Lines, type Exported, type LineRange } from './print';
import { argument, blockLines, hclText, type Hcl, type Item } from './terraform/hcl';
import { terraformType } from './terraform/types';
import { isRecord, pathOf, Reference, referencesIn, type Meaning, type Value } from './value';

const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const SUBSCRIPTION = 'data.azurerm_subscription.current';

/** What the blocks of a model are called, and what had to be asked for. */
interface Writing {
	readonly model: Model;
	/** `azurerm_key_vault.kv_shop`, by key. */
	readonly addresses: ReadonlyMap<string, string>;
	/** What of a resource others ask for that its provider does not tell by itself, by key: `properties.identityProfile`. */
	readonly told: ReadonlyMap<string, readonly string[]>;
	readonly used: Set<string>;
}

/** Parts of resources that others ask for. */
function toldOf({ blocks }: Model): ReadonlyMap<string, readonly string[]> {
	const told = new Map<string, readonly string[]>();
	for (const block of blocks)
		for (const value of [...valuesOfBlock(block), block.assignment?.principal])
			for (const to of referencesIn(value)) {
				if ((to.kind !== 'principalId' && to.kind !== 'clientId') || !to.made) continue;
				const part = ['properties', ...to.made].join('.');
				const known = told.get(to.of) ?? [];
				if (!known.includes(part)) told.set(to.of, [...known, part]);
			}
	return told;
}

const inText = (value: Hcl): string => {
	if (typeof value === 'string') return hclText(value).slice(1, -1);
	return typeof value === 'object' && value !== null && 'raw' in value
		? `\${${value.raw}}`
		: String(value);
};

function meaning(to: Meaning, writing: Writing): Hcl {
	const { model, addresses, used } = writing;
	switch (to.kind) {
		case 'id':
			return { raw: `${address(to.of, writing)}.id` };
		case 'principalId': {
			const block = model.byKey.get(to.of);
			const at = address(to.of, writing);
			if (to.made) return { raw: `${at}.output.properties.${pathOf(to, to.made)}` };
			if (block?.type === IDENTITY) return { raw: `${at}.principal_id` };
			return { raw: `${at}.identity[0].principal_id` };
		}
		case 'clientId':
			return {
				raw: to.made
					? `${address(to.of, writing)}.output.properties.${pathOf(to, to.made)}`
					: `${address(to.of, writing)}.client_id`,
			};
		case 'parameter':
			used.add(to.of);
			return { raw: `var.${snakeCase(to.of)}` };
		case 'tenantId':
			used.add('subscription');
			return { raw: `${SUBSCRIPTION}.tenant_id` };
		case 'subscriptionId':
			used.add('subscription');
			return { raw: `${SUBSCRIPTION}.subscription_id` };
		case 'role': {
			used.add('subscription');
			return {
				raw: `"\${${SUBSCRIPTION}.id}/providers/Microsoft.Authorization/roleDefinitions/${to.of}"`,
			};
		}
		case 'text':
			return {
				raw: `"${to.of.map((part) => inText(write(part, writing))).join('')}"`,
			};
		case 'guid':
		case 'scope':
		case 'address':
		case 'output':
			return addresses.get(String(to.of)) ?? '';
	}
}

function write(value: Value, writing: Writing): Hcl {
	if (value instanceof Reference) return meaning(value.to, writing);
	if (Array.isArray(value)) return (value as readonly Value[]).map((item) => write(item, writing));
	if (!isRecord(value)) return value as Hcl;
	return {
		table: Object.entries(value).map(([key, item]) => [key, write(item, writing)] as const),
	};
}

/** What a block is called in the configuration. */
function address(key: string, { model, addresses }: Writing): string {
	const known = addresses.get(key);
	return known ?? hclText(model.byKey.get(key)?.id ?? key);
}

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

function assignment(block: Block, writing: Writing): Item[] {
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

function role(block: Block, writing: Writing): Item[] {
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
					? block.home
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

/** What another configuration makes: an identity by its name, anything else by its id. */
function lookedUp(block: Block, writing: Writing): Item[] {
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

function resource(block: Block, writing: Writing): Item[] {
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

const typeOfBlock = (block: Block): string => {
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

function itemsOf(block: Block, writing: Writing): Item[] {
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
		case 'lock': {
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
		default:
			return resource(block, writing);
	}
}

function variable(name: string, description: string, usual?: string, secure = false): string[] {
	return blockLines({
		block: 'variable',
		labels: [snakeCase(name)],
		body: [
			{
				name: 'type',
				value: { raw: name === 'network_interface_ids' ? 'list(string)' : 'string' },
			},
			{ name: 'description', value: description },
			...argument('default', usual),
			...(secure ? argument('sensitive', true) : []),
		],
	});
}

/**
 * A world, or the group or resource `scope` of it, as a Terraform configuration for the azurerm provider. Types that it has no
 * resource for, and settings that its arguments cannot say, are written with azapi.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
export function exportTerraform(world: World, scope?: string): Exported {
	const model = modelOf(world, scope);
	const names = new Map<string, string>();
	const used = new Set<string>();
	for (const block of model.blocks) {
		const type = block.existing ? `data.${typeOfBlock(block)}` : typeOfBlock(block);
		let name = `${type}.${snakeCase(block.symbol)}`;
		for (let number = 2; used.has(name); number++)
			name = `${type}.${snakeCase(block.symbol)}_${number}`;
		used.add(name);
		names.set(block.key, name);
	}
	const writing: Writing = { model, addresses: names, told: toldOf(model), used: new Set() };
	const ranges = new Map<string, LineRange[]>();
	const body = new Lines('main.tf', ranges);
	for (const block of model.blocks) {
		const [name = '', type = ''] = (names.get(block.key) ?? '').split('.').reverse();
		const from = body.written.length;
		const [kind, items] = block.existing
			? ['data', lookedUp(block, writing)]
			: ['resource', itemsOf(block, writing)];
		body.add(...blockLines({ block: kind, labels: [type, name], body: items }));
		if (!block.existing) body.mark(block.key, from);
		body.add('');
	}
	const types = new Set([...names.values()].map((each) => each.split('.').at(-2)));
	const provider = (source: string, version: string): Hcl => ({
		table: [
			['source', source],
			['version', version],
		],
	});
	const head = new Lines('main.tf', new Map());
	if (model.leftOut.length > 0)
		head.add(
			'# What this configuration cannot say:',
			...model.leftOut.map((each) => `# - ${each}`),
			'',
		);
	head.add(
		...blockLines({
			block: 'terraform',
			body: [
				{
					block: 'required_providers',
					body: [
						{ name: 'azurerm', value: provider('hashicorp/azurerm', '~> 4.42') },
						...(types.has('azapi_resource')
							? argument('azapi', provider('Azure/azapi', '~> 2.0'))
							: []),
					],
				},
			],
		}),
		'',
		'# The subscription is the one in ARM_SUBSCRIPTION_ID.',
		...blockLines({
			block: 'provider',
			labels: ['azurerm'],
			body: [{ block: 'features', body: [] }],
		}),
		'',
	);
	if (writing.used.has('location'))
		head.add(...variable('location', 'Region of the resources.', model.location), '');
	for (const { name, description, value, secure } of model.parameters)
		if (writing.used.has(name))
			head.add(...variable(name, description, secure ? undefined : value, secure), '');
	if (types.has('azurerm_linux_virtual_machine'))
		head.add(
			...variable(
				'network_interface_ids',
				'Network interfaces of the machines: the simulator has no networks.',
			),
			'',
			...variable('ssh_public_key', 'Public key of whoever may sign in to the machines.'),
			'',
		);
	if (writing.used.has('subscription'))
		head.add(
			...blockLines({ block: 'data', labels: ['azurerm_subscription', 'current'], body: [] }),
			'',
		);
	const offset = head.written.length;
	return {
		files: { 'main.tf': `${[...head.written, ...body.written].join('\n').replace(/\n+$/, '')}\n` },
		lines: Object.fromEntries(
			[...ranges].map(([key, found]) => [
				key,
				found.map(({ path, from, to }) => ({ path, from: from + offset, to: to + offset })),
			]),
		),
		secrets: Object.fromEntries(
			model.parameters
				.filter(({ secure, name }) => secure && writing.used.has(name))
				.map(({ name, value }) => [name, value]),
		),
		leftOut: model.leftOut,
	};
}
