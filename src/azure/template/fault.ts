import type { Json } from '../json';

/**
 * What is wrong with a template, in Azure's words and without the frame that the deployment puts around it. A mistake of
 * the template's author, so it is handed back and never thrown.
 */
export class Fault {
	readonly message: string;
	/** Where in the template it is, as far as known: `['resources', 0, 'name']`. */
	readonly path: readonly (string | number)[];
	/** Azure's code where it is none of the template's own: a resource that was asked for is not there. */
	readonly code: string | undefined;

	constructor(message: string, path: readonly (string | number)[] = [], code?: string) {
		this.message = message;
		this.path = path;
		this.code = code;
	}
}

/** A value, or the reason why there is none. */
export type Outcome<T = Json> = T | Fault;

/** Maps a list until the first fault. */
export function each<T, R>(
	items: readonly T[],
	map: (item: T, index: number) => Outcome<R>,
): Outcome<R[]> {
	const mapped: R[] = [];
	for (const [index, item] of items.entries()) {
		const value = map(item, index);
		if (value instanceof Fault) return value;
		mapped.push(value);
	}
	return mapped;
}
