import { readActions } from '../../course';
import type { EmbedRequest, EmbedState } from '../../playground';
import type { Page } from '../page.svelte';
import { addressFor, followLink, hashFor } from '../share/links';
import { SHARE_HASH } from '../share/linkIn';
import { shareWords } from '../words/share';
import { widgetWords } from '../words/widget';
import type { Door } from './door';

/** What the host can ask of a widget, and what the widget tells of itself. */
export class WidgetRun {
	#page: Page;
	#door: Door;
	#checked = '';
	#complete = false;

	constructor(page: Page, door: Door) {
		this.#page = page;
		this.#door = door;
		door.open((request) => this.#answer(request));
	}

	/** Starts over and does the first commands of the lesson's solution; in a free world it goes to that step. */
	goTo(step: number): void {
		const { session, arrival } = this.#page;
		const solution = arrival.run?.lesson.solutions[0];
		if (!solution) return session.goTo(step, '');
		session.startOver();
		for (const { action } of readActions(solution.text).slice(0, step)) {
			if (action.kind === 'run') session.run(action.line);
			else if (action.kind === 'advance') session.advance(action.duration);
			else session.signInAs(action.as);
		}
	}

	/** The hash of a link to what is shown. */
	hash(): string {
		const { session, arrival } = this.#page;
		const lesson = arrival.run?.lesson;
		return hashFor(lesson?.title ?? shareWords.untitled, session.sitting, lesson?.slug);
	}

	/** The address of the whole page with what is shown. */
	shareUrl(): string {
		return addressFor(this.hash(), new URL('index.html', location.href).href);
	}

	/** Shows what a link holds. `false` when it holds nothing that can be shown; then nothing has changed. */
	async become(state: string): Promise<boolean> {
		const opened = await followLink(state);
		if ('fault' in opened) return false;
		const { route, arrival, session } = this.#page;
		route.place = opened.lesson ? { name: 'lesson', slug: opened.lesson.slug } : { name: 'play' };
		await arrival.arrive();
		session.become(opened.sitting);
		return true;
	}

	#state(): EmbedState {
		const { arrival, session } = this.#page;
		const { run } = arrival;
		return {
			state: this.hash().slice(SHARE_HASH.length),
			position: session.position,
			lesson: run?.lesson.slug,
			solved: run?.solved ?? false,
			goals: (run?.progress ?? []).map(({ id, met, expected }) => ({ id, met, expected })),
		};
	}

	async #answer(request: EmbedRequest): Promise<unknown> {
		const { session } = this.#page;
		switch (request.ask) {
			case 'hello':
			case 'theme':
				return undefined;
			case 'run': {
				session.run(request.line);
				const printed = session.transcript[session.position - 1]?.printed;
				const { exitCode = 0, stdout = '', stderr = '' } = printed ?? {};
				return { exitCode, stdout, stderr };
			}
			case 'goto':
				return this.goTo(request.step);
			case 'reset':
				return session.startOver();
			case 'getState':
				return this.#state();
			case 'setState':
				if (!(await this.become(request.state))) throw new Error(widgetWords.errors.state);
				return undefined;
			case 'shareUrl':
				return this.shareUrl();
		}
	}

	/** Tells the host what has changed. To be called after every change of the session. */
	follow(): void {
		const { session, arrival } = this.#page;
		this.#door.tell('statechange', { position: session.position });
		const { run } = arrival;
		if (!run) return;
		const goals = run.progress.map(({ id, met, expected }) => ({ id, met, expected }));
		const checked = JSON.stringify(goals);
		if (checked !== this.#checked) this.#door.tell('check', { goals, solved: run.solved });
		this.#checked = checked;
		if (run.solved && !this.#complete) this.#door.tell('complete', { lesson: run.lesson.slug });
		this.#complete = run.solved;
	}

	/** Tells the host how tall the widget would like to be, in CSS pixels. */
	tellHeight(height: number): void {
		this.#door.tell('resize', { height });
	}
}
