// A complete deployment deletes what its template does not name: what is said before is what goes.
import { describe, expect, test } from 'vitest';
import { createPlayground } from '../../src/playground';
import { idKey, nameOf, type World } from '../../src/azure';
import { deploymentRequest, type Deploying } from '../../src/ui/editor/deploymentRequest';
import { lossesOf } from '../../src/ui/editor/losses';
import { readTemplate } from '../../src/ui/editor/template';
import { tryOut } from '../../src/ui/editor/whatIf';

function playedWorld(): World {
	const playground = createPlayground();
	for (const line of [
		'az group create -n rg-shop -l westeurope',
		'az group create -n rg-other -l westeurope',
		'az identity create -g rg-shop -n id-shop',
		'az identity create -g rg-shop -n id-old',
		'az keyvault create -g rg-shop -n kv-shop',
		'az storage account create -g rg-shop -n stshop',
		'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --generate-ssh-keys --assign-identity',
		'az identity create -g rg-other -n id-other',
	])
		playground.run(line);
	return playground.world;
}
const world = playedWorld();
const group = Object.values(world.resourceGroups).find(({ name }) => name === 'rg-shop');
const identity = (name: string) =>
	`resource ${name.replace('-', '')} 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {\n  name: '${name}'\n  location: 'westeurope'\n}\n`;
const read = (text: string) => {
	const template = readTemplate('bicep', { 'main.bicep': text }, 'main.bicep');
	if (!template.ok) throw new Error(template.problems[0]?.message);
	return template;
};
const deploying = (mode: Deploying['mode']): Deploying => ({
	name: 'main',
	scope: group?.id ?? '',
	mode,
	values: {},
	location: 'westeurope',
});
/** Names of the resources that are there in one world and no longer in another. */
const gone = (before: World, after: World): string[] =>
	Object.values(before.resources)
		.filter(({ id }) => after.resources[idKey(id)] === undefined)
		.map(({ id }) => nameOf(id));

describe('the losses of a complete deployment', () => {
	test.each([
		['nothing', ''],
		['one identity', identity('id-shop')],
		['one that is there and one that is new', identity('id-old') + identity('id-new')],
	])('a template that names %s: exactly what is named goes', (_, text) => {
		const template = read(text);
		const losses = lossesOf(world, deploying('Complete'), template);
		const after = tryOut(world, deploymentRequest(deploying('Complete'), template));
		expect([...losses].sort()).toEqual(gone(world, after).sort());
		expect(losses).toContain('kv-shop');
		expect(losses).toContain('vm-web');
		expect(losses).not.toContain('id-other');
	});

	test('an incremental one deletes nothing', () => {
		const template = read(identity('id-shop'));
		expect(lossesOf(world, deploying('Incremental'), template)).toEqual([]);
		expect(
			gone(world, tryOut(world, deploymentRequest(deploying('Incremental'), template))),
		).toEqual([]);
	});
});
