/** A place in a text; line and column count from 1. */
export interface TextPlace {
	readonly line: number;
	readonly column: number;
	/** The text stops there, and more should follow. */
	readonly ends: boolean;
}

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
	/[{}[\],:]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** A text that is not ended. */
const OPEN_TEXT = /"(?:[^"\\\u0000-\u001f]|\\.)*\\?$/y;

/** The kinds of token that may come next: `v` a value, `k` a name, and signs. */
type Next = string;

/** What may come after a value inside of what is open. */
const afterValue = (open: readonly string[]): Next =>
	open.length === 0 ? '' : open.at(-1) === '{' ? ',}' : ',]';

/**
 * Where a text stops being JSON; `undefined` when all of it is. What JSON is, every browser knows, but each tells of a fault in
 * words of its own, or without its place.
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function jsonFault(text: string): TextPlace | undefined {
	const open: string[] = [];
	let next: Next = 'v';
	let at = 0;
	for (;;) {
		SPACE.lastIndex = at;
		SPACE.test(text);
		at = SPACE.lastIndex;
		if (at === text.length) return next === '' ? undefined : placeAt(text, at, true);
		TOKEN.lastIndex = at;
		const token = TOKEN.exec(text)?.[0];
		if (token === undefined) {
			OPEN_TEXT.lastIndex = at;
			const isCut = /[vk]/.test(next) && OPEN_TEXT.test(text);
			return isCut ? placeAt(text, text.length, true) : placeAt(text, at, false);
		}
		const sign = '{}[],:'.includes(token) ? token : undefined;
		const fits = sign
			? next.includes(sign) || ((sign === '{' || sign === '[') && next.includes('v'))
			: next.includes('v') || (next.includes('k') && token.startsWith('"'));
		if (!fits) return placeAt(text, at, false);
		if (sign === '{') {
			open.push(sign);
			next = 'k}';
		} else if (sign === '[') {
			open.push(sign);
			next = 'v]';
		} else if (sign === '}' || sign === ']') {
			open.pop();
			next = afterValue(open);
		} else if (sign === ',') next = open.at(-1) === '{' ? 'k' : 'v';
		else if (sign === ':') next = 'v';
		else next = next.includes('k') ? ':' : afterValue(open);
		at += token.length;
	}
}

function placeAt(text: string, at: number, ends: boolean): TextPlace {
	const before = text.slice(0, at).split(/\r\n|\r|\n/);
	return { line: before.length, column: (before.at(-1) ?? '').length + 1, ends };
}
