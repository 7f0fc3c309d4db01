import { loadLesson } from '../course';
import { browserStorage } from '../playground';
import { earlySelection } from './boot/earlyCanvas';
import { openingOfExample } from './examples/opening';
import { LessonRun } from './lesson/lessonRun.svelte';
import { sittingNameOf } from './place';
import type { Route } from './route.svelte';
import type { Session } from './session.svelte';

/** Opens the sitting of the place that the route leads to. */
export class Arrival {
	readonly storage = browserStorage();
	#route: Route;
	#session: Session;
	#at: Route['place'] | undefined;
	#run: LessonRun | undefined = $state.raw();
	#missing = $state(false);
	#sitting = $state('');

	constructor(route: Route, session: Session) {
		this.#route = route;
		this.#session = session;
	}

	/** The lesson that is being worked through. */
	get run(): LessonRun | undefined {
		return this.#run;
	}
	/** There is no such lesson. */
	get missing(): boolean {
		return this.#missing;
	}
	/** The name under which what is shown is kept; another name, another picture. */
	get sitting(): string {
		return this.#sitting;
	}

	/** Opens what belongs to the current place, unless that is open. Fulfilled when it is there. */
	async arrive(): Promise<void> {
		const { place } = this.#route;
		if (place === this.#at) return;
		this.#at = place;
		const sitting = sittingNameOf(place);
		if (sitting === undefined) return;
		const lesson = place.name === 'lesson' ? await loadLesson(place.slug) : undefined;
		const opening = place.name === 'example' ? await openingOfExample(place.slug) : undefined;
		if (this.#at !== place) return;
		this.#run?.close();
		this.#missing = (place.name === 'lesson' && !lesson) || (place.name === 'example' && !opening);
		this.#run = lesson && new LessonRun(this.#session, lesson);
		if (this.#missing) return;
		this.#sitting = sitting;
		const { storage } = this;
		await (this.#run?.open(storage) ??
			this.#session.open({ name: sitting, storage, ...(opening ? { opening } : {}) }));
		const chosen = earlySelection(sitting);
		if (chosen !== undefined && this.#at === place) this.#session.select(chosen);
	}
}
