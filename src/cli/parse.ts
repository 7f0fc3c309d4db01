import type { Session } from './session';
import type { Args } from './args';
import type { Command, Option } from './command';
import { allNames, findCommand, wordsAfter } from './registry';
import { GLOBAL_OPTIONS, optionName } from './options';
import { notSimulated } from './notSimulated';
import { suggest } from './suggest';
import { tokenize } from './shellLine';
import { isLineError, literal } from './words';

/** A line that is a command with all that it needs. */
export interface ParsedCommand {
	readonly kind: 'command';
	readonly command: Command;
	/** Values of the command's own options and of the options that every command has. */
	readonly args: Args;
}

/** A line that asks for help: about a command, or about a group of them. */
export interface HelpRequest {
	readonly kind: 'help';
	/** `az vm identity`. */
	readonly about: string;
}

/** A line that is no command. Nothing was sent; the exit code is 2. */
export interface ParseError {
	readonly kind: 'error';
	readonly message: string;
	/** Words that may have been meant. */
	readonly suggestions: readonly string[];
	/** Where the wrong word stands, counted in words. */
	readonly word?: number;
	/** The command or group whose help tells more: `az vm identity`. */
	readonly about?: string;
}

const error = (
	message: string,
	suggestions: readonly string[] = [],
	word?: number,
): ParseError => ({
	kind: 'error',
	message,
	suggestions,
	...(word === undefined ? {} : { word }),
});

/** An error that says where help is. */
const about = <T extends { readonly kind: string }>(
	path: string,
	found: T | ParseError,
): T | ParseError =>
	found.kind === 'error' ? { ...(found as ParseError), about: programAnd(path) } : found;

const programAnd = (path: string): string => (/^keyless\b/.test(path) ? path : `az ${path}`.trim());

/** Whether a word is an option's name. As in Python's argparse, negative numbers and words with blanks are values. */
export const isOption = (word: string): boolean =>
	/^-[^\s]/.test(word) && !word.includes(' ') && !/^-\d+(\.\d+)?$/.test(word);

const longNames = (option: Option): readonly string[] => [option.long, ...(option.also ?? [])];

/** An option that a word names. */
export interface Found {
	readonly option: Option;
	/** What stood behind `=`, or directly behind a short name. */
	readonly attached?: string;
}

/** Which option a word names: in full, by an unambiguous beginning, or by its letter. */
export function findOption(
	word: string,
	options: readonly Option[],
): Found | ParseError | undefined {
	if (!word.startsWith('--')) {
		const option = options.find(({ short }) => short?.includes(word[1] ?? ' '));
		const rest = word.slice(2).replace(/^=/, '');
		return option && (word.length > 2 ? { option, attached: rest } : { option });
	}
	const cut = word.indexOf('=');
	const asked = cut < 0 ? word.slice(2) : word.slice(2, cut);
	const attached = cut < 0 ? {} : { attached: word.slice(cut + 1) };
	const exact = options.find((option) => longNames(option).includes(asked));
	if (exact) return { option: exact, ...attached };
	const begun = options.flatMap((option) =>
		longNames(option)
			.filter((long) => long.startsWith(asked))
			.map((long) => ({ long, option })),
	);
	if (begun.length > 1)
		return error(
			`ambiguous option: --${asked} could match ${begun.map(({ long }) => `--${long}`).join(', ')}`,
			begun.map(({ long }) => `--${long}`),
		);
	return begun[0] && { option: begun[0].option, ...attached };
}

/** How many of the waiting values an option takes, or what is wrong. */
function take(option: Option, waiting: readonly string[]): readonly string[] | string {
	switch (option.takes ?? 'one') {
		case 'none':
			return [];
		case 'one':
			return waiting[0] === undefined ? 'expected one argument' : [waiting[0]];
		case 'maybe':
			return waiting.slice(0, 1);
		case 'some':
			return waiting.length === 0 ? 'expected at least one argument' : waiting;
		case 'any':
			return waiting;
	}
}

/** What stands for options that a line leaves out: `az configure --defaults`. */
type Defaults = Session['defaults'];

