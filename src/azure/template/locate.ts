/** A place in a text: lines and columns count from 1. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

/** Steps over white space. */
function afterSpace(text: string, at: number): number {
	let next = at;
	while (next < text.length && /\s/.test(text.charAt(next))) next++;
	return next;
}

/** The end of a JSON string that begins at a quote. */
function afterString(text: string, at: number): number {
	let next = at + 1;
	while (next < text.length && text.charAt(next) !== '"')
		next += text.charAt(next) === '\\' ? 2 : 1;
	return next + 1;
}

/** The end of the JSON value that begins here. */
function afterValue(text: string, at: number): number {
	const first = text.charAt(at);
	if (first === '"') return afterString(text, at);
	if (first !== '{' && first !== '[') {
		let next = at;
		while (next < text.length && !/[\s,\]}]/.test(text.charAt(next))) next++;
		return next;
	}
	let depth = 0;
	for (let next = at; next < text.length; next++) {
		const here = text.charAt(next);
		if (here === '"') next = afterString(text, next) - 1;
		else if (here === '{' || here === '[') depth++;
		else if ((here === '}' || here === ']') && --depth === 0) return next + 1;
	}
	return text.length;
}

/** Where the value at a path begins, or `undefined` when there is none. */
function startOf(text: string, path: readonly (string | number)[]): number | undefined {
	let at = afterSpace(text, 0);
	for (const wanted of path) {
		const isList = typeof wanted === 'number';
		if (text.charAt(at) !== (isList ? '[' : '{')) return undefined;
		at = afterSpace(text, at + 1);
		for (let index = 0; ; index++) {
			if (at >= text.length || text.charAt(at) === '}' || text.charAt(at) === ']') return undefined;
			let found = index === wanted;
			if (!isList) {
				const end = afterString(text, at);
				const name: unknown = JSON.parse(text.slice(at, end));
				found = String(name).toLowerCase() === wanted.toLowerCase();
				at = afterSpace(text, afterSpace(text, end) + 1);
			}
			if (found) break;
			at = afterSpace(text, afterValue(text, at));
			if (text.charAt(at) === ',') at = afterSpace(text, at + 1);
		}
	}
	return at;
}

/**
 * Where Azure says that a value stands in a JSON text: at the opening brace of an object or array, else at the value's last
 * character. `undefined` when the text has no such value.
 */
export function locate(text: string, path: readonly (string | number)[]): Position | undefined {
	const start = startOf(text, path);
	if (start === undefined) return undefined;
	const isNested = text.charAt(start) === '{' || text.charAt(start) === '[';
	const at = isNested ? start : afterValue(text, start) - 1;
	const before = text.slice(0, at);
	return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
