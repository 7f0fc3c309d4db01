// Where the canvas puts things: no two on the same spot, and nothing moves because something else came or went.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { middleOf, overlap, type Rect } from '../../src/ui/canvas/geometry';
import type { Picture, PictureArea, PictureNode } from '../../src/ui/canvas/picture';
import { putThere } from '../../src/ui/canvas/moving';
import { place, type Placement } from '../../src/ui/canvas/place';
import type { Positions } from '../../src/ui/canvas/geometry';
import { anyPicture, card, group, role, subscription } from './pictures';

const inside = (outer: Rect | undefined, inner: Rect): boolean =>
	outer !== undefined &&
	inner.x >= outer.x &&
	inner.y >= outer.y &&
	inner.x + inner.w <= outer.x + outer.w &&
	inner.y + inner.h <= outer.y + outer.h;

function overlaps(rects: Iterable<[string, Rect]>): string[] {
	const list = [...rects];
	return list.flatMap(([id, rect], index) =>
		list
			.slice(index + 1)
			.filter(([, other]) => overlap(rect, other))
			.map(([other]) => `${id} lies on ${other}`),
	);
}

function expectTidy(picture: Picture, { cards, areas, landings }: Placement): void {
	expect(overlaps(cards)).toEqual([]);
	const groups = picture.areas.filter(({ kind }) => kind === 'group');
	const groupRects = groups.map(({ id }): [string, Rect] => [id, areas.get(id)!]);
	expect(overlaps(groupRects)).toEqual([]);
	for (const node of picture.nodes)
		expect(inside(areas.get(node.area), cards.get(node.id)!)).toBe(true);
	for (const [, rect] of groupRects) expect(inside(areas.get(subscription.id), rect)).toBe(true);
	for (const edge of picture.edges) {
		const spot = landings.get(edge.id);
		if (spot) expect(inside(areas.get(edge.to), { ...spot, w: 0, h: 0 })).toBe(true);
	}
}

/** Rectangles without the noise of their sums. */
const rounded = (rects: ReadonlyMap<string, Rect>) =>
	Object.fromEntries(
		[...rects].map(([id, { x, y, w, h }]) => [id, [x, y, w, h].map((each) => each.toFixed(3))]),
	);

const without = ({ areas, nodes, edges }: Picture, gone: (id: string) => boolean): Picture => ({
	areas,
	nodes: nodes.filter(({ id }) => !gone(id)),
	edges: edges.filter(({ from, to }) => !gone(from) && !gone(to)),
});

const keep = (positions: Positions, { areas, nodes, edges }: Picture): Positions => {
	const there = new Set([...areas, ...nodes, ...edges].map(({ id }) => id));
	return Object.fromEntries(Object.entries(positions).filter(([id]) => there.has(id)));
};

/** Where a group's cards are, seen from the group's corner. */
const layoutOf = ({ nodes }: Picture, area: PictureArea, positions: Positions) =>
	Object.fromEntries(
		nodes
			.filter((node) => node.area === area.id)
			.map(({ id }) => [
				id,
				[positions[id]!.x - positions[area.id]!.x, positions[id]!.y - positions[area.id]!.y],
			]),
	);

