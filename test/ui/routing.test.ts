// How lines run: from edge to edge, around cards, with labels that cover nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	around,
	contains,
	grow,
	overlap,
	type Point,
	type Rect,
} from '../../src/ui/canvas/geometry';
import { breaksOf, LABEL_LINE, labelWidth } from '../../src/ui/canvas/labels';
import { place } from '../../src/ui/canvas/place';
import { pointAt, samplesOf } from '../../src/ui/canvas/curve';
import { routeAll, sealMiddle } from '../../src/ui/canvas/route';
import { DIRECTIONS, nextIn } from '../../src/ui/canvas/spatial';
import { anyPicture, card, group, role, subscription } from './pictures';

const label = ({ role: text }: { role: string }) => ({ role: text, note: '' });
const onEdge = (rect: Rect, point: Point): boolean =>
	contains(grow(rect, 0.5), point) && !contains(grow(rect, -0.5), point);

const shop = group('rg-shop');
const web = card(shop, 'web-shop');
const orders = card(shop, 'func-orders');
const key = card(shop, 'id-shop', 'identity');
const storage = card(shop, 'stshop', 'target');
const scene = {
	areas: [subscription, shop],
	nodes: [web, orders, key, storage],
	edges: [
		{ kind: 'attachment', id: 'a', from: web.id, to: key.id, dangling: false } as const,
		{ kind: 'attachment', id: 'b', from: orders.id, to: key.id, dangling: false } as const,
		role(key.id, storage.id, { id: 'r' }),
	],
};

