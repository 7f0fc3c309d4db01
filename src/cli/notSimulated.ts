import { AZ_NAMES } from './azNames';

interface Names {
	readonly [word: string]: Names;
}

/** Reads the tree of names. */
function readNames(text: string): Names {
	const root: Record<string, Names> = {};
	const open: Record<string, Names>[] = [root];
	let last: Record<string, Names> = root;
	for (const token of text.match(/[^\s()]+|[()]/g) ?? []) {
		if (token === '(') open.push(last);
		else if (token === ')') open.pop();
		else {
			last = {};
			const group = open.at(-1);
			if (group) group[token] = last;
		}
	}
	return root;
}

let names: Names | undefined;

/** Whether Azure CLI has a command or a group of this full name. */
export function existsInAzure(path: string): boolean {
	names ??= readNames(AZ_NAMES);
	let at: Names | undefined = names;
	for (const word of path.split(' ')) at = at && Object.hasOwn(at, word) ? at[word] : undefined;
	return at !== undefined;
}

/** What to use in place of commands that people know. The longest beginning counts. */
const INSTEAD: Readonly<Record<string, string>> = {
	network: 'machines here need no network, so leave it out',
	disk: 'machines here need no disks, so leave it out',
	'ad app': "app registrations are not here; see 'az ad sp' and 'az identity federated-credential'",
	'ad user': "the people here are there already; see 'az login' and 'az ad signed-in-user show'",
	extension: 'every command that is here is built in',
	bicep: "give the file to 'az deployment group create', which builds it, or to 'az bicep build'",
	monitor: "see 'az monitor activity-log list'",
	interactive: 'this prompt completes lines already: press Tab',
	find: 'use --help, or Tab, which completes commands',
	'vm open-port': 'machines here need no ports, so leave it out',
	webapp: "use 'az webapp create' and 'az webapp config appsettings set', or 'az rest'",
	storage: "use 'az storage blob' and 'az storage container', or 'az rest'",
	keyvault: "use 'az keyvault secret', or 'az rest'",
};

/** What is said of a line that Azure CLI has and Keyless has not; `undefined` when it has neither. */
export function notSimulated(path: string): string | undefined {
	if (!existsInAzure(path)) return undefined;
	const words = path.split(' ');
	const known = words.map((_, index) => words.slice(0, words.length - index).join(' '));
	const instead = known.map((each) => (Object.hasOwn(INSTEAD, each) ? INSTEAD[each] : undefined));
	return `'az ${path}' exists in Azure CLI but is not simulated here: ${
		instead.find((each) => each !== undefined) ??
		"use 'az resource' or 'az rest' for the resource types that are here"
	}.`;
}
