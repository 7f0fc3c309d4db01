import type { PictureNode } from './picture';
import { CARD_PAD, NAME_LETTER, SIZES } from './sizes';

/** The size of a card's name, and the smaller one of a name that takes two lines, in pixels at zoom 1. */
export const NAME_TYPE = { one: 14.5, two: 12.5 } as const;
/** From one line of a name to the next. */
export const NAME_LINE = 16;
/** A good guess at the width of a letter, in heights of its type. */
const LETTER = NAME_LETTER / NAME_TYPE.one;

/** The parts of a name, between which it may be broken: each with what joins it to the next. */
export const partsOf = (name: string): string[] =>
	name.match(/[^-_.\s]+[-_.\s]*|[-_.\s]+/g) ?? [name];

/** Cuts a text in its middle: most often the ends tell names apart. */
export function cutMiddle(text: string, most: number): string {
	if (text.length <= most) return text;
	const kept = Math.max(2, most - 1);
	const front = Math.ceil(kept / 2);
	return `${text.slice(0, front)}…${text.slice(text.length - (kept - front))}`;
}

/** Breaks a name into lines of at most so many letters, behind a hyphen where it can be (pure). What is left over is cut out of the middle. */
export function breakName(name: string, most: number, lines: number): string[] {
	const filled: string[] = [];
	let line = '';
	for (const part of partsOf(name).flatMap((each) => chunks(each, most))) {
		if (line !== '' && line.length + part.length > most) {
			filled.push(line);
			line = '';
		}
		line += part;
	}
	if (line !== '') filled.push(line);
	if (filled.length <= lines) return filled;
	// The beginning and the end are kept.
	const rest = name.slice(filled.slice(0, lines - 1).join('').length);
	return [...filled.slice(0, lines - 1), cutMiddle(rest, most)];
}

/** A part that is longer than a line, in pieces. */
function chunks(part: string, most: number): string[] {
	const count = Math.ceil(part.length / most);
	const each = Math.ceil(part.length / Math.max(1, count));
	return Array.from({ length: count }, (_, index) => part.slice(index * each, (index + 1) * each));
}

/** Breaks words into two lines of nearly the same length. */
export const halved = (text: string): string[] =>
	breakName(text, Math.ceil(text.length / 2) + 1, 2).map((line) => line.trim());

/**
 * A name in a room, in type no smaller than `small` (pure): in one line, large if it can be; in two of nearly the same length;
 * only when it is longer than two, cut.
 */
export function nameAt(
	name: string,
	room: number,
	small: number,
	larger = 1,
): { readonly lines: readonly string[]; readonly size: number } {
	const [one, two] = [Math.max(NAME_TYPE.one, small * larger), Math.max(NAME_TYPE.two, small)];
	// One line is not in the smaller type where others are in the usual one.
	for (const size of small > NAME_TYPE.two ? [one, two] : [one])
		if (name.length * LETTER * size <= room) return { lines: [name], size };
	const most = Math.floor(room / (LETTER * two));
	for (let width = Math.ceil(name.length / 2); width <= most; width++) {
		const lines = breakName(name, width, 2);
		if (lines.length === 2 && lines.join('') === name) return { lines, size: two };
	}
	// Broken within a part rather than cut.
	const half = Math.ceil(name.length / 2);
	if (half <= most) return { lines: [name.slice(0, half), name.slice(half)], size: two };
	return { lines: breakName(name, Math.min(most, name.length - 1), 2), size: two };
}

/** A card's name as it is written: in one line, or smaller in two. */
export const nameLines = ({ name }: PictureNode, width: number): readonly string[] =>
	nameAt(name, width - SIZES.words - CARD_PAD, 0).lines;
