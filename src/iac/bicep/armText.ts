/** Pieces of ARM's template language, put together as text. */

const BINARY: Readonly<Record<string, (left: string, right: string) => string>> = {
	'==': (a, b) => `equals(${a}, ${b})`,
	'!=': (a, b) => `not(equals(${a}, ${b}))`,
	'=~': (a, b) => `equals(toLower(${a}), toLower(${b}))`,
	'!~': (a, b) => `not(equals(toLower(${a}), toLower(${b})))`,
	'&&': (a, b) => `and(${a}, ${b})`,
	'||': (a, b) => `or(${a}, ${b})`,
	'<': (a, b) => `less(${a}, ${b})`,
	'>': (a, b) => `greater(${a}, ${b})`,
	'<=': (a, b) => `lessOrEquals(${a}, ${b})`,
	'>=': (a, b) => `greaterOrEquals(${a}, ${b})`,
	'+': (a, b) => `add(${a}, ${b})`,
	'-': (a, b) => `sub(${a}, ${b})`,
	'*': (a, b) => `mul(${a}, ${b})`,
	'/': (a, b) => `div(${a}, ${b})`,
	'%': (a, b) => `mod(${a}, ${b})`,
	'??': (a, b) => `coalesce(${a}, ${b})`,
};

/** A text as a literal of the template language. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Two expressions joined by an operator of Bicep. The template language has functions in its place. */
export const combined = (sign: string, left: string, right: string): string =>
	(BINARY[sign] as (a: string, b: string) => string)(left, right);

/** A text with expressions in it: one more text than there are expressions. */
export function formatted(texts: readonly string[], holes: readonly string[]): string {
	const form = texts.map(
		(text, at) =>
			text.replaceAll('{', '{{').replaceAll('}', '}}') + (at < holes.length ? `{${at}}` : ''),
	);
	return `format(${[literal(form.join('')), ...holes].join(', ')})`;
}

/** A property of a value by its name. */
export const access = (of: string, name: string): string =>
	/^[A-Za-z_]\w*$/.test(name) ? `${of}.${name}` : `${of}[${literal(name)}]`;

/** Whether a value is only known while resources are being made, so that no variable can hold it. */
export const isLate = (text: string): boolean => /\b(?:references?|list\w*)\(/.test(text);
