import { isObject, type Json } from '../azure';
import type { Output } from './options';
import { putOwn } from './shape';
import { yaml } from './yaml';

/**
 * How `az` prints a result.
 * @see https://learn.microsoft.com/cli/azure/format-output-azure-cli
 */

/** A value with the keys of all its objects in order. */
export function sorted(value: Json): Json {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isObject(value)) return value;
	const inOrder: Record<string, Json> = {};
	for (const key of Object.keys(value).sort()) {
		const item = value[key];
		if (item !== undefined) putOwn(inOrder, key, sorted(item));
	}
	return inOrder;
}

const rowsOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value]);

/** Python's way to write a plain value in a row; lists are their length and objects nothing. */
function cell(value: Json | undefined): string {
	if (value === null || value === undefined) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (Array.isArray(value)) return String(value.length);
	return isObject(value) ? '' : String(value);
}

function tsvRow(row: Json): string {
	if (Array.isArray(row)) return row.map(cell).join('\t');
	if (isObject(row)) return Object.values(row).map(cell).join('\t');
	return typeof row === 'boolean' ? String(row) : cell(row);
}

const UNSHOWN: ReadonlySet<string> = new Set(['id', 'type', 'etag']);
const titleOf = (key: string): string => `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;

/** The columns of a row without a table of its own: plain fields, but for ids, types and etags. */
function plainRow(row: Json): Readonly<Record<string, string>> {
	if (Array.isArray(row))
		return Object.fromEntries(row.map((value, index) => [`Column${index + 1}`, cell(value)]));
	if (!isObject(row)) return { Result: cell(row) };
	const cells: Record<string, string> = {};
	for (const key of Object.keys(row)) {
		const value = row[key];
		if (UNSHOWN.has(key) || value === null || typeof value === 'object') continue;
		putOwn(cells, titleOf(key), cell(value));
	}
	return cells;
}

function table(value: Json): string {
	const rows = rowsOf(value).map(plainRow);
	const named = new Set<string>();
	for (const row of rows) for (const column of Object.keys(row)) named.add(column);
	const columns = [...named];
	if (columns.length === 0) return '';
	const widths = columns.map((column) =>
		rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), column.length + 2),
	);
	const write = (cells: readonly string[]) =>
		cells
			.map((text, index) => text.padEnd(widths[index] ?? 0))
			.join('  ')
			.trimEnd();
	return `${[
		write(columns),
		write(widths.map((width) => '-'.repeat(width))),
		...rows.map((row) => write(columns.map((column) => row[column] ?? ''))),
	].join('\n')}\n`;
}

/** Writes a result whose keys stand in the order in which they are to be read. `null` is nothing at all, in every format. */
export function format(value: Json, output: Output): string {
	if (value === null) return '';
	switch (output) {
		case 'json':
		case 'jsonc':
			return `${JSON.stringify(value, undefined, 2)}\n`;
		case 'yaml':
		case 'yamlc':
			return yaml(value);
		case 'tsv':
			return rowsOf(value)
				.map((row) => `${tsvRow(row)}\n`)
				.join('');
		case 'table':
			return table(value);
		case 'none':
			return '';
	}
}
