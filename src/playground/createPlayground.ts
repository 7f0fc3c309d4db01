import type {
	HttpRequest,
	Milliseconds,
	PersonKey,
	Timing,
	World,
	WorldOptions,
	programs,
} from '../azure';
import type { Session } from '../cli';
import type { Later, SaveState } from './autosave';
import { at, now, record, redoTarget, undoTarget, type History } from './history';
import { createKeeper } from './keeper';
import { perform } from './perform';
import type { SaveNotice } from './restore';
import { encodeSitting } from './savedForm';
import { begin, beginning, replay, sittingOf, type Sitting } from './sitting';
import type { Cause, Step } from './step';
import { memoryStorage, type StoragePort } from './storage';
import { withoutPause, type InTurns } from './turns';

/** What a playground begins with. */
export interface PlaygroundOptions {
	readonly world?: WorldOptions;
	/** Done before the first step; undo stops here. A lesson's start. */
	readonly opening?: readonly Cause[];
	/** Default: in memory. */
	readonly storage?: StoragePort;
	/** The name under which the storage keeps this sitting. Default `free`. */
	readonly name?: string;
	/** When what was done is written. Default: as soon as nothing more is done in the same turn. */
	readonly later?: Later;
	/** How a sitting that was kept is done again: a cause at a time. Default: without a pause. */
	readonly inTurns?: InTurns;
	/** The sitting with its opening done, by {@link prepare}. Default: it is done now. */
	readonly begun?: History;
}

/** One learner's sitting. Each action is one step, and one undo takes it back, whatever it consisted of. */
export interface Playground {
	readonly world: World;
	/** What the terminal remembers. */
	readonly session: Session;
	/** The world before the first step. */
	readonly start: World;
	/** All steps, undone ones included: those lie at and after {@link Playground.position}. */
	readonly transcript: readonly Step[];
	readonly position: number;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** What it takes to have all this again. */
	readonly sitting: Sitting;
	readonly saveState: SaveState;
	/** Set when a saved sitting was not opened but set aside. */
	readonly notice: SaveNotice | undefined;
	/** Fulfilled when the storage was asked for an earlier sitting. Never rejects. */
	readonly restored: Promise<void>;
	/** Sends requests as one action. `waits` is the virtual time before each of them and after the last. */
	send(
		requests: HttpRequest | readonly HttpRequest[],
		label?: string,
		waits?: readonly Milliseconds[],
	): Step;
	/** Runs what was typed into the terminal. */
	run(line: string): Step;
	/** Lets the code on a resource do its work. */
	runProgram(resourceId: string, program: programs.Program): Step;
	/** Lets virtual time pass. */
	advance(duration: Milliseconds): Step;
	/** Lets another person sit down at the keyboard. */
	signInAs(person: PersonKey): Step;
	/** Lets things happen at once, or take the time that they take in Azure. */
	setTiming(timing: Timing): Step;
	/** Takes back the last action that changed something; looks after it go as well. `false` when there is none. */
	undo(): boolean;
	redo(): boolean;
	/** Goes to the world after the first `position` steps. Nothing is dropped. */
	goTo(position: number): void;
	/** Starts over, with other options or with the same. */
	reset(options?: Pick<PlaygroundOptions, 'world' | 'opening'>): void;
	/** Replaces everything by another sitting. Throws on causes that no playground made. */
	open(sitting: Sitting): void;
	/** Calls the listener after every change; returns the end of it. */
	subscribe(listener: () => void): () => void;
	/** Fulfilled when nothing waits to be saved. */
	settled(): Promise<void>;
}

/** Does an opening beforehand, a cause at a time; what is returned opens a playground without doing it again. */
export function* prepare(options: PlaygroundOptions): Generator<void, PlaygroundOptions> {
	return { ...options, begun: yield* beginning(options.world, options.opening) };
}

const atOnce: Later = (write) => void Promise.resolve().then(write);
const inOne: InTurns = (steps) => Promise.resolve(withoutPause(steps));

/** Begins a sitting, and opens the one that the storage has under this name once it was loaded. */
export function createPlayground(options: PlaygroundOptions = {}): Playground {
	const { storage = memoryStorage(), name = 'free', later = atOnce, inTurns = inOne } = options;
	let history: History = options.begun ?? begin(options.world, options.opening);
	let begun = false;
	const listeners = new Set<() => void>();
	const tell = (): void => {
		for (const listener of [...listeners]) listener();
	};
	const kept = {
		text: () => encodeSitting(sittingOf(history)),
		begun: () => begun,
		opened(found: History) {
			history = found;
			tell();
		},
		changed: tell,
	};
	const keeper = createKeeper(storage, name, kept, later, inTurns);
	const become = (next: History): void => {
		history = next;
		begun = true;
		keeper.save();
		tell();
	};
	const act = (cause: Cause): Step => {
		become(record(history, cause, perform(now(history), cause)));
		// `record` has just put it there.
		return history.steps[history.position - 1] as Step;
	};
	const move = (target: number | undefined): boolean => {
		if (target === undefined) return false;
		become(at(history, target));
		return true;
	};
	return {
		get world() {
			return now(history).world;
		},
		get session() {
			return now(history).session;
		},
		get start() {
			return history.start.world;
		},
		get transcript() {
			return history.steps;
		},
		get position() {
			return history.position;
		},
		get canUndo() {
			return undoTarget(history) !== undefined;
		},
		get canRedo() {
			return redoTarget(history) !== undefined;
		},
		get sitting() {
			return sittingOf(history);
		},
		get saveState() {
			return keeper.state;
		},
		get notice() {
			return keeper.notice;
		},
		restored: keeper.restored,
		send: (requests, label, waits) =>
			act({
				kind: 'send',
				requests: 'method' in requests ? [requests] : requests,
				...(label === undefined ? {} : { label }),
				...(waits?.some((wait) => wait > 0) ? { waits } : {}),
			}),
		run: (line) => act({ kind: 'run', line }),
		runProgram: (resourceId, program) => act({ kind: 'program', resourceId, program }),
		advance: (duration) => act({ kind: 'advance', duration }),
		signInAs: (person) => act({ kind: 'signIn', as: person }),
		setTiming: (timing) => act({ kind: 'timing', timing }),
		undo: () => move(undoTarget(history)),
		redo: () => move(redoTarget(history)),
		goTo: (position) => become(at(history, position)),
		reset: ({ world = history.options, opening = history.opening } = {}) =>
			become(begin(world, opening)),
		open: (sitting) => become(replay(sitting)),
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		settled: () => keeper.settled(),
	};
}
