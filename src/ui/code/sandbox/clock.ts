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

/**
 * How long to wait for what the browser is about to finish: not at all, a little before a jump to a timer of the program, more
 * before one to a timer of a package, which is often a limit that should not be met.
 */
export type Patience = 0 | 1 | 2;

/** What a clock needs of its surroundings. */
export interface ClockPorts {
	/** Does something after all that is ready now, and with more patience before the clock jumps. */
	readonly soon: (work: () => void, patience: Patience) => void;
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
	/** Looks soon whether the program is at its end. */
	rest(): void;
	/** While something is under way no time passes; the function that is returned ends that. */
	hold(): () => void;
}

/** Makes a clock that stands at `start`. */
export function createClock(start: number, { soon, tooLong, idle }: ClockPorts): Clock {
	let time = start;
	let told = start;
	let next = 1;
	let held = 0;
	let pumping: Patience | undefined;
	let turn = 0;
	let over = false;
	const timers = new Map<number, Timer>();
	const loose = new Set<number>();

	const earliest = (): Timer | undefined =>
		[...timers.values()].reduce<Timer | undefined>(
			(first, timer) => (first && first.due <= timer.due ? first : timer),
			undefined,
		);
	/** Whether the program is at its end; nothing fires any more then. */
	function isOver(): boolean {
		if (!over && held === 0 && [...timers.keys()].every((id) => loose.has(id)) && idle())
			over = true;
		return over;
	}
	function pump(given: Patience): void {
		pumping = undefined;
		const timer = earliest();
		if (isOver() || held > 0 || !timer) return;
		// Since this was planned, the timer has become one that needs more patience.
		if (patience() > given) return wake();
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
	function patience(): Patience {
		const timer = earliest();
		if (timer && timer.due <= time + 1) return 0;
		return timer && loose.has(timer.id) ? 2 : 1;
	}
	function wake(): void {
		if (over || held > 0) return;
		const needed = patience();
		if (pumping !== undefined && pumping <= needed) return;
		pumping = needed;
		const mine = ++turn;
		soon(() => {
			if (mine === turn) pump(needed);
		}, needed);
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
		rest: () => soon(isOver, 0),
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
