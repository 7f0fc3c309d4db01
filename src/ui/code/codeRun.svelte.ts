import type { Resource, World } from '../../azure';
import type { Session } from '../session.svelte';
import { codeWords } from '../words/code';
import { runCode, type Ended, type Printed, type Running } from './run';

/** One run of a learner's program after another: what it prints, and how it ends. */
export class CodeRun {
	readonly #session: Session;
	#running: Running | undefined = $state.raw();
	#began: World | undefined;
	/** The program that ran last. */
	code: string = $state('');
	lines: readonly Printed[] = $state.raw([]);
	ended: Ended | undefined = $state.raw();

	constructor(session: Session) {
		this.#session = session;
	}

	get isRunning(): boolean {
		return this.#running !== undefined;
	}

	/** Runs a program on a resource. What it did is kept as one step. */
	async start(code: string, resource: Resource): Promise<void> {
		if (this.#running) return;
		const { world } = this.#session;
		this.#began = world;
		this.code = code;
		this.lines = [];
		this.ended = undefined;
		const options = { code, world, resourceId: resource.id, title: codeWords.frame };
		this.#running = runCode(options, (line) => (this.lines = [...this.lines, line]));
		const ended = await this.#running.ended;
		this.#running = undefined;
		this.ended = ended;
		const { requests, waits } = ended.deeds;
		const unchanged = this.#session.world === world;
		if (unchanged && (requests.length > 0 || waits.some((wait) => wait > 0)))
			this.#session.ranCode(codeWords.step(resource.name), requests, waits);
		this.#session.announce(codeWords.ended[ended.ending](requests.length));
	}

	/** Ends what runs, at once. */
	stop(): void {
		this.#running?.stop('stopped');
	}

	/** Ends what runs when the world that it began in is no longer the one of the page. */
	follow(world: World): void {
		if (this.#running && world !== this.#began) this.#running.stop('changed');
	}
}
