import type { RoleArrow } from './picture';

/** What is written at a role assignment's arrow: the role, and what else matters about it. */
export interface RoleLabel {
	readonly role: string;
	readonly note: string;
}

/** Writes the label of an arrow; the words come from the table. */
export type LabelOf = (arrow: RoleArrow) => RoleLabel;

/** Height of a line of a label, in pixels at zoom 1. */
export const LABEL_LINE = 15;

/** A good guess at the width of a label's text, in pixels at zoom 1. */
export const labelWidth = (text: string): number => text.length * 5.95 + 4;

/** Breaks a text into two lines of nearly the same length, at a space. */
function halve(text: string): string[] {
	const breaks = [...text.matchAll(/ /g)].map(({ index }) => index);
	const middle = text.length / 2;
	const best = breaks.reduce<number | undefined>(
		(a, b) => (a === undefined || Math.abs(b - middle) < Math.abs(a - middle) ? b : a),
		undefined,
	);
	return best === undefined ? [text] : [text.slice(0, best), text.slice(best + 1)];
}

/** Breaks a text of three words and more into three lines, the widest of them as narrow as can be. */
function third(text: string): string[][] {
	const words = text.split(' ');
	const line = (from: number, to?: number): string => words.slice(from, to).join(' ');
	const ways = words.flatMap((_, first) =>
		words.flatMap((_, second) =>
			0 < first && first < second ? [[line(0, first), line(first, second), line(second)]] : [],
		),
	);
	const widest = (lines: readonly string[]): number =>
		Math.max(...lines.map(({ length }) => length));
	const best = [...ways].sort((a, b) => widest(a) - widest(b))[0];
	return best ? [best] : [];
}

/** How wide the name of a role is at least, broken into two lines, in pixels at zoom 1. */
export const halvedWidth = (role: string): number => Math.max(...halve(role).map(labelWidth));

/** The ways to break a label into lines, widest first. */
export function breaksOf({ role, note }: RoleLabel): string[][] {
	if (note === '') return [[role], halve(role), ...third(role)];
	return [
		[`${role} · ${note}`],
		[role, note],
		[...halve(role), note],
		[...halve(role), ...halve(note)],
	];
}
