import type { Block } from '../block';
import { snakeCase } from '../names';
import { isRecord, type Value } from '../value';
import { argument, blockLines, type Hcl, type Item } from './hcl';

/** Properties of a resource. */
export type Properties = Readonly<Record<string, Value>>;

/** An object, or one without anything. */
export const record = (value: Value | undefined): Properties =>
	value !== undefined && isRecord(value) ? value : {};
/** Whether there is nothing beside these. */
export const onlyHas = (properties: Properties, ...names: readonly string[]): boolean =>
	Object.keys(properties).every((name) => names.includes(name));
/** A text, or an empty one. */
export const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

const imageOf = (block: Block): Properties =>
	record(record(block.properties.storageProfile).imageReference);

/** Whether a machine runs Windows, as far as its image says so. */
export const isWindows = (block: Block): boolean =>
	/windows/i.test(`${text(imageOf(block).publisher)} ${text(imageOf(block).offer)}`);

/** What a machine needs and the simulator does not have: its networks, and what its administrator signs in with. */
const networksOf = ({ symbol }: Block): string => `${snakeCase(symbol)}_network_interface_ids`;
const passwordOf = ({ symbol }: Block): string => `${snakeCase(symbol)}_admin_password`;

/**
 * The arguments of a machine. Networks, keys and passwords are variables: whoever applies this says which they are.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/linux_virtual_machine
 */
export function virtualMachine(
	block: Block,
	write: (value: Value) => Hcl,
): readonly Item[] | undefined {
	const { hardwareProfile, osProfile, storageProfile } = block.properties;
	if (
		!onlyHas(block.properties, 'hardwareProfile', 'osProfile', 'storageProfile') ||
		!onlyHas(record(storageProfile), 'imageReference')
	)
		return undefined;
	const image = imageOf(block);
	const os = record(osProfile);
	const user = text(os.adminUsername) || 'azureuser';
	return [
		...argument('size', text(record(hardwareProfile).vmSize) || 'Standard_B1s'),
		...argument('admin_username', user),
		...(isWindows(block) ? argument('admin_password', { raw: `var.${passwordOf(block)}` }) : []),
		...(os.computerName === undefined || os.computerName === block.name
			? []
			: argument('computer_name', write(os.computerName))),
		...argument('network_interface_ids', { raw: `var.${networksOf(block)}` }),
		...(image.id === undefined ? [] : argument('source_image_id', write(image.id))),
		...(isWindows(block)
			? []
			: [
					{
						block: 'admin_ssh_key',
						body: [
							{ name: 'username', value: user },
							{ name: 'public_key', value: { raw: 'var.ssh_public_key' } },
						],
					},
				]),
		{
			block: 'os_disk',
			body: [
				{ name: 'caching', value: 'ReadWrite' },
				{ name: 'storage_account_type', value: 'Standard_LRS' },
			],
		},
		...(image.id === undefined
			? [
					{
						block: 'source_image_reference',
						body: [
							{ name: 'publisher', value: text(image.publisher) || 'Canonical' },
							{ name: 'offer', value: text(image.offer) || '0001-com-ubuntu-server-jammy' },
							{ name: 'sku', value: text(image.sku) || '22_04-lts-gen2' },
							{ name: 'version', value: text(image.version) || 'latest' },
						],
					},
				]
			: []),
	];
}

const variable = (name: string, type: string, description: string, secure = false): string[] => [
	...blockLines({
		block: 'variable',
		labels: [name],
		body: [
			{ name: 'type', value: { raw: type } },
			{ name: 'description', value: description },
			...(secure ? argument('sensitive', true) : []),
		],
	}),
	'',
];

/** The variables that machines ask for. A network interface belongs to one machine: each has its own. */
export function machineVariables(machines: readonly Block[]): string[] {
	if (machines.length === 0) return [];
	const networks = machines.flatMap((block) =>
		variable(
			networksOf(block),
			'list(string)',
			`Network interfaces of ${text(block.name)}: the simulator has no networks.`,
		),
	);
	const passwords = machines
		.filter(isWindows)
		.flatMap((block) =>
			variable(
				passwordOf(block),
				'string',
				`Password of the administrator of ${text(block.name)}.`,
				true,
			),
		);
	const keys = machines.every(isWindows)
		? []
		: variable(
				'ssh_public_key',
				'string',
				'Public key of whoever may sign in to the machines on Linux.',
			);
	return [...networks, ...passwords, ...keys];
}
