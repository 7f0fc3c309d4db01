import { describe, expect, test } from 'vitest';
import { idKey } from '../../src/azure';
import { exportTerraform } from '../../src/iac';
import { company, shop } from './worlds';

/**
 * Argument names of azurerm 4, as its documentation lists them.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 */
const ARGUMENTS: Readonly<Record<string, string>> = {
	azurerm_resource_group: 'name location tags',
	azurerm_user_assigned_identity: 'name resource_group_name location tags',
	azurerm_federated_identity_credential:
		'name resource_group_name parent_id issuer subject audience',
	azurerm_linux_virtual_machine:
		'name resource_group_name location size admin_username computer_name network_interface_ids tags identity admin_ssh_key os_disk source_image_reference',
	azurerm_key_vault:
		'name resource_group_name location tenant_id sku_name rbac_authorization_enabled soft_delete_retention_days purge_protection_enabled tags',
	azurerm_key_vault_secret: 'name key_vault_id value content_type tags',
	azurerm_storage_account:
		'name resource_group_name location account_tier account_replication_type account_kind access_tier allow_nested_items_to_be_public shared_access_key_enabled tags identity',
	azurerm_storage_container: 'name storage_account_id',
	azurerm_service_plan: 'name resource_group_name location os_type sku_name tags',
	azurerm_linux_web_app:
		'name resource_group_name location service_plan_id https_only app_settings tags identity site_config',
	azurerm_role_assignment:
		'scope role_definition_name role_definition_id principal_id principal_type description condition condition_version',
	azurerm_role_definition:
		'name role_definition_id scope description assignable_scopes permissions',
	azurerm_management_lock: 'name scope lock_level notes depends_on',
	azapi_resource: 'type name parent_id location tags identity body',
};

/** Every `resource` of a configuration, with the names of its arguments and blocks. */
const resourcesOf = (text: string) =>
	[...text.matchAll(/^resource "(\w+)" "(\w+)" \{\n([^]*?)^\}/gm)].map(
		([, type = '', name = '', body = '']) => ({
			type,
			name,
			said: [...body.matchAll(/^ {2}(\w+)(?: +=| \{)/gm)].map(([, each = '']) => each),
		}),
	);

describe.each([
	['a shop', shop],
	['a company', company],
])('the Terraform configuration of %s', (_, build) => {
	const world = build();
	const { files, lines } = exportTerraform(world);
	const text = files['main.tf'] ?? '';

	test('uses only arguments that the provider has', () => {
		const wrong = resourcesOf(text).flatMap(({ type, said }) =>
			said
				.filter((each) => !ARGUMENTS[type]?.split(' ').includes(each))
				.map((each) => [type, each]),
		);
		expect(wrong).toEqual([]);
	});

	test('refers only to what it makes or asks for', () => {
		const made = new Set(resourcesOf(text).map(({ type, name }) => `${type}.${name}`));
		const asked = [...text.matchAll(/\b((?:azurerm|azapi)_\w+\.\w+)\./g)].map(
			([, each = '']) => each,
		);
		expect(
			asked.filter((each) => !made.has(each) && !each.includes('subscription.current')),
		).toEqual([]);
		const variables = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, each]) => each);
		for (const [, each] of text.matchAll(/\bvar\.(\w+)/g)) expect(variables).toContain(each);
	});

	test('is laid out as terraform fmt does', () => {
		for (const line of text.split('\n')) {
			expect(line).not.toMatch(/\s$|\t/);
			expect((/^ */.exec(line)?.[0].length ?? 0) % 2).toBe(0);
		}
		expect(text).not.toMatch(/\n\n\n/);
	});

	test('says for every resource of the world on which lines it is made', () => {
		const written = text.split('\n');
		for (const { id } of Object.values(world.resources)) {
			const [range] = lines[idKey(id)] ?? [];
			expect(written[(range?.from ?? 0) - 1]).toMatch(/^resource /);
			expect(written[(range?.to ?? 0) - 1]).toBe('}');
		}
	});

	test('never says a secret', () => {
		expect(text).not.toContain('geheim');
		expect(text).not.toContain('AccountKey=abc');
	});
});

test('a text that looks like a template stays a text', () => {
	expect(exportTerraform(company()).files['main.tf']).toContain('$${fine} {0} [x]');
});

/** What a configuration makes or looks up: `azurerm_key_vault.kv`, `data.azurerm_subscription.current`. */
const namedIn = (text: string) =>
	[...text.matchAll(/^(data|resource) "(\w+)" "(\w+)" \{/gm)].map(([, kind, type, name]) =>
		kind === 'data' ? `data.${type}.${name}` : `${type}.${name}`,
	);

describe('a part of a world', () => {
	const world = company();
	const group = (name: string) =>
		Object.values(world.resourceGroups).find((each) => each.name === name)?.id ?? '';
	const text = (name: string) => exportTerraform(world, group(name)).files['main.tf'] ?? '';

	test.each(['rg-app', 'rg-data', '1-shared'])(
		'%s looks up what it needs of the others, and makes none of it',
		(name) => {
			const written = text(name);
			const named = namedIn(written);
			const asked = [...written.matchAll(/\b((?:data\.)?(?:azurerm|azapi)_\w+\.\w+)\./g)].map(
				([, each]) => each,
			);
			for (const each of asked) expect(named).toContain(each);
			// A text has no attributes.
			expect(written).not.toMatch(/"\.\w/);
		},
	);

	test('an identity by its name and group, with what the provider tells of it', () => {
		expect(text('rg-data')).toContain(
			[
				'data "azurerm_user_assigned_identity" "app2" {',
				'  name                = "app"',
				'  resource_group_name = "rg-app"',
				'}',
			].join('\n'),
		);
		expect(text('rg-data')).toContain(
			'identity_ids = [data.azurerm_user_assigned_identity.app2.id]',
		);
	});
});
