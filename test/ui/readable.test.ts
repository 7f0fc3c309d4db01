// What is written in a picture can be read from wherever it is looked at, and stays inside of what it is written on.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { World } from '../../src/azure';
import { chapters, loadLesson, openLesson, play, readActions } from '../../src/course';
import { iacPorts } from '../../src/playground';
import { EXAMPLES } from '../../src/ui/examples/catalog';
import { nameAt } from '../../src/ui/canvas/cardName';
import { cardWords, ROOMS } from '../../src/ui/canvas/cardWords';
import { elementId, type Element, type Measure } from '../../src/ui/canvas/element';
import { makeElements } from '../../src/ui/canvas/elements';
import { fold } from '../../src/ui/canvas/fold';
import { contains, grow, overlap, type Rect } from '../../src/ui/canvas/geometry';
import { labelRect } from '../../src/ui/canvas/labelSpot';
import { lookFrom, SMALL_TYPE } from '../../src/ui/canvas/look';
import type { Picture } from '../../src/ui/canvas/picture';
import { place, type Placement } from '../../src/ui/canvas/place';
import { boundsOfAll } from '../../src/ui/canvas/scene';
import { placedAfter } from './crossings';
import { exampleWorld } from './exampleWorld';
import { card, group, subscription } from './pictures';

/** Plex Sans, by what its letters are wide on the average, in heights of the type; the bold one a little more. */
const measure: Measure = (text, font) => {
	const [, size = '0'] = /([\d.]+)px/.exec(font) ?? [];
	return text.length * Number(size) * (font.startsWith('600') ? 0.51 : 0.49);
};
/** Sizes in the picture, from that of a whole window to that of half of a small one. */
const SIZES = [SMALL_TYPE, 12.2, 13.4, 14.8, 15.3, 16.6, 19];

describe('the smallest type', () => {
	const anyReading = fc.record({
		type: fc.constantFrom(1, 1.17),
		least: fc.constantFrom(10.5, 14),
	});
	const anyZoom = fc.double({ min: 0.55, max: 2.5, noNaN: true });

	test('is never smaller on the screen than what the page asks for, whatever was before', () => {
		fc.assert(
			fc.property(anyZoom, anyZoom, anyReading, (zoom, from, reading) => {
				const fitted = lookFrom(zoom, reading);
				const byHand = lookFrom(zoom, reading, lookFrom(from, reading));
				for (const size of [fitted, byHand])
					expect(size * zoom).toBeGreaterThan(reading.least - 0.01);
				// And no larger than it takes.
				expect(fitted).toBeLessThan(
					Math.max(SMALL_TYPE * reading.type, reading.least / zoom) + 0.11,
				);
			}),
		);
	});

	test('changes seldom while one zooms by hand: not at each turn of the wheel', () => {
		const reading = { type: 1, least: 10.5 };
		for (const turn of [0.94, 1 / 0.94]) {
			let [zoom, size] = turn < 1 ? [1, SMALL_TYPE] : [0.5, lookFrom(0.5, reading)];
			let changes = 0;
			for (let turns = 0; turns < 11; turns++) {
				zoom *= turn;
				const next = lookFrom(zoom, reading, size);
				if (next !== size) changes++;
				size = next;
			}
			expect(changes).toBeGreaterThan(0);
			expect(changes).toBeLessThanOrEqual(6);
		}
	});

	test('back and forth over one place it stays', () => {
		const reading = { type: 1, least: 10.5 };
		const far = lookFrom(0.7, reading, SMALL_TYPE);
		for (const zoom of [0.74, 0.7, 0.78, 0.7]) expect(lookFrom(zoom, reading, far)).toBe(far);
	});

	test('before a room is 14 pixels', () => {
		const style = readFileSync(
			new URL('../../src/ui/present/present.css', import.meta.url),
			'utf8',
		);
		expect(Number(/--canvas-least: ([\d.]+)/.exec(style)?.[1])).toBeGreaterThanOrEqual(14);
	});
});

