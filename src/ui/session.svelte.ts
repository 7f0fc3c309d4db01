import {
	handle,
	type HttpRequest,
	type HttpResponse,
	type Milliseconds,
	type Timing,
	type World,
} from '../azure';
import type { PersonKey, programs } from '../azure';
import { commandsFor } from '../cli';
import {
	createPlayground,
	describeStep,
	type Playground,
	type PlaygroundOptions,
	type Sitting,
	type Step,
	type StepSummary,
} from '../playground';
import { afterPaint, untilLeaving } from './afterPaint';
import { mainEvents } from './feed/mainEvents';
import { firstFailure, type Failure } from './views/failures';
import { thingOf, type Thing } from './views/things';
import { plain, words } from './words';
import { readRun } from './workload/reading';
import { reasonText } from './workload/reasonText';

/** A step that is being shown on the canvas: its requests travel there. Every run is a new object. */
export interface Trace {
	readonly step: Step;
}

/** A sitting as it was painted last. */
interface Told {
	readonly world: World;
	readonly transcript: readonly Step[];
	readonly position: number;
}

/**
 * What the page knows of the sitting that it shows. One instance serves the whole page; {@link Session.open} puts
 * another sitting into it. Everything that changes the world goes through here.
 */
export class Session {
	#playground: Playground = createPlayground();
	#unsubscribe: () => void = () => undefined;
	#summaries = new WeakMap<Step, StepSummary>();
	#labels = new WeakMap<Step, string>();

	#world: World = $state.raw(this.#playground.world);
	#start: World = $state.raw(this.#playground.start);
	#transcript: readonly Step[] = $state.raw([]);
	#position = $state(0);
	#canUndo = $state(false);
	#canRedo = $state(false);
	#saveState: Playground['saveState'] = $state('saved');
	#notice: Playground['notice'] = $state.raw(undefined);
	#busy = $state(true);
	#selectedId: string | undefined = $state();
	#failure: Failure | undefined = $state.raw(undefined);
	#trace: Trace | undefined = $state.raw(undefined);
	#announcement = $state('');
	#saying = '';
	#told: Told = $state.raw({ world: this.#playground.world, transcript: [], position: 0 });
	/** Calls off what is to be told once the next frame is painted. */
	#telling: (() => void) | undefined;
	/** Writes what waits to be written. */
	#write: () => void = () => undefined;
	/** While several steps are done as one: how many, and what was to be said last. */
	#together: { steps: number; last: string } | undefined;
	#selected = $derived(thingOf(this.#world, this.#selectedId));

	/** The world as it is now. */
	get world(): World {
		return this.#world;
	}
	/** The world before the first step. */
	get start(): World {
		return this.#start;
	}
	/** All steps, undone ones included: those lie at and after {@link position}. */
	get transcript(): readonly Step[] {
		return this.#transcript;
	}
	get position(): number {
		return this.#position;
	}
	/**
	 * The sitting as what stands beside the picture tells of it: the same, but for the frame in which something was just done.
	 * That frame is the picture's.
	 */
	get told(): Told {
		return this.#told;
	}
	get canUndo(): boolean {
		return this.#canUndo;
	}
	get canRedo(): boolean {
		return this.#canRedo;
	}
	get saveState(): Playground['saveState'] {
		return this.#saveState;
	}
	get notice(): Playground['notice'] {
		return this.#notice;
	}
	/** A sitting is being opened. */
	get busy(): boolean {
		return this.#busy;
	}
	/** What is selected, also while it is gone: undo brings it back. */
	get selectedId(): string | undefined {
		return this.#selectedId;
	}
	/** What is selected, if it is there. */
	get selected(): Thing | undefined {
		return this.#selected;
	}
	/** Azure's error to the last action, until it is dismissed or another action succeeds. */
	get failure(): Failure | undefined {
		return this.#failure;
	}
	/** What the canvas should animate. */
	get trace(): Trace | undefined {
		return this.#trace;
	}
	/** What assistive technology should say. */
	get announcement(): string {
		return this.#announcement;
	}

