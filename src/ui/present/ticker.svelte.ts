/** The time of day, once a second, for clocks that a presenter looks at. */
export class Ticker {
	#now = $state(Date.now());

	/** In milliseconds since 1970. */
	get now(): number {
		return this.#now;
	}

	/** Lets it run; returns how to stop. */
	run(): () => void {
		const timer = setInterval(() => (this.#now = Date.now()), 1000);
		this.#now = Date.now();
		return () => clearInterval(timer);
	}
}
