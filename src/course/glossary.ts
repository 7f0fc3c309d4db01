/** A term of the field, explained. */
export interface Term {
	/** What links in the text lead to: `[principal](#term/principal)`. */
	readonly id: string;
	/** As Azure writes it. */
	readonly term: string;
	/** Other words for it: older names, abbreviations. */
	readonly also: readonly string[];
	/** One or two sentences. */
	readonly text: string;
	/** The page of Microsoft's that explains it. */
	readonly url: string;
}