describe('lines', () => {
	test('of any picture begin and end on the edges of what they join', () => {
		fc.assert(
			fc.property(anyPicture, (picture) => {
				const placement = place(picture);
				const routes = routeAll(picture, placement, label);
				const owners = new Map(picture.nodes.map((node) => [node.seal?.id, node.id]));
				for (const edge of picture.edges) {
					const route = routes.get(edge.id)!;
					const owner = placement.cards.get(owners.get(edge.from) ?? '');
					const from = owner
						? around(sealMiddle(owner), { w: 40, h: 40 })
						: placement.cards.get(edge.from)!;
					expect(onEdge(from, route.from)).toBe(true);
					const landing = placement.landings.get(edge.id);
					if (landing) expect(route.to).toEqual(landing);
					else expect(onEdge(placement.cards.get(edge.to)!, route.to)).toBe(true);
				}
			}),
			{ numRuns: 60 },
		);
	});

	test('of the plain scene cross no card, share no port, and the role runs level', () => {
		const placement = place(scene);
		const routes = routeAll(scene, placement, label);
		for (const [id, route] of routes)
			for (let t = 0.05; t < 0.96; t += 0.05)
				for (const [name, rect] of placement.cards)
					expect(contains(grow(rect, -1), pointAt(route, t)), `${id} over ${name}`).toBe(false);
		expect(routes.get('a')!.to.y).not.toBe(routes.get('b')!.to.y);
		expect(routes.get('r')!.from.y).toBe(routes.get('r')!.to.y);
	});

	test.each(['Reader', 'Key Vault Secrets User', 'Storage Blob Data Reader'])(
		'the role %s is written between an identity and the card beside it',
		(role) => {
			const named = { ...scene, edges: scene.edges.map((edge) => ({ ...edge, role })) };
			const route = routeAll(named, place(named), label).get('r');
			expect(route?.label?.lines.join(' ')).toBe(role);
		},
	);

	test('a label covers neither a card nor another label', () => {
		const vault = card(shop, 'kv-shop', 'target');
		const picture = {
			...scene,
			nodes: [...scene.nodes, vault],
			edges: [
				...scene.edges,
				role(key.id, vault.id, { id: 's' }),
				role(key.id, storage.id, { id: 't' }),
				role(key.id, shop.id, { id: 'u', reach: 'group' }),
			],
		};
		const placement = place(picture);
		const labels = [...routeAll(picture, placement, label).values()].flatMap((route) =>
			route.label
				? [
						around(route.label.middle, {
							w: Math.max(...route.label.lines.map(labelWidth)),
							h: route.label.lines.length * LABEL_LINE,
						}),
					]
				: [],
		);
		expect(labels).toHaveLength(4);
		labels.forEach((rect, index) => {
			for (const other of placement.cards.values()) expect(overlap(rect, other)).toBe(false);
			for (const other of labels.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
		});
	});
});

test('what is looked at of a line lies nowhere further apart than was asked for', () => {
	const point = fc.record({
		x: fc.integer({ min: 0, max: 900 }),
		y: fc.integer({ min: 0, max: 900 }),
	});
	fc.assert(
		fc.property(point, fc.array(point, { minLength: 2, maxLength: 4 }), point, (from, way, to) => {
			const [first = from, second = to, ...more] = way;
			const points = samplesOf({ from, bends: [first, second, ...more], to }, 15);
			points.slice(1).forEach(({ x, y }, index) => {
				expect(Math.hypot(x - points[index]!.x, y - points[index]!.y)).toBeLessThanOrEqual(15.001);
			});
		}),
	);
});

describe('a line around the card between its ends', () => {
	const vm = card(shop, 'vm-mail', 'workload', { seal: { id: 'seal-mail', state: 'active' } });
	const [secret, photos] = ['id-secret', 'id-photos'].map((name) => card(shop, name, 'identity'));
	const [vault, store] = ['kv-shop', 'stshop'].map((name) => card(shop, name, 'target'));
	const picture = {
		areas: [subscription, shop],
		nodes: [vm, secret!, photos!, vault!, store!],
		edges: [
			role(secret!.id, vault!.id, { id: 'above' }),
			role(photos!.id, store!.id, { id: 'beside' }),
			role('seal-mail', store!.id, { id: 'around' }),
		],
	};
	const placement = place(picture);
	const routes = routeAll(picture, placement, label);
	const [around_, beside] = [routes.get('around')!, routes.get('beside')!];

	test('enters from the side that it comes from, and swings no further than it must', () => {
		const to = placement.cards.get(store!.id)!;
		expect(around_.to.x).toBe(to.x);
		for (const { x } of samplesOf(around_, 5)) expect(x).toBeLessThanOrEqual(to.x);
	});

	test('comes from below, and ends below the one that comes straight', () => {
		expect(around_.to.y).toBeGreaterThan(beside.to.y);
	});
});

test('a label breaks into lines of nearly the same length, at spaces only', () => {
	expect(breaksOf({ role: 'Storage Blob Data Reader', note: '' })).toEqual([
		['Storage Blob Data Reader'],
		['Storage Blob', 'Data Reader'],
		['Storage', 'Blob Data', 'Reader'],
	]);
	expect(breaksOf({ role: 'Owner', note: 'on the whole group' })[1]).toEqual([
		'Owner',
		'on the whole group',
	]);
});

describe('arrow keys', () => {
	const places = new Map([
		['left', { x: 0, y: 0 }],
		['right', { x: 200, y: 10 }],
		['far right', { x: 500, y: 0 }],
		['below', { x: 10, y: 150 }],
	]);
	test.each([
		['left', 'ArrowRight', 'right'],
		['right', 'ArrowRight', 'far right'],
		['far right', 'ArrowLeft', 'right'],
		['left', 'ArrowDown', 'below'],
		['below', 'ArrowUp', 'left'],
		['left', 'ArrowLeft', undefined],
		['far right', 'ArrowRight', undefined],
	])('from %s with %s to %s', (from, press, to) => {
		expect(nextIn(DIRECTIONS[press]!, places.get(from), places)).toBe(to);
	});
	test('begin at the top left when nothing is selected', () => {
		expect(nextIn(DIRECTIONS.ArrowDown!, undefined, places)).toBe('left');
	});
});
