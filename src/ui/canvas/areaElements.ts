import { pictureWords } from '../words/picture';
import { elementId, type Element, type Measure } from './element';
import { clamp, type Point, type Rect } from './geometry';
import { SMALL_TYPE } from './look';
import type { PictureArea } from './picture';

const { picture: says, locations } = pictureWords;

/** How large the name of a scope is, in the picture and on the screen at least where groups are counts, in CSS pixels. */
const SCOPE_TYPE = { usual: 12.5, least: 12 } as const;
/** How large the name of a group is, and how much larger than what is small. */
const HEAD = { usual: 13, times: 1.06 } as const;
/** Where a group's words begin, and what parts its place from its name, in CSS pixels at zoom 1. */
const [LEFT, GAP] = [16, 10];
const font = "12.5px 'IBM Plex Sans'";
const bold = "600 13px 'IBM Plex Sans'";

/** An area and the words in its corner, no smaller than `small`. At a `zoom` where groups are counts the names of scopes are written larger. */
export function areaElements(
	{ id, kind, name, location, state, foretold, kept }: PictureArea,
	rect: Rect,
	reached: boolean,
	measure: Measure,
	zoom = 1,
	small: number = SMALL_TYPE,
): Element[] {
	const area = elementId('area', id);
	const { x, y, w, h } = rect;
	const text = (
		part: string,
		said: string,
		at: Point,
		size: number,
		...classes: string[]
	): Element => ({
		id: `${part} ${area}`,
		data: { name: said, size },
		classes: ['text', part, ...classes],
		position: at,
	});
	const usual = Math.max(SCOPE_TYPE.usual, small);
	const widthOf = (said: string): number => (measure(said, font) * usual) / SCOPE_TYPE.usual;
	const scopeName = (said: string): Element[] => {
		// As wide as its scope at most, else it would run into that of the next.
		const most = Math.max((w - 16) / (said.length * 0.55), SCOPE_TYPE.usual);
		const size = clamp(Math.max(SCOPE_TYPE.least / zoom, small), SCOPE_TYPE.usual, most);
		return [text('place', said, { x: x + 8, y: y - 6.5 - size * 0.6 }, size)];
	};
	const groupName = (): Element[] => {
		const long = measure(name, bold) / HEAD.usual;
		const size = clamp(small * HEAD.times, HEAD.usual, Math.max((w - 2 * LEFT) / long, HEAD.usual));
		const middle = y + Math.max(20, 6 + size * 0.7);
		const elements = [text('head', name, { x: x + LEFT, y: middle }, size)];
		const left = LEFT + GAP + long * size;
		const told = foretold ? [says.foretold[foretold]] : [];
		const town = locations[location] ?? location;
		const place = [[town, ...told].join(' · '), ...told].find(
			(said) => left + widthOf(said) <= w - LEFT / 2,
		);
		if (place) elements.push(text('place', place, { x: x + left, y: middle }, usual));
		const gone = kept ? says.kept(kept) : '';
		if (gone !== '' && LEFT + widthOf(gone) <= w - LEFT / 2)
			elements.push(
				text('kept', gone, { x: x + LEFT, y: y + h - Math.max(11, usual * 0.7) }, usual, 'place'),
			);
		return elements;
	};
	const head = kind === 'group' ? groupName() : scopeName(says[kind](name));
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
