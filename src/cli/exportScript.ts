import type { World } from '../azure';

/** A line of a script with the world that it is run in. */
export interface ScriptLine {
	readonly text: string;
	readonly world: World;
}

/** A name as a shell variable. */
const variableName = (name: string): string =>
	`PRINCIPAL_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;

/** The line that asks for the object id of an identity. */
function asksFor(world: World, principalId: string): string | undefined {
	const principal = world.servicePrincipals[principalId];
	if (!principal) return undefined;
	const property = principal.kind === 'user' ? 'properties.principalId' : 'identity.principalId';
	return `${variableName(principal.displayName)}=$(az resource show --ids ${principal.resourceId} --query ${property} -o tsv)`;
}

/**
 * A line with other texts for some of it. In a here-document that takes its text as it stands the variables would stay words: one
 * that changes is opened, and what the shell would read in it is escaped.
 */
function inLine(line: string, change: (text: string) => string): string {
	const opened = line.replace(
		/<<'(\w+)'\n([^]*?)\n\1(?=\n|$)/g,
		(whole, end: string, text: string) =>
			change(text) === text ? whole : `<<${end}\n${text.replace(/[\\$`]/g, '\\$&')}\n${end}`,
	);
	return change(opened);
}

/**
 * Lines as a script that a person can run in a subscription of their own: the ids that only exist here, of the subscription
 * and of identities, are asked for.
 */
export function exportScript(lines: readonly ScriptLine[]): string {
	const written: string[] = [];
	const asked = new Set<string>();
	const subscriptions = new Set(lines.flatMap(({ world }) => Object.keys(world.subscriptions)));
	const here = (text: string): string => {
		let made = text;
		for (const id of subscriptions) made = made.replaceAll(id, '$SUBSCRIPTION');
		return made;
	};
	for (const { text, world } of lines) {
		let line = text;
		for (const id of Object.keys(world.servicePrincipals)) {
			if (!line.includes(id) || line.startsWith('#')) continue;
			const question = asksFor(world, id);
			const name = variableName(world.servicePrincipals[id]?.displayName ?? '');
			if (question === undefined) continue;
			if (!asked.has(id)) written.push(here(question));
			asked.add(id);
			line = inLine(line, (part) => part.replaceAll(id, `$${name}`));
		}
		written.push(inLine(line, here));
	}
	const body = written.join('\n');
	const head = body.includes('$SUBSCRIPTION')
		? ['SUBSCRIPTION=$(az account show --query id -o tsv)']
		: [];
	return [...head, body, ''].join('\n');
}
