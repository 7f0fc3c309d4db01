// A request that travels over the canvas lies over nothing that is to be read: no card, no role, no group's name.
import { describe, expect, test } from 'vitest';
import { around, overlap, type Rect } from '../../src/ui/canvas/geometry';
import { labelRect } from '../../src/ui/canvas/labelSpot';
import { place } from '../../src/ui/canvas/place';
import { namesOf, routeAll } from '../../src/ui/canvas/route';
import { GATE, wayBetween, wayOfNone, type Way } from '../../src/ui/canvas/way';
import { card, group, role, subscription } from './pictures';

const shop = group('rg-shop');
const seal = (id: string) => ({ seal: { id, state: 'active' } });
const [web, api] = [
	card(shop, 'vm-web', 'workload', seal('web')),
	card(shop, 'vm-api', 'workload', seal('api')),
];
const [vault, store] = [card(shop, 'kv-shop', 'target'), card(shop, 'stshop', 'target')];
const picture = {
	areas: [subscription, shop],
	nodes: [web, api, vault, store],
	edges: [
		role('web', vault.id, { role: 'Key Vault Secrets User' }),
		role('web', store.id, { id: 'more' }),
		role('api', store.id),
	],
};
const SAID = 'GET secrets/db-password';

describe.each(['wide', 'upright'] as const)('on a %s picture', (shape) => {
	const placement = place(picture, {}, {}, shape);
	const routes = routeAll(picture, placement, ({ role: text }) => ({ role: text, note: '' }));
	const roles = [...routes.values()].flatMap(({ label }) => (label ? [labelRect(label)] : []));
	const words = [...roles, ...namesOf(picture, placement)];
	const off = { cards: [...placement.cards.values()], words };
	const at = ({ id }: { id: string }): Rect => placement.cards.get(id)!;
	const written = ({ said }: Way, middle: boolean): Rect => {
		const w = SAID.length * 6;
		return { x: said.x - (middle ? w / 2 : 0), y: said.y - 10, w, h: 12 };
	};

	test.each([
		['vm-web', 'kv-shop', web, vault],
		['vm-web', 'stshop', web, store],
		['vm-api', 'kv-shop', api, vault],
		['vm-api', 'stshop', api, store],
	])('from %s to %s neither the gate nor its words lie on anything', (_, __, from, to) => {
		const way = wayBetween(at(from), at(to), off, SAID.length);
		for (const rect of [around(way.gate, GATE), written(way, true)])
			for (const other of [...off.cards, ...words]) expect(overlap(rect, other)).toBe(false);
	});

	test('and none that was stopped at the token endpoint does', () => {
		for (const from of [web, api]) {
			const way = wayOfNone(at(from), off, SAID.length);
			for (const other of [...off.cards, ...words])
				expect(overlap(written(way, false), other)).toBe(false);
		}
	});
});
