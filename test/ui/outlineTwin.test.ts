// The outline is the picture's twin: what is drawn is also said, with its name, its kind and its relations.
import { describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../src/azure';
import { runScriptInWorld, startSession } from '../../src/cli';
import { project } from '../../src/ui/canvas/project';
import { EXAMPLES, loadExample, type ExampleSlug } from '../../src/ui/examples/catalog';
import { keepItems, outlineOf, visibleItems, type TreeItem } from '../../src/ui/outline/tree';

async function build(slug: ExampleSlug): Promise<World> {
	const world = createWorld();
	const script = await loadExample(slug);
	return runScriptInWorld(world, script, startSession(world)).world;
}

const itemsOf = (world: World): TreeItem[] =>
	visibleItems(outlineOf(world), () => true).map(({ item }) => item);

describe.each(EXAMPLES)('in the example %s', (slug) => {
	test('everything that is drawn has an item of its name and kind', async () => {
		const world = await build(slug);
		const items = itemsOf(world);
		const { areas, nodes } = project(world);
		expect(nodes.length).toBeGreaterThan(2);
		const drawn = [
			...areas.map(({ id, name }) => ({ id, name })),
			...nodes.filter(({ kind }) => kind !== 'ghost').map(({ id, name }) => ({ id, name })),
		];
		for (const { id, name } of drawn) {
			const item = items.find((each) => each.id === id && each.name === name);
			expect(item?.spoken, name).toContain(name);
		}
	});

	test('every seal is said with the name of its resource', async () => {
		const world = await build(slug);
		const items = itemsOf(world);
		for (const { name, seal } of project(world).nodes) {
			if (!seal) continue;
			const item = items.find(({ id }) => id === seal.id);
			expect(item?.kind).toBe('systemIdentity');
			expect(item?.spoken).toContain(name);
		}
	});

	test('every arrow is a sentence with its role; who is gone is said to be gone', async () => {
		const world = await build(slug);
		const items = itemsOf(world);
		const { nodes, edges } = project(world);
		for (const edge of edges) {
			const [from, to] = [edge.from, edge.to].map((id) =>
				nodes.find((node) => node.id === id || node.seal?.id === id),
			);
			if (edge.kind === 'role') {
				const spoken = items.filter(({ id }) => id === edge.id).map((item) => item.spoken);
				expect(spoken.length, edge.id).toBeGreaterThan(0);
				for (const sentence of spoken) expect(sentence).toContain(edge.role);
				if (!edge.orphan) expect(spoken.join(' ')).toContain(from?.name);
			} else {
				const both = items.some(
					({ spoken }) => spoken.includes(from?.name ?? '') && spoken.includes(to?.name ?? ''),
				);
				expect(both, edge.id).toBe(true);
			}
		}
	});
});

test('what a step leaves alone keeps its items, so that nothing of it is drawn anew', async () => {
	const world = await build('three-tiers');
	const before = outlineOf(world);
	expect(keepItems(before, outlineOf(world))).toBe(before);
	const after = runScriptInWorld(
		world,
		`az identity create --resource-group ${before.children[0]?.name} --name id-new`,
		startSession(world),
	).world;
	const kept = keepItems(before, outlineOf(after));
	const old = new Set(visibleItems(before, () => true).map(({ item }) => item));
	const fresh = visibleItems(kept, () => true)
		.map(({ item }) => item)
		.filter((item) => !old.has(item));
	expect(fresh.map(({ name }) => name)).toEqual([before.name, before.children[0]?.name, 'id-new']);
});

describe('what lies in a resource and is a resource itself', () => {
	const LINES = [
		'az group create --name rg --location westeurope',
		'az identity create --resource-group rg --name id-ci',
		'az identity federated-credential create --resource-group rg --identity-name id-ci --name github --issuer https://token.actions.githubusercontent.com --subject repo:contoso/shop:ref:refs/heads/main --audiences api://AzureADTokenExchange',
		'az appservice plan create --resource-group rg --name plan',
		'az webapp create --resource-group rg --plan plan --name app-shop-1',
		'az webapp deployment slot create --resource-group rg --name app-shop-1 --slot staging',
		'az webapp identity assign --resource-group rg --name app-shop-1 --slot staging',
		'az storage account create --resource-group rg --name stshop1',
		'az storage container create --account-name stshop1 --name photos --auth-mode key',
		'az storage queue create --account-name stshop1 --name orders --auth-mode key',
	].join('\n');
	const world = (() => {
		const empty = createWorld();
		return runScriptInWorld(empty, LINES, startSession(empty)).world;
	})();
	const under = (name: string) =>
		itemsOf(world)
			.find((item) => item.name === name)
			?.children.map(({ spoken }) => spoken);

	test('a federated credential stands below its identity', () => {
		expect(under('id-ci')).toEqual(['github, federated identity credential']);
	});
	test('a slot stands below its app, with the identity that is its own', () => {
		expect(under('app-shop-1')).toEqual(['staging, deployment slot']);
		expect(under('staging')).toEqual(['System-assigned identity of staging']);
	});
	test('a queue stands below its account, and a container only once', () => {
		expect(under('stshop1')).toEqual(['photos, blob container', 'orders, storage queue']);
	});
});
