import { isObject, type Json } from '../../json';

/** Whether two values are equal in the template language: texts letter by letter, objects property by property. */
export function same(a: Json, b: Json): boolean {
	if (a === b) return true;
	if (Array.isArray(a) && Array.isArray(b))
		return a.length === b.length && a.every((item: Json, index) => same(item, b[index] as Json));
	if (!isObject(a) || !isObject(b)) return false;
	const keys = Object.keys(a);
	return (
		keys.length === Object.keys(b).length &&
		keys.every((key) => Object.hasOwn(b, key) && same(a[key] ?? null, b[key] ?? null))
	);
}
