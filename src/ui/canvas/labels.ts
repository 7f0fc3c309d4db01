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

/** The ways to break a label into lines, widest first. */
export function breaksOf({ role, note }: RoleLabel): string[][] {
	if (note === '') return [[role], halve(role)];
	return [
		[`${role} · ${note}`],
		[role, note],
		[...halve(role), note],
		[...halve(role), ...halve(note)],
	];
}
