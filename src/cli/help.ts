import type { Option } from './command';
import { GLOBAL_OPTIONS, optionName } from './options';
import { findCommand, groupSummary, wordsAfter } from './registry';

const lead = (about: string) => (/^keyless\b/.test(about) ? about : `az ${about}`.trim());

/** Lines of two columns. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
	const width = Math.max(0, ...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `    ${left.padEnd(width)} : ${right}`);
}

const optionRow = (option: Option): readonly [string, string] => [
	`${optionName(option).replaceAll('/', ' ')}${option.required ? ' [Required]' : ''}`,
	option.choices && !option.summary.includes(option.choices[0] ?? '')
		? `${option.summary} One of: ${option.choices.join(', ')}.`
		: option.summary,
];

/** What `--help` prints for a command or a group; `''` is `az` itself. */
export function help(about: string): string {
	const command = findCommand(about);
	if (command)
		return [
			'',
			'Command',
			`    ${lead(about)} : ${command.summary}`,
			'',
			'Arguments',
			...columns(command.options.map(optionRow)),
			'',
			'Global Arguments',
			...columns(GLOBAL_OPTIONS.map(optionRow)),
			...(command.examples
				? [
						'',
						'Examples',
						...command.examples.map(
							(example) => `    ${typeof example === 'string' ? example : example[1]}`,
						),
					]
				: []),
			'',
		].join('\n');
	const words = wordsAfter(about);
	const full = (word: string) => `${about} ${word}`.trim();
	const subgroups = words.filter((word) => !findCommand(full(word)));
	const own = words.filter((word) => findCommand(full(word)));
	return [
		'',
		'Group',
		`    ${lead(about)}${about === '' ? '' : ` : ${groupSummary(about) ?? ''}`}`,
		...(subgroups.length > 0
			? [
					'',
					'Subgroups:',
					...columns(subgroups.map((word) => [word, groupSummary(full(word)) ?? ''])),
				]
			: []),
		...(own.length > 0
			? [
					'',
					'Commands:',
					...columns(own.map((word) => [word, findCommand(full(word))?.summary ?? ''])),
				]
			: []),
		'',
	].join('\n');
}
