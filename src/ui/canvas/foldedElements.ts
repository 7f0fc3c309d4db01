import { pictureWords } from '../words/picture';
import { breakName, partsOf } from './cardName';
import { elementId, type Element } from './element';
import type { CountRow } from './fold';
import { clamp, type Rect } from './geometry';
import type { PictureArea } from './picture';

const { picture: says } = pictureWords;

/** The width of a letter of a name, in heights of its type. */
const LETTER = 0.57;
/** From one line of a name, and from one line of counts, to the next, in heights of their type. */
const NAME_PITCH = 1.15;
const PITCH = 1.55;
/** At most so many lines of counts; what is left over is not told here. */
const MOST_ROWS = 8;
/** The widest line of counts in words, its glyph included, in heights of its type. */
const WORDS_WIDE = 12.6;
/** How large type is on the screen, in CSS pixels: names, what is counted in words, what is counted as numbers. */
const TYPE = { names: [15, 12, 11], words: 10, number: [10.5, 14] } as const;
const [LARGEST_NAME, , LEAST_NAME] = TYPE.names;
/** The largest type in the picture, in its own pixels. */
const LARGEST = 260;

/** A group folded into counts, in CSS pixels of the screen: what is written on it, and how large. */
export interface Tile {
	readonly pad: number;
	readonly name: { readonly lines: readonly string[]; readonly size: number };
	/** What is counted: a line for each kind with its words, or its number beside its glyph, in columns. */
	readonly columns: readonly (readonly CountRow[])[];
	readonly worded: boolean;
	/** The size of the counts. */
	readonly size: number;
	/** Where the counts begin, from the top. */
	readonly top: number;
	/** How many there are in all, where nothing else has room. */
	readonly sum?: string;
}

const NOT_RESOURCES: readonly string[] = ['systemIdentity', 'roleAssignment'];
const total = (rows: readonly CountRow[]): number =>
	rows.reduce((sum, { what, count }) => sum + (NOT_RESOURCES.includes(what) ? 0 : count), 0);

/** The end of a name that is too long for one line: names of groups begin alike, and what tells them apart comes last. */
function endOf(name: string, letters: number): string {
	if (name.length <= letters) return name;
	const most = letters - 1;
	const parts = partsOf(name);
	const ends = parts.map((_, index) => parts.slice(index).join(''));
	const end = ends.find(({ length }) => length <= most) ?? '';
	return `…${end.length * 2 >= letters ? end : name.slice(-most)}`;
}

/** A name as large as it can be in so many lines: broken between its parts while it can be, and on as few as it takes. */
function titled(name: string, w: number, h: number, most: number): Tile['name'] {
	const lettersAt = (size: number): number => Math.max(3, Math.floor(w / (LETTER * size)));
	const linesAt = (size: number): number => clamp(Math.floor(h / (size * NAME_PITCH)), 1, 3);
	const longest = Math.max(...partsOf(name).map((part) => part.trimEnd().length));
	for (const size of TYPE.names.filter((one) => one <= most)) {
		// What is large has no need to be broken: smaller type on one line is calmer.
		const lines = breakName(name, lettersAt(size), size === LARGEST_NAME ? 1 : linesAt(size));
		if (longest <= lettersAt(size) && lines.join('') === name) return { lines, size };
	}
	const size = LEAST_NAME;
	const [letters, count] = [lettersAt(size), linesAt(size)];
	return { lines: count === 1 ? [endOf(name, letters)] : breakName(name, letters, count), size };
}

/** Puts rows into columns of nearly the same length. */
function columnsOf(rows: readonly CountRow[], count: number): CountRow[][] {
	const each = Math.ceil(rows.length / count);
	return Array.from({ length: Math.ceil(rows.length / each) }, (_, column) =>
		rows.slice(column * each, (column + 1) * each),
	);
}

/** How much of a tile's height its name may take. */
const titleRoom = (h: number, pad: number): number =>
	Math.max(LEAST_NAME * NAME_PITCH, (h - 2 * pad) * 0.62);
const padOf = (w: number, h: number): number => clamp(Math.min(w, h) * 0.08, 4, 18);
/** How wide a glyph is with a number of so many digits and what parts it from the next, in heights of its type. */
const cellOf = (rows: readonly CountRow[]): number =>
	2.2 + 0.6 * Math.max(...rows.map(({ count }) => String(count).length));

