// What can be created from the palette, and how things are found in it.
import { describe, expect, test } from 'vitest';
import {
	createWorld,
	handle,
	PROVIDERS,
	providerOf,
	soundWorld,
	type World,
} from '../../src/azure';
import {
	CREATABLE_TYPES,
	newResourceId,
	parentsFor,
	resourceNameFault,
	resourceRequests,
	suggestResourceName,
} from '../../src/ui/actions/resourceTypes';
import { search } from '../../src/ui/palette/search';

/** Creates something of a type as the dialog proposes it, its parents first. */
function create(world: World, type: string): { world: World; statuses: number[] } {
	const row = providerOf(type);
	const about = CREATABLE_TYPES.find((each) => each.type === type);
	if (!row || !about) throw new Error(`${type} cannot be created.`);
	let current = world;
	if (about.parent !== undefined && parentsFor(world, about.parent).length === 0)
		current = create(world, about.parent).world;
	const parentId =
		about.parent === undefined ? undefined : parentsFor(current, about.parent)[0]?.id;
	const wanted = {
		row,
		group: 'rg-shop',
		newGroup: true,
		location: 'westeurope',
		systemIdentity: row.identity?.system === true,
		parentId,
	};
	const name = suggestResourceName(current, wanted);
	expect(resourceNameFault(current, { ...wanted, name })).toBeUndefined();
	const statuses: number[] = [];
	for (const request of resourceRequests(current, { ...wanted, name })) {
		const [next, response] = handle(current, request);
		current = next;
		statuses.push(response.status);
	}
	const id = newResourceId(current, { ...wanted, name }).toLowerCase();
	expect(Object.keys(current.resources)).toContain(id);
	return { world: current, statuses };
}

describe('creating from the palette', () => {
	test.each(CREATABLE_TYPES.map(({ type }) => type))('%s', (type) => {
		const { world, statuses } = create(createWorld(), type);
		expect(statuses.filter((status) => status >= 300)).toEqual([]);
		expect(soundWorld(world)).toEqual([]);
	});

	test('offers every type but those that are made of their own forms or only stand in templates', () => {
		const missing = PROVIDERS.filter(
			({ type, beside }) => !beside && !CREATABLE_TYPES.some((each) => each.type === type),
		);
		expect(missing.map(({ type }) => type).sort()).toEqual([
			'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments',
			'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions',
			'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
			'Microsoft.Storage/storageTasks',
		]);
	});

	test('offers nothing twice: every entry has a name of its own', () => {
		const names = CREATABLE_TYPES.map(({ name }) => name);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});
});

describe('finding', () => {
	const items = ['Virtual machine', 'Virtual machine scale set', 'Key vault', 'Search service'].map(
		(label) => ({ label, note: `Microsoft.${label.replaceAll(' ', '')}` }),
	);
	const found = (query: string) => search(items, query).map(({ label }) => label);

	test('nothing typed: everything, as it was', () => {
		expect(found(' ')).toEqual(items.map(({ label }) => label));
	});
	test('every word must be found, in any order', () => {
		expect(found('set virt')).toEqual(['Virtual machine scale set']);
		expect(found('virtual dinosaur')).toEqual([]);
	});
	test('beginnings of words come before middles', () => {
		expect(found('s')[0]).toBe('Search service');
		expect(found('vault')).toEqual(['Key vault']);
	});
	test('what stands beside the label is found too, after the labels', () => {
		expect(found('microsoft.key')).toEqual(['Key vault']);
	});
});
