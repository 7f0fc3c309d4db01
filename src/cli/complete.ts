import type { World } from '../azure';
import type { Command, Option } from './command';
import { offered, offerOf, type Offered } from './offers';
import { GLOBAL_OPTIONS, optionName } from './options';
import { findOption, isOption } from './parse';
import { isProgram, PROGRAMS } from './programs';
import { quoteText } from './quote';
import { findCommand, groupSummary, wordsAfter } from './registry';
import { startSession, type Session } from './session';
import { isLineError, literal, OPERATORS, readWord } from './words';

/** One way to go on. */
export interface Completion {
	/** What replaces the text between `from` and `to`, quoted where a shell needs it. */
	readonly text: string;
	/** How it is listed. */
	readonly label: string;
	/** A sentence or a word about it. */
	readonly note: string;
	readonly kind: 'program' | 'group' | 'command' | 'option' | 'value';
}

/** What can stand at a cursor. */
export interface Completions {
	readonly from: number;
	readonly to: number;
	readonly items: readonly Completion[];
	/** What is being written: an option and what it takes, or the command. */
	readonly hint?: { readonly name: string; readonly text: string; readonly required: boolean };
}

/** More are not listed: a person writes another letter. */
const MOST = 60;

interface Place {
	/** Words of the command before the one at the cursor. */
	readonly words: readonly string[];
	/** What is written of the word at the cursor, and where it begins. */
	readonly partial: string;
	readonly from: number;
	/** The word is the name of a file: it stands behind `<` or `>`. */
	readonly file: boolean;
}

