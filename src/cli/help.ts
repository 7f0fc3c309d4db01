import type { Command, Option } from './command';
import { GLOBAL_OPTIONS } from './options';
import { findCommand, groupSummary, wordsAfter } from './registry';

/**
 * What `--help` prints, laid out as Azure CLI lays it out: sections, required marks, values in brackets, lines of at most a
 * hundred letters.
 */

const WIDTH = 100;

const lead = (about: string) => (/^keyless\b/.test(about) ? about : `az ${about}`.trim());

/** A text in lines of at most {@link WIDTH}, the first behind `first`, the others behind blanks. */
export function wrap(first: string, text: string, indent: number): string[] {
	const lines: string[] = [];
	let line = first;
	let empty = true;
	for (const word of text.split(' ')) {
		if (!empty && line.length + 1 + word.length > WIDTH) {
			lines.push(line);
			line = ' '.repeat(indent);
			empty = true;
		}
		line += empty ? word : ` ${word}`;
		empty = false;
	}
	return [...lines, line];
}

interface Row {
	readonly name: string;
	readonly required?: boolean;
	readonly text: string;
}

const MARK = '[Required]';

/** Rows of two columns: names padded, marks at the end of the first column. */
function columns(rows: readonly Row[], width: number): string[] {
	return rows.flatMap(({ name, required, text }) => {
		const mark = required ? MARK : '';
		const left = name.padEnd(width - mark.length) + mark;
		return wrap(`    ${left} : `, text, width + 7);
	});
}

const widthOf = (rows: readonly Row[]): number =>
	Math.max(0, ...rows.map(({ name, required }) => name.length + (required ? MARK.length + 1 : 0)));

/** Names as help shows them: long ones, then short ones, with blanks between. */
const helpName = ({ long, also = [], short = '' }: Option): string =>
	[
		...[long, ...also].sort().map((each) => `--${each}`),
		...[...short].sort().map((each) => `-${each}`),
	].join(' ');

const optionRow = (option: Option): Row => ({
	name: helpName(option),
	required: option.required === true,
	text:
		option.choices && !option.summary.includes('Allowed values')
			? `${option.summary}  Allowed values: ${[...option.choices].sort().join(', ')}.`
			: option.summary,
});

/** Options that name the resource stand together where `--ids` can take their place. */
const SECTION_OF: Readonly<Record<string, string>> = {
	ids: 'Resource Id',
	name: 'Resource Id',
	'resource-group': 'Resource Id',
};

function sections(command: Command): readonly (readonly [string, readonly Option[]])[] {
	const byIds = command.options.some(({ long }) => long === 'ids');
	const sectionOf = (option: Option): string =>
		option.section ?? (byIds ? (SECTION_OF[option.long] ?? '') : '');
	const names = [...new Set(command.options.map(sectionOf))].sort();
	const order = (a: Option, b: Option) =>
		Number(b.required === true) - Number(a.required === true) ||
		(helpName(a) < helpName(b) ? -1 : 1);
	return [
		...names.map((name): [string, Option[]] => [
			name === '' ? 'Arguments' : `${name} Arguments`,
			command.options.filter((option) => sectionOf(option) === name).sort(order),
		]),
		['Global Arguments', [...GLOBAL_OPTIONS].sort(order)],
	];
}

function commandHelp(about: string, command: Command): string {
	const listed = sections(command).map(
		([title, options]) => [title, options.map(optionRow)] as const,
	);
	const width = widthOf(listed.flatMap(([, rows]) => rows));
	const own = listed[0]?.[0] === 'Arguments' ? [] : ['Arguments', '    None', ''];
	const examples = (command.examples ?? []).flatMap((example) => {
		const [title, line] = typeof example === 'string' ? [command.summary, example] : example;
		return [...wrap('    ', title, 4), ...wrap('        ', line, 8), ''];
	});
	return [
		'',
		'Command',
		...wrap('    ', `${lead(about)} : ${command.summary}`, 8),
		'',
		...own,
		...listed.flatMap(([title, rows]) => [title, ...columns(rows, width), '']),
		...(examples.length > 0 ? ['Examples', ...examples] : []),
		'',
	].join('\n');
}

function groupHelp(about: string): string {
	const full = (word: string) => `${about} ${word}`.trim();
	const rows = wordsAfter(about).map((word) => ({
		name: word,
		text: (findCommand(full(word))?.summary ?? groupSummary(full(word)) ?? '').replaceAll(
			'\n',
			' ',
		),
		command: findCommand(full(word)) !== undefined,
	}));
	const width = widthOf(rows);
	const section = (title: string, commands: boolean) => {
		const own = rows.filter(({ command }) => command === commands);
		return own.length > 0 ? [title, ...columns(own, width), ''] : [];
	};
	return [
		'',
		'Group',
		...wrap('    ', about === '' ? 'az' : `${lead(about)} : ${groupSummary(about) ?? ''}`, 8),
		'',
		...section('Subgroups:', false),
		...section('Commands:', true),
		'',
	].join('\n');
}

/** What `--help` prints for a command or a group; `''` is `az` itself. */
export function help(about: string): string {
	const command = findCommand(about);
	return command ? commandHelp(about, command) : groupHelp(about);
}
