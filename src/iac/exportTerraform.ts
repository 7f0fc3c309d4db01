import type { World } from '../azure';
import type { Model } from './block';
import { modelOf } from './model';
import { snakeCase } from './names';
import { Lines, type Exported, type LineRange } from './print';
import { argument, blockLines, type Hcl } from './terraform/hcl';
import { itemsOf, typeOfBlock } from './terraform/items';
import { machineVariables } from './terraform/machines';
import { lookedUp } from './terraform/resource';
import { toldOf, type Writing } from './terraform/writing';

function variable(name: string, description: string, usual?: string, secure = false): string[] {
	return blockLines({
		block: 'variable',
		labels: [snakeCase(name)],
		body: [
			{ name: 'type', value: { raw: 'string' } },
			{ name: 'description', value: description },
			...argument('default', usual),
			...(secure ? argument('sensitive', true) : []),
		],
	});
}

/** What the blocks are called: `azurerm_key_vault.kv_shop`, by key. */
function addressesOf({ blocks }: Model): ReadonlyMap<string, string> {
	const names = new Map<string, string>();
	const used = new Set<string>();
	for (const block of blocks) {
		const type = block.existing ? `data.${typeOfBlock(block)}` : typeOfBlock(block);
		let name = `${type}.${snakeCase(block.symbol)}`;
		for (let number = 2; used.has(name); number++)
			name = `${type}.${snakeCase(block.symbol)}_${number}`;
		used.add(name);
		names.set(block.key, name);
	}
	return names;
}

const provider = (source: string, version: string): Hcl => ({
	table: [
		['source', source],
		['version', version],
	],
});

/** What stands before the blocks, which have said by now what they need: providers, variables, the subscription. */
function headOf({ model, addresses, used }: Writing): readonly string[] {
	const types = new Set([...addresses.values()].map((each) => each.split('.').at(-2)));
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
	if (used.has('location'))
		head.add(...variable('location', 'Region of the resources.', model.location), '');
	for (const { name, description, value, secure } of model.parameters)
		if (used.has(name))
			head.add(...variable(name, description, secure ? undefined : value, secure), '');
	head.add(
		...machineVariables(
			model.blocks.filter(({ key }) =>
				/^azurerm_(?:linux|windows)_virtual_machine\./.test(addresses.get(key) ?? ''),
			),
		),
	);
	if (used.has('subscription'))
		head.add(
			...blockLines({ block: 'data', labels: ['azurerm_subscription', 'current'], body: [] }),
			'',
		);
	return head.written;
}

/**
 * A world, or the group or resource `scope` of it, as a Terraform configuration for the azurerm provider. Types that it has no
 * resource for, and settings that its arguments cannot say, are written with azapi.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
export function exportTerraform(world: World, scope?: string): Exported {
	const model = modelOf(world, scope);
	const addresses = addressesOf(model);
	const writing: Writing = { model, addresses, told: toldOf(model), used: new Set() };
	const ranges = new Map<string, LineRange[]>();
	const body = new Lines('main.tf', ranges);
	for (const block of model.blocks) {
		const [name = '', type = ''] = (addresses.get(block.key) ?? '').split('.').reverse();
		const from = body.written.length;
		const [kind, items] = block.existing
			? ['data', lookedUp(block, writing)]
			: ['resource', itemsOf(block, writing)];
		body.add(...blockLines({ block: kind, labels: [type, name], body: items }));
		if (!block.existing) body.mark(block.key, from);
		body.add('');
	}
	const head = headOf(writing);
	const offset = head.length;
	return {
		files: { 'main.tf': `${[...head, ...body.written].join('\n').replace(/\n+$/, '')}\n` },
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
