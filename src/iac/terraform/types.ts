import type { Block } from '../block';
import { isRecord, Reference, type Value } from '../value';
import { argument, type Hcl, type Item } from './hcl';
import { isWindows, onlyHas, record, text, virtualMachine, type Properties } from './machines';

/** How a type is spelled in the azurerm provider. */
export interface TerraformType {
	readonly name: string;
	/** Which argument names what it lies in; absent when only the group does. */
	readonly parent?: string;
	/** Whether it says its group and its region. */
	readonly grouped: boolean;
	readonly located: boolean;
	/** Arguments beside name, group, region, tags and identity; `undefined` when they cannot say all that the block says. */
	readonly body: (block: Block, write: (value: Value) => Hcl) => readonly Item[] | undefined;
}

const skuName = (block: Block): string => text(record(block.sku ?? null).name);

function vault(block: Block, write: (value: Value) => Hcl): readonly Item[] | undefined {
	const { properties } = block;
	const known = [
		'sku',
		'tenantId',
		'enableRbacAuthorization',
		'softDeleteRetentionInDays',
		'enablePurgeProtection',
	];
	if (!onlyHas(properties, ...known)) return undefined;
	const optional: readonly (readonly [string, Value | undefined])[] = [
		// Called `enable_rbac_authorization` before version 4.42 of the provider.
		['rbac_authorization_enabled', properties.enableRbacAuthorization],
		['soft_delete_retention_days', properties.softDeleteRetentionInDays],
		['purge_protection_enabled', properties.enablePurgeProtection],
	];
	return [
		{ name: 'tenant_id', value: write(properties.tenantId ?? new Reference({ kind: 'tenantId' })) },
		{ name: 'sku_name', value: text(record(properties.sku ?? null).name) || 'standard' },
		...optional.flatMap(([name, value]) =>
			argument(name, value === undefined ? undefined : write(value)),
		),
	];
}

function account(block: Block, write: (value: Value) => Hcl): readonly Item[] | undefined {
	const { properties } = block;
	if (!onlyHas(properties, 'allowBlobPublicAccess', 'allowSharedKeyAccess', 'accessTier'))
		return undefined;
	const [tier = 'Standard', replication = 'LRS'] = (skuName(block) || 'Standard_LRS').split('_');
	const optional: readonly (readonly [string, Value | undefined])[] = [
		['account_kind', block.flavour],
		['access_tier', properties.accessTier],
		['allow_nested_items_to_be_public', properties.allowBlobPublicAccess ?? false],
		['shared_access_key_enabled', properties.allowSharedKeyAccess],
	];
	return [
		{ name: 'account_tier', value: tier },
		{ name: 'account_replication_type', value: replication },
		...optional.flatMap(([name, value]) =>
			argument(name, value === undefined ? undefined : write(value)),
		),
	];
}

/** Web apps on Linux and Windows, and function apps where their storage is known. */
function site(block: Block, write: (value: Value) => Hcl): readonly Item[] | undefined {
	const { serverFarmId, siteConfig, httpsOnly } = block.properties;
	if (
		serverFarmId === undefined ||
		!onlyHas(block.properties, 'serverFarmId', 'siteConfig', 'reserved', 'httpsOnly')
	)
		return undefined;
	const { appSettings, ...other } = record(siteConfig);
	if (Object.keys(other).length > 0) return undefined;
	const settings = Array.isArray(appSettings) ? (appSettings as readonly Value[]).map(record) : [];
	return [
		{ name: 'service_plan_id', value: write(serverFarmId) },
		...argument('https_only', httpsOnly === undefined ? undefined : write(httpsOnly)),
		...(settings.length > 0
			? argument('app_settings', {
					table: settings.map((each) => [text(each.name), write(each.value ?? '')]),
				})
			: []),
		{ block: 'site_config', body: [] },
	];
}

const plain =
	(...known: readonly string[]) =>
	(make: (block: Block, write: (value: Value) => Hcl) => readonly Item[]): TerraformType['body'] =>
	(block, write) =>
		onlyHas(block.properties, ...known) ? make(block, write) : undefined;

const regional = { grouped: true, located: true } as const;
const child = { grouped: false, located: false } as const;

