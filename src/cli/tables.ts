import { isObject, type Json, type JsonObject } from '../azure';

/** A column: the path of a value, or how it is worked out. */
export type Column = string | ((item: JsonObject) => Json);

/** What a path leads to. */
export const at = (item: Json | undefined, path: string): Json =>
	path
		.split('.')
		.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), item) ??
	null;

/** How a command's `--output table` looks: its columns in order. What is not there stays empty. */
export const columns =
	(spec: Readonly<Record<string, Column>>) =>
	(value: Json): Json =>
		(Array.isArray(value) ? (value as readonly Json[]) : [value])
			.filter(isObject)
			.map((item) =>
				Object.fromEntries(
					Object.entries(spec).map(([title, column]) => [
						title,
						(typeof column === 'string' ? at(item, column) : column(item)) ?? '',
					]),
				),
			);
