import { handle, type World } from '../azure';
import type { CommandResult } from './result';
import { run } from './run';
import { holdWith, runScript, type Held, type ScriptResult } from './script';
import { startSession, type Session } from './session';

/** Runs one line in a simulated world (pure). Default session: that of the person signed in to the world. */
export const runInWorld = (
	world: World,
	line: string,
	session: Session = startSession(world),
): Held<CommandResult> => holdWith(handle, world, (look) => run(line, session, look));

/** Runs an `.azcli` text in a simulated world (pure). */
export const runScriptInWorld = (
	world: World,
	text: string,
	session: Session = startSession(world),
): Held<ScriptResult> => holdWith(handle, world, (look) => runScript(text, session, look));
