import { TreeInterpreter, type JSONValue } from '@jmespath-community/jmespath';
import type { Json } from '../azure';
import { readQuery } from './jmespathDialect';

/** What an expression picks, or why it cannot be read or does not fit the value. */
export type Picked =
	{ readonly ok: true; readonly value: Json } | { readonly ok: false; readonly message: string };

// The library tells a person's mistake by throwing; here it becomes a value.
const sentence = (thrown: unknown): string =>
	thrown instanceof Error ? thrown.message : String(thrown);

/** Why an expression cannot be read; `undefined` when it can. */
export function queryFault(expression: string): string | undefined {
	try {
		readQuery(expression);
		return undefined;
	} catch (thrown) {
		return `argument --query: invalid jmespath_type value: '${expression}' (${sentence(thrown)})`;
	}
}

/**
 * What a JMESPath expression picks from a value. A pick of nothing is `null`.
 * @see https://jmespath.org/specification.html
 */
export function query(value: Json, expression: string): Picked {
	try {
		const picked = TreeInterpreter.search(readQuery(expression), value as JSONValue);
		return { ok: true, value: picked as Json };
	} catch (thrown) {
		return { ok: false, message: `--query '${expression}': ${sentence(thrown)}` };
	}
}
