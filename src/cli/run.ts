import type { Conversation, Json } from '../azure';
import { runAz, type Around } from './azCommand';
import { curlCommand } from './curlCommand';
import { explain } from './explain';
import {
	afterSubshell,
	assignment,
	fill,
	type Filled,
	type RunInner,
	LONGEST,
	TOO_LONG,
} from './fill';
import type { Ports } from './ports';
import { isProgram, programFault } from './programs';
import { failed, type CommandResult, type Look } from './result';
import { fileOf, setVariable, withFile, type Session } from './session';
import { readLine, type Pipeline, type SimpleCommand } from './shellLine';
import type { Ran } from './tool';
import { TOOLS } from './tools';
import { isLineError, plainText, type Word } from './words';

/** How deep `$(…)` may lie in `$(…)`. */
const DEEPEST = 20;

interface Shell {
	readonly look: Look | undefined;
	readonly ports: Ports | undefined;
	readonly depth: number;
}

/** A simple command with its words filled in. */
interface Ready {
	readonly words: readonly string[];
	readonly stdin: string | undefined;
	readonly to: readonly {
		readonly file: string;
		readonly append: boolean;
		readonly of: 1 | 2 | 'both';
	}[];
	readonly join: readonly (1 | 2)[];
	readonly stderr: string;
	readonly session: Session;
}

const innerOf = (shell: Shell): RunInner =>
	function* inner(line, session): Conversation<CommandResult> {
		if (shell.depth >= DEEPEST) return failed(session, 'ERROR: $(…) lies too deep in $(…).\n', 2);
		return yield* runLine(line, session, { ...shell, depth: shell.depth + 1 });
	};

/** Fills in a command's words and opens what it reads. */
function* prepare(
	command: SimpleCommand,
	piped: string | undefined,
	session: Session,
	shell: Shell,
): Conversation<Ready | CommandResult> {
	const words: string[] = [];
	let stderr = '';
	let now = session;
	let stdin = piped;
	const to: Ready['to'][number][] = [];
	const join: (1 | 2)[] = [];
	const one = function* (word: Word, split: boolean): Conversation<readonly string[]> {
		const filled: Filled = yield* fill(word, now, innerOf(shell), split);
		stderr += filled.stderr;
		now = filled.session;
		return filled.words;
	};
	let length = 0;
	for (const word of command.words) {
		const filled = yield* one(word, true);
		length += filled.reduce((sum, each) => sum + each.length + 1, 0);
		if (length > LONGEST.command) return failed(now, stderr + TOO_LONG.stderr, TOO_LONG.exitCode);
		for (const each of filled) words.push(each);
	}
	for (const redirection of command.redirections) {
		if (redirection.kind === 'join') join.push(redirection.of);
		else if (redirection.kind === 'text') stdin = (yield* one(redirection.text, false)).join('');
		else {
			const file = (yield* one(redirection.file, false)).join('');
			if (file === '') return failed(now, `${stderr}bash: ambiguous redirect\n`, 1);
			if (redirection.kind === 'to') {
				const { append, of } = redirection;
				to.push({ file, append, of });
				// bash opens it before the command runs.
				now = withFile(now, file, append ? (fileOf(now, file) ?? '') : '');
				continue;
			}
			const content = file === '/dev/null' ? '' : fileOf(now, file);
			if (content === undefined)
				return failed(now, `${stderr}bash: ${file}: No such file or directory\n`, 1);
			stdin = content;
		}
	}
	return { words, stdin, to, join, stderr, session: now };
}

/** Writes a command's output to where it was redirected. */
function redirected(ran: Ran, ready: Ready): Ran {
	let { stdout, stderr, session } = ran;
	const write = (file: string, append: boolean, text: string) => {
		session = withFile(session, file, (append ? (fileOf(session, file) ?? '') : '') + text);
	};
	for (const { file, append, of } of ready.to) {
		// `> file 2>&1` takes the errors along.
		const both = of === 'both' || (of === 1 && ready.join.includes(2));
		const text = of === 2 ? stderr : both ? stderr + stdout : stdout;
		write(file, append, text);
		if (of !== 2) stdout = '';
		if (of === 2 || both) stderr = '';
	}
	if (ready.to.length === 0 && ready.join.includes(2)) [stdout, stderr] = [stderr + stdout, ''];
	if (ready.to.length === 0 && ready.join.includes(1)) [stdout, stderr] = ['', stderr + stdout];
	return { ...ran, stdout, stderr, session };
}

/** Sets variables: a command that is nothing but `NAME=value` words. */
function* assign(
	words: readonly Word[],
	session: Session,
	shell: Shell,
): Conversation<CommandResult> {
	let current = session;
	let stderr = '';
	let exitCode = 0;
	for (const word of words) {
		const found = assignment(word);
		if (!found) continue;
		const filled: Filled = yield* fill(found.value, current, innerOf(shell), false);
		current = setVariable(filled.session, found.name, filled.words.join(' '));
		stderr += filled.stderr;
		exitCode = filled.exitCode ?? exitCode;
	}
	return { stdout: '', stderr, exitCode, session: current };
}

