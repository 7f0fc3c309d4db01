/**
 * What goes between the page, the empty frame in which learner's code runs, and the worker in that frame: plain data only.
 * What comes out of the worker was made by a stranger's code, so the page reads it with {@link readSaid}.
 */

/** A request of learner's code. The page adds from which resource it comes. */
export interface CodeRequest {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** An answer of the simulated Azure. Status 0: none came. */
export interface CodeResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What the page asks of the frame. */
export type Told =
	| {
			readonly kind: 'run';
			/** Scripts in order; they become one. */
			readonly parts: readonly string[];
	  }
	| { readonly kind: 'answer'; readonly id: number; readonly response: CodeResponse }
	| { readonly kind: 'ping' };

/** How loud a printed line is. */
export type Level = 'log' | 'warn' | 'error';

/** What the worker says. `line` counts in the whole script, from 1; `waited` is virtual time since it spoke last. */
export type Said =
	| { readonly kind: 'print'; readonly level: Level; readonly text: string; readonly line: number }
	| {
			readonly kind: 'request';
			readonly id: number;
			readonly request: CodeRequest;
			readonly waited: number;
	  }
	| { readonly kind: 'done'; readonly waited: number }
	| {
			readonly kind: 'failed';
			readonly text: string;
			readonly line: number;
			readonly waited: number;
	  }
	| { readonly kind: 'tooLong' }
	| { readonly kind: 'tooMuch' }
	| { readonly kind: 'pong' };

/** The most that code may say in one run: messages, and characters of text. */
export const MOST_MESSAGES = 5000;
export const MOST_CHARACTERS = 4_000_000;

/** The most virtual time that passes between two messages: the worker's own clock ends a program that waits for longer. */
const LONGEST_WAIT = 2 * 86_400_000;
const MOST_HEADERS = 200;

/** An object as `{…}` makes it: no buffer, map or list, whose entries could be without number. */
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' &&
	value !== null &&
	Object.prototype.toString.call(value) === '[object Object]';

const isText = (value: unknown): value is string => typeof value === 'string';
const isHeader = (pair: [string, unknown]): pair is [string, string] => isText(pair[1]);
const isSpan = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isWait = (value: unknown): value is number => isSpan(value) && value <= LONGEST_WAIT;

function readRequest(value: unknown): CodeRequest | undefined {
	if (!isPlain(value)) return undefined;
	const { method, url, headers, body } = value;
	if (!isText(method) || !isText(url) || !isPlain(headers)) return undefined;
	const pairs = Object.entries(headers);
	if (pairs.length > MOST_HEADERS) return undefined;
	if (!pairs.every(isHeader) || (body !== undefined && !isText(body))) return undefined;
	return { method, url, headers: Object.fromEntries(pairs), ...(isText(body) ? { body } : {}) };
}

/** Reads what came out of the worker; `undefined` for anything that {@link Said} does not describe. */
export function readSaid(data: unknown): Said | undefined {
	if (!isPlain(data)) return undefined;
	const { kind, level, text, line, id, request, waited } = data;
	switch (kind) {
		case 'print':
			if (level !== 'log' && level !== 'warn' && level !== 'error') return undefined;
			return isText(text) && isSpan(line) ? { kind, level, text, line } : undefined;
		case 'request': {
			const read = readRequest(request);
			return read && isSpan(id) && isWait(waited) ? { kind, id, request: read, waited } : undefined;
		}
		case 'done':
			return isWait(waited) ? { kind, waited } : undefined;
		case 'failed':
			return isText(text) && isSpan(line) && isWait(waited)
				? { kind, text, line, waited }
				: undefined;
		case 'tooLong':
		case 'tooMuch':
		case 'pong':
			return { kind };
		default:
			return undefined;
	}
}

/** How much text a message carries. Its parts are those of {@link Said}, so it is never deep. */
export function weigh(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 1;
	let sum = 1;
	for (const [key, entry] of Object.entries(value)) sum += key.length + weigh(entry);
	return sum;
}
