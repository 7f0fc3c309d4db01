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
		let flag = this.#flags.get(key);
		if (!flag) this.#flags.set(key, (flag = new Flag(key === this.#chosen)));
		return flag.on;
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