/** Runs one command of a pipeline. */
function* runSimple(
	command: SimpleCommand,
	piped: string | undefined,
	session: Session,
	shell: Shell,
): Conversation<Ran> {
	const setting = command.words.map(assignment);
	if (command.words.length > 0 && setting.every((found) => found !== undefined)) {
		const opened: Ready | CommandResult = yield* prepare(
			{ ...command, words: [] },
			piped,
			session,
			shell,
		);
		if ('exitCode' in opened) return opened;
		return yield* assign(command.words, opened.session, shell);
	}
	if (setting[0])
		return failed(
			session,
			`ERROR: Set '${setting[0].name}' on a line of its own, before the command.\n`,
			2,
		);
	const ready: Ready | CommandResult = yield* prepare(command, piped, session, shell);
	if ('exitCode' in ready) return ready;
	const [program, ...args] = ready.words;
	const ran: Ran = yield* runProgram(program, args, ready, shell);
	const out = redirected(ran, ready);
	return ready.stderr === '' ? out : { ...out, stderr: ready.stderr + out.stderr };
}

function* runProgram(
	program: string | undefined,
	args: readonly string[],
	{ words, stdin, session }: Ready,
	shell: Shell,
): Conversation<Ran> {
	const { look, ports } = shell;
	const around: Around = { look, ports, stdin, runInside: innerOf(shell) };
	if (program === undefined) return { stdout: '', stderr: '', exitCode: 0, session };
	if (program === 'az' || program === 'keyless') return yield* runAz(words, session, around);
	if (program === 'curl') return yield* curlCommand(args, session, stdin);
	if (program === 'explain') {
		const rest = (line: readonly string[], own: Session) => runAz(line, own, around);
		return yield* explain(args, session, rest);
	}
	const tool = TOOLS[program];
	if (tool) return tool(args, { session, stdin: stdin ?? '', ...(look ? { look } : {}) });
	return failed(session, programFault(program), 127);
}

/** Runs the commands of a pipeline, each with what the one before it printed. */
function* runPipeline(
	pipeline: Pipeline,
	session: Session,
	shell: Shell,
	stdin: string | undefined,
): Conversation<Ran> {
	let input = stdin;
	let stderr = '';
	let now = session;
	let last: Ran = { stdout: '', stderr: '', exitCode: 0, session };
	const several = pipeline.commands.length > 1;
	for (const [index, command] of pipeline.commands.entries()) {
		last = yield* runSimple(command, input, now, shell);
		now = several ? afterSubshell(now, last.session) : last.session;
		if (index < pipeline.commands.length - 1) stderr += last.stderr;
		input = last.stdout;
	}
	const exitCode = pipeline.negated ? (last.exitCode === 0 ? 1 : 0) : last.exitCode;
	const { exited, ...rest } = last;
	return {
		...rest,
		...(exited && !several ? { exited } : {}),
		exitCode,
		stderr: stderr + last.stderr,
		session: { ...now, status: exitCode },
	};
}

/** The first word that is no program, so that nothing is sent when a later part of the line cannot run. */
function unknownProgram(pipelines: readonly Pipeline[]): string | undefined {
	return pipelines
		.flatMap(({ commands }) => commands)
		.flatMap(({ words }) => (words[0] ? [plainText(words[0])] : []))
		.find((name) => name !== undefined && !isProgram(name) && !/^[A-Za-z_]\w*=/.test(name));
}

/** Runs one line. */
function* runLine(
	line: string,
	session: Session,
	shell: Shell,
	stdin?: string,
): Conversation<CommandResult> {
	const text = line.replace(/\r\n?/g, '\n');
	let at = 0;
	let stdout = '';
	let stderr = '';
	let now = session;
	let exitCode = 0;
	let value: Json | undefined;
	while (at < text.length) {
		const read = readLine(text, at);
		if (isLineError(read)) {
			const says = failed(now, `${stderr}ERROR: ${read.message}\n`, 2);
			return { ...says, stdout, session: { ...now, status: 2 } };
		}
		at = read.end;
		const unknown = unknownProgram(read.pipelines);
		if (unknown !== undefined) {
			const says = failed(now, stderr + programFault(unknown), 127);
			return { ...says, stdout, session: { ...now, status: 127 } };
		}
		for (const pipeline of read.pipelines) {
			if (pipeline.when === 'succeeded' && exitCode !== 0) continue;
			if (pipeline.when === 'failed' && exitCode === 0) continue;
			const ran: Ran = yield* runPipeline(pipeline, now, shell, stdin);
			stdout = ran.clears ? '' : stdout + ran.stdout;
			stderr += ran.stderr;
			now = ran.session;
			exitCode = ran.exitCode;
			value = ran.value;
			const stops = exitCode !== 0 && now.stopsAtErrors === true;
			if (ran.exited || stops) return { stdout, stderr, exitCode, session: now, exited: true };
		}
	}
	return { stdout, stderr, exitCode, session: now, ...(value === undefined ? {} : { value }) };
}

/**
 * Runs one line: `az` and `keyless` commands, `NAME=value`, small tools, joined by pipes and lists. It only yields
 * requests, so the same line runs against a simulated world, against recorded answers, or only to see what it would send.
 * A mistyped line sends nothing.
 */
export const run = (
	line: string,
	session: Session,
	look?: Look,
	ports?: Ports,
): Conversation<CommandResult> => runLine(line, session, { look, ports, depth: 0 });
