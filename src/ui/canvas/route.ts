import { samplesOf, type Route } from './curve';
import { detourFor, type Detour } from './detour';
import { around, grow, type Point, type Rect } from './geometry';
import { breaksOf, LABEL_LINE, type LabelOf } from './labels';
import { knobOf } from './knob';
import { labelFor, labelRect, MARK } from './labelSpot';
import type { Picture, PictureArea } from './picture';
import type { Placement } from './place';
import { curve, port, reachOf, sidesFor, type Ends, type Sides } from './sides';
import { SIZES } from './sizes';
import { spread } from './spread';
import { Surroundings } from './surroundings';

/** The middle of the seal of a card. */
export const sealMiddle = ({ x, y, w, h }: Rect): Point => ({ x: x + w + 6, y: y + h - 2 });

const SEAL = { w: SIZES.seal, h: SIZES.seal };
/** So much of a seal's corners is empty: it is round. */
const ROUND = 5;
/** How far from a seal words keep. */
const SHY = 5;
/** The room around a role's end. */
const HEAD = { w: 14, h: 14 };
const same = (a: Rect, b: Rect): boolean =>
	a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
const meet = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;
const sameWay = (a: Route, b: Route): boolean =>
	meet(a.from, b.from) &&
	meet(a.to, b.to) &&
	a.bends.length === b.bends.length &&
	a.bends.every((bend, index) => meet(bend, b.bends[index] ?? a.to));

function endsOf(picture: Picture, { cards, landings }: Placement): Ends[] {
	const seals = new Map(
		picture.nodes.flatMap(({ id, seal }) => (seal ? [[seal.id, id] as const] : [])),
	);
	return picture.edges.flatMap((edge): Ends[] => {
		const owner = cards.get(seals.get(edge.from) ?? '');
		const from = owner ? around(sealMiddle(owner), SEAL) : cards.get(edge.from);
		const landing = landings.get(edge.id);
		const to = landing ? { ...landing, w: 0, h: 0 } : cards.get(edge.to);
		return from && to ? [{ edge, from, to, ...(owner ? { owner } : {}) }] : [];
	});
}

/** So wide the name of a subscription or management group is taken to be. */
const SCOPE_NAME = 210;
/** How wide a group's name and place are written. */
const nameWidth = ({ name, location }: PictureArea): number =>
	name.length * 7.6 + location.length * 6.6 + 14;

/** Where the names of groups are written (pure). */
export const namesOf = ({ areas }: Picture, placement: Placement): Rect[] =>
	areas.flatMap((area) => {
		const rect = placement.areas.get(area.id);
		if (!rect || area.kind !== 'group') return [];
		return [{ x: rect.x + 14, y: rect.y + 10, w: nameWidth(area), h: 20 }];
	});

/** What lines and labels keep off, by name, so that two pictures can be compared. */
function obstaclesOf(
	picture: Picture,
	{ cards, areas }: Placement,
	pills: Iterable<Rect>,
): Map<string, Rect> {
	const all = new Map<string, Rect>(cards);
	for (const { id, seal } of picture.nodes) {
		const card = seal && cards.get(id);
		if (card) all.set(seal.id, grow(around(sealMiddle(card), SEAL), SHY));
	}
	for (const area of picture.areas) {
		const rect = areas.get(area.id);
		const w = area.kind === 'group' ? nameWidth(area) + 26 : SCOPE_NAME;
		if (rect) all.set(`head ${area.id}`, { x: rect.x, y: rect.y, w, h: 34 });
	}
	let count = 0;
	for (const pill of pills) all.set(`pill ${count++}`, pill);
	return all;
}

/** Where things have come, gone or moved between two pictures. */
function changesBetween(before: ReadonlyMap<string, Rect>, now: ReadonlyMap<string, Rect>): Rect[] {
	const changed: Rect[] = [];
	for (const [name, rect] of now) {
		const old = before.get(name);
		if (old && same(old, rect)) continue;
		changed.push(rect);
		if (old) changed.push(old);
	}
	for (const [name, rect] of before) if (!now.has(name)) changed.push(rect);
	return changed;
}

/** Routes the lines of one placed picture after another. */
export type Router = (
	picture: Picture,
	placement: Placement,
	labelOf: LabelOf,
	pills?: Iterable<Rect>,
) => Map<string, Route>;

/** Above so many changes all is routed anew. */
const MANY = 400;

interface Known {
	readonly ends: Ends;
	readonly sides: Sides;
	readonly via?: Detour['via'] | undefined;
	readonly said: string;
	readonly route: Route;
}

/**
 * Makes a router that remembers: where nothing has changed, lines and their labels stay as they were, and cost nothing.
 * The sides by which a line leaves and enters are those that keep it short and off other cards, lines that share a side
 * are spread, and each label, which is written `type` times as large as usual, goes where it covers neither a card nor another label. The lines are the same as those of
 * a new router; a label may stand where it stood before something else went.
 */
