import { columnsOf, siteColumns } from './columns';
import { boundsOf, overlap, type Point, type Rect } from './geometry';
import type { Shape, Size } from './lanes';
import type { Picture } from './picture';
import { shift, type Block } from './seats';
import { SIZES } from './sizes';
import { rowsOf, settle } from './territories';

const gap = SIZES.groupGap;
/** By how much columns may make a picture smaller. */
const WORTH = 1.25;
/** As wide as a screen is, in its heights. */
const ASPECT = 1.35;
/** A picture for a phone that is higher than this is not read downwards: its groups stand in columns, and fold. */
const TALL = 1000;
/** As wide as a phone's picture is, in its heights. */
const PHONE = 1.15;
/** From so many groups on they stand as a page is read, in the order in which they came. */
export const LINES_FROM = 4;
/** From so many on in the order of their names. */
const NAMED_FROM = 7;
/** Compares names with numbers as numbers. Made when first needed: it takes as long as the picture of a first visit. */
let collator: Intl.Collator | undefined;
const byName = (a: string, b: string): number =>
	(collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' })).compare(a, b);
/** More columns of groups than this are too narrow on a phone. */
const MOST_COLUMNS = 4;

/** Where a new group goes: under or beside the others, whichever keeps the whole closest to a screen's shape. */
export function siteFor(
	size: Size,
	mine: readonly Rect[],
	others: readonly Rect[],
	start: Point,
	shape: Shape,
): Point {
	const whole = boundsOf(mine);
	if (!whole) return start;
	if (shape === 'upright') return { x: whole.x, y: whole.y + whole.h + gap };
	const lefts = [...new Set(mine.map(({ x }) => x))];
	const under = lefts.map((x) => ({
		x,
		y: Math.max(...mine.filter((other) => other.x === x).map(({ y, h }) => y + h)) + gap,
	}));
	const beside = { x: whole.x + whole.w + gap, y: whole.y };
	const badness = (site: Point): number => {
		const all = boundsOf([whole, { ...site, ...size }]) ?? whole;
		return Math.max(all.w / ASPECT, all.h);
	};
	const all = [...mine, ...others];
	return [...under, beside]
		.filter((site) => !all.some((other) => overlap({ ...site, ...size }, other)))
		.reduce((best, site) => (badness(site) < badness(best) ? site : best), beside);
}

/** On a phone: one below the other, or, where that is too much to read downwards, in a few columns. */
function pile(blocks: readonly Block[]): void {
	const heights = blocks.reduce((sum, { rect }) => sum + rect.h + gap, 0);
	const widest = Math.max(0, ...blocks.map(({ rect }) => rect.w));
	const rows = (count: number): number => Math.ceil(blocks.length / count);
	const badness = (count: number): number =>
		Math.max((count * widest) / PHONE, (rows(count) * heights) / blocks.length);
	const counts = Array.from(
		{ length: Math.min(MOST_COLUMNS, blocks.length) },
		(_, index) => index + 1,
	);
	const many = counts.reduce((a, b) => (badness(b) < badness(a) ? b : a), 1);
	const tops = Array.from({ length: heights < TALL ? 1 : many }, () => 0);
	for (const block of blocks) {
		const column = tops.indexOf(Math.min(...tops));
		const top = tops[column] ?? 0;
		shift(block, {
			x: column * (widest + gap) - block.origin.x,
			y: top - block.origin.y,
		});
		tops[column] = top + block.rect.h + gap;
	}
}

/** Groups in the order of their names, so that a person finds one among many; few stay in the order in which they came. */
function named({ areas }: Picture, blocks: readonly Block[]): Block[] {
	if (blocks.length < NAMED_FROM) return [...blocks];
	const names = new Map(areas.map(({ id, name }) => [id, name]));
	return [...blocks].sort((a, b) => byName(names.get(a.id) ?? '', names.get(b.id) ?? ''));
}

/** Where groups stand that are read one after another, and how far that is from a screen's shape. */
interface Lines {
	readonly sites: readonly Point[];
	readonly badness: number;
}

/** Rows that are as long as the first so many rectangles, for so many as bring the whole closest to a screen's shape. */
function bestRows(rects: readonly Rect[]): Lines {
	let best: Lines = { sites: [], badness: Infinity };
	let most = -gap;
	for (const { w } of rects) {
		most += w + gap;
		if (most / ASPECT > best.badness) break;
		const sites = rowsOf(rects, most, 0, gap);
		const badness = badnessOf(rects.map((rect, index) => ({ ...rect, ...sites[index] })));
		if (badness < best.badness) best = { sites, badness };
	}
	return best;
}

/** Columns from top to bottom, as high as brings the whole closest to a screen's shape. */
function bestColumns(rects: readonly Rect[]): Lines {
	let best: Lines = { sites: [], badness: Infinity };
	let most = -gap;
	// What runs down is what runs across, seen from the other side.
	const turned = rects.map(({ x, y, w, h }) => ({ x: y, y: x, w: h, h: w }));
	for (const { h } of rects) {
		most += h + gap;
		if (most > best.badness) break;
		const sites = rowsOf(turned, most, 0, gap).map(({ x, y }) => ({ x: y, y: x }));
		const badness = badnessOf(rects.map((rect, index) => ({ ...rect, ...sites[index] })));
		if (badness < best.badness) best = { sites, badness };
	}
	return best;
}

/**
 * Many groups as a page is read, in lines as long as bring the whole closest to a screen's shape: from left to right, or,
 * where that leaves much empty as they are not of one height, in columns from top to bottom.
 */
function inLines(blocks: readonly Block[]): void {
	const rects = blocks.map(({ rect }) => rect);
	const rows = bestRows(rects);
	const down = bestColumns(rects);
	const { sites } = down.badness * WORTH < rows.badness ? down : rows;
	blocks.forEach((block, index) => {
		const { x, y } = sites[index] ?? { x: 0, y: 0 };
		shift(block, { x: x - block.origin.x, y: y - block.origin.y });
	});
}

/** Stands many groups of one subscription as a page is read, the first at the origin. */
export const lineUp = (picture: Picture, blocks: readonly Block[]): void =>
	inLines(named(picture, blocks));

/** The groups of one subscription among themselves: those that reach into one another in columns, the others packed. */
function pack(picture: Picture, all: readonly Block[], shape: Shape): void {
	const blocks = named(picture, all);
	const columns = columnsOf(
		picture,
		blocks.map(({ id }) => id),
	);
	const rank = ({ id }: Block): number => columns.get(id) ?? Infinity;
	const ordered = [...blocks].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
	if (shape === 'upright') return pile(ordered);
	const rest = blocks.filter(({ id }) => !columns.has(id));
	if (rest.length >= LINES_FROM) {
		inLines(rest);
		const joined = ordered.filter(({ id }) => columns.has(id));
		standAt(joined, siteColumns(blocks, columns));
		return below(joined, rest);
	}
	standAt(ordered, new Map());
	if (columns.size === 0) return;
	const packed = badnessOf(blocks.map(({ rect }) => rect));
	standAt(ordered, siteColumns(blocks, columns));
	// Columns read from left to right, and are worth a somewhat smaller picture.
	if (badnessOf(blocks.map(({ rect }) => rect)) > packed * WORTH) standAt(ordered, new Map());
}

/** Moves groups below others, or beside them, whichever keeps the whole closer to a screen's shape. */
function below(first: readonly Block[], rest: readonly Block[]): void {
	const [above, more] = [first, rest].map((list) => boundsOf(list.map(({ rect }) => rect)));
	if (!above || !more) return;
	const ways = [
		{ x: above.x - more.x, y: above.y + above.h + gap - more.y },
		{ x: above.x + above.w + gap - more.x, y: above.y - more.y },
	].sort((a, b) => {
		const after = ({ x, y }: Point): number =>
			badnessOf([above, { ...more, x: more.x + x, y: more.y + y }]);
		return after(a) - after(b);
	});
	for (const block of rest) shift(block, ways[0] ?? { x: 0, y: 0 });
}

/** How far a picture's shape is from a screen's: the higher, the smaller it is looked at. */
function badnessOf(rects: readonly Rect[]): number {
	const whole = boundsOf(rects);
	return whole ? Math.max(whole.w / ASPECT, whole.h) : 0;
}

/** Stands groups where they belong, and each of the others where it goes best. */
function standAt(blocks: readonly Block[], sites: ReadonlyMap<string, Point>): void {
	const done: Rect[] = [];
	for (const block of blocks) {
		const { w, h } = block.rect;
		const { x, y } = sites.get(block.id) ?? siteFor({ w, h }, done, [], { x: 0, y: 0 }, 'wide');
		shift(block, { x: x - block.origin.x, y: y - block.origin.y });
		done.push(block.rect);
	}
}

/** Finds every group of a picture its place when none has one yet. */
export function siteAll(picture: Picture, blocks: readonly Block[], shape: Shape): void {
	const subscriptions = new Set(blocks.map(({ subscription }) => subscription));
	for (const id of subscriptions)
		pack(
			picture,
			blocks.filter(({ subscription }) => subscription === id),
			shape,
		);
	settle(picture.areas, blocks, shape);
}
