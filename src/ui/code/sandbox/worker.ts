import { createClock, type Clock, type Patience } from './clock';
import { callerIn, lineIn } from './lines';
import type { CodeResponse, Level, Said, Told } from './messages';
import { consumers, likeNode } from './nodeShapes';
import { show, showAll } from './show';
import { createFetch } from './transport';

/**
 * The first part of the script in the worker. It makes the surroundings of a program on a server: `process.env`, a clock and a
 * network that are the simulated Azure's, packages by name. After it come the packages, then the learner's program, which calls
 * {@link begin}. What it takes away is for the learner's sake; the walls are the frame's policy and its lack of an origin.
 */

/** Where a program finds itself. */
export interface Surroundings {
	readonly env: Readonly<Record<string, string>>;
	/** Azure's time, in milliseconds since 1970. */
	readonly now: number;
	/** The learner's lines in the script, counted from 1. */
	readonly from: number;
	readonly to: number;
}

type Namespace = Readonly<Record<string, unknown>>;
type Load = (name: string, ...exports: string[]) => Namespace;
type Program = (load: Load) => Promise<void>;

const HIDDEN = [
	...['postMessage', 'close', 'importScripts', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream'],
	...['WebTransport', 'EventSource', 'BroadcastChannel', 'Worker', 'SharedWorker', 'indexedDB'],
	...['caches', 'requestAnimationFrame', 'cancelAnimationFrame'],
];
/** How long the browser gets to finish something before the clock jumps, in milliseconds, by how much patience is needed. */
const GRACE = { 1: 15, 2: 150 } as const;
const MOST_LINES = 1000;

const scope: typeof globalThis = globalThis;
const post: (said: Said) => void = scope.postMessage.bind(scope);
const realTimeout = scope.setTimeout.bind(scope);
const RealDate = Date;
const modules: Record<string, Namespace> = {};

/** Takes names away from a worker's global object, wherever on it they are. */
function hide(names: readonly string[]): void {
	for (let each: object | null = scope; each; each = Object.getPrototypeOf(each))
		for (const name of names) Reflect.deleteProperty(each, name);
}

/** Does work once all that is ready was done. */
function createSoon(): (work: () => void, patience: Patience) => void {
	const { port1, port2 } = new MessageChannel();
	const works: (() => void)[] = [];
	port1.onmessage = () => works.shift()?.();
	return (work, patience) => {
		if (patience > 0) realTimeout(work, GRACE[patience as 1 | 2]);
		else {
			works.push(work);
			port2.postMessage(null);
		}
	};
}

/** Runs the program. Called once, by the last part of the script. */
function begin({ env, now, from, to }: Surroundings, program: Program): void {
	Reflect.deleteProperty(scope, 'keyless');
	let settled = false;
	let ended = false;
	let lines = 0;
	let requests = 0;
	const waiting = new Map<number, (response: CodeResponse) => void>();
	const hereIn = (stack: string | undefined): number => lineIn(stack, from, to);
	const end = (said: Said): void => {
		if (ended) return;
		ended = true;
		post(said);
	};
	const clock = createClock(now, {
		soon: createSoon(),
		tooLong: () => end({ kind: 'tooLong' }),
		idle: () => {
			if (settled) end({ kind: 'done', waited: clock.takeWaited() });
			return settled;
		},
	});
	const fail = (thrown: unknown): void => {
		const isError = thrown instanceof Error;
		const line = isError ? hereIn(thrown.stack) || hereIn(causeStack(thrown)) : 0;
		end({ kind: 'failed', text: show(thrown), line, waited: clock.takeWaited() });
	};
	const print =
		(level: Level) =>
		(...values: unknown[]): void => {
			if (ended || lines > MOST_LINES) return;
			lines += 1;
			if (lines > MOST_LINES) return end({ kind: 'tooMuch' });
			post({ kind: 'print', level, text: showAll(values), line: hereIn(new Error().stack) });
		};

	/** Timers that packages set, such as limits of their own, keep no program alive. */
	const timer =
		(set: Clock['setTimeout']): Clock['setTimeout'] =>
		(...values) => {
			const id = set(...values);
			if (lineIn(callerIn(new Error().stack), from, to) === 0) clock.unref(id);
			return id;
		};

	hide(HIDDEN);
	const put = (values: object): void => void Object.assign(scope, values);
	put({
		fetch: createFetch(
			(request) =>
				new Promise((resolve) => {
					const id = requests++;
					const release = clock.hold();
					waiting.set(id, (response) => {
						release();
						resolve(response);
					});
					post({ kind: 'request', id, request, waited: clock.takeWaited() });
				}),
		),
		setTimeout: timer(clock.setTimeout),
		setInterval: timer(clock.setInterval),
		clearTimeout: clock.clear,
		clearInterval: clock.clear,
		process: { env: { ...env }, argv: [], platform: 'linux', exit: () => leave() },
		Date: new Proxy(RealDate, {
			construct: (target, values, asked) =>
				Reflect.construct(target, values.length > 0 ? values : [clock.now()], asked),
			apply: () => new RealDate(clock.now()).toString(),
			get: (target, key) => (key === 'now' ? clock.now : Reflect.get(target, key)),
		}),
	});
	const say = print('log');
	Object.assign(console, { log: say, info: say, debug: say, dir: say, table: say });
	Object.assign(console, { warn: print('warn'), error: print('error') });

	const leave = (): void => end({ kind: 'done', waited: clock.takeWaited() });
	const later = (wait: number, value: unknown): Promise<unknown> =>
		new Promise((resolve) => clock.setTimeout(() => resolve(value), wait));
	for (const module of Object.values(modules)) likeNode(module);
	const known: Record<string, Namespace> = {
		...modules,
		'node:stream/consumers': consumers,
		'node:timers/promises': { setTimeout: later },
		'node:process': { default: Reflect.get(scope, 'process') },
	};
	const load: Load = (name, ...exports) => {
		const module = known[name];
		if (!module)
			throw Object.assign(new Error(`Cannot find package '${name}'`), {
				code: 'ERR_MODULE_NOT_FOUND',
			});
		for (const each of exports)
			if (!(each in module))
				throw new SyntaxError(
					`The requested module '${name}' does not provide an export named '${each}'`,
				);
		return module;
	};

	scope.addEventListener('message', ({ data }: MessageEvent<Told>) => {
		if (data.kind === 'ping') post({ kind: 'pong' });
		if (data.kind !== 'answer') return;
		waiting.get(data.id)?.(data.response);
		waiting.delete(data.id);
	});
	scope.addEventListener('unhandledrejection', (event) => {
		event.preventDefault();
		fail(event.reason);
	});
	scope.addEventListener('error', (event) => {
		event.preventDefault();
		if (event.error === undefined || event.error === null)
			end({ kind: 'failed', text: event.message, line: event.lineno, waited: 0 });
		else fail(event.error);
	});
	program(load).then(() => {
		settled = true;
		clock.rest();
	}, fail);
}

/** The stack of what an error was caused by. */
const causeStack = ({ cause }: Error): string | undefined =>
	cause instanceof Error ? cause.stack : undefined;

Object.assign(scope, { keyless: begin, keylessModules: modules });
