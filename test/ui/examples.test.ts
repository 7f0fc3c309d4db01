// Each example of the gallery is built from its file, and gives what it promises.
import { describe, expect, test } from 'vitest';
import { isAllowed, isOrphan, soundWorld, type World } from '../../src/azure';
import { pointAt } from '../../src/ui/canvas/curve';
import { contains } from '../../src/ui/canvas/geometry';
import { labelRect } from '../../src/ui/canvas/labelSpot';
import { labelOf } from '../../src/ui/canvas/labelWords';
import { place } from '../../src/ui/canvas/place';
import { project } from '../../src/ui/canvas/project';
import { routeAll } from '../../src/ui/canvas/route';
import { EXAMPLES, type ExampleSlug } from '../../src/ui/examples/catalog';
import { exampleWorld } from './exampleWorld';

const READ_SECRET = 'Microsoft.KeyVault/vaults/secrets/getSecret/action';
const READ_BLOB = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
const WRITE_BLOB = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write';
const TAKE_MESSAGE =
	'Microsoft.Storage/storageAccounts/queueServices/queues/messages/process/action';
const PULL = 'Microsoft.ContainerRegistry/registries/pull/read';
const WRITE_SITE = 'Microsoft.Web/sites/write';

type Question = readonly [who: string, action: string, where: string];

/** What the text beside each example says: what must be allowed, and what must not. */
const PROMISES: Readonly<Record<ExampleSlug, { may: Question[]; mayNot: Question[] }>> = {
	'three-tiers': {
		may: [
			['app-front', READ_SECRET, 'kv-web'],
			['app-api', WRITE_BLOB, 'stwebdata'],
		],
		mayNot: [
			['app-front', READ_BLOB, 'stwebdata'],
			['app-api', READ_SECRET, 'kv-web'],
		],
	},
	'function-queue-blob': {
		may: [
			['id-orders', TAKE_MESSAGE, 'storders'],
			['id-orders', WRITE_BLOB, 'storders'],
		],
		mayNot: [['id-orders', 'Microsoft.Storage/storageAccounts/listKeys/action', 'storders']],
	},
	'scale-set': {
		may: [['id-render', WRITE_BLOB, 'strender']],
		mayNot: [['id-render', 'Microsoft.Compute/virtualMachineScaleSets/write', 'vmss-render']],
	},
	'aks-registry': {
		// https://learn.microsoft.com/azure/aks/use-managed-identity: the kubelet's identity pulls, not the cluster's own.
		may: [['aks-shop-agentpool', PULL, 'acrshop']],
		mayNot: [
			['aks-shop', PULL, 'acrshop'],
			['aks-shop-agentpool', 'Microsoft.ContainerRegistry/registries/push/write', 'acrshop'],
		],
	},
	hub: {
		may: [
			['app-sales', READ_SECRET, 'kv-hub'],
			['app-stock', READ_BLOB, 'sthub'],
		],
		mayNot: [
			['app-stock', READ_SECRET, 'kv-hub'],
			['app-sales', READ_BLOB, 'sthub'],
		],
	},
	'github-deployment': {
		may: [['id-deploy', WRITE_SITE, 'app-site']],
		mayNot: [['id-deploy', 'Microsoft.Web/serverfarms/delete', 'plan-site']],
	},
	'vault-per-environment': {
		may: [
			['app-shop-dev', READ_SECRET, 'kv-shop-dev'],
			['app-shop-prod', READ_SECRET, 'kv-shop-prod'],
		],
		mayNot: [
			['app-shop-dev', READ_SECRET, 'kv-shop-prod'],
			['app-shop-prod', READ_SECRET, 'kv-shop-dev'],
		],
	},
	orphans: {
		may: [['vm-new', READ_SECRET, 'kv-old']],
		mayNot: [['vm-new', 'Microsoft.KeyVault/vaults/delete', 'kv-old']],
	},
};

/** Actions on data, not on resources. */
const DATA = new Set([READ_SECRET, READ_BLOB, WRITE_BLOB, TAKE_MESSAGE]);

const named = (world: World, name: string) => {
	const resource = Object.values(world.resources).find((each) => each.name === name);
	if (!resource) throw new Error(`There is no ${name}.`);
	return resource;
};

function may(world: World, [who, action, where]: Question): boolean {
	const { id, identity } = named(world, who);
	const principal =
		identity?.system?.principalId ??
		Object.values(world.servicePrincipals).find(({ resourceId }) => resourceId === id)?.id;
	if (principal === undefined) throw new Error(`${who} has no identity.`);
	return isAllowed(world, {
		principalId: principal,
		action,
		plane: DATA.has(action) ? 'data' : 'control',
		scope: named(world, where).id,
	});
}

describe.each(EXAMPLES)('the example %s', (slug) => {
	test('is built without an error and leaves a sound world', async () => {
		expect(soundWorld(await exampleWorld(slug))).toEqual([]);
	});

	test('is drawn with no role struck through by its own arrow', async () => {
		const picture = project(await exampleWorld(slug));
		const routes = routeAll(picture, place(picture), labelOf);
		for (const { id, kind } of picture.edges) {
			const route = routes.get(id);
			if (kind !== 'role' || !route?.label) continue;
			const rect = labelRect(route.label);
			const points = Array.from({ length: 1000 }, (_, index) => pointAt(route, index / 999));
			expect([route.label.lines, points.filter((point) => contains(rect, point)).length]).toEqual([
				route.label.lines,
				0,
			]);
		}
	});

	test('allows what it promises, and nothing beside it', async () => {
		const world = await exampleWorld(slug);
		for (const question of PROMISES[slug].may)
			expect([...question, may(world, question)]).toContain(true);
		for (const question of PROMISES[slug].mayNot)
			expect([...question, may(world, question)]).toContain(false);
	});
});

test('there are at least eight examples', () => {
	expect(EXAMPLES.length).toBeGreaterThanOrEqual(8);
});

test('the orphans are there to be found: one role assignment points at nobody', async () => {
	const world = await exampleWorld('orphans');
	expect(Object.values(world.roleAssignments).filter((each) => isOrphan(world, each))).toHaveLength(
		1,
	);
});
