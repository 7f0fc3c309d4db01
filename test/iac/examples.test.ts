// The worlds that the page offers to begin with, as code: each makes the same world again, and needs nothing that it does not say.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createWorld, isObject, parseJson, type World } from '../../src/azure';
import { runScriptInWorld } from '../../src/cli';
import { exportArm, exportAz, exportBicep, exportTerraform, readBicep } from '../../src/iac';
import { again } from './again';
import { deploy, emptyLike } from './deploy';
import { essence } from './sameWorld';

const folder = new URL('../../src/ui/examples/', import.meta.url);
const built = (file: string): World => {
	const text = readFileSync(new URL(file, folder), 'utf8');
	const { result, world } = runScriptInWorld(createWorld({ seed: 'examples' }), text);
	if (result.failed) throw new Error(result.failed.text);
	return { ...world, blobs: {}, items: {} };
};
const files = readdirSync(folder).filter((name) => name.endsWith('.azcli'));

describe.each(files)('%s', (file) => {
	const world = built(file);

	test('as an ARM template', () => {
		const { files, secrets } = exportArm(world);
		const template = parseJson(files['main.json']);
		if (!isObject(template)) throw new Error('no template');
		expect(essence(deploy(emptyLike(world), template, secrets))).toEqual(essence(world));
	});
	test('as Bicep', () => {
		const { files, secrets } = exportBicep(world);
		const read = readBicep(files);
		if (!read.ok) throw new Error(read.message);
		expect(essence(deploy(emptyLike(world), read.template, secrets))).toEqual(essence(world));
	});
	test('as an az script', () => {
		expect(essence(again(world))).toEqual(essence(world));
	});
	test('as an az script whose names can all be changed in one place', () => {
		const lines = (exportAz(world).files['main.azcli'] ?? '').split('\n');
		const given = lines.flatMap((line) => /^(\w+Name)=(\S+)$/.exec(line)?.[2] ?? []);
		const after = lines.filter((line) => line.startsWith('az ') || line.includes('=$(az '));
		for (const name of given)
			for (const line of after)
				expect(line).not.toMatch(new RegExp(`[ "'/]${name}(?:[ "'/]|$)(?<! --name ${name} )`));
	});
	test('as Terraform that refers to nothing but what it says', () => {
		const text = exportTerraform(world).files['main.tf'] ?? '';
		const made = new Set(
			[...text.matchAll(/^(data|resource) "(\w+)" "(\w+)" \{/gm)].map(([, kind, type, name]) =>
				kind === 'data' ? `data.${type}.${name}` : `${type}.${name}`,
			),
		);
		const asked = [...text.matchAll(/\b((?:data\.)?(?:azurerm|azapi)_\w+\.\w+)\./g)].map(
			([, each]) => each,
		);
		for (const each of asked) expect(made).toContain(each);
		expect(text).not.toMatch(/"\.\w/);
	});
});

describe('a cluster’s own identity, which nobody can name before the cluster is there', () => {
	const world = built('aks-registry.azcli');
	const told = 'properties.identityProfile.kubeletidentity';

	test('is asked of the cluster, in every language', () => {
		const bicep = Object.values(exportBicep(world).files).join('\n');
		expect(bicep).toContain(`principalId: aksShop.${told}.objectId`);
		expect(exportArm(world).files['main.json']).toContain(
			'.identityProfile.kubeletidentity.objectId]',
		);
		const terraform = exportTerraform(world).files['main.tf'];
		expect(terraform).toContain(
			`principal_id         = azapi_resource.aks_shop.output.${told}.objectId`,
		);
		expect(terraform).toContain(`response_export_values = ["${told}"]`);
		expect(exportAz(world).files['main.azcli']).toContain(`--query ${told}.objectId -o tsv`);
	});
	test('and what AKS makes beside it is not said', () => {
		for (const write of [exportArm, exportBicep, exportTerraform, exportAz])
			expect(Object.values(write(world).files).join('\n')).not.toMatch(/MC_|nodeResourceGroup/);
	});
});
