/**
 * Words of a shell line, as bash makes them: quotes, escapes, `$NAME`, `${NAME}`, `$(…)`, comments and continued
 * lines. What bash has besides (pipes, lists, redirection, globs that match) is told apart and refused in a sentence.
 * @see https://www.gnu.org/software/bash/manual/bash.html#Shell-Operation
 */

/** A piece of a word. What was not quoted is split at blanks after it is filled in. */
export type Part =
	| { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
	| { readonly kind: 'variable'; readonly name: string; readonly quoted: boolean }
	| { readonly kind: 'command'; readonly line: string; readonly quoted: boolean };

/** A word of a line, not yet filled in. */
export interface Word {
	readonly parts: readonly Part[];
}

/** A line that is none: what is wrong, in one sentence. */
export interface LineError {
	readonly message: string;
}

/** What a scan of a text found from one place on: the words up to the end of the line, and where the next line begins. */
export interface ScannedLine {
	readonly words: readonly Word[];
	readonly comment?: string;
	readonly end: number;
}

const OPERATORS = ['&&', '||', ';;', '>>', '<<', '|', '&', ';', '>', '<', '(', ')'];

const notYet = (what: string): LineError => ({
	message: `'${what}' is not understood here: write one command a line.`,
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

/** Reads what a `$` begins; `undefined` when it is only a dollar sign. */
function dollar(
	text: string,
	at: number,
	quoted: boolean,
): { part: Part; end: number } | LineError | undefined {
	if (text.startsWith('$((', at)) return notYet('$((');
	if (text[at + 1] === '(') {
		const end = closing(text, at + 2);
		if (end < 0) return { message: "The '$(' is not closed." };
		return { part: { kind: 'command', line: text.slice(at + 2, end), quoted }, end: end + 1 };
	}
	const braced = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}/.exec(text.slice(at, at + 200));
	const plain = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(text.slice(at, at + 200));
	const found = braced ?? plain;
	if (found?.[1])
		return { part: { kind: 'variable', name: found[1], quoted }, end: at + found[0].length };
	const next = text[at + 1] ?? '';
	if (next !== '' && "{?!$@*#-0123456789'".includes(next) && !(quoted && next === "'"))
		return notYet(`$${next}`);
	return undefined;
}

/** Reads one line of a text, which goes on over `\` at its ends and over open quotes. */
export function scanLine(text: string, start: number): ScannedLine | LineError {
	const words: Word[] = [];
	let parts: Part[] = [];
	let inWord = false;
	const add = (part: Part) => {
		inWord = true;
		const last = parts.at(-1);
		if (part.kind === 'text' && last?.kind === 'text' && last.quoted === part.quoted)
			parts[parts.length - 1] = { ...last, text: last.text + part.text };
		else parts.push(part);
	};
	const endWord = () => {
		if (inWord) words.push({ parts });
		parts = [];
		inWord = false;
	};
	let at = start;
	while (at < text.length) {
		const char = text[at] ?? '';
		if (char === '\n') {
			endWord();
			return { words, end: at + 1 };
		}
		if (char === '\\') {
			const next = text[at + 1];
			if (next === undefined) add({ kind: 'text', text: '\\', quoted: true });
			else if (next !== '\n') add({ kind: 'text', text: next, quoted: true });
			at += 2;
		} else if (char === ' ' || char === '\t') {
			endWord();
			at++;
		} else if (char === '#' && !inWord) {
			const newline = text.indexOf('\n', at);
			const end = newline < 0 ? text.length : newline;
			return { words, comment: text.slice(at + 1, end).trim(), end: end + 1 };
		} else if (char === "'") {
			const end = text.indexOf("'", at + 1);
			if (end < 0) return { message: "A quote ' is not closed." };
			add({ kind: 'text', text: text.slice(at + 1, end), quoted: true });
			at = end + 1;
		} else if (char === '"') {
			const inside = doubleQuoted(text, at + 1, add);
			if (typeof inside !== 'number') return inside;
			at = inside;
		} else if (char === '$') {
			const read = dollar(text, at, false);
			if (read && 'message' in read) return read;
			if (read) add(read.part);
			else if (text[at + 1] !== '"') add({ kind: 'text', text: '$', quoted: false });
			at = read ? read.end : at + 1;
		} else if (char === '`') return notYet('`');
		else {
			const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at));
			if (operator) return notYet(operator);
			add({ kind: 'text', text: char, quoted: false });
			at++;
		}
	}
	endWord();
	return { words, end: at };
}

/** Reads the inside of double quotes; gives where the line goes on. */
function doubleQuoted(text: string, start: number, add: (part: Part) => void): number | LineError {
	add({ kind: 'text', text: '', quoted: true });
	let at = start;
	while (at < text.length && text[at] !== '"') {
		const char = text[at] ?? '';
		if (char === '\\') {
			const next = text[at + 1] ?? '';
			const escaped = ['"', '\\', '$', '`'].includes(next);
			if (next !== '\n') add({ kind: 'text', text: escaped ? next : `\\${next}`, quoted: true });
			at += 2;
		} else if (char === '$') {
			const read = dollar(text, at, true);
			if (read && 'message' in read) return read;
			add(read ? read.part : { kind: 'text', text: '$', quoted: true });
			at = read ? read.end : at + 1;
		} else if (char === '`') return notYet('`');
		else {
			add({ kind: 'text', text: char, quoted: true });
			at++;
		}
	}
	return at < text.length ? at + 1 : { message: 'A quote " is not closed.' };
}

/** The words of one line, or what is wrong with it. A text of several lines is a script: see `parseScript`. */
export function tokenize(line: string): readonly Word[] | LineError {
	const text = line.replace(/\r\n?/g, '\n').replace(/^\n+/, '');
	const scanned = scanLine(text, 0);
	if ('message' in scanned) return scanned;
	if (text.slice(scanned.end).trim() !== '')
		return { message: 'This is more than one line: run it as a script.' };
	return scanned.words;
}

/** Whether a tokenizer's answer is an error. */
export const isLineError = (found: object): found is LineError => 'message' in found;

/** A word as it was written, with variables and commands left unfilled. */
export const literal = (word: Word): string =>
	word.parts
		.map((part) => {
			if (part.kind === 'text') return part.text;
			return part.kind === 'variable' ? `$${part.name}` : `$(${part.line})`;
		})
		.join('');
