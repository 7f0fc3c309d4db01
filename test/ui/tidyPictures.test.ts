// Pictures that are left on a projector: no empty columns, groups that reach into one another side by side, names that can be read.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { breakName, nameLines } from '../../src/ui/canvas/cardName';
import { tileOf } from '../../src/ui/canvas/foldedElements';
import { samplesOf } from '../../src/ui/canvas/curve';
import { contains, overlap, type Rect } from '../../src/ui/canvas/geometry';
import { labelRect } from '../../src/ui/canvas/labelSpot';
import { place, type Placement } from '../../src/ui/canvas/place';
import { routeAll } from '../../src/ui/canvas/route';
import { sizeOf } from '../../src/ui/canvas/sizes';
import type { PictureArea, PictureEdge, PictureNode } from '../../src/ui/canvas/picture';
import { tidy } from '../../src/ui/canvas/tidy';
import { card, group, role, subscription } from './pictures';

const label = ({ role: text }: { role: string }) => ({ role: text, note: '' });
const [hub, sales, stock] = [group('rg-hub'), group('rg-sales'), group('rg-stock')];
const vault = card(hub, 'kv-hub', 'target');
const store = card(hub, 'sthub', 'target');
const seal = (id: string) => ({ seal: { id, state: 'active' } });
const hubAndSpokes = {
	areas: [subscription, hub, sales, stock],
	nodes: [
		vault,
		store,
		card(sales, 'app-sales', 'workload', seal('sales')),
		card(sales, 'plan-sales', 'ground'),
		card(stock, 'app-stock', 'workload', seal('stock')),
		card(stock, 'plan-stock', 'ground'),
	],
	edges: [role('sales', vault.id), role('stock', store.id)],
};

describe('groups that reach into one another', () => {
	const { areas, cards } = place(hubAndSpokes);
	const at = ({ id }: PictureArea): Rect => areas.get(id)!;

	test('stand side by side: who reaches left, what is reached right', () => {
		for (const spoke of [sales, stock]) expect(at(spoke).x + at(spoke).w).toBeLessThan(at(hub).x);
		expect(at(sales).x).toBe(at(stock).x);
	});

	test('have no empty columns', () => {
		for (const { id } of [hub, sales, stock]) {
			const own = hubAndSpokes.nodes.filter(({ area }) => area === id);
			const right = Math.max(...own.map((node) => cards.get(node.id)!.x + cards.get(node.id)!.w));
			expect(areas.get(id)!.x + areas.get(id)!.w - right).toBeLessThan(60);
		}
	});

	test('are as wide as the others of their column', () => {
		expect(at(sales).w).toBe(at(stock).w);
	});
});

test('groups that nothing joins fill a screen, and no long row', () => {
	const groups = Array.from({ length: 20 }, (_, index) => group(`rg-${index}`));
	const nodes = groups.flatMap((area) => ['a', 'b', 'c'].map((name) => card(area, name)));
	const { w, h } = place({ areas: [subscription, ...groups], nodes, edges: [] }).areas.get(
		subscription.id,
	)!;
	expect(w / h).toBeGreaterThan(0.8);
	expect(w / h).toBeLessThan(2.2);
});

test('subscriptions and management groups of a large picture lie on nothing else, in rows', () => {
	const scope = (id: string, kind: PictureArea['kind'], parent?: string): PictureArea => ({
		...{ id, kind, name: id, location: '', state: 'succeeded' },
		...(parent === undefined ? {} : { parent }),
	});
	const tops = [scope('platform', 'managementGroup'), scope('shops', 'managementGroup')];
	const subscriptions = tops.flatMap(({ id }) =>
		['a', 'b'].map((name) => scope(`${id}-${name}`, 'subscription', id)),
	);
	const groups = subscriptions.flatMap(({ id }) =>
		Array.from({ length: 25 }, (_, index) => scope(`${id}-rg-${index}`, 'group', id)),
	);
	const nodes = groups.flatMap((area) =>
		Array.from({ length: 10 }, (_, index) => card(area, `vm-${index}`)),
	);
	const { areas } = place({ areas: [...tops, ...subscriptions, ...groups], nodes, edges: [] });
	const rects = [...subscriptions.map(({ id }) => areas.get(id)!)];
	rects.forEach((rect, index) => {
		for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
	});
	const [platform, shops] = tops.map(({ id }) => areas.get(id)!);
	expect(overlap(platform!, shops!)).toBe(false);
	const right = Math.max(platform!.x + platform!.w, shops!.x + shops!.w);
	const low = Math.max(platform!.y + platform!.h, shops!.y + shops!.h);
	const wide = right - Math.min(platform!.x, shops!.x);
	const high = low - Math.min(platform!.y, shops!.y);
	expect(wide / high).toBeLessThan(2.2);
	// Whole in a window of 738 × 628 the names of scopes, 12 px high, have their room.
	const zoom = Math.min(710 / wide, 580 / high);
	expect((areas.get('platform-a')!.y - platform!.y) * zoom).toBeGreaterThan(14);
});

