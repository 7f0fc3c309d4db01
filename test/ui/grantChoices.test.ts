// Whoever looks for a role meets first what is looked for most.
import { expect, test } from 'vitest';
import { createWorld } from '../../src/azure';
import { runScriptInWorld, startSession } from '../../src/cli';
import { roleSections } from '../../src/ui/dialogs/grantChoices';

test('of the roles for a storage account those for blobs come first, the narrow ones before the wide', () => {
	const empty = createWorld();
	const lines = [
		'az group create --name rg --location westeurope',
		'az storage account create --resource-group rg --name stshop1',
	].join('\n');
	const { world } = runScriptInWorld(empty, lines, startSession(empty));
	const account = Object.values(world.resources).find(({ name }) => name === 'stshop1')?.id ?? '';
	const names = roleSections(world, account, '')[0]?.roles.map(({ roleName }) => roleName) ?? [];
	expect(names.slice(0, 3)).toEqual([
		'Storage Blob Data Reader',
		'Storage Blob Data Contributor',
		'Storage Blob Data Owner',
	]);
	expect(names.at(-1)).toMatch(/^Storage File Data/);
	expect(names.length).toBeGreaterThan(8);
});
