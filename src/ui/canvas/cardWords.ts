import { pictureWords } from '../words/picture';
import { halved, NAME_LINE, NAME_TYPE, nameAt } from './cardName';
import type { Measure } from './element';
import type { Rect } from './geometry';
import { labelWidth } from './labels';
import { SMALL_TYPE } from './look';
import type { ChildCount, PictureNode } from './picture';
import { CARD_PAD, SIZES } from './sizes';

const { picture: says } = pictureWords;

/**
 * How cards use their room: as they are meant to be; with a smaller glyph, so that larger words have room beside it; and
 * with their names alone.
 */
export type Level = 'roomy' | 'snug' | 'bare';

/** Of a card's glyph: its size and its distance from the left edge; and where the words begin. In CSS pixels at zoom 1. */
export const ROOMS = {
	roomy: { glyph: 28, left: 14, words: SIZES.words },
	snug: { glyph: 24, left: 10, words: 40 },
	bare: { glyph: 24, left: 10, words: 40 },
} as const satisfies Record<Level, object>;

/** How high a line is, in heights of its type: of a name in two lines, and one by itself. */
const PITCH = { two: NAME_LINE / NAME_TYPE.two, one: 1.2 } as const;
/** Between a name and what stands below it: less where the name takes two lines. */
const GAP = { two: 2, one: 4 } as const;
/** What keeps free behind words, in front of the right edge; more where a seal is pressed into the corner. */
const PAD = { plain: 6, sealed: 10 } as const;
/** So much of a card's lower edge a seal takes. */
const SEALED = 12;
/** What keeps free above and below a card's words. */
const EDGE = 3.5;
/** How much larger than what is small a name is to be. */
const NAMES = 1.1;
/** Of what a card holds: where it begins, from the left edge, how far it reaches up the card, and how much taller than its type it is. */
export const PILL = { left: 18, up: 9.5, frame: 8 } as const;

const font = "11.5px 'IBM Plex Sans'";
const bold = "600 11.5px 'IBM Plex Sans'";

/** What stands below a card's name, the longest first: what it is, or what would become of it. */
export function captionsOf({ kind, name, typeName, members, foretold }: PictureNode): string[] {
	if (foretold) return [says.foretold[foretold], says.foretoldShort[foretold]];
	if (kind === 'ghost') return name === '' ? [] : [pictureWords.was(name)];
	if (kind === 'identity') return [says.userAssigned];
	if (kind === 'securityGroup') return [says.securityGroup(members ?? 0)];
	return typeName === '' ? [] : [typeName];
}

/** Cuts a text behind a word. */
function cutBehindWord(text: string, fits: (text: string) => boolean): string {
	const words = text.split(' ');
	for (let count = words.length - 1; count > 0; count--) {
		const cut = `${words.slice(0, count).join(' ')}…`;
		if (fits(cut)) return cut;
	}
	return '';
}

/** The room for words on a card. */
const roomOf = (
	{ kind, seal }: Pick<PictureNode, 'kind' | 'seal'>,
	w: number,
	level: Level,
): number =>
	kind === 'ghost' ? w - 2 * PAD.plain : w - ROOMS[level].words - (seal ? PAD.sealed : PAD.plain);

/** The room for a name. */
const nameRoom = (node: PictureNode, w: number, level: Level): number =>
	level === 'roomy' ? w - SIZES.words - CARD_PAD : roomOf(node, w, level);

/** Whether a text has room on a card, in type of a size. */
const fitsIn = (text: string, room: number, size: number, measure: Measure, type = font): boolean =>
	(measure(text, type) * size) / SMALL_TYPE <= room;

/** What is written on a card, and where: heights are from its middle, in CSS pixels at zoom 1. */
export interface CardWords {
	readonly lines: readonly string[];
	readonly size: number;
	/** The middle of the name. */
	readonly name: number;
	readonly caption?: { readonly said: string; readonly at: number };
	/** What the card holds, on its lower edge. */
	readonly pill?: string;
}