describe('placing', () => {
	test('any picture: nothing lies on anything else, and everything lies in its scope', () => {
		fc.assert(
			fc.property(anyPicture, (picture) => expectTidy(picture, place(picture))),
			{
				numRuns: 150,
			},
		);
	});

	test('the same picture is placed the same way every time', () => {
		fc.assert(
			fc.property(anyPicture, (picture) => {
				const once = place(picture);
				expect(place(structuredClone(picture))).toEqual(once);
				expect(place(picture, once.positions).positions).toEqual(once.positions);
			}),
			{ numRuns: 80 },
		);
	});

	test('cards that come later are seated without moving any other within its group', () => {
		fc.assert(
			fc.property(anyPicture, fc.nat(5), (picture, every) => {
				const fewer = without(picture, (id) =>
					picture.nodes.some((node, index) => node.id === id && index % 6 === every),
				);
				const before = place(fewer).positions;
				const after = place(picture, before);
				expectTidy(picture, after);
				for (const area of picture.areas)
					if (area.kind === 'group')
						expect(layoutOf(picture, area, after.positions)).toMatchObject(
							layoutOf(fewer, area, before),
						);
			}),
			{ numRuns: 120 },
		);
	});

	test('when the page is opened again: what came in two goes is placed as it stood, and so are its groups', () => {
		fc.assert(
			fc.property(anyPicture, fc.nat(3), (picture, every) => {
				const fewer = without(picture, (id) =>
					picture.nodes.some((node, index) => node.id === id && index % 4 === every),
				);
				const left = place(picture, place(fewer).positions);
				const again = place(picture, left.positions);
				expect(rounded(again.cards)).toEqual(rounded(left.cards));
				expect(rounded(again.areas)).toEqual(rounded(left.areas));
			}),
			{ numRuns: 120 },
		);
	});

	test('when cards go, all others stay exactly where they are', () => {
		fc.assert(
			fc.property(anyPicture, fc.nat(3), (picture, every) => {
				const before = place(picture).positions;
				const fewer = without(picture, (id) =>
					picture.nodes.some((node, index) => node.id === id && index % 4 === every),
				);
				const kept = keep(before, fewer);
				const after = place(fewer, kept);
				expectTidy(fewer, after);
				for (const { id } of fewer.nodes) expect(after.positions[id]).toEqual(before[id]);
			}),
			{ numRuns: 120 },
		);
	});
});

describe('a group that is built up card by card', () => {
	const shop = group('rg-shop');
	const batch = group('rg-batch');
	const cards = [
		card(shop, 'vm-a'),
		card(shop, 'kv-a', 'target'),
		card(shop, 'id-a', 'identity'),
		card(shop, 'vm-b'),
		card(shop, 'vm-c'),
		card(shop, 'st-a', 'target'),
	];

	test('never moves a card, nor the group below, and reads from left to right', () => {
		let positions = place({ areas: [subscription, shop, batch], nodes: [], edges: [] }).positions;
		for (let count = 1; count <= cards.length; count++) {
			const nodes = cards.slice(0, count);
			const next = place({ areas: [subscription, shop, batch], nodes, edges: [] }, positions);
			expect(next.positions).toMatchObject(positions);
			positions = next.positions;
		}
		const x = (name: string): number => positions[`${shop.id}/${name}`]!.x;
		expect(x('vm-a')).toBeLessThan(x('id-a'));
		expect(x('id-a')).toBeLessThan(x('kv-a'));
		expect(x('vm-b')).toBe(x('vm-a'));
	});

	test('a card that comes back by undo returns to its place', () => {
		const areas = [subscription, shop];
		const all = place({ areas, nodes: cards, edges: [] });
		const rest = cards.filter(({ name }) => name !== 'vm-b');
		const fewer = place(
			{ areas, nodes: rest, edges: [] },
			keep(all.positions, { areas, nodes: rest, edges: [] }),
		);
		const again = place({ areas, nodes: cards, edges: [] }, fewer.positions, all.positions);
		expect(again.positions).toEqual(all.positions);
	});

	test('the ghost of an identity stands where its machine stood', () => {
		const areas = [subscription, shop];
		const [vm, vault] = [cards[0]!, cards[1]!];
		const before = place({ areas, nodes: [vm, vault], edges: [] }).positions;
		const ghost = card(shop, 'ghost', 'identity', { kind: 'ghost', stoodAt: vm.id });
		const picture = { areas, nodes: [vault, ghost], edges: [role(ghost.id, vault.id)] };
		const after = place(picture, keep(before, picture), before).positions;
		expect(after[ghost.id]).toEqual(before[vm.id]);
	});
});

