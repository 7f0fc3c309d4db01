/**
 * Words of a shell line, as bash makes them: quotes, escapes, `$NAME`, `${NAME}`, `${NAME:-else}`, `$?`, `$(…)` and
 * continued lines.
 * @see https://www.gnu.org/software/bash/manual/bash.html#Shell-Operation
 */

/** A piece of a word. What was not quoted is split at blanks after it is filled in. */
export type Part =
	| { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
	| {
			readonly kind: 'variable';
			/** `?` is how the last command ended. */
			readonly name: string;
			readonly quoted: boolean;
			/** What stands behind `:-`: used where the variable is unset or empty. */
			readonly otherwise?: Word;
	  }
	| { readonly kind: 'command'; readonly line: string; readonly quoted: boolean };

/** A word of a line, not yet filled in. */
export interface Word {
	readonly parts: readonly Part[];
}

/** A line that is none: what is wrong, in one sentence. */
export interface LineError {
	readonly message: string;
	/** The text ends too early: more lines may complete it. */
	readonly open?: true;
}

/** Whether an answer is an error. */
export const isLineError = (found: object): found is LineError => 'message' in found;

/** What has a meaning of its own between words. Longer ones first. */
export const OPERATORS = [
	...['<<<', '&>>', '&&', '||', ';;', '>>', '<<', '>&', '<&', '&>', '|&'],
	...['|', '&', ';', '>', '<', '(', ')'],
] as const;

const open = (message: string): LineError => ({ message, open: true });
const notHere = (what: string): LineError => ({
	message: `'${what}' is not understood here: write it out, or put the argument in single quotes.`,
});

/** Where the `)` lies that closes a `$(` whose inside begins at `start`; -1 when there is none. */
function closing(text: string, start: number): number {
	let depth = 1;
	for (let at = start; at < text.length; at++) {
		const char = text[at];
		if (char === '\\') at++;
		else if (char === "'") {
			at = text.indexOf("'", at + 1);
			if (at < 0) return -1;
		} else if (char === '"') {
			for (at++; at < text.length && text[at] !== '"'; at++) {
				if (text[at] === '\\') at++;
				else if (text.startsWith('$(', at)) {
					at = closing(text, at + 2);
					if (at < 0) return -1;
				}
			}
		} else if (char === '(') depth++;
		else if (char === ')' && --depth === 0) return at;
	}
	return -1;
}

type Read = { readonly part: Part; readonly end: number };

/** Reads `${…}`. */
function braced(text: string, at: number, quoted: boolean): Read | LineError {
	const found = /^\$\{([A-Za-z_][A-Za-z0-9_]*|\?)(:?-([^}]*))?\}/.exec(text.slice(at));
	const name = found?.[1];
	if (!found || name === undefined)
		return text.indexOf('}', at) < 0 ? open("The '${' is not closed.") : notHere('${');
	const end = at + found[0].length;
	if (found[2] === undefined) return { part: { kind: 'variable', name, quoted }, end };
	const otherwise = readInside(found[3] ?? '', quoted);
	return 'message' in otherwise
		? otherwise
		: { part: { kind: 'variable', name, quoted, otherwise }, end };
}

/** A text that stands inside something, as one word; blanks and operators are nothing special in it. */
function readInside(text: string, quoted: boolean): Word | LineError {
	const parts: Part[] = [];
	const read = doubleQuoted(
		quoted ? text : text.replaceAll('"', ''),
		0,
		(part) => parts.push(part),
		'',
	);
	return typeof read === 'number' ? { parts } : read;
}

/** The body of a here-document as a word: variables and commands are filled in, quotes are nothing special. */
export const hereDocument = (text: string): Word | LineError => readInside(text, true);

/** Reads what a `$` begins; `undefined` when it is only a dollar sign. */
function dollar(text: string, at: number, quoted: boolean): Read | LineError | undefined {
	if (text.startsWith('$((', at)) return notHere('$((');
	if (text[at + 1] === '(') {
		const end = closing(text, at + 2);
		if (end < 0) return open("The '$(' is not closed.");
		return { part: { kind: 'command', line: text.slice(at + 2, end), quoted }, end: end + 1 };
	}
	if (text[at + 1] === '{') return braced(text, at, quoted);
	const name = /^[A-Za-z_][A-Za-z0-9_]*|^\?/.exec(text.slice(at + 1, at + 200))?.[0];
	if (name !== undefined)
		return { part: { kind: 'variable', name, quoted }, end: at + 1 + name.length };
	const next = text[at + 1] ?? '';
	if (next !== '' && "!$@*#-0123456789'".includes(next) && !(quoted && next === "'"))
		return notHere(`$${next}`);
	return undefined;
}

