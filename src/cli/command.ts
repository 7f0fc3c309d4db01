import type { Conversation, Json, World } from '../azure';
import type { Args } from './args';
import type { Ports } from './ports';
import type { SentRequest } from './sentRequest';
import type { Session } from './session';

/** How many values an option takes: one, none, none or one, one or more, none or more. */
export type Takes = 'one' | 'none' | 'maybe' | 'some' | 'any';

/** An option of a command, as data: the parser, the help and the completion all read it. */
export interface Option {
	/** Without the dashes: `resource-group`. */
	readonly long: string;
	/** Other long names of the same option. */
	readonly also?: readonly string[];
	/** Without the dash: `g`. Each letter is a short name: groups take `-n` and `-g`, which is `ng`. */
	readonly short?: string;
	/** How messages call it, where that is not its long names and then its short ones. */
	readonly called?: string;
	readonly required?: boolean;
	/** Default `one`. */
	readonly takes?: Takes;
	readonly choices?: readonly string[];
	readonly summary: string;
	/** What completion offers as its values. Without it the option's name says it: see `offers.ts`. */
	readonly offers?: Offer;
	/** It is understood and changes nothing in the simulation; a warning says so. */
	readonly ignored?: true;
	/** Given twice, its values are taken together; of other options the last counts. */
	readonly appends?: true;
	/** Help lists it under `<section> Arguments`; without one it is among the `Arguments`. */
	readonly section?: string;
}

/** Kinds of values that are known from the world: names or ids of what is there, or words of Azure's own. */
export type Offer =
	| 'files'
	| 'groups'
	| 'identities'
	| 'identityIds'
	| 'images'
	| 'locations'
	| 'principals'
	| 'roles'
	| 'scopes'
	| 'sizes'
	| 'subscriptions'
	/** Names, or ids, of the resources of a type. */
	| { readonly type: string; readonly as: 'name' | 'id' };

/** What a command can use besides its arguments. */
export interface Context {
	readonly session: Session;
	/** The subscription that the line works in. */
	readonly subscriptionId: string;
	/** Shows the world as it is now: for its clock, and to run a resource's own code. All else `az` knows from answers. */
	readonly look: (() => World) | undefined;
	readonly ports?: Ports;
	/** The content of a file of this sitting (`cat > role.json`, `-f`, `> out.txt`); `undefined` when there is none. */
	readonly file: (path: string) => string | undefined;
	/** Runs lines in another session: on the resource that it is on. */
	readonly runInside?: (
		text: string,
		session: Session,
	) => Conversation<{ readonly stdout: string; readonly stderr: string }>;
	/** What was piped into the command. */
	readonly stdin?: string;
}

/** A command did its work. */
export interface Success {
	readonly ok: true;
	/** What is printed through `--query` and `--output`; nothing is printed without it. */
	readonly value?: Json;
	/** Printed as it is, whatever the output format: the content of a blob. */
	readonly raw?: string;
	readonly warnings?: readonly string[];
	/** What the shell remembers from now on, when the command changed that: `login`, `account set`, `configure`. */
	readonly session?: Session;
	/** Files that the command wrote, by path. */
	readonly files?: Readonly<Record<string, string>>;
}

/** A command did not: what is written to stderr after `ERROR: `, and the exit code. */
export interface Failure {
	readonly ok: false;
	readonly message: string;
	/** 1 an error, 2 a mistyped line, 3 something to show is not there. */
	readonly exitCode: 1 | 2 | 3;
	readonly warnings?: readonly string[];
}

/** How a command ended. */
export type CommandValue = Success | Failure;

/** A command with its options and what it does. */
export interface Command {
	/** All words: `vm identity assign`. */
	readonly name: string;
	/** One sentence. */
	readonly summary: string;
	readonly options: readonly Option[];
	/** Lines that show how it is used; with a sentence over it, a pair. */
	readonly examples?: readonly (string | readonly [title: string, line: string])[];
	/** The resource type that `--name` and `--ids` mean: completion offers those. */
	readonly of?: string;
	run(args: Args, context: Context): Conversation<CommandValue>;
	/** Rows of `--output table`; without it the value's own plain fields are the columns. */
	readonly table?: (value: Json) => Json;
}

/** A file of commands. Adding a command is adding to its group's file; nothing else knows them by name. */
export interface CommandGroup {
	/** Every group that the commands lie in, with one sentence: `{ vm: …, 'vm identity': … }`. */
	readonly groups: Readonly<Record<string, string>>;
	readonly commands: readonly Command[];
	/** The line that sends a request, if it is one that this group's commands send. */
	readonly spell?: (sent: SentRequest, world: World) => string | undefined;
}

/** A success. */
export const done = (value?: Json, warnings: readonly string[] = []): Success => ({
	ok: true,
	...(value === undefined ? {} : { value }),
	...(warnings.length > 0 ? { warnings } : {}),
});

/** A failure. Default exit code 1. */
export const fail = (message: string, exitCode: Failure['exitCode'] = 1): Failure => ({
	ok: false,
	message,
	exitCode,
});
