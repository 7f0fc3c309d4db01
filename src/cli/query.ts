import { search, type JSONValue } from '@jmespath-community/jmespath';
import type { Json } from '../azure';

/**
 * What a JMESPath expression picks from a value, or why it cannot. A pick of nothing is `null`.
 * @see https://jmespath.org/specification.html
 */
export function query(
	value: Json,
	expression: string,
): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string } {
	try {
		return { ok: true, value: search(value as JSONValue, expression) as Json };
	} catch (thrown) {
		// The library tells a person's mistake by throwing; here it becomes a value.
		const why = thrown instanceof Error ? thrown.message : String(thrown);
		return {
			ok: false,
			message: `argument --query: invalid jmespath_type value: '${expression}' (${why})`,
		};
	}
}