/** Reads a command in backquotes, which is an older `$(…)`. */
function backquoted(text: string, at: number, quoted: boolean): Read | LineError {
	let line = '';
	for (let next = at + 1; next < text.length; next++) {
		if (text[next] === '`') return { part: { kind: 'command', line, quoted }, end: next + 1 };
		if (text[next] === '\\' && '`\\$'.includes(text[next + 1] ?? ' ')) next++;
		line += text[next] ?? '';
	}
	return open("The '`' is not closed.");
}

/** Reads up to `until` as inside double quotes; gives where it goes on. */
function doubleQuoted(
	text: string,
	start: number,
	add: (part: Part) => void,
	until: '"' | '' = '"',
): number | LineError {
	add({ kind: 'text', text: '', quoted: true });
	let at = start;
	while (at < text.length && text[at] !== until) {
		const char = text[at] ?? '';
		if (char === '\\') {
			const next = text[at + 1] ?? '';
			const escaped = ['\\', '$', '`'].includes(next) || (until !== '' && next === '"');
			if (next !== '\n') add({ kind: 'text', text: escaped ? next : `\\${next}`, quoted: true });
			at += 2;
		} else if (char === '$' || char === '`') {
			const read = char === '$' ? dollar(text, at, true) : backquoted(text, at, true);
			if (read && 'message' in read) return read;
			add(read ? read.part : { kind: 'text', text: '$', quoted: true });
			at = read ? read.end : at + 1;
		} else {
			add({ kind: 'text', text: char, quoted: true });
			at++;
		}
	}
	if (until === '') return at;
	return at < text.length ? at + 1 : open('A quote " is not closed.');
}

/** Reads one word from where it begins up to a blank, a line's end or an operator. */
export function readWord(text: string, start: number): { word: Word; end: number } | LineError {
	const parts: Part[] = [];
	const add = (part: Part) => {
		const last = parts.at(-1);
		if (part.kind === 'text' && last?.kind === 'text' && last.quoted === part.quoted)
			parts[parts.length - 1] = { ...last, text: last.text + part.text };
		else parts.push(part);
	};
	let at = start;
	while (at < text.length) {
		const char = text[at] ?? '';
		if (char === '\n' || char === ' ' || char === '\t') break;
		if (char === '\\') {
			const next = text[at + 1];
			if (next === undefined) add({ kind: 'text', text: '\\', quoted: true });
			else if (next !== '\n') add({ kind: 'text', text: next, quoted: true });
			at += 2;
		} else if (char === "'") {
			const end = text.indexOf("'", at + 1);
			if (end < 0) return open("A quote ' is not closed.");
			add({ kind: 'text', text: text.slice(at + 1, end), quoted: true });
			at = end + 1;
		} else if (char === '"') {
			const inside = doubleQuoted(text, at + 1, add);
			if (typeof inside !== 'number') return inside;
			at = inside;
		} else if (char === '$' || char === '`') {
			const read = char === '$' ? dollar(text, at, false) : backquoted(text, at, false);
			if (read && 'message' in read) return read;
			if (read) add(read.part);
			else if (text[at + 1] !== '"') add({ kind: 'text', text: '$', quoted: false });
			at = read ? read.end : at + 1;
		} else if (OPERATORS.some((operator) => text.startsWith(operator, at))) break;
		else {
			add({ kind: 'text', text: char, quoted: false });
			at++;
		}
	}
	if (
		parts.some(
			(part) => part.kind === 'text' && !part.quoted && /\{[^{}]*,[^{}]*\}/.test(part.text),
		)
	)
		return { message: 'bash makes several words of {a,b}: put the argument in single quotes.' };
	return { word: { parts }, end: at };
}

/** A word as it was written, with variables and commands left unfilled. */
export const literal = (word: Word): string =>
	word.parts
		.map((part) => {
			if (part.kind === 'text') return part.text;
			return part.kind === 'variable' ? `$${part.name}` : `$(${part.line})`;
		})
		.join('');

/** A word that needs no filling in; `undefined` otherwise. */
export const plainText = (word: Word): string | undefined =>
	word.parts.every((part) => part.kind === 'text') ? literal(word) : undefined;