export function makeRouter(type = 1): Router {
	let before: ReadonlyMap<string, Rect> = new Map();
	let known = new Map<string, Known>();
	return (picture, placement, labelOf, pills = []) => {
		const obstacles = obstaclesOf(picture, placement, pills);
		const changes = changesBetween(before, obstacles);
		if (changes.length > MANY) known = new Map();
		const changed = new Surroundings(changes);
		const cards = new Surroundings(placement.cards.values());
		const solid = new Surroundings(placement.cards.values());
		for (const { id, seal } of picture.nodes) {
			const card = seal && placement.cards.get(id);
			if (card) solid.add(grow(around(sealMiddle(card), SEAL), -ROUND));
		}
		const names = new Surroundings(namesOf(picture, placement));
		const ways = endsOf(picture, placement).map((ends) => {
			const old = known.get(ends.edge.id);
			const keeps =
				old &&
				same(old.ends.from, ends.from) &&
				same(old.ends.to, ends.to) &&
				!old.ends.owner === !ends.owner &&
				changed.near(reachOf(ends)).length === 0;
			if (keeps) return { ends, sides: old.sides, via: old.via };
			const sides = sidesFor(ends, cards);
			return { ends, sides, ...detourFor(ends, sides, solid, names, reachOf(ends)) };
		});
		const offsets = spread(ways);
		const next = new Map<string, Known>();
		for (const { ends, sides, via } of ways) {
			const { id } = ends.edge;
			const start = port(ends.from, sides[0], offsets.get(`from ${id}`) ?? 0);
			const end = port(ends.to, sides[1], offsets.get(`to ${id}`) ?? 0);
			const fresh = curve(start, sides[0], end, sides[1], via);
			const old = known.get(id)?.route;
			// What runs as before is the same object, label and all; the label is looked at below.
			const route = old && sameWay(old, fresh) ? old : fresh;
			const said =
				ends.edge.kind === 'role' ? breaksOf(labelOf(ends.edge)).at(0)?.join() : undefined;
			next.set(id, { ends, sides, via, route, said: said ?? '' });
		}
		label(next, known, placement, labelOf, obstacles, changed, type);
		before = obstacles;
		known = next;
		return new Map([...next].map(([id, { route }]) => [id, route]));
	};
}

/** Gives the routes of role assignments their labels; those that can stay do. */
function label(
	next: Map<string, Known>,
	known: ReadonlyMap<string, Known>,
	placement: Placement,
	labelOf: LabelOf,
	obstacles: ReadonlyMap<string, Rect>,
	changed: Surroundings,
	type: number,
): void {
	const stays = (id: string, { route, said }: Known): Route | undefined => {
		const old = known.get(id);
		if (!old || old.said !== said || !sameWay(old.route, route) || !old.route.label)
			return undefined;
		return changed.near(labelRect(old.route.label, type)).length === 0 ? old.route : undefined;
	};
	const open: Known[] = [];
	const written: Rect[] = [];
	const taken = new Surroundings();
	for (const [id, line] of next) {
		if (line.ends.edge.kind !== 'role') continue;
		const route = stays(id, line);
		const rect = route?.label && labelRect(route.label, type);
		if (!route || !rect || taken.near(rect).length > 0) {
			const { label: _, ...bare } = line.route;
			open.push({ ...line, route: bare });
			next.set(id, { ...line, route: bare });
		} else {
			written.push(rect);
			taken.add(rect);
			next.set(id, { ...line, route });
		}
	}
	if (open.length === 0) return;
	// Where a role ends is to be seen, and taken hold of.
	const heads = [...next.values()].flatMap(({ ends: { edge }, route }) =>
		edge.kind === 'role' ? [around(knobOf(edge, route), HEAD)] : [],
	);
	const solid = new Surroundings([...obstacles.values(), ...written, ...heads]);
	const lines = new Surroundings();
	for (const { route } of next.values())
		for (const point of samplesOf(route, LABEL_LINE)) lines.add(around(point, MARK));
	const borders = [...placement.areas.values()];
	// The longest first: for a short one there is a place nearly anywhere.
	const length = ({ said }: Known): number => said.length;
	for (const line of open.sort((a, b) => length(b) - length(a))) {
		const { edge } = line.ends;
		if (edge.kind !== 'role') continue;
		const label = labelFor(line.route, breaksOf(labelOf(edge)), solid, lines, borders, type);
		if (!label) continue;
		solid.add(labelRect(label, type));
		next.set(edge.id, { ...line, route: { ...line.route, label } });
	}
}

/** Routes every line of a placed picture from nothing (pure): see {@link makeRouter}. */
export const routeAll: Router = (picture, placement, labelOf, pills) =>
	makeRouter()(picture, placement, labelOf, pills);