test('what a group keeps free to be built in stays while it is filled, and no card moves', () => {
	const shop = group('rg-shop');
	const before = place({ areas: [subscription, shop], nodes: [], edges: [] });
	const one = { areas: [subscription, shop], nodes: [card(shop, 'vm')], edges: [] };
	const after = place(one, before.positions);
	expect(after.areas.get(shop.id)).toEqual(before.areas.get(shop.id));
});

test('both of two roles between the same two cards are written', () => {
	const shop = group('rg-orders');
	const key = card(shop, 'id-orders', 'identity');
	const orders = card(shop, 'storders', 'target', { children: [{ what: 'containers', count: 1 }] });
	const names = ['Storage Queue Data Message Processor', 'Storage Blob Data Contributor'];
	const picture = {
		areas: [subscription, shop],
		nodes: [card(shop, 'func-orders'), key, orders],
		edges: names.map((name) => role(key.id, orders.id, { id: name, role: name })),
	};
	const fresh = routeAll(picture, place(picture), label);
	// As it comes about in a lesson: the group was there first, with the usual room between its lanes.
	const empty = place({ areas: [subscription, shop], nodes: [], edges: [] }).positions;
	const built = routeAll(picture, place(picture, empty), label);
	for (const name of names) {
		expect(fresh.get(name)?.label?.lines.join(' ')).toBe(name);
		expect(built.get(name)?.label?.lines.join(' ')).toBe(name);
	}
});

describe('a name on a card', () => {
	const shop = group('rg');
	test.each([
		['a node pool of a cluster', 'aks-nodepool1-08418273-vmss'],
		['the longest a storage account may have', 'stphotosarchiveproductio'],
	])('is written whole: %s', (_, name) => {
		const node = card(shop, name);
		for (const shape of ['wide', 'upright'] as const)
			expect(nameLines(node, sizeOf(node, shape).w).join('')).toBe(name);
	});

	test('that is too long for one line, and short enough for one of smaller type, takes two', () => {
		const node = card(shop, 'aks-nodepool1-08418895-vmss');
		const lines = nameLines(node, sizeOf(node).w);
		expect(lines).toEqual(['aks-nodepool1-', '08418895-vmss']);
	});

	test('breaks behind a hyphen, and keeps both ends when even two lines are too short', () => {
		expect(breakName('aks-nodepool1-08418273-vmss', 14, 2)).toEqual([
			'aks-nodepool1-',
			'08418273-vmss',
		]);
		const cut = breakName('rg-payments-production-westeurope-042', 10, 2);
		expect(cut[0]).toBe('rg-');
		expect(cut[1]).toMatch(/^paym.*…-042$/);
	});
});

describe('a folded group on the screen', () => {
	const rows = [
		{ what: 'virtualMachine', count: 3 },
		{ what: 'webApp', count: 3 },
		{ what: 'keyVault', count: 2 },
		{ what: 'systemIdentity', count: 3 },
	] as const;

	test('as one of a hundred has its whole name in lines of 11 pixels and more, and the number large', () => {
		const tile = tileOf('rg-team-42', rows, 57, 53);
		expect(tile.name.lines.join('')).toBe('rg-team-42');
		expect(tile.name.size).toBeGreaterThanOrEqual(11);
		expect(tile.size).toBeGreaterThanOrEqual(11);
	});

	test('as one of twenty tells each kind by its glyph and number', () => {
		const tile = tileOf('rg-team-4', rows, 92, 92);
		expect(tile.columns.flat()).toEqual(rows);
		expect(tile.size).toBeGreaterThanOrEqual(11);
	});

	test('that is large tells them in words', () => {
		const tile = tileOf('rg-team-4', rows, 240, 200);
		expect(tile.worded).toBe(true);
		expect(tile.size).toBeGreaterThanOrEqual(10);
	});

	test('of any size keeps everything inside', () => {
		for (let w = 40; w < 420; w += 20)
			for (let h = 40; h < 420; h += 20) {
				const { name, top, size, columns, sum } = tileOf('rg-payments-production-07', rows, w, h);
				const lines = Math.max(sum === undefined ? 0 : 1, ...columns.map(({ length }) => length));
				expect(name.lines.length * name.size * 1.15).toBeLessThan(h);
				expect(top + lines * size, `${w} × ${h}`).toBeLessThanOrEqual(
					lines === 0 ? Infinity : h + 1,
				);
			}
	});
});

