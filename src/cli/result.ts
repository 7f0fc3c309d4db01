import type { Json, World } from '../azure';
import type { Session } from './session';

/** What a line printed, how it ended, and the session after it. */
export interface CommandResult {
	readonly stdout: string;
	readonly stderr: string;
	/**
	 * 0 done, 1 Azure or the command says no, 2 the line is mistyped, 3 what was to be shown is not there, 127 there is no
	 * such program; whatever `exit` says.
	 */
	readonly exitCode: number;
	/** What the last `az` command printed, as data: after `--query`, before `--output`. */
	readonly value?: Json;
	readonly session: Session;
	/** The line said `exit`: a script ends here. */
	readonly exited?: true;
}

/** Shows the world as it is now; only a resource's own code needs it. */
export type Look = () => World;

/** A result that only says what is wrong. */
export const failed = (session: Session, stderr: string, exitCode: number): CommandResult => ({
	stdout: '',
	stderr,
	exitCode,
	session,
});
