/** The types of `<keyless-playground>`: see "Embed it" in the README. */

export interface KeylessRan {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface KeylessState {
	/** All that it takes to have this again: `setState` takes it, and so does the attribute `world`. */
	readonly state: string;
	/** How many steps were done. */
	readonly position: number;
	readonly lesson?: string;
	readonly solved: boolean;
	readonly goals: readonly {
		readonly id: string;
		readonly met: boolean;
		readonly expected: string;
	}[];
}

export interface KeylessPlaygroundEventMap {
	ready: CustomEvent<{ readonly version: 1 }>;
	statechange: CustomEvent<{ readonly position: number }>;
	check: CustomEvent<Pick<KeylessState, 'goals' | 'solved'>>;
	complete: CustomEvent<{ readonly lesson: string }>;
	resize: CustomEvent<{ readonly height: number }>;
}

export interface KeylessPlaygroundElement extends HTMLElement {
	/** Runs a line of the terminal, such as `az group list`. */
	run(line: string): Promise<KeylessRan>;
	/** Goes to the moment after the first `step` commands of the lesson's solution, or steps of a world. */
	goto(step: number): Promise<void>;
	/** Starts over. */
	reset(): Promise<void>;
	getState(): Promise<KeylessState>;
	/** Rejects with a sentence when the state cannot be read; then nothing has changed. */
	setState(state: string): Promise<void>;
	/** An address that opens what is shown in the whole page. */
	shareUrl(): Promise<string>;
	addEventListener<K extends keyof KeylessPlaygroundEventMap>(
		type: K,
		listener: (event: KeylessPlaygroundEventMap[K]) => void,
		options?: boolean | AddEventListenerOptions,
	): void;
	addEventListener(
		type: string,
		listener: EventListenerOrEventListenerObject,
		options?: boolean | AddEventListenerOptions,
	): void;
}

declare global {
	interface HTMLElementTagNameMap {
		'keyless-playground': KeylessPlaygroundElement;
	}
}
