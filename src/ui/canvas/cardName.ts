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

/** A card's name as it is written: in one line, or smaller in two. */
export function nameLines({ name }: PictureNode, width: number): string[] {
	const room = width - SIZES.words - CARD_PAD;
	if (name.length * LETTER * NAME_TYPE.one <= room) return [name];
	const most = Math.floor(room / (LETTER * NAME_TYPE.two));
	// Two lines of nearly the same length; one alone would not be in the smaller type.
	for (let width = Math.ceil(name.length / 2); width < most; width++) {
		const lines = breakName(name, width, 2);
		if (lines.length === 2 && lines.join('') === name) return lines;
	}
	return breakName(name, Math.min(most, name.length - 1), 2);
}
