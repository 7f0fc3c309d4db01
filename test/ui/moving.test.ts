// Moving to another group: what can, what is said before, held against what is then so, and what is told after.
// https://learn.microsoft.com/azure/azure-resource-manager/management/move-support-resources
// https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
import { expect, test } from 'vitest';
import { checkAccess, type World } from '../../src/azure';
import { createPlayground, describeStep } from '../../src/playground';
import {
	groupsToMoveTo,
	movable,
	moveEffects,
	moveRequests,
} from '../../src/ui/actions/moveAction';
import { plain, words } from '../../src/ui/words';
import { thingOf } from '../../src/ui/views/things';

const idIn = (world: World, name: string): string => {
	const found = Object.values(world.resources).find((each) => each.name === name);
	if (!found) throw new Error(`There is no ${name}.`);
	return found.id;
};
const inWorld = (world: World, name: string) => movable(thingOf(world, idIn(world, name)));

function shop() {
	const playground = createPlayground();
	const own = '$(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv)';
	for (const line of [
		'az group create -n rg-shop -l westeurope',
		'az group create -n rg-data -l westeurope',
		'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --assign-identity [system]',
		'az identity create -g rg-shop -n id-shop',
		'az aks create -g rg-shop -n aks-shop --generate-ssh-keys',
		'az storage account create -g rg-shop -n stshop',
		'az storage container create --account-name stshop -n pictures',
		'az keyvault create -g rg-shop -n kv-shop',
		`az role assignment create --assignee ${own} --role Reader --scope $(az keyvault show -n kv-shop --query id -o tsv)`,
		`az role assignment create --assignee ${own} --role Reader --scope $(az group show -n rg-shop --query id -o tsv)`,
	]) {
		const { printed } = playground.run(line);
		if (printed?.exitCode !== 0) throw new Error(`${line}\n${printed?.stderr}`);
	}
	return playground;
}

test('machines, vaults and accounts can be moved; identities, clusters and what lies in an account cannot', () => {
	const { world } = shop();
	for (const name of ['vm-web', 'kv-shop', 'stshop']) expect(inWorld(world, name)?.name).toBe(name);
	for (const name of ['id-shop', 'aks-shop', 'pictures'])
		expect(inWorld(world, name)).toBeUndefined();
});

test('the roles that stay behind are those that were told, and the feed says it moved, not that it was deleted', () => {
	const playground = shop();
	const before = playground.world;
	const resource = inWorld(before, 'kv-shop');
	if (!resource) throw new Error('A vault can be moved.');
	expect(groupsToMoveTo(before, resource).map(({ name }) => name)).toContain('rg-data');
	expect(groupsToMoveTo(before, resource).map(({ name }) => name)).not.toContain('rg-shop');
	const move = { resource, group: 'rg-data', newGroupIn: undefined };
	expect(moveEffects(before, move)).toEqual({ left: 1, outOfReach: 1, inReach: 0 });

	const reads = (world: World) =>
		checkAccess(world, {
			principalId:
				Object.values(world.resources).find(({ name }) => name === 'vm-web')?.identity?.system
					?.principalId ?? '',
			action: 'Microsoft.KeyVault/vaults/read',
			scope: idIn(world, 'kv-shop'),
			plane: 'control',
		}).allowed;
	playground.advance(3_600_000);
	expect(reads(playground.world)).toBe(true);
	const then = playground.world;
	const step = playground.send(moveRequests(move), 'move');
	expect(reads(playground.world)).toBe(false);
	const told = describeStep(step, then).events.map((event) => plain(words.happened(event)));
	expect(told).toEqual([
		'kv-shop was moved to rg-data. 1 role assignment stayed behind, at an id that nothing has any more.',
	]);
});

test('with an account go its containers, in one sentence', () => {
	const playground = shop();
	const resource = inWorld(playground.world, 'stshop');
	if (!resource) throw new Error('An account can be moved.');
	const step = playground.send(
		moveRequests({ resource, group: 'rg-new', newGroupIn: 'westeurope' }),
		'move',
	);
	expect(idIn(playground.world, 'pictures')).toContain('/rg-new/');
	const told = describeStep(step, shop().world).events.map((event) => plain(words.happened(event)));
	expect(told).toEqual(['rg-new was created.', 'stshop was moved to rg-new.']);
});
