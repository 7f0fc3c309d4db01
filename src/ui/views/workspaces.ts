import { recall, remember } from '../remember';

const NAME = 'workspaces';
/** Names that a workspace can have: they stand in the address. */
export const WORKSPACE_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N} -]{0,38}[\p{L}\p{N}])?$/u;

/** The named workspaces, in the order in which they were made. */
export function workspaces(): string[] {
	try {
		const names: unknown = JSON.parse(recall(NAME) ?? '[]');
		return Array.isArray(names) ? names.filter((name) => WORKSPACE_NAME.test(`${name}`)) : [];
	} catch {
		return [];
	}
}

const keep = (names: readonly string[]): void => remember(NAME, JSON.stringify(names));

/** Lists a workspace, unless it is listed or cannot be. */
export function addWorkspace(name: string): void {
	if (WORKSPACE_NAME.test(name) && !workspaces().includes(name)) keep([...workspaces(), name]);
}

/** Gives a workspace another name in the list, at the same place. */
export const replaceWorkspace = (name: string, by: string): void =>
	keep(workspaces().map((other) => (other === name ? by : other)));

/** Takes a workspace off the list. */
export const dropWorkspace = (name: string): void =>
	keep(workspaces().filter((other) => other !== name));

/** A name like this one that is free. */
export function freeWorkspace(wish: string): string {
	const base =
		wish
			.replace(/[^\p{L}\p{N} -]+/gu, ' ')
			.trim()
			.slice(0, 34)
			.trim() || 'file';
	const taken = workspaces();
	if (!taken.includes(base)) return base;
	for (let number = 2; ; number++)
		if (!taken.includes(`${base} ${number}`)) return `${base} ${number}`;
}
