/** Azure CLI over the same requests as everything else. This is the only door that other rooms use. */
export { tokenize, isLineError, type LineError, type Part, type Word } from './tokenize';
export { parse, type HelpRequest, type ParsedCommand, type ParseError } from './parse';
export { run, type CommandResult, type Look } from './run';
export {
	holdWith,
	parseScript,
	runScript,
	type Held,
	type ScriptResult,
	type ScriptStep,
} from './script';
export { runInWorld, runScriptInWorld } from './runInWorld';
export { startSession, type Session } from './session';
export { commandFor } from './commandFor';
export { help } from './help';
export { programLine } from './commands/keyless';
