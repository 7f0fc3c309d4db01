import { frame, packages, runtime } from 'virtual:keyless-sandbox';
import { environmentOf, type World } from '../../azure';
import { openSandbox } from './frame';
import { openLedger, type Deeds } from './ledger';
import type { Level, Said } from './sandbox/messages';
import { lineOf, makeScript, packagesOf, type Script } from './script';

/** How a run ended: by itself, or why it was ended. */
export type Ending =
	| 'done'
	| 'failed'
	/** By the person. */
	| 'stopped'
	/** Something else was done meanwhile, to which its answers no longer fit. */
	| 'changed'
	/** It did not answer. */
	| 'silent'
	/** It took too long in all. */
	| 'late'
	/** It let too much virtual time pass. */
	| 'tooLong'
	/** It said or asked too much. */
	| 'tooMuch'
	/** What it runs in could not be loaded. */
	| 'unavailable';

/** A printed line, with the learner's line that printed it. */
export interface Printed {
	readonly level: Level;
	readonly text: string;
	readonly line: number | undefined;
}

/** A finished run. */
export interface Ended {
	readonly ending: Ending;
	/** What was thrown. */
	readonly error?: Printed;
	readonly deeds: Deeds;
}

/** A run that is under way. */
export interface Running {
	readonly ended: Promise<Ended>;
	stop(why: 'stopped' | 'changed'): void;
}

/** How long code may be silent, and how long it may take in all, in real milliseconds. */
const SILENCE = 5000;
const LONGEST = 20_000;
const PULSE = 500;

const texts = new Map<string, Promise<string>>();

/** A script of ours as text. What could not be loaded is tried again next time. */
function textOf(address: string): Promise<string> {
	const before = texts.get(address);
	if (before) return before;
	const loading = fetch(new URL(address, document.baseURI)).then((answer) => {
		if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
		return answer.text();
	});
	texts.set(address, loading);
	loading.catch(() => texts.delete(address));
	return loading;
}

/** The names of the packages that code can import, apart from Node's own. */
export const PACKAGES: readonly string[] = Object.keys(packages ?? {});

/** Whether code here can import something: one of {@link PACKAGES}, or what stands for a part of Node. */
export const canImport = (name: string): boolean =>
	name.startsWith('node:') || PACKAGES.includes(name);

/** Whether code can be run here: the page as one file has nothing to run it in. */
export const CAN_RUN = runtime !== undefined;

/** What a program needs to run: the page of its frame, and the scripts that go before it. */
interface Needs {
	readonly page: string;
	readonly before: readonly string[];
}

/** Loads what a program will need, so that running it begins at once. Rejects when it cannot be had. */
export async function prepare(code: string): Promise<Needs> {
	if (frame === undefined || runtime === undefined)
		throw new Error('A page of one file has no sandbox.');
	const scripts = [runtime, ...packagesOf(code).flatMap((name) => packages?.[name] ?? [])];
	return { page: frame, before: await Promise.all(scripts.map(textOf)) };
}

/**
 * Runs a learner's program on a resource, against a copy of the world: what it did is told at the end, for the page to do.
 */
export function runCode(
	{ code, world, resourceId, title }: RunOptions,
	printed: (line: Printed) => void,
): Running {
	const ledger = openLedger(world, resourceId);
	let finish: (ending: Ending, error?: Printed) => void = () => undefined;
	const ended = new Promise<Ended>((resolve) => {
		finish = (ending, error) =>
			resolve({ ending, ...(error ? { error } : {}), deeds: ledger.deeds });
	});
	let over = false;
	void ended.then(() => (over = true));
	prepare(code).then(
		({ page, before }) => {
			if (over) return;
			const surroundings = { env: environmentOf(world, resourceId), now: world.now };
			const script = makeScript(code, before, surroundings);
			const sandbox = openSandbox(page, title, (said) => hear(said, script));
			const began = performance.now();
			let heard = began;
			const hear = (said: Said | undefined, script: Script): void => {
				heard = performance.now();
				const line = said && 'line' in said ? lineOf(script, said.line) : undefined;
				if (said && 'waited' in said) ledger.wait(said.waited);
				// Nothing that ours says: somebody tries things.
				if (!said) return finish('tooMuch');
				switch (said.kind) {
					case 'print':
						return printed({ level: said.level, text: said.text, line });
					case 'request': {
						const response = ledger.answer(said.request);
						if (!response) return finish('tooMuch');
						return sandbox.tell({ kind: 'answer', id: said.id, response });
					}
					case 'failed':
						return finish('failed', { level: 'error', text: said.text, line });
					case 'pong':
						return;
					default:
						return finish(said.kind);
				}
			};
			const pulse = setInterval(() => {
				const now = performance.now();
				if (now - began > LONGEST) finish('late');
				else if (now - heard > SILENCE) finish('silent');
				else sandbox.tell({ kind: 'ping' });
			}, PULSE);
			void ended.then(() => {
				clearInterval(pulse);
				sandbox.close();
			});
			sandbox.tell({ kind: 'run', parts: script.parts });
		},
		() => finish('unavailable'),
	);
	return { ended, stop: (why) => finish(why) };
}

/** What to run, and where. */
export interface RunOptions {
	readonly code: string;
	readonly world: World;
	readonly resourceId: string;
	/** What the frame is called. */
	readonly title: string;
}
