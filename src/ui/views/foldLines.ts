/** A stretch of a text: shown, or put away until it is asked for. */
export interface Stretch {
	readonly text: string;
	readonly folded: boolean;
}

/** So many lines are read at a glance; more are folded. */
const FEW = 4;
/** A text without a file in it may be longer: a command goes on over some lines. */
const MANY = 12;

const linesIn = (text: string): number => text.split('\n').length;

/**
 * Cuts a command into what is read and what is put away (pure): the files that it writes by here-documents, and of what is
 * long without one all but its first line. Together the stretches are the text.
 */
export function foldLines(text: string): readonly Stretch[] {
	const stretches: Stretch[] = [];
	let from = 0;
	const fold = (start: number, end: number): void => {
		stretches.push({ text: text.slice(from, start), folded: false });
		stretches.push({ text: text.slice(start, end), folded: true });
		from = end;
	};
	for (const found of text.matchAll(/(<<-?\s*(["']?)(\w+)\2[^\n]*\n)([^]*?)\n\t*\3(?=\n|$)/g)) {
		const [, head = '', , , body = ''] = found;
		const start = found.index + head.length;
		if (linesIn(body) > FEW) fold(start, start + body.length);
	}
	const first = text.indexOf('\n') + 1;
	if (from === 0 && linesIn(text) > MANY) fold(first, text.length);
	if (from < text.length) stretches.push({ text: text.slice(from), folded: false });
	return stretches;
}
