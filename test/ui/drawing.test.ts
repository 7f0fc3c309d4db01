// The picture as an SVG document, drawn without a page; tidying up; lanes for a phone held upright; routes that are kept.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pillText } from '../../src/ui/canvas/cardWords';
import { exportSvg } from '../../src/ui/canvas/exportSvg';
import { overlap } from '../../src/ui/canvas/geometry';
import { labelRect } from '../../src/ui/canvas/labelSpot';
import { place } from '../../src/ui/canvas/place';
import { makeRouter, routeAll } from '../../src/ui/canvas/route';
import { tidy } from '../../src/ui/canvas/tidy';
import { anyPicture, card, group, role, subscription } from './pictures';

const label = ({ role: text }: { role: string }) => ({ role: text, note: '' });
const shop = group('rg-shop');
const web = card(shop, 'web <&>', 'workload', { seal: { id: 'seal', state: 'active' } });
const store = card(shop, 'st', 'target');
const picture = {
	areas: [subscription, shop],
	nodes: [web, store],
	edges: [role('seal', store.id, { id: 'r' })],
};

describe('what lies in a card', () => {
	const said = (...kinds: [what: string, count: number][]): string | undefined =>
		pillText(
			kinds.map(([what, count]) => ({ what, count })),
			164,
		);

	test('is counted by its kind, in words', () => {
		expect(said(['federatedIdentityCredentials', 1])).toBe('1 credential');
		expect(said(['agentPools', 2])).toBe('2 pools of nodes');
	});

	test('is counted together when the kinds are wider than the card, or have no word', () => {
		expect(said(['containers', 3], ['queues', 2], ['tables', 1])).toBe('6 inside');
		expect(said(['sqlRoleAssignments', 2])).toBe('2 inside');
	});
});

describe('the picture as SVG', () => {
	test('says in its description who has which role where', () => {
		const svg = exportSvg(picture);
		expect(svg).toContain('<title id="keyless-title">Contoso</title>');
		expect(svg).toContain('has Storage Blob Data Reader on st.');
	});

	test('escapes names, and is balanced', () => {
		fc.assert(
			fc.property(anyPicture, (any) => {
				const svg = exportSvg(any);
				for (const name of ['g', 'text', 'svg', 'title'])
					expect(svg.split(`<${name} `).length + svg.split(`<${name}>`).length).toBe(
						svg.split(`</${name}>`).length + 1,
					);
			}),
			{ numRuns: 30 },
		);
		expect(exportSvg(picture)).not.toContain('web <&>');
	});

	test.each(['light', 'dark', 'print', 'auto'] as const)('can be had in %s', (paints) => {
		const svg = exportSvg(picture, { paints });
		expect(svg.includes('prefers-color-scheme')).toBe(paints === 'auto');
	});
});

describe('tidying up', () => {
	test('of any picture keeps every card, on nothing else, and is the same every time', () => {
		fc.assert(
			fc.property(anyPicture, (any) => {
				const once = tidy(any);
				expect(tidy(any)).toEqual(once);
				const { cards } = place(any, once);
				expect([...cards.keys()].sort()).toEqual(any.nodes.map(({ id }) => id).sort());
				const list = [...cards.values()];
				list.forEach((rect, index) =>
					expect(list.slice(index + 1).some((other) => overlap(rect, other))).toBe(false),
				);
			}),
			{ numRuns: 50 },
		);
	});

	test('untangles lines that cross', () => {
		const apps = ['a', 'b', 'c'].map((name) => card(shop, name));
		const keys = ['3', '2', '1'].map((name) => card(shop, name, 'identity'));
		const edges = apps.map((app, index) => ({
			kind: 'attachment' as const,
			id: app.id,
			from: app.id,
			to: keys[2 - index]!.id,
			dangling: false,
		}));
		const at = tidy({ areas: [subscription, shop], nodes: [...apps, ...keys], edges });
		for (const { from, to } of edges) expect(at[to]!.y).toBe(at[from]!.y);
	});
});

describe('a picture for a phone held upright', () => {
	test('has at most two cards abreast in a group, and nothing on anything else', () => {
		fc.assert(
			fc.property(anyPicture, (any) => {
				const { cards } = place(any, {}, {}, 'upright');
				for (const { id, area } of any.nodes) {
					const rect = cards.get(id)!;
					const beside = any.nodes.filter((other) => {
						const { y, h } = cards.get(other.id)!;
						return other.id !== id && y < rect.y + rect.h && rect.y < y + h;
					});
					expect(beside.filter((other) => other.area === area).length).toBeLessThan(2);
					for (const other of beside) expect(overlap(cards.get(other.id)!, rect)).toBe(false);
				}
			}),
			{ numRuns: 50 },
		);
	});
});

describe('a router that remembers', () => {
	test('draws the same lines as a new one, and its labels cover nothing', () => {
		fc.assert(
			fc.property(anyPicture, fc.nat(5), (any, every) => {
				const gone = (id: string) =>
					any.nodes.some((node, index) => node.id === id && index % 6 === every);
				const owner = new Map(any.nodes.map((node) => [node.seal?.id ?? node.id, node.id]));
				const fewer = {
					areas: any.areas,
					nodes: any.nodes.filter(({ id }) => !gone(id)),
					edges: any.edges.filter(({ from, to }) => !gone(owner.get(from) ?? from) && !gone(to)),
				};
				const router = makeRouter();
				const before = place(fewer);
				router(fewer, before, label);
				const placement = place(any, before.positions);
				const kept = router(any, placement, label);
				const fresh = routeAll(any, placement, label);
				const written = [...kept.values()].flatMap((route) =>
					route.label ? [labelRect(route.label)] : [],
				);
				for (const [id, { from, bends, to }] of kept)
					expect({ from, bends, to }).toEqual({
						from: fresh.get(id)!.from,
						bends: fresh.get(id)!.bends,
						to: fresh.get(id)!.to,
					});
				written.forEach((rect, index) => {
					for (const other of placement.cards.values()) expect(overlap(rect, other)).toBe(false);
					for (const other of written.slice(index + 1)) expect(overlap(rect, other)).toBe(false);
				});
			}),
			{ numRuns: 50 },
		);
	});

	test('leaves what did not change as the same object', () => {
		const router = makeRouter();
		const placement = place(picture);
		const first = router(picture, placement, label).get('r');
		expect(router(picture, placement, label).get('r')).toBe(first);
	});
});
