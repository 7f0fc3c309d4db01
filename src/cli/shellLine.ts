import {
	hereDocument,
	isLineError,
	OPERATORS,
	plainText,
	readWord,
	type LineError,
	type Word,
} from './words';

/**
 * A line of a shell: commands, where their text comes from and goes to, and what joins them.
 * @see https://www.gnu.org/software/bash/manual/bash.html#Shell-Commands
 */

/** Where a command's input comes from, or its output goes to. */
export type Redirection =
	| { readonly kind: 'from'; readonly file: Word }
	/** A here-document or here-string. */
	| { readonly kind: 'text'; readonly text: Word }
	| { readonly kind: 'to'; readonly file: Word; readonly append: boolean; readonly of: Stream }
	/** `2>&1` and `1>&2`. */
	| { readonly kind: 'join'; readonly of: 1 | 2 };

/** What is redirected: output, errors or both. */
export type Stream = 1 | 2 | 'both';

/** A command with its words. */
export interface SimpleCommand {
	readonly words: readonly Word[];
	readonly redirections: readonly Redirection[];
}

/** Commands of which each reads what the one before it writes. */
export interface Pipeline {
	/** What must have come of the pipeline before it for this one to run. */
	readonly when: 'always' | 'succeeded' | 'failed';
	readonly commands: readonly SimpleCommand[];
	/** Errors go into the pipe as well: `|&` is not told apart from `|` but here. */
	readonly negated: boolean;
}

/** One line, which goes on over `\`, open quotes, and `&&`, `||` and `|` at its ends. */
export interface ShellLine {
	readonly pipelines: readonly Pipeline[];
	readonly comment?: string;
	/** Where the next line begins. */
	readonly end: number;
}

const CONTROL = ['if', 'then', 'for', 'while', 'until', 'do', 'case', 'function', 'select', '{'];

interface Pending {
	readonly delimiter: string;
	readonly expands: boolean;
	readonly indented: boolean;
	readonly fill: (text: Word) => void;
}

/** Reads one line of a text. */
export function readLine(text: string, start: number): ShellLine | LineError {
	const pipelines: Pipeline[] = [];
	const pending: Pending[] = [];
	let when: Pipeline['when'] = 'always';
	let commands: SimpleCommand[] = [];
	let words: Word[] = [];
	let redirections: Redirection[] = [];
	/** A `|`, `&&` or `||` waits for what comes behind it. */
	let waiting: string | undefined;
	let at = start;
	let comment: string | undefined;

	const endCommand = (by: string): LineError | undefined => {
		if (words.length === 0 && redirections.length === 0)
			return waiting === undefined && by === ''
				? undefined
				: {
						message: `There is no command beside '${by === '' ? (waiting ?? '') : by}'.`,
						...(by === '' ? { open: true as const } : {}),
					};
		commands.push({ words, redirections });
		words = [];
		redirections = [];
		waiting = undefined;
		return undefined;
	};
	const endPipeline = (by: string): LineError | undefined => {
		const wrong = endCommand(by);
		if (wrong) return wrong;
		const [first, ...rest] = commands;
		if (!first) return undefined;
		const negated = first.words[0] !== undefined && plainText(first.words[0]) === '!';
		const head = negated ? { ...first, words: first.words.slice(1) } : first;
		pipelines.push({ when, commands: [head, ...rest], negated });
		commands = [];
		return undefined;
	};

	for (;;) {
		while (text[at] === ' ' || text[at] === '\t' || text.startsWith('\\\n', at))
			at += text[at] === '\\' ? 2 : 1;
		if (at >= text.length) break;
		if (text[at] === '#') {
			const newline = text.indexOf('\n', at);
			const end = newline < 0 ? text.length : newline;
			comment = text.slice(at + 1, end).trim();
			at = end;
			continue;
		}
		if (text[at] === '\n') {
			at++;
			// A line that ends with an operator goes on; here-documents cannot be in between.
			if (waiting !== undefined && words.length === 0 && pending.length === 0) continue;
			break;
		}
		const descriptor = /^([12])(?=[<>])/.exec(text.slice(at, at + 2))?.[1];
		const operatorAt = descriptor === undefined ? at : at + 1;
		const operator = OPERATORS.find((candidate) => text.startsWith(candidate, operatorAt));
		if (operator === undefined) {
			const read = readWord(text, at);
			if (isLineError(read)) return read;
			// A `\` at the very end of a line makes no word.
			if (read.word.parts.length > 0) {
				const plain = words.length === 0 ? plainText(read.word) : undefined;
				if (plain !== undefined && CONTROL.includes(plain))
					return {
						message: `'${plain}' is not understood here: write one command after the other.`,
					};
				words.push(read.word);
			}
			at = read.end;
			continue;
		}
		at = operatorAt + operator.length;
		switch (operator) {
			case '|':
			case '|&': {
				if (operator === '|&') redirections.push({ kind: 'join', of: 2 });
				const wrong = endCommand(operator);
				if (wrong) return wrong;
				waiting = operator;
				break;
			}
			case '&&':
			case '||':
			case ';': {
				const wrong = endPipeline(operator);
				if (wrong) return wrong;
				when = operator === '&&' ? 'succeeded' : operator === '||' ? 'failed' : 'always';
				waiting = operator === ';' ? undefined : operator;
				break;
			}
			case '&':
			case '(':
			case ')':
			case ';;':
			case '<&':
				return {
					message: `'${operator}' is not understood here: if it belongs to an argument, put that in quotes.`,
				};
			default: {
				const read = redirect(text, at, operator, descriptor, (redirection, later) => {
					redirections.push(redirection);
					if (!later) return;
					const list = redirections;
					const index = list.length - 1;
					pending.push({ ...later, fill: (body) => (list[index] = { kind: 'text', text: body }) });
				});
				if (typeof read !== 'number') return read;
				at = read;
			}
		}
	}
	const wrong = endPipeline('');
	if (wrong) return wrong;
	for (const document of pending) {
		const read = readDocument(text, at, document);
		if (isLineError(read)) return read;
		at = read.end;
	}
	return { pipelines, ...(comment === undefined ? {} : { comment }), end: at };
}

