/** Any value that survives `JSON.parse(JSON.stringify(value))` unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
	readonly [key: string]: Json | undefined;
}

/** Whether a value is a JSON object (not null, not an array). */
export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses JSON text; `undefined` when it is not JSON. An empty text is `undefined` as well. */
export function parseJson(text: string | undefined): Json | undefined {
	if (text === undefined || text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as Json;
	} catch {
		return undefined;
	}
}

/** A record without one key; the same record when the key is not there. */
export function without<T>(record: Readonly<Record<string, T>>, key: string) {
	if (!(key in record)) return record;
	const { [key]: _, ...rest } = record;
	return rest;
}

/** A record with only the entries that the test accepts; the same record when all stay. */
export function keep<T>(
	record: Readonly<Record<string, T>>,
	test: (value: T, key: string) => boolean,
): Readonly<Record<string, T>> {
	const entries = Object.entries(record);
	const kept = entries.filter(([key, value]) => test(value, key));
	return kept.length === entries.length ? record : Object.fromEntries(kept);
}
