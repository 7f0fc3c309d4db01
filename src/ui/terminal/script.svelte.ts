import { parseScript } from '../../cli';
import { onOneLine } from './oneLine';

/** A pasted script, run step by step. */
export class PastedScript {
	#steps: readonly string[] = $state.raw([]);
	#at = $state(0);
	#failed = $state(false);

	/** The steps still to be run. */
	get waiting(): readonly string[] {
		return this.#steps.slice(this.#at);
	}
	get done(): number {
		return this.#at;
	}
	get all(): number {
		return this.#steps.length;
	}
	/** The last step failed. */
	get failed(): boolean {
		return this.#failed;
	}

	/** Takes a text; `false` when it is one command that fits into a line. */
	take(text: string): boolean {
		const steps = parseScript(text).map(({ text: step }) => step);
		if (steps.length < 2 && !onOneLine(text.trim()).includes('\n')) return false;
		this.#steps = steps;
		this.#at = 0;
		this.#failed = false;
		return true;
	}

	/** Runs the next step; gives whether it succeeded. */
	next(run: (line: string) => boolean): boolean {
		const line = this.#steps[this.#at];
		if (line === undefined) return false;
		this.#at++;
		this.#failed = !run(line);
		if (this.#at >= this.#steps.length && !this.#failed) this.drop();
		return !this.#failed;
	}

	/** Runs the rest, up to the first step that fails. */
	rest(run: (line: string) => boolean): void {
		while (this.waiting.length > 0 && this.next(run));
	}

	drop(): void {
		this.#steps = [];
		this.#at = 0;
		this.#failed = false;
	}
}
