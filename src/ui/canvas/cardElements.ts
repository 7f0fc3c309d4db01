import { cardWords, captionsOf, PILL, pillText, ROOMS, type Level } from './cardWords';
import { elementId, type Element, type Measure } from './element';
import type { Point, Rect } from './geometry';
import { labelWidth } from './labels';
import { SMALL_TYPE } from './look';
import type { PictureNode } from './picture';
import { sealMiddle } from './route';

/** The small label on a card's lower edge that counts its children. */
export function pillRect(said: string, { x, y, h }: Rect, small: number = SMALL_TYPE): Rect {
	const width = (labelWidth(said) * small) / SMALL_TYPE;
	const high = small + PILL.frame;
	return { x: x + PILL.left - 2, y: y + h - PILL.up, w: width + 4, h: high };
}

/** What stands below a card's name: what it is, or what would become of it. */
export const captionOf = (node: PictureNode): string => captionsOf(node)[0] ?? '';

/** A card with its words, no smaller than `small`, its seal and the count of its children; and where the last is. */
export function cardElements(
	node: PictureNode,
	rect: Rect,
	measure: Measure,
	small: number = SMALL_TYPE,
	level: Level = 'roomy',
): { readonly elements: Element[]; readonly pill?: Rect } {
	const { id, kind, state, seal, what, foretold } = node;
	const told = foretold ? ['foretold', foretold] : [];
	const card = elementId('card', id);
	const { x, y, w, h } = rect;
	const ghost = kind === 'ghost';
	const { glyph, left, words } = ROOMS[level];
	const { lines, size, name, caption, pill } = cardWords(node, rect, small, level, measure);
	const text = (part: string, said: string, at: Point, ...classes: string[]): Element => ({
		id: `${part} ${card}`,
		data: { name: said, size: small },
		classes: ['text', part, state, ...told, ...classes],
		position: at,
		follows: card,
	});
	const elements: Element[] = [
		{
			id: card,
			data: {
				ref: id,
				w,
				h,
				what: what ?? 'resource',
				name: lines.join('\n'),
				type: size,
				shift: name,
				words,
				glyph,
				left,
			},
			classes: ['card', kind, state, ...told],
			position: { x: x + w / 2, y: y + h / 2 },
		},
	];
	if (caption) {
		const at = { x: ghost ? x + w / 2 : x + words - 0.5, y: y + h / 2 + caption.at };
		elements.push(text('caption', caption.said, at, ghost ? 'middle' : kind));
	}
	const held = pill === undefined ? undefined : pillRect(pill, rect, small);
	if (pill !== undefined && held)
		elements.push(text('pill', pill, { x: x + PILL.left, y: held.y + held.h / 2 }));
	// What would become of it is told by a sign too, not by words and colour alone.
	if (foretold)
		elements.push({
			id: `sign ${card}`,
			data: { name: '' },
			classes: ['sign', ...told],
			position: { x: x + w - 4, y: y + 2 },
			follows: card,
		});
	if (seal)
		elements.push({
			id: elementId('seal', seal.id),
			data: { ref: seal.id, name: '' },
			classes: ['seal', seal.state, ...(state === 'deleting' ? ['deleting'] : [])],
			position: sealMiddle(rect),
			follows: card,
		});
	return { elements, ...(held ? { pill: held } : {}) };
}
