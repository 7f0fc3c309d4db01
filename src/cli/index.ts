/** Azure CLI over the same requests as everything else. This is the only door that other rooms use. */
export { isLineError, type LineError, type Part, type Word } from './words';
export { readLine, tokenize, type ShellLine } from './shellLine';
export { parse, type HelpRequest, type ParsedCommand, type ParseError } from './parse';
export { lineFault } from './lineFault';
export { run } from './run';
export { type CommandResult, type Look } from './result';
export {
	holdWith,
	parseScript,
	runScript,
	type Held,
	type ScriptResult,
	type ScriptStep,
} from './script';
export type { Built, Ports } from './ports';
export { runInWorld, runScriptInWorld } from './runInWorld';
export { promptOf, sameSession, startSession, type Session } from './session';
export { complete, type Completion, type Completions } from './complete';
export { commandFor, commandsFor } from './commandFor';
export { exportScript, type ScriptLine } from './exportScript';
export { help } from './help';
export { programLine } from './commands/keyless';
