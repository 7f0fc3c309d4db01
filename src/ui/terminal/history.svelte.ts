/** Going back to earlier lines, and searching in them. */
export class History {
	#lines: () => readonly string[];
	/** How far back; zero is the line that is being written. */
	#back = 0;
	#draft = '';
	/** What is searched for; `undefined` while nothing is. */
	search: string | undefined = $state();
	#skip = 0;

	constructor(lines: () => readonly string[]) {
		this.#lines = lines;
	}

	/** Earlier lines, newest first, each once. */
	#newest(): readonly string[] {
		return [...new Set(this.#lines().toReversed())];
	}

	/** The line one further back, or forward. `undefined` where there is none. */
	move(by: 1 | -1, current: string): string | undefined {
		const lines = this.#newest();
		const to = this.#back + by;
		if (to < 0 || to > lines.length) return undefined;
		if (this.#back === 0) this.#draft = current;
		this.#back = to;
		return to === 0 ? this.#draft : lines[to - 1];
	}

	/** The line that is being written is a new one. */
	reset(): void {
		this.#back = 0;
		this.search = undefined;
		this.#skip = 0;
	}

	/** Begins a search, or goes to the next older line that fits. */
	older(): void {
		if (this.search === undefined) {
			this.search = '';
			this.#skip = 0;
		} else this.#skip++;
	}

	/** The line that the search finds. */
	found(): string | undefined {
		const wanted = (this.search ?? '').toLowerCase();
		if (wanted === '') return undefined;
		const fit = this.#newest().filter((line) => line.toLowerCase().includes(wanted));
		return fit[Math.min(this.#skip, fit.length - 1)];
	}
}
