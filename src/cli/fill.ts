import type { Conversation } from '../azure';
import type { CommandResult } from './result';
import type { Session } from './session';
import type { Part, Word } from './words';

/** Runs what stands in `$(…)`. */
export type RunInner = (line: string, session: Session) => Conversation<CommandResult>;

/** A word with everything filled in. */
export interface Filled {
	/** One word, or several where something unquoted held blanks, or none where it was empty. */
	readonly words: readonly string[];
	readonly stderr: string;
	/** How the last command in it ended, if there was one. */
	readonly exitCode?: number;
	readonly session: Session;
}

/** What a subshell leaves behind: files and who is signed in, but no variables. */
export const afterSubshell = (before: Session, after: Session): Session => ({
	...(after.at === before.at || after.at?.resourceId === before.at?.resourceId ? after : before),
	variables: before.variables,
	status: after.status,
	...(before.stopsAtErrors === undefined ? {} : { stopsAtErrors: before.stopsAtErrors }),
});

function valueOf(part: Part & { kind: 'variable' }, session: Session): string | undefined {
	if (part.name === '?') return String(session.status);
	return Object.hasOwn(session.variables, part.name) ? session.variables[part.name] : undefined;
}

/** The longest word, and the most that all words of a command may hold, in characters: as under Linux. */
export const LONGEST = { word: 131_072, command: 2_097_152 } as const;

/** What bash says then, and how the command ends. */
export const TOO_LONG = { stderr: 'bash: Argument list too long\n', exitCode: 126 } as const;

/** Fills in a word's variables and commands, and splits it where bash does. */
export function* fill(
	word: Word,
	session: Session,
	inner: RunInner,
	split: boolean,
): Conversation<Filled> {
	const words: string[] = [];
	let current: string | undefined;
	let stderr = '';
	let exitCode: number | undefined;
	let now = session;
	let length = 0;
	for (const part of word.parts) {
		let text = '';
		if (part.kind === 'text') text = part.text;
		else if (part.kind === 'variable') {
			text = valueOf(part, now) ?? '';
			if (text === '' && part.otherwise) {
				const other: Filled = yield* fill(part.otherwise, now, inner, false);
				text = other.words.join('');
				stderr += other.stderr;
				now = other.session;
			}
		} else {
			const result: CommandResult = yield* inner(part.line, now);
			text = result.stdout.replace(/\n+$/, '');
			stderr += result.stderr;
			exitCode = result.exitCode;
			now = afterSubshell(now, result.session);
		}
		length += text.length;
		// `A=$A$A` doubles: forty such lines are a terabyte.
		if (length > LONGEST.word)
			return { words: [], stderr: stderr + TOO_LONG.stderr, exitCode: 126, session: now };
		if (part.quoted || part.kind === 'text' || !split) current = (current ?? '') + text;
		else {
			for (const [index, piece] of text.split(/[ \t\n]+/).entries()) {
				if (index > 0 && current !== undefined) {
					words.push(current);
					current = undefined;
				}
				if (piece !== '') current = (current ?? '') + piece;
			}
		}
	}
	if (current !== undefined) words.push(current);
	return { words, stderr, session: now, ...(exitCode === undefined ? {} : { exitCode }) };
}

/** A word that sets a variable: its name, and the word without `NAME=`. */
export function assignment(word: Word): { name: string; value: Word } | undefined {
	const [first, ...rest] = word.parts;
	if (first?.kind !== 'text' || first.quoted) return undefined;
	const found = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(first.text);
	if (!found?.[1]) return undefined;
	const text = first.text.slice(found[0].length);
	return { name: found[1], value: { parts: text === '' ? rest : [{ ...first, text }, ...rest] } };
}