/** Reads what a redirection points to. */
function redirect(
	text: string,
	start: number,
	operator: string,
	descriptor: string | undefined,
	add: (redirection: Redirection, later?: Omit<Pending, 'fill'>) => void,
): number | LineError {
	let at = start;
	const indented = operator === '<<' && text[at] === '-';
	if (indented) at++;
	while (text[at] === ' ' || text[at] === '\t') at++;
	const read = readWord(text, at);
	if (isLineError(read)) return read;
	const { word, end } = read;
	if (word.parts.length === 0)
		return { message: `Nothing stands behind '${operator}'.`, open: true };
	const of: Stream = operator.startsWith('&>') ? 'both' : descriptor === '2' ? 2 : 1;
	switch (operator) {
		case '<':
			add({ kind: 'from', file: word });
			break;
		case '<<<':
			add({
				kind: 'text',
				text: { parts: [...word.parts, { kind: 'text', text: '\n', quoted: true }] },
			});
			break;
		case '<<': {
			const delimiter = plainText(word);
			if (delimiter === undefined) return { message: "The word behind '<<' must be plain." };
			const expands = word.parts.every((part) => !part.quoted);
			add({ kind: 'text', text: { parts: [] } }, { delimiter, expands, indented });
			break;
		}
		case '>&':
			if (!['1', '2'].includes(plainText(word) ?? ''))
				return { message: "Only '2>&1' and '1>&2' are understood here." };
			if (plainText(word) !== String(descriptor ?? 1))
				add({ kind: 'join', of: descriptor === '2' ? 2 : 1 });
			break;
		default:
			add({ kind: 'to', file: word, append: operator.endsWith('>>'), of });
	}
	return end;
}

/** Reads a here-document, whose lines begin behind the line that it is on. */
function readDocument(text: string, start: number, document: Pending): { end: number } | LineError {
	const lines: string[] = [];
	let at = start;
	while (at < text.length) {
		const newline = text.indexOf('\n', at);
		const end = newline < 0 ? text.length : newline;
		const written = text.slice(at, end);
		const line = document.indented ? written.replace(/^\t+/, '') : written;
		at = end + 1;
		if (line === document.delimiter) {
			const body = lines.map((each) => `${each}\n`).join('');
			const word = document.expands
				? hereDocument(body)
				: { parts: [{ kind: 'text' as const, text: body, quoted: true }] };
			if ('message' in word) return word;
			document.fill(word);
			return { end: Math.min(at, text.length) };
		}
		lines.push(line);
	}
	return {
		message: `The text behind '<<' has no line '${document.delimiter}' at its end.`,
		open: true,
	};
}

/** One command's words, or what is wrong with the line. A text of several lines is a script: see `parseScript`. */
export function tokenize(line: string): readonly Word[] | LineError {
	const text = line.replace(/\r\n?/g, '\n').replace(/^\n+/, '');
	const read = readLine(text, 0);
	if (isLineError(read)) return read;
	if (text.slice(read.end).trim() !== '')
		return { message: 'This is more than one line: run it as a script.' };
	const [pipeline, ...others] = read.pipelines;
	if (others.length > 0 || (pipeline?.commands.length ?? 0) > 1)
		return { message: 'This is more than one command.' };
	return pipeline?.commands[0]?.words ?? [];
}
