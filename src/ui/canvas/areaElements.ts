import { pictureWords } from '../words/picture';
import { elementId, type Element, type Measure } from './element';
import { clamp, type Point, type Rect } from './geometry';
import type { PictureArea } from './picture';

const { picture: says, locations } = pictureWords;

/** How large the name of a scope is, in the picture and on the screen at least, in CSS pixels. */
const SCOPE_TYPE = { usual: 12.5, least: 12 } as const;

/** An area and the words in its corner. At a `zoom` where groups are counts the names of scopes are written larger. */
export function areaElements(
	{ id, kind, name, location, state, foretold, kept }: PictureArea,
	rect: Rect,
	reached: boolean,
	measure: Measure,
	zoom = 1,
): Element[] {
	const area = elementId('area', id);
	const { x, y, w, h } = rect;
	const told = foretold ? [says.foretold[foretold]] : [];
	const place = [locations[location] ?? location, ...told].join(' · ');
	const text = (part: string, said: string, at: Point, ...classes: string[]): Element => ({
		id: `${part} ${area}`,
		data: { name: said },
		classes: ['text', part, ...classes],
		position: at,
	});
	const scopeName = (said: string): Element => {
		// As wide as its scope at most, else it would run into that of the next.
		const most = (w - 16) / (said.length * 0.55);
		const size = clamp(SCOPE_TYPE.least / zoom, SCOPE_TYPE.usual, Math.max(most, SCOPE_TYPE.usual));
		const { id, data, ...rest } = text('place', said, {
			x: x + 8,
			y: y - 6.5 - size * 0.6,
		});
		return { id, data: { ...data, size }, ...rest };
	};
	const head =
		kind === 'group'
			? [
					text('head', name, { x: x + 16, y: y + 20 }),
					text('place', place, {
						x: x + 26 + measure(name, "600 13px 'IBM Plex Sans'"),
						y: y + 20,
					}),
					...(kept ? [text('kept', says.kept(kept), { x: x + 16, y: y + h - 11 }, 'place')] : []),
				]
			: [scopeName(says[kind](name))];
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
