import {
	commandFor,
	exportScript,
	programLine,
	promptOf,
	startSession,
	type Session as ShellSession,
} from '../../cli';
import type { Step } from '../../playground';
import type { World } from '../../azure';
import { words } from '../words';
import { terminalWords } from '../words/terminal';

/** One step as the terminal tells it. */
export interface Entry {
	readonly id: number;
	readonly prompt: string;
	/** The lines that equal it. */
	readonly lines: readonly string[];
	readonly stdout: string;
	readonly stderr: string;
	readonly exitCode: number;
	/** It was typed here; else it was done on the page. */
	readonly typed: boolean;
}

/** The lines that do what a step did. */
export function linesOf({ cause, world }: Step, before: World): readonly string[] {
	switch (cause.kind) {
		case 'run':
			return [cause.line];
		case 'send':
			return cause.requests.flatMap((request) => commandFor(request, before) ?? []);
		case 'program':
			return [programLine(cause.resourceId, cause.program)];
		case 'signIn': {
			const user = world.users[world.signedInAs];
			return [`az login --username ${user?.userPrincipalName ?? cause.as}`];
		}
		case 'advance':
			return [terminalWords.later(words.clock.duration(cause.duration))];
		case 'timing':
			return [`# ${words.timing[cause.timing]}`];
	}
}

const EMPTY = { stdout: '', stderr: '', exitCode: 0 };

/** What a step printed: a step of the page prints only what went wrong. */
function printedOf(step: Step): typeof EMPTY {
	if (step.printed) return step.printed;
	if (step.programResult) {
		const { ok, value, names, message, status } = step.programResult;
		return ok
			? { ...EMPTY, stdout: `${value ?? names?.join('\n') ?? status}\n` }
			: { ...EMPTY, stderr: `ERROR: ${message ?? status}\n`, exitCode: 1 };
	}
	const refused = step.exchanges.find(({ response }) => response.status >= 400);
	return refused ? { ...EMPTY, stderr: `${refused.response.body}\n`, exitCode: 1 } : EMPTY;
}

/** The session in which a step was done. */
export const shellBefore = (steps: readonly Step[], index: number, start: World): ShellSession =>
	steps[index - 1]?.session ?? startSession(start);

/** A step as an entry of the log. */
export const entryOf = (step: Step, before: World, shell: ShellSession): Entry => ({
	id: step.id,
	prompt: promptOf(shell),
	lines: linesOf(step, before),
	typed: step.cause.kind === 'run',
	...printedOf(step),
});

type Filed = Readonly<Record<string, { readonly id: string }>>;

/** The first thing that is new, or another than before. */
const newIn = (after: Filed, before: Filed): string | undefined =>
	after === before
		? undefined
		: Object.entries(after).find(([key, thing]) => before[key] !== thing)?.[1].id;

/** What a step made or changed, to be shown on the canvas: a resource, a grant, a secret or a group. */
export const changedThing = (after: World, before: World): string | undefined =>
	newIn(after.resources, before.resources) ??
	newIn(after.roleAssignments, before.roleAssignments) ??
	newIn(after.secrets, before.secrets) ??
	newIn(after.resourceGroups, before.resourceGroups);

/** Steps as a script for a real subscription. What failed stays as a comment. */
export function scriptOf(steps: readonly Step[], before: (step: Step) => World): string {
	return exportScript(
		steps.flatMap((step) => {
			const failed = printedOf(step).exitCode !== 0;
			return linesOf(step, before(step)).map((text) => ({
				text: failed || /^keyless\b/.test(text) ? `# ${text.replaceAll('\n', '\n# ')}` : text,
				world: step.world,
			}));
		}),
	);
}
