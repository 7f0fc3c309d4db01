/**
 * The shape of a table of words, whatever the language: every text may be another text, and a text that is made from names
 * and numbers is made from the same ones. A key that is missing or too many is an error of types.
 */
export type Localized<T> = T extends string
	? string
	: T extends (...args: infer Given) => infer Text
		? (...args: Given) => Text extends string ? string : Text
		: T extends readonly (readonly [string, string])[]
			? readonly (readonly [string, string])[]
			: { readonly [Key in keyof T]: Localized<T[Key]> };
