import type { Conversation, Json, World } from '../azure';
import { has, maybe } from './args';
import type { CommandValue, Context } from './command';
import { help } from './help';
import type { Output } from './options';
import { format, sorted } from './output';
import { parseWords, type ParseError, type ParsedCommand } from './parse';
import { query, queryFault } from './query';
import { fileOf, setVariable, type Session } from './session';
import { withGroups } from './shape';
import { isLineError, tokenize, type Word } from './tokenize';

/** What a line printed, how it ended, and the session after it. */
export interface CommandResult {
	readonly stdout: string;
	readonly stderr: string;
	/** 0 done, 1 Azure or the command says no, 2 the line is mistyped, 3 what was to be shown is not there. */
	readonly exitCode: 0 | 1 | 2 | 3;
	/** What was printed, as data: after `--query`, before `--output`. */
	readonly value?: Json;
	readonly session: Session;
}

/** Shows the world as it is now; only a resource's own code needs it. */
export type Look = () => World;

const mistyped = (
	session: Session,
	message: string,
	suggestions: readonly string[] = [],
): CommandResult => {
	const [first, ...others] = suggestions;
	const meant =
		first === undefined
			? ''
			: others.length === 0
				? `Did you mean '${first}' ?\n`
				: `The most similar choices to what was typed are: ${suggestions.join(', ')}\n`;
	return { stdout: '', stderr: `ERROR: ${message}\n${meant}`, exitCode: 2, session };
};

const notParsed = (session: Session, { message, suggestions }: ParseError): CommandResult =>
	mistyped(session, message, suggestions);

/** Prints how a command ended. */
function print(parsed: ParsedCommand, ended: CommandValue, session: Session): CommandResult {
	const { args, command } = parsed;
	const warnings = has(args, 'only-show-errors') ? [] : (ended.warnings ?? []);
	const warned = warnings.map((warning) => `WARNING: ${warning}\n`).join('');
	if (!ended.ok)
		return {
			stdout: '',
			stderr: `${warned}ERROR: ${ended.message}\n`,
			exitCode: ended.exitCode,
			session,
		};
	if (ended.raw !== undefined)
		return { stdout: ended.raw, stderr: warned, exitCode: 0, value: ended.raw, session };
	if (ended.value === undefined) return { stdout: '', stderr: warned, exitCode: 0, session };
	const output = (maybe(args, 'output') ?? 'json') as Output;
	const full = sorted(withGroups(ended.value));
	const expression = maybe(args, 'query');
	if (expression === undefined) {
		const printed = output === 'table' && command.table ? command.table(full) : full;
		return { stdout: format(printed, output), stderr: warned, exitCode: 0, value: full, session };
	}
	const picked = query(full, expression);
	if (!picked.ok)
		return { stdout: '', stderr: `${warned}ERROR: ${picked.message}\n`, exitCode: 1, session };
	return {
		stdout: format(picked.value, output),
		stderr: warned,
		exitCode: 0,
		value: picked.value,
		session,
	};
}

/** Runs the words of one command. */
function* runWords(
	words: readonly string[],
	session: Session,
	look?: Look,
): Conversation<CommandResult> {
	const parsed = parseWords(words);
	if (parsed.kind === 'error') return notParsed(session, parsed);
	if (parsed.kind === 'help')
		return { stdout: help(parsed.about), stderr: '', exitCode: 0, session };
	const expression = maybe(parsed.args, 'query');
	const fault = expression === undefined ? undefined : queryFault(expression);
	if (fault !== undefined) return mistyped(session, fault);
	const { subscriptionId, subscriptionName } = session;
	const asked = maybe(parsed.args, 'subscription');
	if (asked !== undefined && ![subscriptionId, subscriptionName].includes(asked))
		return {
			stdout: '',
			stderr: `ERROR: The subscription of '${asked}' doesn't exist in cloud 'AzureCloud'.\n`,
			exitCode: 1,
			session,
		};
	const context: Context = {
		session,
		subscriptionId,
		look,
		file: (path) => fileOf(session, path),
	};
	const ended = yield* parsed.command.run(parsed.args, context);
	const after = ended.ok ? (ended.session ?? session) : session;
	const written = ended.ok && ended.files;
	return print(
		parsed,
		ended,
		written ? { ...after, files: { ...after.files, ...written } } : after,
	);
}

interface Filled {
	/** One word, or several where something unquoted held blanks, or none where it was empty. */
	readonly words: readonly string[];
	readonly stderr: string;
	readonly exitCode: CommandResult['exitCode'];
}

/** Fills in a word's variables and commands, and splits it where bash does. */
function* fill(
	word: Word,
	session: Session,
	look: Look | undefined,
	split: boolean,
): Conversation<Filled> {
	const words: string[] = [];
	let current: string | undefined;
	let stderr = '';
	let exitCode: CommandResult['exitCode'] = 0;
	for (const part of word.parts) {
		let text = '';
		if (part.kind === 'text') text = part.text;
		else if (part.kind === 'variable') text = session.variables[part.name] ?? '';
		else {
			const inner: CommandResult = yield* run(part.line, session, look);
			text = inner.stdout.replace(/\n+$/, '');
			stderr += inner.stderr;
			exitCode = inner.exitCode;
		}
		if (part.quoted || part.kind === 'text' || !split) current = (current ?? '') + text;
		else {
			const pieces = text.split(/[ \t\n]+/);
			for (const [index, piece] of pieces.entries()) {
				if (index > 0 && current !== undefined) {
					words.push(current);
					current = undefined;
				}
				if (piece !== '') current = (current ?? '') + piece;
			}
		}
	}
	if (current !== undefined) words.push(current);
	return { words, stderr, exitCode };
}

/** A word that sets a variable: its name, and the word without `NAME=`. */
function assignment(word: Word): { name: string; value: Word } | undefined {
	const [first, ...rest] = word.parts;
	if (first?.kind !== 'text' || first.quoted) return undefined;
	const found = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(first.text);
	if (!found?.[1]) return undefined;
	const text = first.text.slice(found[0].length);
	return { name: found[1], value: { parts: text === '' ? rest : [{ ...first, text }, ...rest] } };
}

/**
 * Runs one line: an `az` or `keyless` command, or `NAME=value`. It only yields requests, so the same line runs against
 * a simulated world, against recorded answers, or only to see what it would send. A mistyped line sends nothing.
 */
export function* run(line: string, session: Session, look?: Look): Conversation<CommandResult> {
	const words = tokenize(line);
	if (isLineError(words)) return mistyped(session, words.message);
	const assignments = words.map(assignment);
	if (words.length > 0 && assignments.every((found) => found !== undefined)) {
		let current = session;
		let stderr = '';
		let exitCode: CommandResult['exitCode'] = 0;
		for (const { name, value } of assignments) {
			const filled = yield* fill(value, current, look, false);
			current = setVariable(current, name, filled.words.join(' '));
			stderr += filled.stderr;
			exitCode = filled.exitCode;
		}
		return { stdout: '', stderr, exitCode, session: current };
	}
	if (assignments[0])
		return mistyped(
			session,
			`Set '${assignments[0].name}' on a line of its own, before the command.`,
		);
	const filled: string[] = [];
	let stderr = '';
	for (const word of words) {
		const next = yield* fill(word, session, look, true);
		filled.push(...next.words);
		stderr += next.stderr;
	}
	if (filled.length === 0) return { stdout: '', stderr, exitCode: 0, session };
	const result = yield* runWords(filled, session, look);
	return stderr === '' ? result : { ...result, stderr: stderr + result.stderr };
}
