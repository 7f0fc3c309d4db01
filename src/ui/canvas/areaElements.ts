import { words } from '../words';
import { elementId, type Element, type Measure } from './element';
import type { CountRow } from './fold';
import { clamp, type Point, type Rect } from './geometry';
import type { PictureArea } from './picture';

const { picture: says } = words;

/** An area and the words in its corner. */
export function areaElements(
	{ id, kind, name, location, state, foretold }: PictureArea,
	rect: Rect,
	reached: boolean,
	measure: Measure,
): Element[] {
	const area = elementId('area', id);
	const { x, y, w, h } = rect;
	const place = words.locations[location] ?? location;
	const text = (part: string, said: string, at: Point, ...classes: string[]): Element => ({
		id: `${part} ${area}`,
		data: { name: said },
		classes: ['text', part, ...classes],
		position: at,
	});
	const head =
		kind === 'group'
			? [
					text('head', name, { x: x + 16, y: y + 20 }),
					text('place', place, {
						x: x + 26 + measure(name, "600 13px 'IBM Plex Sans'"),
						y: y + 20,
					}),
				]
			: [text('place', says[kind](name), { x: x + 8, y: y - 14 })];
	return [
		{
			id: area,
			data: { ref: id, w, h, name: '' },
			classes: [
				...['area', kind, state, ...(reached ? ['reached'] : [])],
				...(foretold ? ['foretold', foretold] : []),
			],
			position: { x: x + w / 2, y: y + h / 2 },
		},
		...head,
	];
}

/** From one line of counts to the next, in heights of their type. */
const PITCH = 1.62;
/** At most so many lines; what is left over is summed up. */
const MOST_ROWS = 8;

/** The lines that a folded group shows, and how large they are written: its space is all theirs. */
export function foldedLayout(
	rows: readonly CountRow[],
	{ w, h }: Rect,
): { shown: readonly CountRow[]; size: number } {
	const shown = rows.slice(0, MOST_ROWS);
	const lines = Math.max(shown.length, 4);
	return { shown, size: clamp(Math.min(w / 14, h / (lines * PITCH + 3.4)), 16, 120) };
}

/** Below this size, in CSS pixels of the screen, lines are too small to be worth drawing: only their sum is told. */
const LEAST_TYPE = 6.5;

/** So large, in CSS pixels of the screen, the name of a folded group is written at least, where its area has the room. */
const LEAST_NAME = 11;
/** The width of a letter of a name, in heights of its type. */
const LETTER = 0.58;

/** The size of a folded group's name: what is asked for, or what can be read on the screen and still fits into a width. */
function nameSize(name: string, asked: number, most: number, high: number, zoom: number): number {
	const readable = LEAST_NAME / zoom;
	if (asked >= readable) return asked;
	return Math.max(asked, Math.min(readable, most / (name.length * LETTER), high / 1.4));
}

const NOT_RESOURCES: readonly string[] = ['systemIdentity', 'roleAssignment'];
const total = (rows: readonly CountRow[]): number =>
	rows.reduce((sum, { what, count }) => sum + (NOT_RESOURCES.includes(what) ? 0 : count), 0);

/** A group folded into counts: its name, and how many there are of each kind. */
export function foldedElements(
	{ id, kind, name, state }: PictureArea,
	rect: Rect,
	rows: readonly CountRow[],
	reached: boolean,
	zoom: number,
): Element[] {
	const area = elementId('area', id);
	const { x, y, w, h } = rect;
	const full = foldedLayout(rows, rect);
	const terse = full.size * zoom < LEAST_TYPE;
	const size = terse ? Math.min(w / 7.5, h / 5) : full.size;
	const shown = terse ? [] : full.shown;
	const pad = size * 0.9;
	const high = shown.length * size * PITCH;
	const top = y + pad + size * 1.9;
	const most = terse ? w - pad : w - 2 * pad;
	const titled = nameSize(name, size * (terse ? 1 : 1.15), most, terse ? h / 2 : size * 2.2, zoom);
	// What is below stands clear of a name that is written larger than the rest.
	const middle = Math.max(y + pad + size * 0.6, y + titled * 0.75);
	const below = Math.max(y + pad + size * 2, middle + titled * 0.6 + size * 0.6);
	const totalSize = Math.min(Math.max(size * 0.8, LEAST_NAME / zoom), titled * 0.85);
	const many = total(rows);
	// Where the words have no room the number stands alone.
	const worded = says.held(many);
	const sum = worded.length * LETTER * totalSize <= w - pad ? worded : String(many);
	const sumFits = below + totalSize * 0.6 <= y + h;
	const words = shown.map(({ what, count }) => says.countedShort(count, what));
	return [
		{
			id: area,
			data: { ref: id, w, h, name: '' },
			classes: ['area', 'folded', kind, state, ...(reached ? ['reached'] : [])],
			position: { x: x + w / 2, y: y + h / 2 },
		},
		{
			id: `title ${area}`,
			data: { name, size: titled, most },
			classes: ['text', 'title'],
			position: { x: x + pad * (terse ? 0.5 : 1), y: middle },
		},
		...(terse
			? sumFits
				? [
						{
							id: `title 2 ${area}`,
							data: { name: sum, size: totalSize, most: w - pad },
							classes: ['text', 'title', 'total'],
							position: { x: x + pad * 0.5, y: below },
						},
					]
				: []
			: shown.length === 0
				? []
				: [
						{
							id: `counts ${area}`,
							data: {
								name: words.join('\n'),
								size,
								w: size * 1.3,
								h: high,
								kinds: shown.map(({ what }) => what).join(' '),
								pitch: PITCH,
							},
							classes: ['text', 'counts'],
							position: { x: x + pad + size * 0.65, y: top + high / 2 },
						},
					]),
	];
}
