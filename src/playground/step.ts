import type {
	Exchange,
	HttpRequest,
	Milliseconds,
	PersonKey,
	Timing,
	World,
	programs,
} from '../azure';
import type { CommandResult, Session } from '../cli';

/** What a person did, as plain data: enough to do it again. One cause is one undo, however many requests it made. */
export type Cause =
	| {
			readonly kind: 'send';
			readonly requests: readonly HttpRequest[];
			/** What the person called it, for lists of steps. It changes nothing. */
			readonly label?: string;
			/** Virtual time that passes before each request, and after the last: code that waits makes them. Default: none. */
			readonly waits?: readonly Milliseconds[];
	  }
	| { readonly kind: 'run'; readonly line: string }
	| { readonly kind: 'program'; readonly resourceId: string; readonly program: programs.Program }
	| { readonly kind: 'advance'; readonly duration: Milliseconds }
	| { readonly kind: 'signIn'; readonly as: PersonKey }
	/** From now on things take this time. What is under way keeps its own. */
	| { readonly kind: 'timing'; readonly timing: Timing };

/** What a person works in at one moment: the world, and the shell beside it. */
export interface Moment {
	readonly world: World;
	readonly session: Session;
}

/** What a cause brought about: the world after it, and all that was said on the way. */
export interface Outcome extends Moment {
	readonly exchanges: readonly Exchange[];
	/** What a command printed. */
	readonly printed?: Omit<CommandResult, 'session'>;
	/** How a program ended. */
	readonly programResult?: programs.ProgramResult;
}

/** One action of a person with what came of it. */
export interface Step extends Outcome {
	/** Unique within a sitting, rising. */
	readonly id: number;
	readonly cause: Cause;
	/** World time at which it was done. */
	readonly at: Milliseconds;
	/** Whether it left another world behind. A step that only looked is no undo stop of its own. */
	readonly changed: boolean;
}