/** Where in a command the end of a text is. */
function placeOf(text: string, start = 0): Place {
	let words: string[] = [];
	let file = false;
	let at = start;
	while (at < text.length) {
		if (text[at] === ' ' || text[at] === '\t' || text.startsWith('\\\n', at)) {
			at += text[at] === '\\' ? 2 : 1;
			continue;
		}
		const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at));
		if (text[at] === '\n' || operator !== undefined) {
			file = operator !== undefined && /[<>]/.test(operator);
			if (!file) words = [];
			at += operator?.length ?? 1;
			continue;
		}
		const read = readWord(text, at);
		if (isLineError(read)) {
			const inner = text.lastIndexOf('$(');
			if (inner >= at && /\$\(/.test(read.message)) return placeOf(text, inner + 2);
			return { words, partial: text.slice(at).replace(/^['"]/, ''), from: at, file };
		}
		if (read.end >= text.length) return { words, partial: literal(read.word), from: at, file };
		if (!file) words.push(literal(read.word));
		file = false;
		at = read.end;
	}
	return { words, partial: '', from: text.length, file };
}

const begins = (value: string, partial: string): boolean =>
	value.toLowerCase().startsWith(partial.toLowerCase());

const quoted = (value: string): string => (value.startsWith('[') ? value : quoteText(value));

const values = (found: readonly Offered[], partial: string, lead = ''): readonly Completion[] => {
	const wanted = partial.toLowerCase();
	const fit = found.filter(
		({ value, note }) =>
			begins(value, partial) ||
			// Ids are long: their last word is what people know.
			(wanted !== '' &&
				((note ?? '').toLowerCase().startsWith(wanted) || value.toLowerCase().includes(wanted))),
	);
	const first = fit.filter(({ value }) => begins(value, partial));
	const ordered =
		first.length === fit.length ? fit : [...first, ...fit.filter((each) => !first.includes(each))];
	return ordered.slice(0, MOST).map(({ value, note }) => ({
		text: lead + quoted(value),
		label: value,
		note: note ?? '',
		kind: 'value' as const,
	}));
};

interface Reading {
	/** Long names of the options that the line has. */
	readonly used: ReadonlySet<string>;
	/** The option whose value the cursor is at, if it can take one more. */
	readonly waiting: Option | undefined;
	/** Values of the options so far. */
	readonly given: ReadonlyMap<string, readonly string[]>;
}

/** Reads the options before the cursor. */
function readOptions(words: readonly string[], options: readonly Option[]): Reading {
	const given = new Map<string, string[]>();
	let current: Option | undefined;
	for (const word of words) {
		const found = isOption(word) ? findOption(word, options) : undefined;
		if (found && !('kind' in found)) {
			current = found.attached === undefined ? found.option : undefined;
			given.set(found.option.long, found.attached === undefined ? [] : [found.attached]);
		} else if (current) given.get(current.long)?.push(word);
	}
	const takes = current?.takes ?? 'one';
	const count = current ? (given.get(current.long)?.length ?? 0) : 0;
	const full = takes === 'none' || ((takes === 'one' || takes === 'maybe') && count > 0);
	return { used: new Set(given.keys()), waiting: full ? undefined : current, given };
}

/** The options that can come next: required ones first. */
function optionItems(command: Command, { used }: Reading, partial: string): readonly Completion[] {
	const item = (option: Option): Completion[] =>
		used.has(option.long)
			? []
			: [option.long, ...(option.also ?? [])]
					.filter(
						(long, index) => (index === 0 || partial.length > 2) && begins(`--${long}`, partial),
					)
					.slice(0, 1)
					.map((long) => ({
						text: `--${long}`,
						label: `--${long}`,
						note: option.required ? `[Required] ${option.summary}` : option.summary,
						kind: 'option',
					}));
	const own = [...command.options].sort(
		(a, b) =>
			Number(b.required === true) - Number(a.required === true) || (a.long < b.long ? -1 : 1),
	);
	return [...own, ...GLOBAL_OPTIONS].flatMap(item);
}

function inCommand(
	command: Command,
	words: readonly string[],
	partial: string,
	world: World,
	session: Session,
): Omit<Completions, 'from' | 'to'> {
	const options = [...command.options, ...GLOBAL_OPTIONS];
	const reading = readOptions(words, options);
	const group = reading.given.get('resource-group')?.[0];
	const valuesOf = (option: Option, written: string, lead = ''): readonly Completion[] => {
		if (option.choices)
			return values(
				option.choices.map((value) => ({ value })),
				written,
				lead,
			);
		const offer = offerOf(option, command);
		if (offer === undefined) return [];
		const taken = reading.given.get(option.long) ?? [];
		const found = offered(offer, world, session, group).filter(
			({ value }) => !taken.includes(value),
		);
		return values(found, written, lead);
	};
	const hintOf = (option: Option) => ({
		name: optionName(option),
		text: option.summary,
		required: option.required === true,
	});
	const attached = /^(--[^=]+=)(.*)$/s.exec(partial);
	if (attached?.[1]) {
		const found = findOption(attached[1].slice(0, -1), options);
		if (!found || 'kind' in found) return { items: [] };
		return {
			items: valuesOf(found.option, attached[2] ?? '', attached[1]),
			hint: hintOf(found.option),
		};
	}
	const { waiting } = reading;
	if (!partial.startsWith('-') && waiting) {
		const own = valuesOf(waiting, partial);
		const takesNone = ['any', 'maybe', 'some'].includes(waiting.takes ?? 'one');
		const more = partial === '' && takesNone ? optionItems(command, reading, partial) : [];
		return { items: [...own, ...more], hint: hintOf(waiting) };
	}
	const exact = isOption(partial) ? findOption(partial, options) : undefined;
	const hint =
		exact && !('kind' in exact)
			? hintOf(exact.option)
			: { name: command.name, text: command.summary, required: false };
	return { items: optionItems(command, reading, partial), hint };
}

function inAz(
	words: readonly string[],
	partial: string,
	world: World,
	session: Session,
): Omit<Completions, 'from' | 'to'> {
	let path = words[0] === 'keyless' ? 'keyless' : '';
	let at = 1;
	for (; at < words.length; at++) {
		if (findCommand(path)) break;
		path = `${path} ${words[at] ?? ''}`.trim();
	}
	const command = findCommand(path);
	if (command) return inCommand(command, words.slice(at), partial, world, session);
	const next = wordsAfter(path).filter((word) => begins(word, partial));
	const items = next.map((word): Completion => {
		const full = `${path} ${word}`.trim();
		const found = findCommand(full);
		return {
			text: word,
			label: word,
			note: found?.summary ?? groupSummary(full) ?? '',
			kind: found ? 'command' : 'group',
		};
	});
	const summary = groupSummary(path);
	return {
		items,
		...(summary === undefined ? {} : { hint: { name: path, text: summary, required: false } }),
	};
}

/** What can stand at a cursor of a line (pure): commands, options that are not used yet, and values from the world. */
export function complete(
	world: World,
	line: string,
	cursor: number = line.length,
	session: Session = startSession(world),
): Completions {
	const { words, partial, from, file } = placeOf(line.slice(0, cursor));
	const within = { from, to: cursor };
	if (file)
		return {
			...within,
			items: values(
				Object.keys(session.files).map((value) => ({ value })),
				partial,
			),
		};
	const variable = /\$\{?(\w*)$/.exec(partial);
	if (variable) {
		const start = cursor - (variable[1] ?? '').length;
		const names = Object.keys(session.variables).filter((name) => begins(name, variable[1] ?? ''));
		return {
			from: start,
			to: cursor,
			items: names.map((name) => ({
				text: name,
				label: `$${name}`,
				note: session.variables[name] ?? '',
				kind: 'value',
			})),
		};
	}
	const bare = words[0] === 'explain' ? words.slice(1) : words;
	const [program] = bare;
	if (program === undefined) {
		const found = PROGRAMS.filter((name) => begins(name, partial));
		return {
			...within,
			items: found.map((name) => ({ text: name, label: name, note: '', kind: 'program' })),
		};
	}
	if (program === 'az' || program === 'keyless')
		return { ...within, ...inAz(bare, partial, world, session) };
	return isProgram(program)
		? {
				...within,
				items: values(
					Object.keys(session.files).map((value) => ({ value })),
					partial,
				),
			}
		: { ...within, items: [] };
}
