// Machines as code: with the image that they run, and with what Azure wants and the simulator does not have.
import { describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../src/azure';
import { runScriptInWorld } from '../../src/cli';
import { exportArm, exportAz, exportBicep, exportTerraform } from '../../src/iac';
import { again } from './again';
import { essence } from './sameWorld';

const played = (...lines: readonly string[]): World => {
	const script = ['az group create -n rg -l westeurope', ...lines].join('\n');
	const { result, world } = runScriptInWorld(createWorld({ seed: 'machines' }), script);
	if (result.failed) throw new Error(result.failed.text);
	return world;
};
const az = (world: World) => exportAz(world).files['main.azcli'] ?? '';
const terraform = (world: World) => exportTerraform(world).files['main.tf'] ?? '';

describe('a machine', () => {
	const world = played(
		'az vm create -g rg -n vm-a --image Ubuntu2204 --generate-ssh-keys --assign-identity',
		'az vm create -g rg -n vm-b --image Ubuntu2404 --generate-ssh-keys',
		'az vm create -g rg -n vm-win --image Win2022Datacenter --admin-password Secret-12345',
	);
	/** @see https://learn.microsoft.com/azure/virtual-machines/linux/cli-ps-findimage */
	test.each(['0001-com-ubuntu-server-jammy', 'ubuntu-24_04-lts', 'WindowsServer'])(
		'is written with its image, which Azure does without for none: %s',
		(offer) => {
			const bicep = exportBicep(world).files['rg.bicep'];
			for (const text of [exportArm(world).files['main.json'], bicep, terraform(world)])
				expect(text).toContain(offer);
		},
	);
	test('is made by its own command, which makes a key for who signs in to Linux', () => {
		const lines = az(world).split('\n');
		const made = (name: string) => lines.filter((line) => line.includes(`-n ${name} --image`));
		expect(made('vm-a')).toEqual([
			'az vm create -g rg -n vm-a --image Ubuntu2204 -l "$location" --size Standard_B1s --admin-username azureuser --assign-identity \'[system]\' --generate-ssh-keys',
		]);
		expect(made('vm-win')[0]).not.toContain('ssh');
		expect(essence(again(world))).toEqual(essence(world));
	});
	test('has network interfaces of its own in Terraform: one belongs to one machine', () => {
		const text = terraform(world);
		for (const name of ['vm_a', 'vm_b', 'vm_win']) {
			expect(text).toContain(`variable "${name}_network_interface_ids" {`);
			expect(text).toMatch(
				new RegExp(`network_interface_ids += var\\.${name}_network_interface_ids`),
			);
		}
		expect(text).toContain('resource "azurerm_windows_virtual_machine" "vm_win" {');
		expect(text).toMatch(/admin_password += var\.vm_win_admin_password/);
		expect(text).not.toContain('Secret-12345');
	});
	test('of an image of one’s own says which', () => {
		const image =
			'/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/images/golden';
		const text = terraform(
			played(`az vm create -g rg -n vm-own --image ${image} --generate-ssh-keys`),
		);
		expect(text).toContain(`source_image_id       = "${image}"`);
		expect(text).not.toContain('source_image_reference');
	});
	test('says in a template what Azure wants beside it', () => {
		for (const { leftOut } of [exportArm(world), exportBicep(world)])
			expect(leftOut.join('\n')).toMatch(/^Networks, .* vm-a, vm-b, vm-win\.$/m);
		expect(exportAz(world).leftOut.join('\n')).not.toContain('Networks');
	});
});

test('a scale set is made by its own command too', () => {
	const world = played(
		'az identity create -g rg -n id-set',
		'az vmss create -g rg -n vmss-a --image Ubuntu2204 --generate-ssh-keys --instance-count 3 --assign-identity id-set',
	);
	expect(az(world)).toContain('az vmss create -g rg -n vmss-a --image Ubuntu2204');
	expect(az(world)).not.toContain('az resource create');
	expect(essence(again(world))).toEqual(essence(world));
});

describe('names that must be unique', () => {
	const world = played(
		'az keyvault create -g rg -n kv-a',
		'az storage account create -g rg -n stasca --allow-shared-key-access false',
		'az appservice plan create -g rg -n plan-a --is-linux',
		'az webapp create -g rg -p plan-a -n site-a --runtime NODE:20-lts',
		'az webapp config appsettings set -g rg -n site-a --settings VAULT=https://kv-a.vault.azure.net OTHER=https://kv-ab.vault.azure.net AzureWebJobsStorage__accountName=stasca "REF=@Microsoft.KeyVault(VaultName=kv-a;SecretName=db)" \'BLOBS=https://stasca.blob.core.windows.net/photos\'',
	);
	test('are the parameter in addresses and settings too, so that one change is enough', () => {
		const bicep = exportBicep(world).files['rg.bicep'] ?? '';
		expect(bicep).toContain("'https://${kvAName}.vault.azure.net'");
		expect(bicep).toContain("'@Microsoft.KeyVault(VaultName=${kvAName};SecretName=db)'");
		expect(bicep).toContain("'https://${stascaName}.blob.core.windows.net/photos'");
		expect(bicep).toMatch(/name: 'AzureWebJobsStorage__accountName'\n\s+value: stascaName\n/);
		expect(bicep).toContain("'https://kv-ab.vault.azure.net'");
		const text = terraform(world);
		expect(text).toContain('"https://${var.kv_a_name}.vault.azure.net"');
		const script = az(world).slice(az(world).indexOf('az group create'));
		expect(script).not.toMatch(/kv-a[^b]|stasca[^N]|site-a/);
		expect(script).toContain('kv-ab');
		expect(script).toContain('--allow-shared-key-access false');
		expect(essence(again(world))).toEqual(essence(world));
	});
});
