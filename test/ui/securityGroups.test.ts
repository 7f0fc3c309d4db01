// A role that a security group has: the group is no deleted identity, and its members reach what it reaches.
import { expect, test } from 'vitest';
import { createPlayground, describeStep } from '../../src/playground';
import { grantsHeldBy, grantsOn } from '../../src/ui/views/access';
import { overviewOf } from '../../src/ui/inspector/overview';
import { thingOf } from '../../src/ui/views/things';
import { plain, words } from '../../src/ui/words';

const playground = createPlayground();
for (const line of [
	'az group create -n rg-shop -l westeurope',
	'az keyvault create -g rg-shop -n kv-shop',
	'az vm create -g rg-shop -n vm-web --image Ubuntu2204 --assign-identity [system]',
	'az ad group create --display-name readers --mail-nickname readers',
	'az ad group member add --group readers --member-id $(az vm show -g rg-shop -n vm-web --query identity.principalId -o tsv)',
])
	playground.run(line);
const before = playground.world;
const step = playground.run(
	'az role assignment create --assignee-object-id $(az ad group show --group readers --query id -o tsv) --assignee-principal-type Group --role "Key Vault Secrets User" --scope $(az keyvault show -n kv-shop --query id -o tsv)',
);
const { world } = playground;
const idOf = (name: string) =>
	Object.values(world.resources).find((resource) => resource.name === name)?.id ?? '';

test('the group has its name wherever the role is told', () => {
	const [grant] = grantsOn(world, idOf('kv-shop'));
	expect(grant?.who).toMatchObject({ kind: 'securityGroup', name: 'readers' });
	const assignment = thingOf(world, grant?.assignment.id);
	expect(assignment && overviewOf(world, assignment)).toBe('Lets readers read secrets in kv-shop.');
	const told = describeStep(step, before).events.map((event) => plain(words.happened(event)));
	expect(told).toEqual(['Granted Key Vault Secrets User to readers on kv-shop.']);
});

test('a machine that is a member reaches what the group reaches', () => {
	const machine = thingOf(world, idOf('vm-web'));
	expect(machine && grantsHeldBy(world, machine)).toMatchObject([
		{ roleName: 'Key Vault Secrets User', who: { kind: 'securityGroup', name: 'readers' } },
	]);
});
