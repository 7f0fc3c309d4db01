import { compileElsewhere, loadLesson, type Fault, type Lesson } from '../course';
import { prepare, type StoragePort } from '../playground';
import { earlySelection } from './boot/earlyCanvas';
import { inTurns, turn } from './canvas/turns';
import { openingOfExample } from './examples/opening';
import type { LessonRun } from './lesson/lessonRun.svelte';
import { sittingNameOf, type Place } from './place';
import type { Route } from './route.svelte';
import type { Session } from './session.svelte';
import { language } from './words/language';

/** Opens the sitting of the place that the route leads to. */
export class Arrival {
	readonly storage: StoragePort;
	#route: Route;
	#session: Session;
	#at: Route['place'] | undefined;
	#run: LessonRun | undefined = $state.raw();
	#missing = $state(false);
	#unfetched = $state(false);
	#faults: readonly Fault[] = $state.raw([]);
	#sitting = $state('');

	constructor(route: Route, session: Session, storage: StoragePort) {
		this.storage = storage;
		this.#route = route;
		this.#session = session;
	}

	/** The lesson that is being worked through. */
	get run(): LessonRun | undefined {
		return this.#run;
	}
	/** Why a lesson from elsewhere cannot be opened. */
	get faults(): readonly Fault[] {
		return this.#faults;
	}
	/** There is no such lesson. */
	get missing(): boolean {
		return this.#missing;
	}
	/** What belongs to the place could not be fetched. */
	get unfetched(): boolean {
		return this.#unfetched;
	}
	/** The name under which what is shown is kept; another name, another picture. */
	get sitting(): string {
		return this.#sitting;
	}

	/** The lesson of a place; `undefined` where there is none. */
	async #lessonOf(place: Place): Promise<Lesson | undefined> {
		this.#faults = [];
		if (place.name === 'lesson') return loadLesson(place.slug, language);
		if (place.name !== 'given') return undefined;
		const [{ unpackText }, { iacPorts }] = await Promise.all([
			import('./course/givenLink'),
			import('../playground'),
		]);
		const compiled = await compileElsewhere((await unpackText(place.text)) ?? '', iacPorts);
		if ('value' in compiled) return compiled.value;
		this.#faults = compiled.faults;
		return undefined;
	}

	/** Tries once more to open what could not be fetched. */
	async again(): Promise<void> {
		this.#unfetched = false;
		this.#at = undefined;
		await this.arrive();
	}

	/** Opens what belongs to the current place, unless that is open. Fulfilled when it is there. */
	async arrive(): Promise<void> {
		const { place } = this.#route;
		if (place === this.#at) return;
		const isFirst = this.#at === undefined;
		const before = this.#at && sittingNameOf(this.#at);
		this.#at = place;
		const sitting = sittingNameOf(place);
		// Another step of the same lesson is no other sitting.
		if (sitting === undefined || sitting === before) return;
		const isLesson = place.name === 'lesson' || place.name === 'given';
		this.#unfetched = false;
		const fetched = await Promise.all([
			this.#lessonOf(place),
			place.name === 'example' ? openingOfExample(place.slug) : undefined,
			isLesson ? import('./lesson/lessonRun.svelte') : undefined,
		]).catch(() => undefined);
		if (this.#at !== place) return;
		if (!fetched) {
			this.#run?.close();
			this.#run = undefined;
			this.#unfetched = true;
			return;
		}
		const [lesson, opening, parts] = fetched;
		const run = lesson && parts && new parts.LessonRun(this.#session, lesson, sitting);
		const begins = run?.start ?? (opening ? { opening } : {});
		// Behind the shell nobody can do anything meanwhile; later what was kept is done again in one go, before any click.
		const doneAgain = isFirst ? { inTurns } : {};
		await turn();
		// An opening is a dozen commands: on a slow phone each of them is felt.
		const start = await inTurns(prepare({ ...begins, ...doneAgain }));
		if (this.#at !== place) return;
		this.#run?.close();
		this.#missing = (isLesson && !lesson) || (place.name === 'example' && !opening);
		this.#run = run;
		if (this.#missing) return;
		this.#sitting = sitting;
		const { storage } = this;
		await (run?.open(storage, start) ?? this.#session.open({ ...start, name: sitting, storage }));
		const chosen = earlySelection(sitting);
		if (chosen !== undefined && this.#at === place) this.#session.select(chosen);
	}
}
