/** Prints a table in Markdown, ready for the README. */
export function report(
	title: string,
	heads: readonly string[],
	rows: readonly (readonly string[])[],
): void {
	const widths = heads.map((head, column) =>
		Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	console.log([`\n${title}\n`, line(heads), rule, ...rows.map(line)].join('\n'));
}
