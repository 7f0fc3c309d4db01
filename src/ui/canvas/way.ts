import { around, contains, distance, grow, overlap, type Point, type Rect } from './geometry';

/** Entra's gate, with a tick and its name: whoever gets past it has a token. */
export const GATE = { w: 68, h: 24 };

/** The way of a request: from the program's own edge over Entra's gate to the target's edge. */
export interface Way {
	readonly start: Point;
	readonly gate: Point;
	readonly end: Point;
	/** Where its words are written, on the line that letters stand on: from there, or, at the gate, around there. */
	readonly said: Point;
}

/** What a way and its words keep off. */
export interface WayAround {
	readonly cards: Iterable<Rect>;
	/** What is written elsewhere: roles, and the names of groups. */
	readonly words: Iterable<Rect>;
}

/** A good guess at the width of a letter of its words, and how high they are, in pixels at zoom 1. */
const LETTER = 6.2;
const HIGH = 16;

/** The rectangle of words that stand on a line. */
const wordsAt = ({ x, y }: Point, length: number, middle: boolean): Rect => {
	const w = length * LETTER + 4;
	return { x: middle ? x - w / 2 : x - 2, y: y - 12, w, h: HIGH };
};

const covers = (rect: Rect, others: readonly Rect[]): boolean =>
	others.some((other) => overlap(rect, other));

/**
 * Finds the way between two cards (pure): the gate hovers where it covers neither another card nor what is written, and so
 * many letters are written above or below it.
 */
export function wayBetween(from: Rect, to: Rect, off: WayAround, letters: number): Way {
	const right = to.x + to.w / 2 >= from.x + from.w / 2;
	const start = { x: right ? from.x + from.w : from.x, y: from.y + 18 };
	const x = to.x + to.w * (right ? 0.16 : 0.84);
	// From below it may as well come in from below, beside the count of its children.
	const ends = [
		{ x, y: to.y },
		...(start.y > to.y + to.h + 40 ? [{ x: to.x + to.w * 0.84, y: to.y + to.h }] : []),
	];
	const cards = [...off.cards].map((card) => grow(card, 4));
	const words = [...off.words];
	let best: Way | undefined;
	let least = Infinity;
	for (const end of ends)
		for (const [order, share] of SHARES.entries())
			for (const [rank, height] of HEIGHTS.entries())
				for (const base of new Set([Math.min(start.y, end.y), start.y, end.y])) {
					const gate = { x: start.x + (end.x - start.x) * share, y: base - height };
					const chip = grow(around(gate, GATE), 8);
					let cost = order * 30 + rank * 10 + (distance(start, gate) + distance(gate, end)) / 4;
					if (covers(chip, cards)) cost += 900;
					if (covers(chip, words)) cost += 500;
					if (cost >= least) continue;
					cost += 90 * coveredBy({ start, gate, end }, cards);
					for (const [place, side] of SAID.entries()) {
						const said = { x: gate.x, y: gate.y + side };
						const rect = wordsAt(said, letters, true);
						const all =
							cost + place * 8 + (covers(rect, cards) ? 400 : 0) + (covers(rect, words) ? 400 : 0);
						if (all < least) [best, least] = [{ start, gate, end, said }, all];
					}
				}
	return best ?? { start, gate: start, end: start, said: start };
}

/** The way of a request that was stopped where it began (pure): its words stand beside the card where they cover nothing. */
export function wayOfNone(from: Rect, off: WayAround, letters: number): Way {
	const start = { x: from.x + from.w, y: from.y + 18 };
	const others = [...off.cards, ...off.words];
	const spots = [
		{ x: start.x + 20, y: start.y - 10 },
		{ x: from.x, y: from.y - 10 },
		{ x: start.x + 20, y: start.y + 30 },
		{ x: from.x, y: from.y + from.h + 30 },
	];
	const said =
		spots.find((spot) => !covers(wordsAt(spot, letters, false), others)) ?? spots[0] ?? start;
	return { start, gate: start, end: start, said };
}

type Legs = Pick<Way, 'start' | 'gate' | 'end'>;

/** Where the gate may hover: how far along, and how high above one of the ends or both. */
const SHARES = [0.5, 0.36, 0.64, 0.22, 0.78, 0.08, 0.92];
const HEIGHTS = [24, 48, 72, 100, 130, 160, 4, -28, -60];
/** Where the words stand, from the middle of the gate. */
const SAID = [-20, 27];
const SAMPLES = 12;

/** How many points of a way lie on cards. */
function coveredBy(way: Legs, cards: readonly Rect[]): number {
	let count = 0;
	const legs = [
		[way.start, bendsOf(way)[0], way.gate],
		[way.gate, bendsOf(way)[1], way.end],
	] as const;
	for (const [from, bend, to] of legs)
		for (let step = 1; step < SAMPLES; step++) {
			const t = step / SAMPLES;
			const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
			const at = { x: a * from.x + b * bend.x + c * to.x, y: a * from.y + b * bend.y + c * to.y };
			// Near its ends a way lies on its own cards.
			if (distance(at, way.start) < 24 || distance(at, way.end) < 24) continue;
			if (cards.some((card) => contains(card, at))) count++;
		}
	return count;
}

/** What pulls the two legs so that they meet at the gate with one tangent. */
function bendsOf({ start, gate, end }: Legs): [Point, Point] {
	const slope = (end.y - start.y) / 6;
	return [
		{ x: (start.x + gate.x) / 2, y: gate.y - slope / 2 },
		{ x: (gate.x + end.x) / 2, y: gate.y + slope / 2 },
	];
}

/** The curve through the gate, in two legs that meet there with one tangent, each as the `d` of an SVG path (pure). */
export function pathsOf(way: Legs): [string, string] {
	const { start, gate, end } = way;
	const [first, second] = bendsOf(way);
	return [
		`M${start.x} ${start.y}Q${first.x} ${first.y} ${gate.x} ${gate.y}`,
		`M${gate.x} ${gate.y}Q${second.x} ${second.y} ${end.x} ${end.y}`,
	];
}
