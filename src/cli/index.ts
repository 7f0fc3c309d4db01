/** Azure CLI over the same requests as everything else. This is the only door that other rooms use. */
export { isLineError, type Word } from './words';
export { readLine, tokenize } from './shellLine';
export { parse } from './parse';
export { lineFault } from './lineFault';
export { run } from './run';
export type { CommandResult } from './result';
export { parseScript } from './script';
export type { Ports } from './ports';
export { runInWorld, runScriptInWorld } from './runInWorld';
export { promptOf, sameSession, startSession, type Session } from './session';
export { complete, type Completion } from './complete';
export { commandFor, commandsFor } from './commandFor';
export { exportScript } from './exportScript';
export { quote } from './quote';
export { programLine } from './commands/keyless';