/** What has room on a folded group that is so large on the screen, in CSS pixels (pure). */
export function tileOf(
	name: string,
	rows: readonly CountRow[],
	w: number,
	h: number,
	most: number = LARGEST_NAME,
): Tile {
	const pad = padOf(w, h);
	const room = w - 2 * pad;
	// A large tile writes large.
	const many = Math.max(4, Math.min(rows.length, MOST_ROWS));
	const wanted = Math.min(room / WORDS_WIDE, h / (many * PITCH + 3.4));
	const worded = wanted >= TYPE.words;
	const large = Math.max(wanted, TYPE.words);
	const named =
		worded && large > LARGEST_NAME / 1.15
			? {
					lines: breakName(name, Math.floor(room / (LETTER * large * 1.15)), 2),
					size: large * 1.15,
				}
			: titled(name, room, titleRoom(h, pad), most);
	const below = pad + named.lines.length * named.size * NAME_PITCH;
	const shown = rows.slice(0, MOST_ROWS);
	const tile = { pad, name: named };
	const first = below + large * 0.55;
	if (worded && first + shown.length * large * PITCH <= h - pad / 2)
		return { ...tile, columns: shown.length > 0 ? [shown] : [], worded, size: large, top: first };
	const top = below + 4;
	const [least, greatest] = TYPE.number;
	for (let size: number = greatest; size >= least && shown.length > 0; size -= 0.5) {
		const count = Math.min(3, Math.floor((room + size * 0.5) / (size * cellOf(shown))));
		const lines = Math.floor((h - pad / 2 - top) / (size * PITCH));
		if (count * lines >= shown.length && count > 0)
			return { ...tile, columns: columnsOf(shown, count), worded: false, size, top };
	}
	const sum = total(rows);
	const said = says.held(sum);
	const size = clamp(h - top - pad, least, 18);
	const fits = said.length * LETTER * TYPE.words <= room;
	return {
		...tile,
		columns: [],
		worded: false,
		size: fits ? Math.min(size, room / (said.length * LETTER), 12) : size,
		top,
		...(top + least <= h ? { sum: fits ? said : String(sum) } : {}),
	};
}

/** Seen from very far type grows no more. */
const nearOf = (zoom: number): number => Math.max(zoom, LARGEST_NAME / LARGEST);

/** The size in which the names of all folded groups can be written, in CSS pixels of the screen: that of the smallest. */
export function namedAlike(
	areas: readonly PictureArea[],
	rects: ReadonlyMap<string, Rect>,
	folded: ReadonlyMap<string, unknown>,
	zoom: number,
): number {
	const near = nearOf(zoom);
	let size: number = LARGEST_NAME;
	for (const { id, name } of areas) {
		const rect = folded.has(id) ? rects.get(id) : undefined;
		if (!rect) continue;
		const [w, h] = [rect.w * near, rect.h * near];
		const pad = padOf(w, h);
		size = Math.min(size, titled(name, w - 2 * pad, titleRoom(h, pad), size).size);
	}
	return size;
}

/** A group folded into counts: its name, and how many there are of each kind, as large as can be read at a zoom. */
export function foldedElements(
	{ id, kind, name, state }: PictureArea,
	rect: Rect,
	rows: readonly CountRow[],
	reached: boolean,
	zoom: number,
	most?: number,
): Element[] {
	const area = elementId('area', id);
	const { x, y, w, h } = rect;
	const near = nearOf(zoom);
	const {
		pad,
		name: title,
		columns,
		worded,
		size,
		top,
		sum,
	} = tileOf(name, rows, w * near, h * near, most);
	const at = (pixels: number): number => pixels / near;
	const elements: Element[] = [
		{
			id: area,
			data: { ref: id, w, h, name: '', edge: Math.max(2, at(reached ? 1.6 : 1)) },
			classes: ['area', 'folded', kind, state, ...(reached ? ['reached'] : [])],
			position: { x: x + w / 2, y: y + h / 2 },
		},
		{
			id: `title ${area}`,
			data: { name: title.lines.join('\n'), size: at(title.size), pitch: NAME_PITCH },
			classes: ['text', 'title'],
			position: {
				x: x + at(pad),
				y: y + at(pad + (title.lines.length * title.size * NAME_PITCH) / 2),
			},
		},
	];
	if (sum !== undefined)
		elements.push({
			id: `title 2 ${area}`,
			data: { name: sum, size: at(size), pitch: NAME_PITCH },
			classes: ['text', 'title', 'total'],
			position: { x: x + at(pad), y: y + at(top + size / 2) },
		});
	const across = at((w * near - 2 * pad) / Math.max(1, columns.length));
	columns.forEach((column, index) => {
		const high = at(column.length * size * PITCH);
		elements.push({
			id: `counts ${index} ${area}`,
			data: {
				name: column
					.map(({ what, count }) => (worded ? says.countedShort(count, what) : String(count)))
					.join('\n'),
				size: at(size),
				w: at(size) * 1.3,
				h: high,
				kinds: column.map(({ what }) => what).join(' '),
				pitch: PITCH,
			},
			classes: ['text', 'counts', ...(worded ? [] : ['bare'])],
			position: { x: x + at(pad) + at(size) * 0.65 + index * across, y: y + at(top) + high / 2 },
		});
	});
	return elements;
}
