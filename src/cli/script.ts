import {
	converse,
	type Conversation,
	type Exchange,
	type HttpRequest,
	type HttpResponse,
	type World,
} from '../azure';
import type { CommandResult, Look } from './result';
import { run } from './run';
import type { Session } from './session';
import { readLine } from './shellLine';
import { isLineError } from './words';

/** One command of a script, with the comments that stand in front of it. */
export interface ScriptStep {
	/** Line on which it begins, from 1. */
	readonly line: number;
	/** As written, continued lines and all. */
	readonly text: string;
	/** Without the `#`. Comments before an empty line belong to the next step as well. */
	readonly comments: readonly string[];
}

/** How a script ended. */
export interface ScriptResult {
	readonly results: readonly CommandResult[];
	readonly session: Session;
	/** The step that failed and so was the last one run. */
	readonly failed?: { readonly line: number; readonly text: string; readonly message: string };
}

/** The commands of an `.azcli` text, in order. What cannot be read becomes a step of its own, whose run says why. */
export function parseScript(text: string): readonly ScriptStep[] {
	const source = text.replace(/\r\n?/g, '\n');
	const steps: ScriptStep[] = [];
	let comments: string[] = [];
	let at = 0;
	let line = 1;
	while (at < source.length) {
		const scanned = readLine(source, at);
		const newline = source.indexOf('\n', at);
		const end = isLineError(scanned) ? (newline < 0 ? source.length : newline + 1) : scanned.end;
		const written = source.slice(at, end);
		const empty = !isLineError(scanned) && scanned.pipelines.length === 0;
		if (empty && 'comment' in scanned && scanned.comment !== undefined)
			comments.push(scanned.comment);
		if (!empty) {
			const blankLines = /^(?:[ \t]*\n)*/.exec(written)?.[0].split('\n').length ?? 1;
			steps.push({ line: line + blankLines - 1, text: written.trim(), comments });
			comments = [];
		}
		line += written.split('\n').length - 1;
		at = end;
	}
	return steps;
}

/**
 * Runs the commands of an `.azcli` text one after the other. It stops at the first that fails, or, as a shell does, goes
 * on to the end.
 */
export function* runScript(
	text: string,
	session: Session,
	look?: Look,
	atErrors: 'stop' | 'goOn' = 'stop',
): Conversation<ScriptResult> {
	const results: CommandResult[] = [];
	let current = session;
	for (const step of parseScript(text)) {
		const result = yield* run(step.text, current, look);
		results.push(result);
		current = result.session;
		if (result.exited && (result.exitCode === 0 || atErrors === 'goOn')) break;
		if (result.exitCode !== 0 && atErrors === 'stop') {
			const message = `Line ${step.line}: ${result.stderr.trim().replace(/^ERROR: /, '')}`;
			return { results, session: current, failed: { line: step.line, text: step.text, message } };
		}
	}
	return { results, session: current };
}

/** What came of a conversation with a world: its result, the world after it, and all that was said. */
export interface Held<T> {
	readonly result: T;
	readonly world: World;
	readonly exchanges: readonly Exchange[];
}

/** Holds a conversation with a world that the conversation itself can look at as it changes (pure to the outside). */
export function holdWith<T>(
	handle: (world: World, request: HttpRequest) => [World, HttpResponse],
	world: World,
	begin: (look: Look) => Conversation<T>,
): Held<T> {
	let current = world;
	const exchanges: Exchange[] = [];
	const result = converse(
		begin(() => current),
		(request) => {
			const [next, response] = handle(current, request);
			current = next;
			exchanges.push({ request, response });
			return response;
		},
	);
	return { result, world: current, exchanges };
}
