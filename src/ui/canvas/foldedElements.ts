import { pictureWords } from '../words/picture';
import { breakName } from './cardName';
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
const TYPE = { name: [11, 15], words: 10, number: [11.5, 14] } as const;
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

/** A name as large as it can be in so many lines: on as few as it takes. */
function titled(name: string, w: number, h: number): Tile['name'] {
	const [least, most] = TYPE.name;
	const lineCount = clamp(Math.floor(h / (least * NAME_PITCH)), 1, 3);
	for (let lines = 1; lines <= lineCount; lines++)
		for (let size = most; size >= least; size--) {
			if (lines * size * NAME_PITCH > h) continue;
			const broken = breakName(name, Math.max(3, Math.floor(w / (LETTER * size))), lines);
			if (broken.join('') === name) return { lines: broken, size };
		}
	const size = least;
	return { lines: breakName(name, Math.max(3, Math.floor(w / (LETTER * size))), lineCount), size };
}

/** Puts rows into columns of nearly the same length. */
function columnsOf(rows: readonly CountRow[], count: number): CountRow[][] {
	const each = Math.ceil(rows.length / count);
	return Array.from({ length: Math.ceil(rows.length / each) }, (_, column) =>
		rows.slice(column * each, (column + 1) * each),
	);
}

/** What has room on a folded group that is so large on the screen, in CSS pixels (pure). */
export function tileOf(name: string, rows: readonly CountRow[], w: number, h: number): Tile {
	const pad = clamp(Math.min(w, h) * 0.08, 4, 18);
	const room = w - 2 * pad;
	// A large tile writes large.
	const many = Math.max(4, Math.min(rows.length, MOST_ROWS));
	const wanted = Math.min(room / WORDS_WIDE, h / (many * PITCH + 3.4));
	const worded = wanted >= TYPE.words;
	const large = Math.max(wanted, TYPE.words);
	const named =
		worded && large > TYPE.name[1] / 1.15
			? {
					lines: breakName(name, Math.floor(room / (LETTER * large * 1.15)), 2),
					size: large * 1.15,
				}
			: titled(name, room, Math.max(TYPE.name[0] * NAME_PITCH, (h - 2 * pad) * 0.62));
	const below = pad + named.lines.length * named.size * NAME_PITCH;
	const shown = rows.slice(0, MOST_ROWS);
	const tile = { pad, name: named };
	const first = below + large * 0.55;
	if (worded && first + shown.length * large * PITCH <= h - pad / 2)
		return { ...tile, columns: shown.length > 0 ? [shown] : [], worded, size: large, top: first };
	const top = below + 4;
	const [least, most] = TYPE.number;
	for (let size: number = most; size >= least && shown.length > 0; size -= 0.5) {
		// A glyph, a gap, three digits, and what parts it from the next.
		const count = Math.floor((room + size * 0.8) / (size * 3.6));
		const lines = Math.floor((h - pad / 2 - top) / (size * PITCH));
		if (count * lines >= shown.length && count > 0)
			return { ...tile, columns: columnsOf(shown, Math.min(count, 3)), worded: false, size, top };
	}
	const sum = total(rows);
	const said = says.held(sum);
	const size = clamp(h - top - pad, least, 18);
	const fits = said.length * LETTER * least <= room;
	return {
		...tile,
		columns: [],
		worded: false,
		size: fits ? Math.min(size, room / (said.length * LETTER), most) : size,
		top,
		...(top + least <= h ? { sum: fits ? said : String(sum) } : {}),
	};
}

/** A group folded into counts: its name, and how many there are of each kind, as large as can be read at a zoom. */
export function foldedElements(
	{ id, kind, name, state }: PictureArea,
	rect: Rect,
	rows: readonly CountRow[],
	reached: boolean,
	zoom: number,
): Element[] {
	const area = elementId('area', id);
	const { x, y, w, h } = rect;
	const near = Math.max(zoom, TYPE.name[1] / LARGEST);
	const {
		pad,
		name: title,
		columns,
		worded,
		size,
		top,
		sum,
	} = tileOf(name, rows, w * near, h * near);
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
