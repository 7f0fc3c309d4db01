import { isObject, type Json } from '../../json';

/** Two values as one: objects are merged all the way down, anything else of the second replaces the first's. */
export function mergeDeep(before: Json, after: Json): Json {
	if (!isObject(before) || !isObject(after)) return after;
	const merged: Record<string, Json> = {};
	for (const [key, value] of Object.entries(before)) if (value !== undefined) merged[key] = value;
	for (const [key, value] of Object.entries(after)) {
		if (value === undefined) continue;
		const old = merged[key];
		merged[key] = old === undefined ? value : mergeDeep(old, value);
	}
	return merged;
}
