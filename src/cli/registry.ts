import type { Command } from './command';
import { GROUPS } from './commands/all';

/** Every command by its full name. */
const commands = new Map<string, Command>(
	GROUPS.flatMap((group) => group.commands).map((command) => [command.name, command]),
);

/** Every group by its full name, with its sentence. */
const groups = new Map<string, string>(GROUPS.flatMap((group) => Object.entries(group.groups)));

/** Full names of all commands and groups. */
export const allNames: ReadonlySet<string> = new Set([...commands.keys(), ...groups.keys()]);

/** The command of a full name: `vm identity assign`. */
export const findCommand = (fullName: string): Command | undefined => commands.get(fullName);

/** What a group is for, in one sentence. */
export const groupSummary = (fullName: string): string | undefined => groups.get(fullName);

/** The words that can follow a group's name, sorted. `''` is `az` itself. */
export function wordsAfter(path: string): readonly string[] {
	const start = path === '' ? '' : `${path} `;
	const words = [...allNames]
		.filter((known) => known.startsWith(start) && !(path === '' && /^keyless\b/.test(known)))
		.map((known) => known.slice(start.length).split(' ')[0] ?? '');
	return [...new Set(words)].filter((word) => word !== '').sort();
}
