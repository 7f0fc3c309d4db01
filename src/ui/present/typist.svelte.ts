/** How many characters are typed in a second: quick enough not to bore, slow enough to read along. */
const PACE = 42;

/** Types a text, as somebody would. Who prefers less motion sees it at once. */
export class Typist {
	#text = $state('');
	#shown = $state(0);
	#frame = 0;

	/** What stands there so far. */
	get shown(): string {
		return this.#text.slice(0, this.#shown);
	}
	/** Nothing is left to type. */
	get done(): boolean {
		return this.#shown >= this.#text.length;
	}

	/** Begins a text. `at once` writes the whole. */
	type(text: string, how: 'slowly' | 'at once'): void {
		cancelAnimationFrame(this.#frame);
		this.#text = text;
		this.#shown = 0;
		const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
		if (how === 'at once' || calm) return this.finish();
		let begun: number | undefined;
		const step = (now: number): void => {
			begun ??= now;
			this.#shown = Math.min(this.#text.length, Math.floor(((now - begun) / 1000) * PACE) + 1);
			if (!this.done) this.#frame = requestAnimationFrame(step);
		};
		this.#frame = requestAnimationFrame(step);
	}

	/** Writes the rest. */
	finish(): void {
		cancelAnimationFrame(this.#frame);
		this.#shown = this.#text.length;
	}
}