describe('a name', () => {
	const anyName = fc.stringMatching(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/);
	test('is never cut when it has room in two lines', () => {
		fc.assert(
			fc.property(
				anyName,
				fc.integer({ min: 90, max: 200 }),
				fc.constantFrom(...SIZES),
				(name, room, small) => {
					const { lines, size } = nameAt(name, room, small);
					expect(size).toBeGreaterThanOrEqual(small);
					const most = Math.floor(room / (Math.max(12.5, small) * 0.5587));
					if (name.length <= most * 2) expect(lines.join('')).toBe(name);
					expect(lines.length).toBeLessThanOrEqual(2);
				},
			),
		);
	});

	test('is broken behind a hyphen where it can be, else in its middle', () => {
		expect(nameAt('app-shop-production', 118, 15.3).lines).toEqual(['app-shop-', 'production']);
		expect(nameAt('stphotosarchiveprod', 118, 15.3).lines).toEqual(['stphotosar', 'chiveprod']);
	});
});

describe('on a card', () => {
	const shop = group('rg-shop');
	const vault = card(shop, 'kv-shop', 'target', {
		typeName: 'Key vault',
		children: [{ what: 'secrets', count: 2 }],
	});
	const rect = { w: 164, h: 62 };

	test('there is its name, what it is and what it holds, as long as there is room; what it is goes first, its name never', () => {
		const said = (small: number, level: keyof typeof ROOMS = 'snug') => {
			const { lines, caption, pill } = cardWords(vault, rect, small, level, measure);
			return [...lines, caption?.said, pill];
		};
		expect(said(SMALL_TYPE, 'roomy')).toEqual(['kv-shop', 'Key vault', '2 secrets']);
		expect(said(15.3)).toEqual(['kv-shop', 'Key vault', '2 secrets']);
		expect(said(19)).toEqual(['kv-shop', undefined, '2 secrets']);
		expect(said(19, 'bare')).toEqual(['kv-shop', undefined, '2 secrets']);
	});

	test('what would become of it is told in fewer words before it is left out', () => {
		const next = card(shop, 'vm-next', 'workload', { foretold: 'create' });
		const said = (small: number) => cardWords(next, rect, small, 'snug', measure).caption?.said;
		expect(said(13)).toBe('would be created');
		expect(said(16)).toBe('would be new');
	});

	test('what it is is cut behind a word where the widest card is too narrow for it', () => {
		const typeName = 'Azure Database for PostgreSQL flexible server';
		const long = card(shop, 'psql-shop', 'target', { typeName });
		const { caption } = cardWords(long, { w: 260, h: 62 }, SMALL_TYPE, 'roomy', measure);
		expect(caption?.said).toMatch(/^Azure Database for \w+…$/);
	});
});

test('on a phone a group is as wide as its cards and its name need, and no wider', () => {
	const shop = group('rg-shop');
	const nodes = [card(shop, 'vm-web'), card(shop, 'kv-shop', 'target')];
	const { areas, cards } = place(
		{ areas: [subscription, shop], nodes, edges: [] },
		{},
		{},
		'upright',
	);
	const one = cards.get(nodes[0]!.id)!;
	expect(areas.get(shop.id)!.w).toBeLessThan(one.w + 70);
	const long = { ...group('rg-orders-production-westeurope'), location: 'westeurope' };
	const wide = place(
		{ areas: [subscription, long], nodes: [card(long, 'vm-web')], edges: [] },
		{},
		{},
		'upright',
	);
	expect(wide.areas.get(long.id)!.w).toBeGreaterThan(
		measure(long.name, '600 13px') + measure('West Europe', '12.5px') + 42,
	);
});

