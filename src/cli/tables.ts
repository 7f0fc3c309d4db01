import { isObject, type Json, type JsonObject } from '../azure';

/** A column: the path of a value, or how it is worked out. */
export type Column = string | ((item: JsonObject) => Json);

const follow = (item: Json | undefined, keys: readonly string[]): Json =>
	keys.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), item) ??
	null;

/** What a path leads to. */
export const at = (item: Json | undefined, path: string): Json => follow(item, path.split('.'));

/** How a command's `--output table` looks: its columns in order. What is not there stays empty. */
export function columns(spec: Readonly<Record<string, Column>>): (value: Json) => Json {
	const all = Object.entries(spec).map(([title, column]) => {
		if (typeof column !== 'string') return { title, read: column };
		const keys = column.split('.');
		return { title, read: (item: JsonObject) => follow(item, keys) };
	});
	return (value) =>
		(Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isObject).map((item) => {
			const row: Record<string, Json> = {};
			for (const { title, read } of all) row[title] = read(item) ?? '';
			return row;
		});
}
