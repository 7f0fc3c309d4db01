/** Chooses by the numbers of an input, one after another. */
export class Chooser {
	#next = 0;
	readonly #numbers: readonly number[];
	constructor(numbers: readonly number[]) {
		this.#numbers = numbers;
	}
	number(): number {
		return this.#numbers[this.#next++ % this.#numbers.length] ?? 0;
	}
	/** One of a few; the first more often, so that inputs meet. */
	of<T>(few: readonly T[]): T | undefined {
		const number = this.number();
		return few[number % 3 < 2 ? 0 : number % few.length];
	}
	/** Any of many. */
	any<T>(many: readonly T[]): T | undefined {
		return many[this.number() % many.length];
	}
}