/** What of a card's words lies outside of it, or on one another; a name that is cut; and roles outside of the picture or on cards. */
function amissIn(picture: Picture, placement: Placement, small: number): string[] {
	const { elements, routes } = makeElements(measure).make(
		fold(picture, new Set()),
		placement,
		1,
		small,
	);
	const byId = new Map(elements.map((element) => [element.id, element]));
	const found: string[] = [];
	const sizeOf = ({ data }: Element): number => Number(data.size);
	for (const { id, name, kind } of picture.nodes) {
		const rect = placement.cards.get(id);
		const element = byId.get(elementId('card', id));
		if (!rect || !element) continue;
		const { type, words, shift } = element.data as Record<string, number>;
		const lines = String(element.data.name).split('\n');
		if (kind !== 'ghost' && lines.join('') !== name) found.push(`${name} is cut`);
		if ((type ?? 0) < small) found.push(`${name} is too small`);
		const widest = Math.max(...lines.map((line) => measure(line, `600 ${type}px`)));
		const middle = rect.y + rect.h / 2;
		const high = (((lines.length - 1) * 1.28 + 1) * (type ?? 0)) / 2;
		const written: Rect = {
			x: kind === 'ghost' ? rect.x + (rect.w - widest) / 2 : rect.x + (words ?? 0),
			y: middle + (shift ?? 0) - high,
			w: widest,
			h: 2 * high,
		};
		const parts: [string, Rect][] = [['name', written]];
		for (const part of ['caption', 'pill']) {
			const text = byId.get(`${part} ${element.id}`);
			if (!text?.position) continue;
			if (sizeOf(text) < small) found.push(`the ${part} of ${name} is too small`);
			const w = measure(String(text.data.name), `${sizeOf(text)}px`);
			const x = text.classes.includes('middle') ? text.position.x - w / 2 : text.position.x;
			parts.push([part, { x, y: text.position.y - sizeOf(text) * 0.6, w, h: sizeOf(text) * 1.2 }]);
		}
		for (const [part, { x, y, w, h }] of parts) {
			const inside = x >= rect.x + 4 && x + w <= rect.x + rect.w - 4 && y >= rect.y + 1;
			const above = part === 'pill' || y + h <= rect.y + rect.h - 1;
			if (!inside || !above) found.push(`the ${part} of ${name} is not on its card`);
		}
		parts.forEach(([part, one], index) => {
			for (const [other, two] of parts.slice(index + 1))
				if (overlap(grow(one, -1.5), grow(two, -1.5)))
					found.push(`the ${part} of ${name} lies on its ${other}`);
		});
	}
	const whole = boundsOfAll(placement);
	for (const { id, kind, name } of picture.areas) {
		const rect = placement.areas.get(id);
		const area = elementId('area', id);
		for (const part of kind === 'group' ? ['head', 'place', 'kept'] : []) {
			const text = byId.get(`${part} ${area}`);
			if (!rect || !text?.position) continue;
			if (sizeOf(text) < small - 0.01 && part !== 'head')
				found.push(`${part} of ${name} is too small`);
			const bold = part === 'head' ? '600 ' : '';
			const w = measure(String(text.data.name), `${bold}${sizeOf(text)}px`);
			if (text.position.x + w > rect.x + rect.w - 4)
				found.push(`the ${part} of ${name} is outside`);
		}
	}
	for (const edge of picture.edges) {
		const label = routes.get(edge.id)?.label;
		if (edge.kind !== 'role' || !label) continue;
		const { x, y, w, h } = labelRect(label, small / SMALL_TYPE);
		const corners = [
			{ x, y },
			{ x: x + w, y: y + h },
		];
		if (whole && !corners.every((corner) => contains(whole, corner)))
			found.push(`${edge.role} is outside of the picture`);
		for (const rect of placement.cards.values())
			if (overlap({ x, y, w, h }, rect)) found.push(`${edge.role} is written on a card`);
	}
	return found;
}

/** How many roles are not written. */
function silentIn(picture: Picture, placement: Placement, small: number): number {
	const { routes } = makeElements(measure).make(fold(picture, new Set()), placement, 1, small);
	return picture.edges.filter(({ id, kind }) => kind === 'role' && !routes.get(id)?.label).length;
}

const checkAll = (worlds: readonly World[]): void => {
	for (const shape of ['wide', 'upright'] as const) {
		const { picture, placement } = placedAfter(worlds, shape);
		for (const small of SIZES)
			expect(amissIn(picture, placement, small), `${shape}, ${small}`).toEqual([]);
		// A little larger than usual no role's name is lost.
		expect(silentIn(picture, placement, 13)).toBe(0);
	}
};

test.each(EXAMPLES)('in the example %s words stay inside, at each size', async (slug) => {
	checkAll([await exampleWorld(slug)]);
});

const deep = process.env.KEYLESS_DEEP !== undefined;
const lessons = chapters.flatMap((chapter) => chapter.lessons.map(({ slug }) => slug));

test.each(deep ? lessons : lessons.filter((_, index) => index % 5 === 3))(
	'in the lesson %s words stay inside, at each size',
	async (slug) => {
		const lesson = await loadLesson(slug);
		if (!lesson) throw new Error(`There is no lesson ${slug}.`);
		const opened = openLesson(lesson, iacPorts);
		const { context } = play(lesson, opened, readActions(lesson.solutions[0]?.text ?? ''), {});
		checkAll([opened.world, ...context.worlds]);
	},
);
