// A role that a security group has: the group is no deleted identity, and its members reach what it reaches.
import { expect, test } from 'vitest';
import { createPlayground, describeStep } from '../../src/playground';
import { exportSvg } from '../../src/ui/canvas/exportSvg';
import { project } from '../../src/ui/canvas/project';
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

test('the picture shows the group as what it is, beside what it reaches, and no deleted identity', () => {
	const { nodes, edges } = project(world);
	const drawn = nodes.find(({ name }) => name === 'readers');
	expect(drawn).toMatchObject({ kind: 'securityGroup', lane: 'identity', members: 1 });
	expect(drawn?.area).toMatch(/rg-shop$/);
	expect(nodes.filter(({ kind }) => kind === 'ghost')).toEqual([]);
	expect(edges).toMatchObject([{ from: drawn?.id, to: idOf('kv-shop'), orphan: false }]);
	const svg = exportSvg({ ...project(world) });
	expect(svg).toContain('Security group · 1 member<');
	expect(svg).toContain('readers has Key Vault Secrets User on kv-shop.');
	expect(svg).not.toContain(words.gone);
});

test('when the group is deleted too, its role assignment points at nobody', () => {
	playground.run('az ad group delete --group readers');
	const { nodes, edges } = project(playground.world);
	expect(nodes.filter(({ kind }) => kind === 'ghost')).toHaveLength(1);
	expect(edges).toMatchObject([{ orphan: true }]);
});