	/** Shows another sitting. What it was left at is loaded; `busy` until then. */
	async open(options: PlaygroundOptions): Promise<void> {
		this.#unsubscribe();
		// Who comes back at once finds all of it.
		this.#write();
		const playground = createPlayground({
			...options,
			later: (write) => (this.#write = untilLeaving(write)),
		});
		this.#playground = playground;
		this.#unsubscribe = playground.subscribe(() => this.#refresh());
		this.#busy = true;
		this.#selectedId = undefined;
		this.#failure = undefined;
		this.#trace = undefined;
		this.#refresh();
		this.#tell();
		await playground.restored;
		if (this.#playground === playground) this.#busy = false;
	}

	/** Writes what waits to be written. Fulfilled when that was done, or could not be. */
	async settled(): Promise<void> {
		this.#write();
		await this.#playground.settled();
	}

	#refresh(): void {
		const { world, start, transcript, position, canUndo, canRedo, saveState, notice } =
			this.#playground;
		this.#world = world;
		this.#start = start;
		this.#transcript = transcript;
		this.#position = position;
		this.#canUndo = canUndo;
		this.#canRedo = canRedo;
		this.#saveState = saveState;
		this.#notice = notice;
		const told = this.#told;
		if (told.world !== world || told.transcript !== transcript || told.position !== position)
			this.#telling ??= afterPaint(() => this.#tell());
	}

	/** What was done has been painted: now it is told. */
	#tell(): void {
		this.#telling?.();
		this.#telling = undefined;
		this.#told = {
			world: this.#world,
			transcript: this.#transcript,
			position: this.#position,
		};
		if (this.#saying === '') return;
		const same = this.#saying === this.#announcement;
		this.#announcement = same ? `${this.#saying}\u00a0` : this.#saying;
		this.#saying = '';
	}

	/** Selects a thing by its id, or nothing. */
	select(id: string | undefined): void {
		this.#selectedId = id;
	}

	/** Sends requests as one step. `label` is how undo names it. Returns Azure's first error, if any. */
	send(label: string, requests: readonly HttpRequest[]): Failure | undefined {
		return this.#acted(this.#playground.send(requests, label));
	}

	/** Runs a line of the terminal. */
	run(line: string): Failure | undefined {
		const step = this.#playground.run(line);
		const failure = this.#acted(step);
		if (!step.exchanges.some(({ request }) => request.from !== undefined)) return failure;
		// Code on a resource made requests: the program's panel tells how they went.
		this.#failure = undefined;
		this.#trace = { step };
		return undefined;
	}

	/** Runs the program on a resource and shows its requests on the canvas. */
	runProgram(resourceId: string, program: programs.Program): Step {
		const step = this.#playground.runProgram(resourceId, program);
		this.#acted(step);
		// A program that is refused says so itself, in its own panel.
		this.#failure = undefined;
		this.#trace = { step };
		return step;
	}

	/** Keeps what code on a resource asked for as one step, and shows it on the canvas. */
	ranCode(label: string, requests: readonly HttpRequest[], waits: readonly Milliseconds[]): Step {
		const step = this.#playground.send(requests, label, waits);
		this.#acted(step);
		// The code itself was told of every error.
		this.#failure = undefined;
		this.#trace = { step };
		return step;
	}

	/** Signs in as another person. */
	signInAs(person: PersonKey): void {
		this.#acted(this.#playground.signInAs(person));
	}

	/** Lets things happen at once, or take their time. */
	setTiming(timing: Timing): void {
		this.#acted(this.#playground.setTiming(timing));
	}

	/** What it takes to have this sitting again. */
	get sitting(): Sitting {
		return this.#playground.sitting;
	}

	/** Puts another sitting in the place of this one. Throws on one that no playground made. */
	become(sitting: Sitting): void {
		this.#playground.open(sitting);
		this.#selectedId = undefined;
		this.#failure = undefined;
	}

	/** Lets virtual time pass. */
	advance(duration: Milliseconds): void {
		this.#acted(this.#playground.advance(duration));
	}

