import { PEOPLE } from '../../azure';
import type { Action } from '../../course';
import type { Step } from '../../playground';
import type { Page } from '../page.svelte';
import { presentWords } from '../words/present';
import { words } from '../words';
import { beatOfStep, type Beat, type Deck, type DeckStep } from './deck';
import { Typist } from './typist.svelte';

/** What is typed for an action: the passing of time and signing in are lines too. */
export function lineOf(action: Action, page: Page): string {
	if (action.kind === 'run') return action.line;
	if (action.kind === 'advance') return presentWords.wait(words.clock.duration(action.duration));
	const user = Object.values(page.session.world.users).find(({ key }) => key === action.as);
	return `az login --username ${user?.userPrincipalName ?? action.as}`;
}

/** The screen of a demo: where it is, and the world that belongs there. Every moment is made anew from the lesson's start. */
export class Stage {
	readonly page: Page;
	readonly deck: Deck;
	readonly typist = new Typist();
	#beat = $state(0);
	blank: boolean = $state(false);
	/** The QR code of the current step is shown. */
	code: boolean = $state(false);
	#begun: number | undefined = $state();

	constructor(page: Page, deck: Deck) {
		this.page = page;
		this.deck = deck;
	}

	get beat(): number {
		return this.#beat;
	}
	get now(): Beat {
		return this.deck.beats[this.#beat] ?? { show: 'title', step: 0, done: 0 };
	}
	/** The step that is shown; none at the title and at the end. */
	get step(): DeckStep | undefined {
		return this.deck.steps[this.now.step - 1];
	}
	/** When the first step began, in milliseconds since 1970. */
	get begun(): number | undefined {
		return this.#begun;
	}
	/** The last step that was done, when it is this moment that shows what it printed. */
	get ran(): Step | undefined {
		const { session } = this.page;
		return session.transcript[session.position - 1];
	}

	/** One press of the clicker. What is still being typed is finished first. */
	next(): void {
		if (this.blank) this.blank = false;
		else if (!this.typist.done) this.typist.finish();
		else if (this.#beat < this.deck.beats.length - 1) this.#go(this.#beat + 1, 'slowly');
	}

	/** Back to the moment before. */
	back(): void {
		this.blank = false;
		if (this.#beat > 0) this.#go(this.#beat - 1, 'at once');
	}

	/** To the first moment of a step; 0 is the title. */
	goTo(step: number): void {
		this.blank = false;
		this.#go(step <= 0 ? 0 : beatOfStep(this.deck, step), 'at once');
	}

	/** To a moment, by its number. */
	goToBeat(beat: number): void {
		this.#go(Math.min(Math.max(beat, 0), this.deck.beats.length - 1), 'at once');
	}

	/** Everything as it was before the first press, clock included. */
	reset(): void {
		this.blank = false;
		this.code = false;
		this.#begun = undefined;
		this.page.session.startOver();
		this.#go(0, 'at once');
	}

	#go(beat: number, how: 'slowly' | 'at once'): void {
		const before = this.now;
		this.#beat = beat;
		const { now, step } = this;
		if (beat > 0) this.#begun ??= Date.now();
		const line = step && now.show !== 'bet' ? lineOf(step.action, this.page) : '';
		const typing = now.show === 'typed' && how === 'slowly';
		this.typist.type(line, typing ? 'slowly' : 'at once');
		if (how === 'slowly' && now.done === before.done + 1 && step) this.#perform(step.action);
		else if (now.done !== before.done || how === 'at once') this.#make(now.done);
		// Also those of steps that were jumped over: a goal may ask for them.
		const { run } = this.page.arrival;
		for (const { show, bet } of this.deck.beats.slice(0, beat + 1))
			if (show === 'answer' && bet && run?.answers[bet.id] === undefined)
				run?.answer(bet.id, bet.answer);
	}

	/** Does one action, and draws the eye to what it changed. */
	#perform(action: Action): void {
		const { session } = this.page;
		if (action.kind === 'run') session.run(action.line);
		else if (action.kind === 'advance') session.advance(action.duration);
		else session.signInAs(action.as);
		const step = session.transcript[session.position - 1];
		if (!step) return;
		const { resources } = session.before(step);
		const changed = Object.values(step.world.resources).find(
			(resource) => resources[resource.id.toLowerCase()] !== resource,
		);
		session.select(step.changed ? changed?.id : undefined);
	}

	/** Makes the world in which so many actions were done, and nothing else. */
	#make(done: number): void {
		const { session } = this.page;
		const actions = this.deck.steps.map(({ action }) => action);
		const isSame = ({ cause }: Step, index: number): boolean =>
			JSON.stringify(cause) === JSON.stringify(actions[index]);
		if (session.transcript.length >= done && session.transcript.slice(0, done).every(isSame)) {
			session.goTo(done, '');
			session.select(undefined);
			return;
		}
		session.startOver();
		for (const action of actions.slice(0, done)) this.#perform(action);
		session.select(undefined);
	}
}
