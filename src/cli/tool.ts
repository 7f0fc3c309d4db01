import { failed, type CommandResult, type Look } from './result';
import { fileOf, type Session } from './session';

/** What a tool or a command left: as a result, and whether the screen is to be cleared. */
export interface Ran extends CommandResult {
	readonly clears?: true;
}

/** What a tool works with. */
export interface Input {
	readonly session: Session;
	readonly stdin: string;
	readonly look?: Look;
}

/** A small program beside `az`: it sends nothing. */
export type Tool = (args: readonly string[], input: Input) => Ran;

/** A tool's end: what it wrote. */
export const out = (session: Session, stdout: string, exitCode = 0): Ran => ({
	stdout,
	stderr: '',
	exitCode,
	session,
});

/** Options as letters, with the values of those that take one, and what is no option. */
interface Read {
	readonly flags: ReadonlySet<string>;
	readonly values: Readonly<Record<string, string>>;
	readonly rest: readonly string[];
	/** A letter that the tool does not have. */
	readonly unknown?: string;
}

/** Reads words as `known` letters, and as `valued` ones, which take a value. */
export function readArgs(args: readonly string[], known: string, valued = ''): Read {
	const flags = new Set<string>();
	const values: Record<string, string> = {};
	const rest: string[] = [];
	for (let at = 0; at < args.length; at++) {
		const word = args[at] ?? '';
		if (word === '--') {
			rest.push(...args.slice(at + 1));
			break;
		}
		if (!/^-./.test(word) || word.startsWith('--')) {
			if (word.startsWith('--')) return { flags, values, rest, unknown: word };
			rest.push(word);
			continue;
		}
		if (valued.includes('n') && /^-\d+$/.test(word)) {
			values.n = word.slice(1);
			continue;
		}
		for (let letter = 1; letter < word.length; letter++) {
			const name = word[letter] ?? '';
			if (valued.includes(name)) {
				values[name] = word.slice(letter + 1) || (args[++at] ?? '');
				break;
			}
			if (!known.includes(name)) return { flags, values, rest, unknown: `-${name}` };
			flags.add(name);
		}
	}
	return { flags, values, rest };
}

const linesOf = (text: string): string[] => {
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
};
/** Lines as a text: each ends. */
export const textOf = (lines: readonly string[]): string =>
	lines.map((line) => `${line}\n`).join('');

/**
 * A tool that reads files, or what is piped in, as lines. `own` counts the words before the files that it takes itself; `work` gives
 * what it writes, or the text of its complaint.
 */
export const filter =
	(
		name: string,
		known: string,
		valued: string,
		work: (
			lines: string[],
			read: Read,
			text: string,
		) => { lines?: readonly string[]; text?: string; exitCode?: number } | string,
		own = 0,
	): Tool =>
	(args, { session, stdin }) => {
		const read = readArgs(args, known, valued);
		if (read.unknown !== undefined)
			return failed(session, `${name}: '${read.unknown}' is not understood here\n`, 2);
		const files = read.values.e === undefined ? read.rest.slice(own) : read.rest;
		let text = files.length === 0 ? stdin : '';
		for (const path of files) {
			const content = path === '-' ? stdin : fileOf(session, path);
			if (content === undefined)
				return failed(session, `${name}: ${path}: No such file or directory\n`, 1);
			text += content;
		}
		const made = work(linesOf(text), read, text);
		if (typeof made === 'string') return failed(session, `${name}: ${made}\n`, 2);
		return out(session, made.text ?? textOf(made.lines ?? []), made.exitCode ?? 0);
	};

/** The order of texts that `sort` has without a language. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
