// A group, or one resource, as code: what is asked for and nothing else.
import { describe, expect, test } from 'vitest';
import {
	groupOf,
	handle,
	idKey,
	isObject,
	isWithin,
	parseJson,
	requests,
	type World,
} from '../../src/azure';
import { runScriptInWorld, startSession } from '../../src/cli';
import { exportArm, exportAz, exportBicep, exportTerraform, readBicep } from '../../src/iac';
import { deploy, emptyLike } from './deploy';
import { essence } from './sameWorld';
import { company, shop } from './worlds';

const topLevel = (world: World) =>
	Object.values(world.resources).filter(({ type }) => type.split('/').length === 2);
const groups = (world: World) => Object.values(world.resourceGroups).map(({ id }) => id);

const deployArm = (into: World, of: World, scope: string): World => {
	const { files, secrets } = exportArm(of, scope);
	const template = parseJson(files['main.json']);
	if (!isObject(template)) throw new Error('no template');
	return deploy(into, template, secrets, groupOf(scope) ?? scope);
};
const withGroup = (world: World, of: World, id: string): World => {
	const group = of.resourceGroups[idKey(id)];
	const put = requests.arm('PUT', id, {
		location: group?.location ?? '',
		...(group?.tags ? { tags: group.tags } : {}),
	});
	return handle(world, put)[0];
};

/** A company without its locks, which would refuse every write. */
const unlocked = (): World => ({ ...company(), locks: {} });

/** What was written of a scope, deployed to where it was taken from; its roles were revoked meanwhile. */
function restored(world: World, scope: string): World {
	const { lines } = exportArm(world, scope);
	const roleAssignments = Object.fromEntries(
		Object.entries(world.roleAssignments).filter(([key]) => lines[key] === undefined),
	);
	return deployArm({ ...world, roleAssignments }, world, scope);
}

describe('one group', () => {
	test('its ARM template makes it again where the group is empty', () => {
		const world = shop();
		const [group = ''] = groups(world);
		const again = deployArm(withGroup(emptyLike(world), world, group), world, group);
		expect(essence(again)).toEqual(essence(world));
	});

	test('its Bicep says the same as its ARM template', () => {
		const world = shop();
		const [group = ''] = groups(world);
		const { files, secrets } = exportBicep(world, group);
		const read = readBicep(files);
		if (!read.ok) throw new Error(read.message);
		const empty = withGroup(emptyLike(world), world, group);
		expect(essence(deploy(empty, read.template, secrets, group))).toEqual(essence(world));
	});

	test('its az script makes it again where the group is empty', () => {
		const world = shop();
		const [group = ''] = groups(world);
		const { files, secrets } = exportAz(world, group);
		expect(files['main.azcli']).not.toContain('az group create');
		const empty = withGroup(emptyLike(world), world, group);
		const session = { ...startSession(empty), variables: secrets };
		const { result, world: after } = runScriptInWorld(empty, files['main.azcli'] ?? '', session);
		expect(result.failed).toBeUndefined();
		expect(essence(after)).toEqual(essence(world));
	});

	test.each(groups(unlocked()).map((group) => [group.split('/').at(-1), group]))(
		'what was written of %s changes nothing where it is, and gives its roles back',
		(_, group) => {
			const world = unlocked();
			expect(essence(restored(world, group))).toEqual(essence(world));
		},
	);
});

describe('one resource', () => {
	const world = unlocked();
	const rows = topLevel(world).map(({ id, name }) => [name, id] as const);

	test.each(rows)(
		'what was written of %s changes nothing where it is, and gives its roles back',
		(_, id) => {
			expect(essence(restored(world, id))).toEqual(essence(world));
		},
	);

	test.each(rows)('%s is written in every language without its neighbours', (_, id) => {
		const others = topLevel(world).filter((other) => other.id !== id);
		for (const write of [exportArm, exportBicep, exportTerraform, exportAz]) {
			const { lines } = write(world, id);
			expect(Object.keys(lines).some((key) => isWithin(id, key))).toBe(true);
			for (const other of others) expect(lines[idKey(other.id)]).toBeUndefined();
		}
	});
});
