import type { Option } from './command';

/** Options that many commands share, so that they are spelled and explained alike. */

export const OUTPUTS = ['json', 'jsonc', 'yaml', 'yamlc', 'table', 'tsv', 'none'] as const;
/** One of {@link OUTPUTS}. */
export type Output = (typeof OUTPUTS)[number];

/** Options of every command. */
export const GLOBAL_OPTIONS: readonly Option[] = [
	{ long: 'help', short: 'h', takes: 'none', summary: 'Explains the command and stops.' },
	{
		long: 'output',
		short: 'o',
		choices: OUTPUTS,
		summary: 'How the result is printed. Default: json.',
	},
	{ long: 'query', summary: 'A JMESPath expression that picks from the result.' },
	{ long: 'only-show-errors', takes: 'none', summary: 'Leaves warnings out.' },
	{ long: 'subscription', summary: 'Id or name of the subscription.' },
	{ long: 'verbose', takes: 'none', summary: 'Accepted; there is nothing more to tell.' },
	{ long: 'debug', takes: 'none', summary: 'Accepted; there is nothing more to tell.' },
];

/** `-g` as most commands require it. */
export const GROUP: Option = {
	long: 'resource-group',
	short: 'g',
	required: true,
	summary: 'The resource group.',
};
/** `-g` where it can be left out. */
export const ANY_GROUP: Option = { ...GROUP, required: false };
/** `-n` as most commands require it. */
export const name = (of: string): Option => ({
	long: 'name',
	short: 'n',
	required: true,
	summary: `Name of the ${of}.`,
});
/** `-l`. */
export const LOCATION: Option = {
	long: 'location',
	short: 'l',
	summary: "The region. Default: the resource group's.",
};
/** `--tags`. */
export const TAGS: Option = { long: 'tags', takes: 'any', summary: 'Tags, each as key=value.' };
/** `--yes`. */
export const YES: Option = {
	long: 'yes',
	short: 'y',
	takes: 'none',
	summary: 'Does not ask first.',
};
/** `--no-wait`. Nothing here ever waits: time passes when the learner says so. */
export const NO_WAIT: Option = {
	long: 'no-wait',
	takes: 'none',
	summary: 'Does not wait for the end of a long operation.',
};
/** `--role` with `--scope`, on commands that also grant. */
export const GRANT: readonly Option[] = [
	{ long: 'role', summary: 'A role that the system-assigned identity gets; goes with --scope.' },
	{ long: 'scope', summary: 'Where it gets the role; goes with --role.' },
];
/** `--identities`. */
export const IDENTITIES: Option = {
	long: 'identities',
	takes: 'any',
	summary:
		"Names or ids of user-assigned identities; '[system]' is the system-assigned one. Default: [system].",
};

/** `--identities` where `az` takes no names. @see https://github.com/Azure/azure-cli/issues/25401 */
export const IDENTITY_IDS: Option = {
	...IDENTITIES,
	offers: 'identityIds',
	summary:
		"Ids of user-assigned identities; '[system]' is the system-assigned one. Default: [system].",
};

/** How an option is called in messages: `--resource-group/-g`. */
export const optionName = (option: Option): string =>
	option.called ??
	[option.long, ...(option.also ?? [])]
		.map((long) => `--${long}`)
		.concat([...(option.short ?? '')].map((letter) => `-${letter}`))
		.join('/');
