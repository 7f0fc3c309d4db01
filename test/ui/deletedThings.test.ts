// What was deleted and can be recovered: its name is not free, and the clock tells when it goes for good.
import { describe, expect, test } from 'vitest';
import {
	advance,
	createWorld,
	days,
	handle,
	PROVIDERS,
	requests,
	type World,
} from '../../src/azure';
import {
	newResourceId,
	resourceNameFault,
	resourceRequests,
	type NewResource,
} from '../../src/ui/actions/resourceTypes';
import { createPlayground, describeStep, type Step } from '../../src/playground';
import { project } from '../../src/ui/canvas/project';
import { outlineOf, visibleItems } from '../../src/ui/outline/tree';
import { waitingIn } from '../../src/ui/views/waiting';

const row = PROVIDERS.find(({ type }) => type === 'Microsoft.AppConfiguration/configurationStores');
if (!row) throw new Error('no such type');
const store: NewResource = {
	row,
	name: 'config-shop',
	group: 'rg-shop',
	newGroup: true,
	location: 'westeurope',
	systemIdentity: false,
};
const sent = (world: World, ...all: readonly Parameters<typeof handle>[1][]) =>
	all.reduce((now, request) => handle(now, request)[0], world);
const made = sent(createWorld(), ...resourceRequests(createWorld(), store));
const deleted = sent(made, requests.del(newResourceId(made, store)));
const purges = (world: World) => waitingIn(world).filter(({ id }) => id.startsWith('purge '));

describe('a deleted configuration store', () => {
	test('keeps its name for seven days', () => {
		const elsewhere = { ...store, group: 'rg-other' };
		expect(resourceNameFault(made, elsewhere)).toMatch(/all of Azure/);
		expect(resourceNameFault(deleted, elsewhere)).toMatch(/can still be recovered/);
		expect(resourceNameFault(advance(deleted, days(6)), elsewhere)).toMatch(/still be recovered/);
		expect(resourceNameFault(advance(deleted, days(8)), elsewhere)).toBe(undefined);
	});
	test('stands among what the clock will bring until it cannot be recovered any more', () => {
		expect(purges(made)).toEqual([]);
		expect(purges(deleted)).toMatchObject([
			{ at: deleted.now + days(7), label: 'config-shop can no longer be recovered' },
		]);
		expect(purges(advance(deleted, days(8)))).toEqual([]);
	});
});

describe('what is deleted and can be recovered', () => {
	const group = Object.values(deleted.resourceGroups).find(({ name }) => name === 'rg-shop')?.id;
	const area = (world: World) => project(world).areas.find(({ id }) => id === group);
	const spoken = (world: World) =>
		visibleItems(outlineOf(world), () => true).find(({ item }) => item.id === group)?.item.spoken;

	test('is told in the picture and in the outline of its group, until it is gone for good', () => {
		expect(area(made)?.kept).toBe(undefined);
		expect(area(deleted)?.kept).toEqual(['config-shop']);
		expect(spoken(deleted)).toContain('config-shop deleted and recoverable');
		const later = advance(deleted, days(8));
		expect(area(later)?.kept).toBe(undefined);
		expect(spoken(later)).not.toContain('config-shop');
	});

	test('is said with its span when it is deleted, and once more when that is over', () => {
		const playground = createPlayground();
		playground.send(resourceRequests(playground.world, store), 'make');
		const told = (act: () => Step) => {
			const before = playground.world;
			return describeStep(act(), before).events;
		};
		const at = newResourceId(playground.world, store);
		expect(told(() => playground.send([requests.del(at)], 'delete'))).toMatchObject([
			{ kind: 'deleted', resource: { name: 'config-shop' }, keptFor: days(7) },
		]);
		expect(told(() => playground.advance(days(6))).map(({ kind }) => kind)).toEqual(['passed']);
		expect(told(() => playground.advance(days(2)))).toMatchObject([
			{ kind: 'passed' },
			{ kind: 'purged', resource: { name: 'config-shop' } },
		]);
	});
});
