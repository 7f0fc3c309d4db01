/** Whether one thing is the chosen one; only who asks about it hears when that changes. */
class Flag {
	on: boolean;
	constructor(on: boolean) {
		this.on = $state(on);
	}
}

/** A choice of one among many: when it changes, of a thousand rows two are drawn anew. */
export class OneOf {
	#flags = new Map<string, Flag>();
	#chosen: string | undefined;

	/** Whether this is the chosen one. */
	is(key: string): boolean {
		return (this.#flags.get(key) ?? this.#make(key)).on;
	}

	/** In a root of its own: state that an effect makes itself would never run that effect again. */
	#make(key: string): Flag {
		$effect.root(() => void this.#flags.set(key, new Flag(key === this.#chosen)))();
		return this.#flags.get(key) as Flag;
	}

	/** Chooses one, or none. */
	choose(key: string | undefined): void {
		if (key === this.#chosen) return;
		const before = this.#flags.get(this.#chosen ?? '');
		const now = this.#flags.get(key ?? '');
		this.#chosen = key;
		if (before) before.on = false;
		if (now) now.on = true;
	}
}
