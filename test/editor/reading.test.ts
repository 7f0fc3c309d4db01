// The world as code and what is selected: which lines make what, what changed, what was asked for.
import { describe, expect, test } from 'vitest';
import { handle, idKey, requests, type World } from '../../src/azure';
import { exportArm, exportAz, exportBicep, exportTerraform } from '../../src/iac';
import { project } from '../../src/ui/canvas/project';
import { changedBlocks, rangesOf, selectedBy } from '../../src/ui/editor/blocks';
import { foretell } from '../../src/ui/editor/foretell';
import { lineChanges } from '../../src/ui/editor/lineChanges';
import { isGood } from '../../src/ui/editor/prefetch';
import { idOfRequest, requestsText } from '../../src/ui/editor/requestsText';
import { company, shop } from '../iac/worlds';

const world = shop();
const idOf = (name: string, of: World = world): string =>
	Object.values(of.resources).find((one) => one.name === name)?.id ?? '';

describe.each([
	['ARM', exportArm],
	['Bicep', exportBicep],
	['Terraform', exportTerraform],
	['az', exportAz],
] as const)('%s', (_, write) => {
	test('the lines of a machine select the machine, and so does its identity', () => {
		const exported = write(world);
		const vm = idOf('vm-web');
		const [range] = rangesOf(exported, world, vm);
		if (!range) throw new Error('no lines');
		expect(selectedBy(exported, world, range.path, range.to)).toBe(vm);
		const identity = world.resources[idKey(vm)]?.identity?.system?.principalId;
		expect(rangesOf(exported, world, identity)).toEqual(rangesOf(exported, world, vm));
	});

	test('only blocks that say something else are changed', () => {
		const vm = idOf('vm-web');
		const [after] = handle(world, requests.patchResource(vm, { tags: { env: 'live' } }));
		const changed = changedBlocks(write(world), write(after));
		expect(changed.length).toBeGreaterThan(0);
		expect(changed).toEqual(rangesOf(write(after), after, vm));
		expect(changedBlocks(write(world), write(world))).toEqual([]);
	});
});

describe('requests', () => {
	const put = requests.arm('PUT', idOf('vm-web'), { location: 'westeurope' });
	const steps = [
		{
			label: 'Create vm-web',
			exchanges: [
				{
					request: { ...put, headers: { ...put.headers, Authorization: 'Bearer secret' } },
					response: { status: 201, headers: {}, body: '' },
				},
			],
		},
	];

	test('stand as a file that editors can send, without tokens', () => {
		const text = requestsText(steps).files['requests.http'] ?? '';
		expect(text).toMatch(/^### Create vm-web\nPUT https:\/\/management\.azure\.com/);
		expect(text).toContain('\n\n{\n  "location": "westeurope"\n}\n');
		expect(text).toContain('# → 201');
		expect(text).not.toContain('secret');
	});

	test('leave the values of secure parameters to whoever sends them, as Azure leaves them out of its history', () => {
		const deployment = requests.arm('PUT', `${idOf('rg-shop')}/providers/x/deployments/main`, {
			properties: {
				template: {
					parameters: { AdminPassword: { type: 'SecureString' }, size: { type: 'int' } },
				},
				parameters: { adminPassword: { value: 'Hunter-Two-22' }, size: { value: 3 } },
			},
		});
		const exchanges = [{ request: deployment, response: { status: 201, headers: {}, body: '' } }];
		const text = requestsText([{ label: 'Deploy', exchanges }]).files['requests.http'] ?? '';
		expect(text).toContain('"value": "{{adminPassword}}"');
		expect(text).toContain('"value": 3');
		expect(text).not.toContain('Hunter');
	});

	test('belong to what they are about, actions too', () => {
		expect(Object.keys(requestsText(steps).lines)).toEqual([idKey(idOf('vm-web'))]);
		expect(idOfRequest(`https://management.azure.com${idOf('vm-web')}/start?api-version=1`)).toBe(
			idOf('vm-web'),
		);
		expect(idOfRequest('https://kv.vault.azure.net/secrets/a')).toBeUndefined();
		expect(requestsText(steps, '/subscriptions/other').files['requests.http']).toContain('#');
	});
});

describe('foretelling', () => {
	const deleted = idOf('vm-web');
	const [then] = handle({ ...world, timing: 'instant' }, requests.del(deleted));
	const [made] = handle(
		then,
		requests.putUserAssignedIdentity(
			deleted.split('/')[2] ?? '',
			'rg-shop',
			'id-new',
			'westeurope',
		),
	);
	const picture = foretell(project(world), project(made), new Set([idKey(idOf('id-shop'))]));
	const told = (name: string) =>
		picture.nodes.find((node) => node.name === name && node.kind !== 'ghost')?.foretold;

	test('says of each card what would happen to it', () => {
		expect(told('vm-web')).toBe('delete');
		expect(told('id-new')).toBe('create');
		expect(told('id-shop')).toBe('change');
		const others = picture.nodes.filter(({ foretold }) => foretold === undefined);
		expect(others.map(({ name }) => name)).not.toContain('id-shop');
		expect(others.length).toBe(project(world).nodes.length - 2);
	});

	test('what stays is the same object: nothing of it is drawn anew', () => {
		const now = project(world);
		const again = foretell(now, now, new Set());
		expect(again.nodes.every((node, index) => node === now.nodes[index])).toBe(true);
	});
});

test('lines compared: what came, what went, and two around it', () => {
	const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].join('\n');
	const after = ['a', 'b', 'c', 'D', 'e', 'f', 'g'].join('\n');
	expect(lineChanges(before, after).map(({ sign, line }) => sign + line)).toEqual([
		' b',
		' c',
		'−d',
		'+D',
		' e',
		' f',
	]);
	expect(lineChanges(before, before)).toEqual([]);
});

test('nothing is fetched ahead on a slow, a counted or an unknown connection', () => {
	expect(isGood({ effectiveType: '4g', downlink: 10 })).toBe(true);
	expect(isGood({ effectiveType: '4g', downlink: 10, saveData: true })).toBe(false);
	expect(isGood({ effectiveType: '3g', downlink: 10 })).toBe(false);
	expect(isGood({ effectiveType: '4g', downlink: 1.4 })).toBe(false);
	expect(isGood(undefined)).toBe(false);
});

test('a company has lines for every resource in every language', () => {
	const all = company();
	const top = Object.values(all.resources).filter(({ type }) => type.split('/').length === 2);
	for (const write of [exportArm, exportBicep, exportAz]) {
		const exported = write(all);
		for (const { id } of top) expect(rangesOf(exported, all, id).length).toBeGreaterThan(0);
	}
});
