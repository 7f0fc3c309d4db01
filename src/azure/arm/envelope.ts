import { isObject, type Json, type JsonObject } from '../json';

/** What every ARM resource has around its properties: location, tags, and how updates merge. */

/** The tags of a body; `undefined` when it has none. Values that are not text are written as text. */
export const readTags = (tags: Json | undefined): Record<string, string> | undefined =>
	isObject(tags)
		? Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, String(value)]))
		: undefined;

/** JSON merge as ARM's PATCH does it: objects merge, `null` removes, everything else replaces (RFC 7396). */
export function merge(before: JsonObject, change: JsonObject): JsonObject {
	// A map, for a client may well name a property `__proto__`.
	const merged = new Map(Object.entries(before));
	for (const [key, value] of Object.entries(change)) {
		const old = merged.get(key);
		if (value === null) merged.delete(key);
		else merged.set(key, isObject(value) && isObject(old) ? merge(old, value) : value);
	}
	return Object.fromEntries(merged);
}
