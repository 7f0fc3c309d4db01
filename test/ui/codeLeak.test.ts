// What the code tab says that a leak would cost, beside a program with a key.
import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../src/azure';
import { runScriptInWorld } from '../../src/cli';
import { leakOf } from '../../src/ui/code/leak';
import { targetsFor } from '../../src/ui/code/targets';

const told = (account: string, kind: string): string => {
	const lines = [
		'az group create -n rg -l westeurope',
		`az storage account create -g rg -n stleak ${account}`,
		'az storage container-rm create --storage-account stleak -g rg -n photos',
		'az vm create -g rg -n vm --image Ubuntu2204 --assign-identity',
	];
	const { world } = runScriptInWorld(createWorld({ seed: 'leak' }), lines.join('\n'));
	return say(world, kind);
};
function say(world: World, kind: string): string {
	const machine = Object.values(world.resources).find(({ name }) => name === 'vm');
	if (!machine) throw new Error('There is no machine.');
	const found = targetsFor(world, machine).find(({ target }) => target.kind === kind);
	if (!found) throw new Error(`Nothing is there to ${kind}.`);
	return leakOf(world, found.target, found.owner)
		.map(({ text }) => text)
		.join('\n');
}

describe('if it leaks', () => {
	it('a connection string opens the whole account, from anywhere, for good', () => {
		expect(told('', 'listBlobs')).toMatch(/opens all of stleak.*1 container[^]*never expires/);
	});
	/** @see https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent */
	it('it opens nothing where the account takes no keys', () => {
		const leak = told('--allow-shared-key-access false', 'listBlobs');
		expect(leak).toContain('stleak takes no keys');
		expect(leak).not.toMatch(/opens all|never expires/);
	});
	it('where no service has keys it is an application’s secret', () => {
		expect(told('', 'listResources')).toContain('can be the application');
	});
});
