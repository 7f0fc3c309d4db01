/** A table that was printed with `--output table`, cell by cell. */
export interface PrintedTable {
	readonly head: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/**
 * Reads a table back from what was printed, so that paper can break lines inside its cells. `undefined` for any other
 * text: a table is known by the dashes under its heads, which say where each column begins.
 */
export function readTable(printed: string): PrintedTable | undefined {
	const [head = '', dashes = '', ...rows] = printed.split('\n');
	if (!/^-+( {2}-+)*$/.test(dashes)) return undefined;
	const starts = [...dashes.matchAll(/-+/g)].map(({ index }) => index);
	const cells = (line: string): string[] =>
		starts.map((start, at) => line.slice(start, starts[at + 1]).trim());
	return { head: cells(head), rows: rows.map(cells) };
}
