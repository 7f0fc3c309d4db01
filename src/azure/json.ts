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

/**
 * An empty object that the engine keeps as a hash table from the start. Filling one key by key is about nine times as quick
 * as spreading a record of a thousand entries, and the result is the same plain object.
 */
function emptyTable<T>(): Record<string, T> {
	const table: Record<string, T> = { a: undefined as T, b: undefined as T };
	// Deleting any but the newest property is what makes the engine change its mind.
	delete table.a;
	delete table.b;
	return table;
}

const knownKeys = new WeakMap<object, readonly string[]>();

/** The keys of a record, worked out once: the engine has to sort those of a hash table. */
export function keysOf(record: object): readonly string[] {
	let keys = knownKeys.get(record);
	if (!keys) knownKeys.set(record, (keys = Object.keys(record)));
	return keys;
}

/** A record with one entry added or replaced: `{ ...record, [key]: value }`, but quick for large records. */
export function withEntry<T>(
	record: Readonly<Record<string, T>>,
	key: string,
	value: T,
): Readonly<Record<string, T>> {
	const table = emptyTable<T>();
	const keys = keysOf(record);
	for (let index = 0; index < keys.length; index++) {
		const each = keys[index] as string;
		table[each] = record[each] as T;
	}
	table[key] = value;
	// Keys that are numbers stand before all others, wherever they were added.
	if (Object.hasOwn(record, key)) knownKeys.set(table, keys);
	else if (!/^\d+$/.test(key)) knownKeys.set(table, keys.concat(key));
	return table;
}

/**
 * A record's entry, and never what every object has by birth: a group may be called `constructor`. For keys that come from
 * outside and are no ids, which begin with a slash.
 */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
	Object.hasOwn(record, key) ? record[key] : undefined;

/** A record without one key; the same record when the key is not there. */
export function without<T>(
	record: Readonly<Record<string, T>>,
	key: string,
): Readonly<Record<string, T>> {
	if (!(key in record)) return record;
	const table = emptyTable<T>();
	const kept: string[] = [];
	for (const each of keysOf(record)) {
		if (each === key) continue;
		table[each] = record[each] as T;
		kept.push(each);
	}
	knownKeys.set(table, kept);
	return table;
}

/** A record with only the entries that the test accepts; the same record when all stay. */
export function keep<T>(
	record: Readonly<Record<string, T>>,
	test: (value: T, key: string) => boolean,
): Readonly<Record<string, T>> {
	const kept = keysOf(record).filter((key) => test(record[key] as T, key));
	if (kept.length === keysOf(record).length) return record;
	const table = emptyTable<T>();
	for (const key of kept) table[key] = record[key] as T;
	knownKeys.set(table, kept);
	return table;
}

/** A record with only those entries whose keys the test accepts: a part that {@link mend} can put back. */
export const withOnly = <T>(
	record: Readonly<Record<string, T>>,
	test: (key: string) => boolean,
): Readonly<Record<string, T>> => keep(record, (_, key) => test(key));

/** A record in which the entries of a part of it are as that part has become since: changed, gone or added at the end. */
export function mend<T>(
	whole: Readonly<Record<string, T>>,
	before: Readonly<Record<string, T>>,
	after: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
	if (before === after) return whole;
	if (whole === before) return after;
	const table = emptyTable<T>();
	const kept: string[] = [];
	for (const key of keysOf(whole)) {
		const inPart = Object.hasOwn(before, key);
		if (inPart && !Object.hasOwn(after, key)) continue;
		table[key] = (inPart ? after : whole)[key] as T;
		kept.push(key);
	}
	knownKeys.set(table, kept);
	return keysOf(after).reduce<Readonly<Record<string, T>>>(
		(mended, key) =>
			Object.hasOwn(before, key) ? mended : withEntry(mended, key, after[key] as T),
		table,
	);
}

/**
 * A function that works a thing out from a record once and then remembers it. Worlds and their records are never changed, so
 * what was worked out from one holds for as long as it lives.
 */
export function derived<R extends object, T>(work: (record: R) => T): (record: R) => T {
	const known = new WeakMap<R, { readonly value: T }>();
	return (record) => {
		let found = known.get(record);
		if (!found) known.set(record, (found = { value: work(record) }));
		return found.value;
	};
}

/** The values of a record, worked out once. */
export const valuesOf: <T>(record: Readonly<Record<string, T>>) => readonly T[] = derived(
	(record) => Object.values(record),
) as <T>(record: Readonly<Record<string, T>>) => readonly T[];