describe('on a phone', () => {
	const shop = group('rg-shop');
	const long = card(shop, 'vmss-render', 'workload', { typeName: 'Virtual machine scale set' });
	const plan = card(shop, 'plan-shop', 'ground', { typeName: 'App Service plan' });
	const nodes = [card(shop, 'app-a'), long, card(shop, 'app-b'), plan];
	const { cards } = place({ areas: [subscription, shop], nodes, edges: [] }, {}, {}, 'upright');

	test('what a thing is has room on its card: with a long kind it stands in a row of its own', () => {
		const at = cards.get(long.id)!;
		expect(at.w).toBeGreaterThan(56 + 25 * 6);
		for (const [id, { y }] of cards) expect(y === at.y).toBe(id === long.id);
	});

	test('what programs stand on is still beside the last of them', () => {
		expect(cards.get(plan.id)!.y).toBe(cards.get(nodes[2]!.id)!.y);
	});

	test('the longer of two roles is written first, and neither across its own line', () => {
		const sealed = (name: string) =>
			card(shop, name, 'workload', { seal: { id: `seal ${name}`, state: 'active' } });
		const apps = [sealed('app-front'), sealed('app-api')];
		const data = ['kv-web', 'stwebdata'].map((name) => card(shop, name, 'target'));
		const picture = {
			areas: [subscription, shop],
			nodes: [...apps, ...data],
			edges: [
				role('seal app-front', data[0]!.id, { role: 'Key Vault Secrets User' }),
				role('seal app-api', data[1]!.id, { role: 'Storage Blob Data Contributor' }),
			],
		};
		const routes = routeAll(picture, place(picture, {}, {}, 'upright'), label);
		for (const { id } of picture.edges) {
			const route = routes.get(id)!;
			const rect = labelRect(route.label!);
			for (const point of samplesOf(route, 2)) expect(contains(rect, point), id).toBe(false);
		}
	});
});

test('what is made after a machine is gone stands in its own lane, and close by', () => {
	const shop = group('rg-shop');
	const vault = card(shop, 'kv-shop', 'target');
	const old = card(shop, 'vm-web');
	const areas = [subscription, shop];
	const before = place({ areas, nodes: [old, vault], edges: [] }).positions;
	const ghost = card(shop, 'gone', 'identity', { kind: 'ghost', stoodAt: old.id });
	const [key, next] = [card(shop, 'id-web', 'identity'), card(shop, 'vm-new')];
	const { [old.id]: stood, ...kept } = before;
	let placement = place({ areas, nodes: [vault, ghost], edges: [] }, kept, { [old.id]: stood! });
	for (const nodes of [
		[vault, ghost, key],
		[vault, ghost, key, next],
	])
		placement = place({ areas, nodes, edges: [] }, placement.positions);
	const at = (id: string): Rect => placement.cards.get(id)!;
	expect(at(key.id).x).toBeGreaterThan(at(next.id).x + at(next.id).w);
	expect(at(key.id).x + at(key.id).w).toBeLessThan(at(vault.id).x);
	expect(placement.areas.get(shop.id)!.h).toBeLessThan(320);
});

test('before a room a usual picture is read from the last row: 14 pixels and more in a window of 1280 × 720', () => {
	const style = readFileSync(new URL('../../src/ui/present/present.css', import.meta.url), 'utf8');
	const times = Number(/--canvas-type: ([\d.]+)/.exec(style)?.[1]);
	const shop = group('rg-shop');
	const plan = card(shop, 'plan-shop', 'ground', { typeName: 'App Service plan' });
	const vault = card(shop, 'kv-shop', 'target', { typeName: 'Storage account' });
	const nodes = [card(shop, 'app-gallery'), card(shop, 'func-thumbs'), plan];
	nodes.push(card(shop, 'id-photos', 'identity'), vault);
	const { w, h } = place({ areas: [subscription, shop], nodes, edges: [] }).areas.get(
		subscription.id,
	)!;
	// The picture's part of the window beside the words and above the command, with its margins.
	const zoom = Math.min((786 - 28) / w, (504 - 60) / h);
	expect(11.5 * times * zoom).toBeGreaterThan(13.95);
});

