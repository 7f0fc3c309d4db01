/** How deep one step is, as in the editor. */
const STEP = 2;

/** What is to be written in the place of what, and what is selected then; all as offsets. */
export interface Indented {
	readonly from: number;
	readonly to: number;
	readonly text: string;
	readonly selection: readonly [from: number, to: number];
}

/** What Tab does to a selection: spaces up to the next step, or whole lines deeper; with Shift, lines come back by a step. */
export function indent(text: string, from: number, to: number, isBack: boolean): Indented {
	const start = text.lastIndexOf('\n', from - 1) + 1;
	if (!isBack && !text.slice(from, to).includes('\n')) {
		const spaces = ' '.repeat(STEP - ((from - start) % STEP));
		const at = from + spaces.length;
		return { from, to, text: spaces, selection: [at, at] };
	}
	// A line whose beginning only just belongs to the selection stays as it is.
	const last = to > from && text[to - 1] === '\n' ? to - 1 : to;
	const found = text.indexOf('\n', last);
	const end = found < 0 ? text.length : found;
	const lines = text.slice(start, end).split('\n');
	const moved = lines.map((line) =>
		isBack ? line.replace(/^ {1,2}/, '') : line === '' ? line : ' '.repeat(STEP) + line,
	);
	const shift = (moved[0]?.length ?? 0) - (lines[0]?.length ?? 0);
	const written = moved.join('\n');
	const grown = written.length - (end - start);
	const begin = Math.max(start, from + shift);
	return { from: start, to: end, text: written, selection: [begin, Math.max(begin, to + grown)] };
}
