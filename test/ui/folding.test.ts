// Large pictures fold into counts: nothing is lost on the way, and what is near and legible is drawn one by one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsOf, fold, FOLDS_FROM, keepSame } from '../../src/ui/canvas/fold';
import { namedAlike, tileOf } from '../../src/ui/canvas/foldedElements';
import { foldedGroups } from '../../src/ui/canvas/lod';
import type { PictureEdge } from '../../src/ui/canvas/picture';
import { place } from '../../src/ui/canvas/place';
import { tipFor } from '../../src/ui/canvas/tip';
import { anyPicture, card, group, role, subscription } from './pictures';

const shop = group('rg-shop');
const batch = group('rg-batch');
const web = card(shop, 'web', 'workload', { seal: { id: 'seal-web', state: 'active' } });
const key = card(shop, 'id-shop', 'identity');
const store = card(batch, 'st', 'target', { what: 'storageAccount' });
const picture = {
	areas: [subscription, shop, batch],
	nodes: [web, key, store],
	edges: [
		role('seal-web', store.id, { id: 'a' }),
		role(key.id, store.id, { id: 'b' }),
		role(key.id, web.id, { id: 'c' }),
	],
};

describe('a folded group', () => {
	test('counts what it holds: resources first, then identities and role assignments', () => {
		expect(countsOf(picture, shop.id)).toEqual([
			{ what: 'webApp', count: 1 },
			{ what: 'systemIdentity', count: 1 },
			{ what: 'userIdentity', count: 1 },
			{ what: 'roleAssignment', count: 3 },
		]);
	});

	test('sends its role assignments out as one bundle, to a card or to another folded group', () => {
		const one = fold(picture, new Set([shop.id]));
		expect(one.picture.nodes).toEqual([store]);
		expect(one.bundles).toMatchObject([{ from: shop.id, to: store.id, count: 2 }]);
		const both = fold(picture, new Set([shop.id, batch.id]));
		expect(both.bundles).toMatchObject([{ from: shop.id, to: batch.id, count: 2 }]);
		expect(both.picture.edges).toEqual([]);
	});

	test('says how many identities elsewhere its resources use, beside its role assignments', () => {
		const uses = { kind: 'attachment', id: 'use', from: web.id, to: 'id-far' } as const;
		const far = card(batch, 'id-far', 'identity', { id: 'id-far' });
		const more = {
			...picture,
			nodes: [...picture.nodes, far],
			edges: [...picture.edges, uses as PictureEdge],
		};
		const both = fold(more, new Set([shop.id, batch.id]));
		const ends = { from: shop.id, to: batch.id };
		expect(both.bundles).toMatchObject([
			{ ...ends, kind: 'role', count: 2 },
			{ ...ends, kind: 'attachment', count: 1 },
		]);
		expect(new Set(both.bundles.map(({ id }) => id)).size).toBe(2);
		expect(both.bundles.map(({ id }) => tipFor(both, id))).toEqual([
			'2 role assignments: rg-shop → rg-batch',
			'1 assigned identity: rg-shop → rg-batch',
		]);
	});

	test('stands for everything in it, seals included', () => {
		const { homes } = fold(picture, new Set([shop.id]));
		expect(homes.get(web.id.toLowerCase())).toBe(shop.id);
		expect(homes.get('seal-web')).toBe(shop.id);
	});

	test('of any picture: each card is drawn or counted, never both and never neither', () => {
		fc.assert(
			fc.property(anyPicture, fc.nat(15), (any, mask) => {
				const groups = any.areas.filter(({ kind }) => kind === 'group');
				const folded = new Set(
					groups.flatMap(({ id }, index) => (mask & (1 << index) ? [id] : [])),
				);
				const result = fold(any, folded);
				for (const node of any.nodes)
					expect(result.picture.nodes.includes(node)).toBe(!folded.has(node.area));
				for (const edge of result.picture.edges) expect(any.edges).toContain(edge);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('which groups are folded', () => {
	const groups = Array.from({ length: 12 }, (_, index) => group(`rg-${index}`));
	const many = {
		areas: [subscription, ...groups],
		nodes: groups.flatMap((area) =>
			Array.from({ length: 10 }, (_, index) => card(area, `${area.name}-${index}`)),
		),
		edges: [],
	};
	const placement = place(many);
	const view = { x: -1e5, y: -1e5, w: 2e5, h: 2e5 };
	const at = (zoom: number, before: ReadonlySet<string> = new Set()) =>
		foldedGroups(many, placement, view, zoom, before).size;

	test('all where names are too small to be read, none where they are large enough', () => {
		expect(many.nodes.length).toBeGreaterThan(FOLDS_FROM);
		expect([at(0.2), at(1)]).toEqual([12, 0]);
	});

	test('between the two they stay as they are, so that nothing flickers', () => {
		expect(at(0.42)).toBe(0);
		expect(at(0.42, new Set(groups.map(({ id }) => id)))).toBe(12);
	});

	test('those that are far out of view, at any zoom', () => {
		const first = placement.areas.get(groups[0]!.id)!;
		const folded = foldedGroups(many, placement, first, 1, new Set());
		expect(folded.has(groups[0]!.id)).toBe(false);
		expect(folded.size).toBeGreaterThan(5);
	});

	test('none of a small picture', () => {
		const small = { ...many, nodes: many.nodes.slice(0, 20) };
		expect(foldedGroups(small, place(small), view, 0.1, new Set()).size).toBe(0);
	});
});

describe('what is written on a folded group', () => {
	const rows = (['webApp', 'keyVault', 'virtualMachine', 'systemIdentity'] as const).map(
		(what) => ({
			what,
			count: 6,
		}),
	);

	test('breaks its name behind a hyphen, in smaller type rather than within a word', () => {
		expect(tileOf('rg-identity-3', rows, 85, 70).name).toEqual({
			lines: ['rg-', 'identity-3'],
			size: 12,
		});
		expect(tileOf('rg-shop-0', rows, 160, 70).name).toEqual({ lines: ['rg-shop-0'], size: 15 });
	});

	test('on a tile with room for one line keeps the end of its name, which tells it from the others', () => {
		const titles = ['rg-team-0', 'rg-payments-prod-12'].map(
			(name) => tileOf(name, rows, 62, 30).name.lines,
		);
		expect(titles).toEqual([['…team-0'], ['…prod-12']]);
	});

	test('is as large on all of them', () => {
		const rect = { x: 0, y: 0, w: 100, h: 80 };
		const named = [group('rg-a'), group('rg-identity-access')];
		const rects = new Map(named.map(({ id }) => [id, rect]));
		const folded = new Map(named.map(({ id }) => [id, rows]));
		const size = namedAlike(named, rects, folded, 1);
		for (const { name } of named) expect(tileOf(name, rows, 100, 80, size).name.size).toBe(size);
	});

	test('lets every count stay inside, or says how many resources there are in all', () => {
		for (const [w, h] of [
			[42, 44],
			[70, 60],
			[85, 70],
			[86, 145],
			[160, 130],
			[400, 300],
		] as const) {
			const tile = tileOf('rg-network-17', rows, w, h);
			const lines = Math.max(0, ...tile.columns.map((column) => column.length));
			if (lines === 0) expect(tile.sum).toMatch(/^18( resources)?$/);
			else expect(tile.columns.flat()).toHaveLength(rows.length);
			expect(tile.top + lines * tile.size).toBeLessThan(h);
		}
	});
});

test('what did not change between two pictures is the same object', () => {
	const next = structuredClone(picture);
	expect(keepSame(picture, next)).toBe(picture);
	const changed = keepSame(picture, {
		...next,
		nodes: next.nodes.map((node) => (node.name === 'st' ? { ...node, state: 'deleting' } : node)),
	});
	expect(changed.nodes[0]).toBe(web);
	expect(changed.nodes[2]).toMatchObject({ state: 'deleting' });
});
