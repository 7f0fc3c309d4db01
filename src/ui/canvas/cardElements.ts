import { pictureWords } from '../words/picture';
import { NAME_TYPE, nameLines } from './cardName';
import { elementId, type Element } from './element';
import { around, type Point, type Rect } from './geometry';
import { labelWidth } from './labels';
import type { ChildCount, PictureNode } from './picture';
import { sealMiddle } from './route';
import { SIZES } from './sizes';

const { picture: says } = pictureWords;

/** What is counted on a card: by kind, or all together when that is longer than the card is wide. */
export function pillText(children: readonly ChildCount[], width: number): string {
	const kinds = children.map(({ what, count }) => says.children(what, count)).join(' · ');
	return labelWidth(kinds) <= width - 28
		? kinds
		: says.inside(children.reduce((sum, { count }) => sum + count, 0));
}

/** The small label on a card's lower edge that counts its children. */
export function pillRect({ children }: PictureNode, { x, y, w, h }: Rect): Rect | undefined {
	if (children.length === 0) return undefined;
	const width = labelWidth(pillText(children, w));
	return around({ x: x + 18 + width / 2, y: y + h }, { w: width + 4, h: 20 });
}

/** What stands below a card's name: what it is, or what would become of it. */
export function captionOf({ kind, name, typeName, members, foretold }: PictureNode): string {
	if (foretold) return says.foretold[foretold];
	if (kind === 'ghost') return name === '' ? '' : pictureWords.was(name);
	if (kind === 'identity') return says.userAssigned;
	if (kind === 'securityGroup') return says.securityGroup(members ?? 0);
	return typeName;
}

/** A card with its words, its seal and the count of its children. */
export function cardElements(node: PictureNode, rect: Rect): Element[] {
	const { id, kind, state, seal, what, foretold } = node;
	const told = foretold ? ['foretold', foretold] : [];
	const card = elementId('card', id);
	const { x, y, w, h } = rect;
	const ghost = kind === 'ghost';
	const caption = captionOf(node);
	const lines = ghost ? [pictureWords.gone] : nameLines(node, w);
	const two = lines.length > 1;
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
				name: lines.join('\n'),
				type: two ? NAME_TYPE.two : NAME_TYPE.one,
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
			...text(
				'caption',
				caption,
				{ x: x + SIZES.words - 0.5, y: y + h / 2 + (two ? 20 : 11) },
				kind,
			),
			data: { name: caption, most: w - SIZES.words - 2 },
		});
	if (node.children.length > 0)
		elements.push(text('pill', pillText(node.children, w), { x: x + 18, y: y + h }));
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
	return elements;
}