/** What is counted on a card: by kind, or all together when that is longer than the card is wide; nothing where even that is. */
export function pillText(
	children: readonly ChildCount[],
	width: number,
	times = 1,
): string | undefined {
	if (children.length === 0) return undefined;
	const kinds = children.map(({ what, count }) => says.children(what, count)).join(' · ');
	const sum = says.inside(children.reduce((all, { count }) => all + count, 0));
	return [kinds, sum].find((text) => labelWidth(text) * times <= width - PILL.left - 10);
}

/** The same on a card that is so wide, beside its seal. */
export const pillOf = ({ children, seal }: PictureNode, w: number, times = 1): string | undefined =>
	pillText(children, w - (seal ? SEALED : 0), times);

/**
 * Writes on a card, nothing smaller than `small`, what has room on it (pure): its name always, then what it holds, then
 * what it is.
 */
export function cardWords(
	node: PictureNode,
	{ w, h }: { readonly w: number; readonly h: number },
	small: number,
	level: Level,
	measure: Measure,
): CardWords {
	const room = roomOf(node, w, level);
	const ghost = node.kind === 'ghost';
	const { lines, size } = ghost
		? ghostName(room, Math.max(NAME_TYPE.two, small), measure)
		: nameAt(node.name, nameRoom(node, w, level), small, NAMES);
	const by = lines.length > 1 ? 'two' : 'one';
	const high = lines.length * size * PITCH[by];
	const said = pillOf(node, w, small / SMALL_TYPE);
	const lowest = (pill: boolean): number => h / 2 - (pill ? PILL.up + 1 : EDGE);
	const has = (block: number, pill: boolean): boolean => block <= lowest(pill) + h / 2 - EDGE;
	const pill = said !== undefined && has(high, true) ? said : undefined;
	const full = high + GAP[by] + small * PITCH.one;
	const fits = (text: string): boolean =>
		fitsIn(text, room, small, measure, node.foretold ? bold : font);
	const kinds = level === 'bare' && !node.foretold && !ghost ? [] : captionsOf(node);
	const caption = has(full, pill !== undefined)
		? (kinds.find(fits) ?? (small <= SMALL_TYPE ? cutBehindWord(kinds[0] ?? '', fits) : ''))
		: '';
	const block = caption === '' ? high : full;
	// In the middle, or as little above it as what the card holds takes.
	const lifted = has(block, pill !== undefined) ? lowest(pill !== undefined) - block : 0;
	const top = Math.min(-block / 2, lifted);
	return {
		lines,
		size,
		name: top + high / 2,
		...(caption === ''
			? {}
			: { caption: { said: caption, at: top + block - (small * PITCH.one) / 2 } }),
		...(pill === undefined ? {} : { pill }),
	};
}

/** That nobody is there, in one line or in two. */
function ghostName(
	room: number,
	size: number,
	measure: Measure,
): { readonly lines: readonly string[]; readonly size: number } {
	const { gone } = pictureWords;
	const lines = fitsIn(gone, room, size, measure) ? [gone] : halved(gone);
	return { lines, size };
}

/**
 * How the cards of a picture use their room when nothing on them is smaller than `small`: all of them alike, so that none
 * says less of itself than the next (pure). What has no room even in the usual type decides nothing.
 */
export function levelOf(
	nodes: readonly PictureNode[],
	cards: ReadonlyMap<string, Rect>,
	small: number,
	measure: Measure,
): Level {
	if (small <= SMALL_TYPE) return 'roomy';
	const fits = (node: PictureNode, level: Level): boolean => {
		const rect = cards.get(node.id);
		if (!rect || node.kind === 'ghost') return true;
		const now = cardWords(node, rect, small, level, measure);
		const usual = cardWords(node, rect, SMALL_TYPE, 'roomy', measure);
		// A name in two lines fills its card.
		if (now.lines.length > 1) return usual.lines.length > 1 || level !== 'roomy';
		return now.caption !== undefined || usual.caption === undefined;
	};
	const level = (['roomy', 'snug'] as const).find((one) => nodes.every((node) => fits(node, one)));
	return level ?? 'bare';
}