/** Reads a command's options. */
function parseOptions(
	command: Command,
	words: readonly string[],
	from: number,
	defaults: Defaults,
): ParsedCommand | HelpRequest | ParseError {
	const options = [...command.options, ...GLOBAL_OPTIONS];
	const given: Record<string, readonly string[]> = {};
	const unknown: string[] = [];
	let unknownAt: number | undefined;
	let at = from;
	while (at < words.length) {
		const word = words[at] ?? '';
		const found = isOption(word) ? findOption(word, options) : undefined;
		if (found && 'kind' in found) return found;
		if (!found) {
			unknownAt ??= at;
			unknown.push(word);
			at++;
			continue;
		}
		at++;
		const { option, attached } = found;
		let until = at;
		while (until < words.length && !isOption(words[until] ?? '')) until++;
		const waiting = attached === undefined ? words.slice(at, until) : [attached];
		if (attached !== undefined && option.takes === 'none')
			return error(
				`argument ${optionName(option)}: ignored explicit argument '${attached}'`,
				[],
				at - 1,
			);
		const taken = take(option, waiting);
		if (typeof taken === 'string')
			return error(`argument ${optionName(option)}: ${taken}`, [], at - 1);
		const wrong =
			option.choices && taken.find((value) => choiceOf(option.choices, value) === undefined);
		if (option.choices && wrong !== undefined)
			return error(
				`az ${command.name}: '${wrong}' is not a valid value for '--${option.long}'. Allowed values: ${option.choices.join(', ')}.`.replace(
					/^az keyless/,
					'keyless',
				),
				suggest(wrong, option.choices),
				at,
			);
		const values = option.choices
			? taken.map((value) => choiceOf(option.choices, value) ?? value)
			: taken;
		given[option.long] = option.appends ? [...(given[option.long] ?? []), ...values] : values;
		if (attached === undefined) at += taken.length;
	}
	if (given.help) return { kind: 'help', about: command.name };
	for (const [key, long] of [
		['group', 'resource-group'],
		['location', 'location'],
	] as const) {
		const value = defaults[key];
		if (value !== undefined && options.some((option) => option.long === long))
			given[long] ??= [value];
	}
	const missing = options.filter((option) => option.required && given[option.long] === undefined);
	if (missing.length > 0)
		return error(`the following arguments are required: ${missing.map(optionName).join(', ')}`);
	if (unknown.length > 0) {
		const flag = unknown.find(isOption);
		const known = options.flatMap(longNames).map((long) => `--${long}`);
		return error(
			`unrecognized arguments: ${unknown.join(' ')}`,
			flag ? suggest(flag.replace(/=.*/, ''), known) : [],
			unknownAt,
		);
	}
	return { kind: 'command', command, args: { given } };
}

/** The choice that a value means: the case of its letters does not count, as in the real one. */
const choiceOf = (choices: readonly string[] = [], value: string): string | undefined =>
	choices.includes(value)
		? value
		: choices.find((choice) => choice.toLowerCase() === value.toLowerCase());

/** Reads the words of a line, variables already filled in. */
export function parseWords(
	words: readonly string[],
	defaults: Defaults = {},
): ParsedCommand | HelpRequest | ParseError {
	const [program = ''] = words;
	if (program !== 'az' && program !== 'keyless')
		return error(
			`'${program}' is not a command here: lines begin with 'az' or 'keyless'.`,
			suggest(program, ['az', 'keyless']),
			0,
		);
	let path = program === 'az' ? '' : program;
	for (let at = 1; ; at++) {
		const command = findCommand(path);
		if (command) return about(path, parseOptions(command, words, at, defaults));
		const word = words[at];
		const alone = word === undefined && path !== '' && program === 'az';
		if (!alone && (word === undefined || word === '--help' || word === '-h' || word === 'help'))
			return { kind: 'help', about: path };
		// Real az takes a group alone for a mistake, and says so in its own variables' names.
		if (word === undefined || isOption(word))
			return about(
				path,
				error(
					`the following arguments are required: ${path === '' ? '_command_package' : '_subcommand'}`,
					[],
					at,
				),
			);
		const next = `${path} ${word}`.trim();
		if (allNames.has(next)) path = next;
		else {
			const elsewhere = notSimulated(next);
			return about(
				path,
				elsewhere === undefined
					? error(
							`'${word}' is misspelled or not recognized by the system.`,
							suggest(word, wordsAfter(path)),
							at,
						)
					: error(elsewhere, [], at),
			);
		}
	}
}

/** Reads one line without running it. Variables and `$(…)` stand as they were written. */
export function parse(line: string): ParsedCommand | HelpRequest | ParseError {
	const words = tokenize(line);
	if (isLineError(words)) return error(words.message);
	return parseWords(words.map(literal));
}
