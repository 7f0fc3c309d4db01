/** Where something stands in a template: `['resources', 0, 'name']`. */
export type TemplatePath = readonly (string | number)[];

/** A line of a draft. */
export interface Place {
	/** The file, in drafts of several. */
	readonly path?: string;
	/** Counts from 1. */
	readonly line: number;
}

/** A fault in a text. Lines and columns count from 1. */
export interface Problem {
	/** The file, in drafts of several; absent: the main one. */
	readonly path?: string;
	readonly line: number;
	readonly column: number;
	/** Where it ends, when that is known: on the same line. */
	readonly end?: number;
	readonly severity: 'error' | 'warning';
	readonly message: string;
}
