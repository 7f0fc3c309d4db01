import { words } from '../words';
import { elementId, type Element } from './element';
import { around, type Point, type Rect } from './geometry';
import { labelWidth } from './labels';
import type { PictureNode } from './picture';
import { sealMiddle } from './route';
import { SIZES } from './sizes';

const { picture: says } = words;

const pillText = ({ children }: PictureNode): string =>
	children.map(({ what, count }) => says.children(what, count)).join(' · ');

/** The small label on a card's lower edge that counts its children. */
export const pillRect = (node: PictureNode, { x, y, h }: Rect): Rect | undefined =>
	node.children.length === 0
		? undefined
		: around(
				{ x: x + 18 + labelWidth(pillText(node)) / 2, y: y + h },
				{ w: labelWidth(pillText(node)) + 4, h: 20 },
			);

function captionOf({ kind, name, typeName, foretold }: PictureNode): string {
	if (foretold) return says.foretold[foretold];
	if (kind === 'ghost') return name === '' ? '' : words.was(name);
	if (kind === 'identity') return says.userAssigned;
	return typeName;
}

/** A card with its words, its seal and the count of its children. */
export function cardElements(node: PictureNode, rect: Rect): Element[] {
	const { id, kind, state, seal, name, what, foretold } = node;
	const told = foretold ? ['foretold', foretold] : [];
	const card = elementId('card', id);
	const { x, y, w, h } = rect;
	const ghost = kind === 'ghost';
	const caption = captionOf(node);
	const text = (part: string, said: string, at: Point, ...classes: string[]): Element => ({
		id: `${part} ${card}`,
		data: { name: said },
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
				name: ghost ? words.gone : name,
				captioned: caption !== '',
			},
			classes: ['card', kind, state, ...told],
			position: { x: x + w / 2, y: y + h / 2 },
		},
	];
	if (caption !== '' && ghost)
		elements.push(text('caption', caption, { x: x + w / 2, y: y + h / 2 + 9 }, 'middle'));
	else if (caption !== '')
		elements.push({
			...text('caption', caption, { x: x + SIZES.words - 0.5, y: y + h / 2 + 11 }, kind),
			data: { name: caption, most: w - SIZES.words - 8 },
		});
	if (node.children.length > 0)
		elements.push(text('pill', pillText(node), { x: x + 18, y: y + h }));
	if (seal)
		elements.push({
			id: elementId('seal', seal.id),
			data: { ref: seal.id, name: '' },
			classes: ['seal', seal.state, ...(state === 'deleting' ? ['deleting'] : [])],
			position: sealMiddle(rect),
			follows: card,
		});
	return elements;
}
