/**
 * Time for a program that runs in a simulated Azure: nobody waits for it. When nothing is left to do but to wait, the clock
 * jumps to the next timer, and Azure's clock goes along with the next request.
 */

/** The most virtual time that one run may let pass, in milliseconds: a day. */
export const MOST_WAIT = 86_400_000;

type Callback = (...values: unknown[]) => void;

interface Timer {
	readonly id: number;
	readonly due: number;
	readonly every: number | undefined;
	readonly callback: Callback;
	readonly values: readonly unknown[];
}

/** What a clock needs of its surroundings. */
export interface ClockPorts {
	/** Does something after all that is ready now; before the clock jumps, also what the browser is about to finish. */
	readonly soon: (work: () => void, jumps: boolean) => void;
	/** Called when more than {@link MOST_WAIT} would have passed. Nothing fires afterwards. */
	readonly tooLong: () => void;
	/** Asked when nothing is left that keeps the program alive; when it says so, nothing fires any more. */
	readonly idle: () => boolean;
}

/** A clock with timers. Moments are milliseconds since 1970, as the simulated Azure counts them. */
export interface Clock {
	now(): number;
	/** Virtual time since this was asked last. */
	takeWaited(): number;
	setTimeout(callback: Callback, wait?: number, ...values: unknown[]): number;
	setInterval(callback: Callback, wait?: number, ...values: unknown[]): number;
	clear(id: unknown): void;
	/** Lets a program end without waiting for this timer, as Node's `unref` does. */
	unref(id: number): void;
	/** While something is under way no time passes; the function that is returned ends that. */
	hold(): () => void;
}

/** Makes a clock that stands at `start`. */
export function createClock(start: number, { soon, tooLong, idle }: ClockPorts): Clock {
	let time = start;
	let told = start;
	let next = 1;
	let held = 0;
	let pumping = false;
	let over = false;
	const timers = new Map<number, Timer>();
	const loose = new Set<number>();

	const earliest = (): Timer | undefined =>
		[...timers.values()].reduce<Timer | undefined>(
			(first, timer) => (first && first.due <= timer.due ? first : timer),
			undefined,
		);
	function pump(): void {
		pumping = false;
		if (over || held > 0) return;
		const timer = earliest();
		if ([...timers.keys()].every((id) => loose.has(id)) && idle()) over = true;
		if (over || !timer) return;
		if (timer.due - start > MOST_WAIT) {
			over = true;
			return tooLong();
		}
		time = Math.max(time, timer.due);
		if (timer.every === undefined) timers.delete(timer.id);
		else timers.set(timer.id, { ...timer, due: time + timer.every });
		wake();
		timer.callback(...timer.values);
	}
	function wake(): void {
		if (pumping || over || held > 0) return;
		pumping = true;
		const timer = earliest();
		soon(pump, timer === undefined || timer.due > time + 1);
	}
	function add(callback: Callback, wait: unknown, values: readonly unknown[], again: boolean) {
		const span = Math.max(1, Math.min(Number(wait) || 0, 2 ** 31));
		const id = next++;
		const every = again ? span : undefined;
		timers.set(id, { id, due: time + span, every, callback, values });
		wake();
		return id;
	}
	return {
		now: () => time,
		takeWaited() {
			const waited = time - told;
			told = time;
			return waited;
		},
		setTimeout: (callback, wait, ...values) => add(callback, wait, values, false),
		setInterval: (callback, wait, ...values) => add(callback, wait, values, true),
		clear: (id) => void timers.delete(Number(id)),
		unref: (id) => void loose.add(id),
		hold() {
			held += 1;
			let ended = false;
			return () => {
				if (ended) return;
				ended = true;
				held -= 1;
				wake();
			};
		},
	};
}