describe('a group that is tidied up', () => {
	const team = group('rg-team');
	const vms = [0, 1, 2].map((n) =>
		card(team, `vm-${n}`, 'workload', { seal: { id: `seal ${n}`, state: 'active' } }),
	);
	const apps = [0, 1].map((n) => card(team, `app-${n}`));
	const key = card(team, 'id-team', 'identity');
	const vaults = [0, 1].map((n) => card(team, `kv-${n}`, 'target'));
	const store = card(team, 'stteam', 'target');
	const plan = card(team, 'plan-team', 'ground');
	const picture = {
		areas: [subscription, team],
		nodes: [key, plan, ...vms, ...apps, ...vaults, store],
		edges: [
			...apps.map(({ id }) => ({
				...{ kind: 'attachment', id: `${id}#key`, from: id, to: key.id, dangling: false },
			})),
			...vms.map((_, n) => role(`seal ${n}`, vaults[n % 2]!.id)),
			role(key.id, store.id),
		] as PictureEdge[],
	};
	const { cards } = place(picture, tidy(picture));
	const row = ({ id }: PictureNode): number => cards.get(id)!.y;

	test('has what is joined on one level, so that most of its lines run straight', () => {
		expect(row(key)).toBe(row(store));
		expect(row(key)).toBe((row(apps[0]!) + row(apps[1]!)) / 2);
		expect(vms.filter((vm) => row(vm) === row(vaults[1]!))).toHaveLength(1);
		// What no line leads down to stands above what one does.
		expect(Math.max(...vaults.map(row))).toBeLessThan(row(store));
	});

	test('keeps what its programs stand on below them', () => {
		expect(cards.get(plan.id)!.x).toBe(cards.get(apps[0]!.id)!.x);
		expect(row(plan)).toBeGreaterThan(Math.max(...[...vms, ...apps].map(row)));
	});

	test('has room for the name of a role that an identity has on a program', () => {
		const nodes = [card(team, 'app'), key, plan];
		const edges = [role(key.id, nodes[0]!.id, { role: 'Website Contributor' })];
		const small = { areas: [subscription, team], nodes, edges };
		const route = routeAll(small, place(small, tidy(small)), label).get(edges[0]!.id);
		expect(route?.label?.lines.join(' ')).toBe('Website Contributor');
	});
});

describe('many groups', () => {
	const numbers = Array.from({ length: 20 }, (_, index) => (index * 7) % 20);
	const groups = numbers.map((n) => group(`rg-team-${n}`));
	const nodes = groups.flatMap((area) => ['a', 'b', 'c'].map((name) => card(area, name)));
	const picture = { areas: [subscription, ...groups], nodes, edges: [] };
	/** The names as the picture is read: row by row, from left to right. */
	const read = ({ areas }: Placement): string[] => {
		const at = ({ id }: PictureArea): Rect => areas.get(id)!;
		return [...groups]
			.sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x)
			.map(({ name }) => name);
	};
	const inOrder = numbers.map((_, n) => `rg-team-${n}`);

	test('stand in the order of their names, numbers as numbers', () => {
		expect(read(place(picture))).toEqual(inOrder);
		expect(read(place(picture, tidy(picture)))).toEqual(inOrder);
	});

	test('that are few are read in the order in which they came', () => {
		for (const count of [4, 5, 6]) {
			const few = { ...picture, areas: [subscription, ...groups.slice(0, count)] };
			few.nodes = nodes.filter(({ area }) => few.areas.some(({ id }) => id === area));
			const { areas } = place(few);
			const at = ({ id }: PictureArea): Rect => areas.get(id)!;
			const order = [...few.areas.slice(1)].sort((a, b) => at(a).y - at(b).y || at(a).x - at(b).x);
			expect(order).toEqual(few.areas.slice(1));
		}
	});

	test('do so too when they come at once to where one stands already', () => {
		const old = group('rg-old');
		const areas = [subscription, old];
		const before = place({ areas, nodes: [card(old, 'vm')], edges: [] });
		const more = { areas: [...areas, ...groups], nodes: [card(old, 'vm'), ...nodes], edges: [] };
		const after = place(more, before.positions);
		expect(read(after)).toEqual(inOrder);
		expect(after.areas.get(old.id)).toEqual(before.areas.get(old.id));
	});

	test('of every height fill what they take, and in a row are drawn as high as one another', () => {
		const high = groups.flatMap((area, index) =>
			Array.from({ length: 1 + ((index * 5) % 12) }, (_, n) => card(area, `vm-${n}`)),
		);
		const { areas } = place({ ...picture, nodes: high });
		const { w, h } = areas.get(subscription.id)!;
		const filled = groups.reduce((sum, { id }) => sum + areas.get(id)!.w * areas.get(id)!.h, 0);
		expect(filled / (w * h)).toBeGreaterThan(0.8);
		for (const a of groups)
			for (const b of groups)
				if (areas.get(a.id)!.y === areas.get(b.id)!.y)
					expect(areas.get(a.id)!.h).toBe(areas.get(b.id)!.h);
	});
});