test('the roles of a card that was moved end near it in their area, and those of others where they did', () => {
	const shop = group('rg-shop');
	const seal = (id: string): NonNullable<PictureNode['seal']> => ({ id, state: 'active' });
	const web = card(shop, 'vm-web', 'workload', { seal: seal('seal-web') });
	const api = card(shop, 'vm-api', 'workload', { seal: seal('seal-api') });
	const picture: Picture = {
		areas: [subscription, shop],
		nodes: [web, api, card(shop, 'kv', 'target'), card(shop, 'st', 'target')],
		edges: [role('seal-web', shop.id, { id: 'own' }), role('seal-api', shop.id, { id: 'other' })],
	};
	const before = place(picture);
	const rect = before.cards.get(web.id)!;
	const by = { x: 900, y: 700 };
	const there = { ...rect, x: rect.x + by.x, y: rect.y + by.y };
	const spot = middleOf(there);
	const after = place(picture, putThere(picture, before.positions, web, spot));
	const reach = ({ cards, landings }: Placement): number => {
		const [from, to] = [cards.get(web.id)!, landings.get('own')!];
		return Math.hypot(to.x - (from.x + from.w), to.y - (from.y + from.h));
	};
	expect(after.cards.get(web.id)).toEqual(there);
	expect(reach(after)).toBeLessThan(reach(before) + 60);
	expect(after.landings.get('other')).toEqual(before.landings.get('other'));
	expectTidy(picture, after);
	// Were the end kept, the arrow would point back to where its card was.
	const kept = place(picture, { ...before.positions, [web.id]: spot });
	expect(reach(kept)).toBeGreaterThan(600);
});

test('the end of a role within a group stays in the group, and no group grows into another for it', () => {
	const [first, second] = [group('rg0'), group('rg1')];
	const sealed = card(first, '0x', 'workload', { seal: { id: 'seal', state: 'active' } });
	const more = Array.from({ length: 9 }, (_, index) => card(first, `${index}`, 'target'));
	const edges = [role('seal', first.id, { id: 'within' })];
	const areas = [subscription, first, second];
	const large = { areas, nodes: [sealed, ...more], edges };
	const before = place(large, { within: { x: 900, y: 90 } });
	expectTidy(large, before);
	const small = { areas, nodes: [sealed], edges };
	const { [`least ${first.id}`]: _, ...kept } = keep(before.positions, small);
	expectTidy(small, place(small, { ...kept, within: { x: 900, y: 600 } }));
	const again = place(small);
	expectTidy(small, place(small, again.positions));
});

describe('a group that grows to 300 resources, one after another', () => {
	const [shop, right, low] = [group('rg-shop'), group('rg-right'), group('rg-low')];
	const lanes = ['workload', 'target', 'workload', 'identity', 'workload', 'target'] as const;
	const cards = Array.from({ length: 300 }, (_, index) =>
		card(shop, `r-${index}`, lanes[index % lanes.length]),
	);
	/** The larger, the smaller it is looked at on a screen. */
	const extent = ({ w, h }: Rect): number => Math.max(w / 1.35, h);
	const grown = (areas: readonly PictureArea[], others: readonly PictureNode[]) => {
		let placement = place({ areas, nodes: others, edges: [] });
		let jumped = 0;
		for (let count = 10; count <= cards.length; count += 10) {
			const nodes = [...others, ...cards.slice(0, count)];
			const next = place({ areas, nodes, edges: [] }, placement.positions);
			for (const [id, { x, y }] of placement.cards) {
				const now = next.cards.get(id)!;
				if (id.startsWith(shop.id) && (now.x !== x || now.y !== y)) jumped++;
			}
			placement = next;
			expectTidy({ areas, nodes, edges: [] }, placement);
		}
		return { jumped, rect: placement.areas.get(shop.id)! };
	};
	const picture = { areas: [subscription, shop], nodes: cards, edges: [] };
	const tidied = extent(place(picture).areas.get(shop.id)!);

	test('stays nearly as compact as it is after tidying up, and nothing in it jumps', () => {
		const { jumped, rect } = grown([subscription, shop], []);
		expect(jumped).toBe(0);
		expect(extent(rect)).toBeLessThan(tidied * 1.35);
	});

	test('does so between other groups, which make room', () => {
		const others = [card(right, 'vm-right'), card(low, 'vm-low')];
		const { jumped, rect } = grown([subscription, shop, right, low], others);
		expect(jumped).toBe(0);
		expect(extent(rect)).toBeLessThan(tidied * 1.6);
	});
});