/**
 * Types that have a resource of their own in azurerm 4. What is not here, or says more than these arguments can, is written
 * as `azapi_resource`.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
const TYPES: Readonly<Record<string, TerraformType>> = {
	'microsoft.managedidentity/userassignedidentities': {
		name: 'azurerm_user_assigned_identity',
		...regional,
		body: plain()(() => []),
	},
	'microsoft.managedidentity/userassignedidentities/federatedidentitycredentials': {
		name: 'azurerm_federated_identity_credential',
		parent: 'parent_id',
		grouped: true,
		located: false,
		body: plain(
			'issuer',
			'subject',
			'audiences',
		)(({ properties }, write) => [
			{ name: 'issuer', value: write(properties.issuer ?? '') },
			{ name: 'subject', value: write(properties.subject ?? '') },
			{ name: 'audience', value: write(properties.audiences ?? []) },
		]),
	},
	'microsoft.compute/virtualmachines': {
		name: 'azurerm_linux_virtual_machine',
		...regional,
		body: virtualMachine,
	},
	'microsoft.keyvault/vaults': { name: 'azurerm_key_vault', ...regional, body: vault },
	'microsoft.keyvault/vaults/secrets': {
		name: 'azurerm_key_vault_secret',
		parent: 'key_vault_id',
		...child,
		body: plain(
			'value',
			'contentType',
		)(({ properties }, write) => [
			{ name: 'value', value: write(properties.value ?? '') },
			...argument(
				'content_type',
				properties.contentType === undefined ? undefined : write(properties.contentType),
			),
		]),
	},
	'microsoft.storage/storageaccounts': {
		name: 'azurerm_storage_account',
		...regional,
		body: account,
	},
	'microsoft.storage/storageaccounts/blobservices/containers': {
		name: 'azurerm_storage_container',
		parent: 'storage_account_id',
		...child,
		body: plain()(() => []),
	},
	'microsoft.storage/storageaccounts/queueservices/queues': {
		name: 'azurerm_storage_queue',
		parent: 'storage_account_id',
		...child,
		body: plain('metadata')(() => []),
	},
	'microsoft.web/serverfarms': {
		name: 'azurerm_service_plan',
		...regional,
		body: plain(
			'reserved',
			'name',
		)((block) => [
			{
				name: 'os_type',
				value:
					block.properties.reserved === true || block.flavour === 'linux' ? 'Linux' : 'Windows',
			},
			{ name: 'sku_name', value: skuName(block) || 'B1' },
		]),
	},
	'microsoft.web/sites': { name: 'azurerm_windows_web_app', ...regional, body: site },
	'microsoft.containerregistry/registries': {
		name: 'azurerm_container_registry',
		...regional,
		body: plain('adminUserEnabled')((block, write) => [
			{ name: 'sku', value: skuName(block) || 'Basic' },
			...argument(
				'admin_enabled',
				block.properties.adminUserEnabled === undefined
					? undefined
					: write(block.properties.adminUserEnabled),
			),
		]),
	},
	'microsoft.servicebus/namespaces': {
		name: 'azurerm_servicebus_namespace',
		...regional,
		body: plain()((block) => [{ name: 'sku', value: skuName(block) || 'Standard' }]),
	},
	'microsoft.servicebus/namespaces/queues': {
		name: 'azurerm_servicebus_queue',
		parent: 'namespace_id',
		...child,
		body: plain()(() => []),
	},
	'microsoft.servicebus/namespaces/topics': {
		name: 'azurerm_servicebus_topic',
		parent: 'namespace_id',
		...child,
		body: plain()(() => []),
	},
	'microsoft.eventhub/namespaces': {
		name: 'azurerm_eventhub_namespace',
		...regional,
		body: plain()((block) => [{ name: 'sku', value: skuName(block) || 'Standard' }]),
	},
	'microsoft.appconfiguration/configurationstores': {
		name: 'azurerm_app_configuration',
		...regional,
		body: plain()((block) => [
			{ name: 'sku', value: (skuName(block) || 'standard').toLowerCase() },
		]),
	},
	'microsoft.operationalinsights/workspaces': {
		name: 'azurerm_log_analytics_workspace',
		...regional,
		body: plain()(() => []),
	},
	'microsoft.datafactory/factories': {
		name: 'azurerm_data_factory',
		...regional,
		body: plain()(() => []),
	},
};

/** The resource of a block and its arguments; `undefined` when the generic one has to do. */
export function terraformType(
	block: Block,
	write: (value: Value) => Hcl,
): { readonly type: TerraformType; readonly body: readonly Item[] } | undefined {
	const known = TYPES[block.type.toLowerCase()];
	const body = known?.body(block, write);
	if (!known || !body) return undefined;
	if (known.name === 'azurerm_linux_virtual_machine')
		return isWindows(block)
			? { type: { ...known, name: 'azurerm_windows_virtual_machine' }, body }
			: { type: known, body };
	if (known.name !== 'azurerm_windows_web_app') return { type: known, body };
	const flavour = block.flavour ?? 'app';
	if (/functionapp|container|hyperv/.test(flavour)) return undefined;
	return /linux/.test(flavour)
		? { type: { ...known, name: 'azurerm_linux_web_app' }, body }
		: { type: known, body };
}
