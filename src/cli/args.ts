/** Values of the options that a line gave, under their long names. A flag has no values. */
export interface Args {
	readonly given: Readonly<Record<string, readonly string[]>>;
}

/** Whether an option was given at all. */
export const has = (args: Args, name: string): boolean => args.given[name] !== undefined;

/** An option's value, or `undefined`. Of an option given twice the last counts, as in the real one. */
export const maybe = (args: Args, name: string): string | undefined => args.given[name]?.at(-1);

/** The value of an option that the parser has required. */
export const one = (args: Args, name: string): string => maybe(args, name) ?? '';

/** All values of an option; `undefined` when it was not given. */
export const many = (args: Args, name: string): readonly string[] | undefined => args.given[name];

/** Whether a `true|false` option (or flag) is on. */
export function isOn(args: Args, name: string, otherwise: boolean): boolean {
	if (!has(args, name)) return otherwise;
	const value = maybe(args, name);
	return value === undefined || ['true', 't', 'yes', '1'].includes(value.toLowerCase());
}

/** `a=1 b` as tags: `{ a: '1', b: '' }`; `undefined` when the option was not given. */
export function tagsOf(args: Args): Readonly<Record<string, string>> | undefined {
	const words = many(args, 'tags');
	return (
		words &&
		Object.fromEntries(
			words
				.filter((word) => word !== '')
				.map((word) => {
					const cut = word.indexOf('=');
					return cut < 0 ? [word, ''] : [word.slice(0, cut), word.slice(cut + 1)];
				}),
		)
	);
}