	/** Takes the last step back. */
	undo(): void {
		const step = this.undoStep;
		if (!step || !this.#playground.undo()) return;
		this.#moved(words.feed.undo(this.#labelAndFate(step)));
	}

	/** Does the step again that was taken back last. */
	redo(): void {
		const step = this.redoStep;
		if (!step || !this.#playground.redo()) return;
		this.#moved(words.feed.redo(this.#labelAndFate(step)));
	}

	/** Goes to the moment after the first `position` steps. */
	goTo(position: number, told: string): void {
		this.#playground.goTo(position);
		this.#moved(told);
	}

	/** Throws everything away and begins again. */
	startOver(): void {
		this.#playground.reset();
		this.#selectedId = undefined;
		this.#moved(words.feed.startedOver);
	}

	/** The step that undo would take back. */
	get undoStep(): Step | undefined {
		return this.#transcript.slice(0, this.#position).findLast(({ changed }) => changed);
	}
	/** The step that redo would do again. */
	get redoStep(): Step | undefined {
		return this.#transcript.slice(this.#position).find(({ changed }) => changed);
	}

	/** The world in which a step was done. */
	before(step: Step): World {
		const index = this.#transcript.indexOf(step);
		return this.#transcript[index - 1]?.world ?? this.#start;
	}

	/** What a step was about. */
	summary(step: Step): StepSummary {
		let summary = this.#summaries.get(step);
		if (!summary) {
			summary = describeStep(step, this.before(step));
			this.#summaries.set(step, summary);
		}
		return summary;
	}

	/** How undo and redo name a step. */
	label(step: Step): string {
		let label = this.#labels.get(step);
		if (label === undefined) {
			label = this.#labelOf(step);
			this.#labels.set(step, label);
		}
		return label;
	}

	/** A step that Azure refused did not do what its label says. */
	#labelAndFate(step: Step): string {
		const label = this.label(step);
		return firstFailure(step.exchanges) ? `${label}, ${words.history.refused}` : label;
	}

	#labelOf(step: Step): string {
		const { cause } = step;
		if (cause.kind === 'send') return cause.label ?? words.labels.other;
		// A command may carry a file: its first line says what it is.
		if (cause.kind === 'run') return cause.line.split('\n', 1)[0] ?? '';
		if (cause.kind === 'advance') return words.labels.advance;
		if (cause.kind === 'timing') return words.timing[cause.timing];
		if (cause.kind === 'signIn') return words.labels.signIn(cause.as);
		return words.labels.program(thingOf(step.world, cause.resourceId)?.name ?? '');
	}

	/** The lines of the terminal that do the same as requests. */
	commands(requests: readonly HttpRequest[], world: World = this.#world): string[] {
		return commandsFor(requests, world);
	}

	/** Asks Azure without leaving a trace. */
	peek(request: HttpRequest): HttpResponse {
		return handle(this.#world, request)[1];
	}

	/**
	 * Has assistive technology say something, also when it is the same as before. What is said at once is said together, once
	 * what it is about is painted.
	 */
	announce(text: string): void {
		if (text === '') return;
		if (this.#together) {
			this.#together.last = text;
			return;
		}
		this.#saying = this.#saying === '' ? text : `${this.#saying} ${text}`;
		this.#telling ??= afterPaint(() => this.#tell());
	}

	/** Does many steps and announces them as one: how many they were, and the last line of what they would have said. */
	together(work: () => void): void {
		if (this.#together) return work();
		const told = { steps: 0, last: '' };
		this.#together = told;
		try {
			work();
		} finally {
			this.#together = undefined;
		}
		this.announce(told.steps > 1 ? words.feed.together(told.steps, told.last).trim() : told.last);
	}

	dismissFailure(): void {
		this.#failure = undefined;
	}

	#acted(step: Step): Failure | undefined {
		if (this.#together) this.#together.steps++;
		const failure =
			step.cause.kind === 'run' && step.printed?.exitCode === 0
				? undefined
				: firstFailure(step.exchanges);
		this.#failure = failure;
		const { told, others } = mainEvents(this.summary(step).events);
		const said = told.map((event) => plain(words.happened(event)));
		if (others > 0) said.push(words.feed.others(others));
		this.announce([...said, this.#reasonOf(step)].join(' ').trim());
		return failure;
	}

	/** Why a program was refused, when its roles decided it. */
	#reasonOf(step: Step): string {
		const from = step.exchanges.find(({ request }) => request.from !== undefined)?.request.from;
		const decision = from && readRun(step, this.before(step), from)?.decision;
		return decision && !decision.allowed ? reasonText(decision) : '';
	}

	#moved(told: string): void {
		this.#failure = undefined;
		this.#trace = undefined;
		this.announce(told);
	}
}
