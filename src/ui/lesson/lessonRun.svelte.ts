import { createActor, type ActorRefFrom } from 'xstate';
import {
	checkLesson,
	errorCodes,
	goneTooEarly,
	hintsFor,
	isSolved,
	lessonMachine,
	openingOf,
	readActions,
	triesFor,
	type GoalContext,
	type GoalProgress,
	type Hint,
	type Action,
	type Lesson,
} from '../../course';
import type { PlaygroundOptions, StoragePort } from '../../playground';
import { isObject, parseJson } from '../../azure';
import { keepProof } from '../course/proofs';
import { keeper } from '../course/record.svelte';
import { recall, remember } from '../remember';
import type { Session } from '../session.svelte';
import { words } from '../words';
import { goalWords } from '../words/goals';
import { runsOfBlocks } from './runsOfBlocks';
import { stepNumbers } from './stepNumbers';

/** What was bet in a sitting: it begins anew with the sitting, while the learner's record keeps the last answer. */
function rememberedAnswers(sitting: string): Record<string, string> {
	const answers = parseJson(recall(`answers.${sitting}`));
	if (!isObject(answers)) return {};
	return Object.fromEntries(
		Object.entries(answers).filter(
			(entry): entry is [string, string] => typeof entry[1] === 'string',
		),
	);
}

/** The lesson's blocks of lines, each with the last one that it runs. */
function linesOf({ prose }: Lesson): readonly { step: number; line: string }[] {
	return [...stepNumbers(prose)].flatMap(([block, step]) => {
		if (block.kind !== 'command') return [];
		const lines = readActions(block.lines).flatMap(({ action }) =>
			action.kind === 'run' ? [action.line] : [],
		);
		return lines.slice(-1).map((line) => ({ step, line }));
	});
}

/** A lesson being worked through: the course's machine, told of what happens in the session. */
export class LessonRun {
	readonly lesson: Lesson;
	/** Whether it is one of the course's: only these count in the learner's record. */
	readonly own: boolean;
	#session: Session;
	#sitting: string;
	#actor: ActorRefFrom<typeof lessonMachine> | undefined;
	#seen = 0;
	#progress: readonly GoalProgress[] = $state.raw([]);
	#answers: Readonly<Record<string, string>> = $state.raw({});
	#tries = $state.raw({ attempts: 0, errors: [] as readonly string[] });
	/** How many hints the learner asked to see since the world last changed. */
	#shown = $state(0);
	/** The block that was clicked, by the id of the step that this made. */
	#clicked: ReadonlyMap<number, number> = $state.raw(new Map());
	#runs: ReadonlyMap<number, number> = $derived.by(() => {
		const { transcript, position } = this.#session;
		const runs = transcript
			.slice(0, position)
			.flatMap(({ id, cause }) => (cause.kind === 'run' ? [{ id, line: cause.line }] : []));
		return runsOfBlocks(linesOf(this.lesson), runs, this.#clicked);
	});

	constructor(session: Session, lesson: Lesson, sitting: string) {
		this.#session = session;
		this.#sitting = sitting;
		this.lesson = lesson;
		this.own = lesson.chapter !== '';
	}

	/** How the lesson's sitting begins. */
	get start(): PlaygroundOptions {
		const { lesson } = this;
		return { world: { timing: lesson.timing }, opening: openingOf(lesson) };
	}

	/** Opens the lesson's sitting, where it was left or at its start. */
	async open(storage: StoragePort, start = this.start): Promise<void> {
		this.#answers = rememberedAnswers(this.#sitting);
		await this.#session.open({ ...start, name: this.#sitting, storage });
		this.#begin();
	}

	#begin(): void {
		this.#actor?.stop();
		this.#seen = this.#newest();
		const actor = createActor(lessonMachine, {
			input: { progress: this.#check(), answers: this.#answers },
		});
		actor.subscribe(({ context, value }) => {
			this.#progress = context.progress;
			this.#answers = context.answers;
			this.#tries = triesFor(context);
			if (value === 'solved' && this.own) this.#record();
		});
		this.#progress = this.#check();
		actor.start();
		this.#actor = actor;
	}

	/** It is solved: the learner's record says so, and the transcript is kept. */
	#record(): void {
		keeper.solved(this.lesson.slug);
		keepProof(this.lesson.slug, this.#answers, this.#session.sitting);
	}

	/** Stops following the session. */
	close(): void {
		this.#actor?.stop();
		this.#actor = undefined;
	}

	#newest(): number {
		return Math.max(0, ...this.#session.transcript.map(({ id }) => id));
	}

	#context(): GoalContext {
		const { start, transcript, position } = this.#session;
		return {
			start,
			worlds: transcript.slice(0, position).map(({ world }) => world),
			answers: this.#answers,
		};
	}

	#check(): readonly GoalProgress[] {
		return checkLesson(this.lesson, this.#context(), goalWords);
	}

	/** To be called after every change of the session. */
	follow(): void {
		if (!this.#actor) return;
		const { transcript, position } = this.#session;
		const step = transcript[position - 1];
		const progress = this.#check();
		if (transcript.length === 0 && this.#seen > 0) {
			this.#seen = 0;
			this.#shown = 0;
			this.#answers = {};
			this.#clicked = new Map();
			remember(`answers.${this.#sitting}`, undefined);
			this.#actor.send({ type: 'startedOver', progress });
		} else if (step && step.id > this.#seen) {
			this.#seen = step.id;
			this.#shown = 0;
			const before = this.progress;
			this.#actor.send({ type: 'acted', progress, errors: errorCodes(step.exchanges) });
			this.#tell(before);
		} else this.#actor.send({ type: 'moved', progress });
	}

	/** Has those hear it who do not see the ticks: which goals this step reached. */
	#tell(before: readonly GoalProgress[]): void {
		const open = new Set(before.filter(({ met, keep }) => !met && !keep).map(({ id }) => id));
		const reached = this.progress.filter(({ id, met }) => met && open.has(id));
		const said = reached.map(({ expected }) => words.lesson.reached(expected));
		if (said.length === 0) return;
		this.#session.announce([...said, this.solved ? words.lesson.solved : ''].join(' ').trim());
	}

	/**
	 * Where each goal stands, in the lesson's order. What holds before its time came is not ticked yet; what must only stay
	 * as it is holds from the start.
	 */
	get progress(): readonly GoalProgress[] {
		const met = new Set(this.#progress.filter((goal) => goal.met).map(({ id }) => id));
		const needs = new Map(this.lesson.goals.map((goal) => [goal.id, goal.needs]));
		return this.#progress.map((goal) =>
			goal.met && !goal.keep && needs.get(goal.id)?.some((id) => !met.has(id))
				? { ...goal, met: false, state: 'waiting' }
				: goal,
		);
	}
	get solved(): boolean {
		return this.#progress.length > 0 && isSolved(this.#progress);
	}
	/** What was chosen, by prediction. */
	get answers(): Readonly<Record<string, string>> {
		return this.#answers;
	}

	/** The hints that fit now: those for a mistake come by themselves, the others when asked for. */
	get hints(): readonly Hint[] {
		const fitting = hintsFor(this.lesson, this.#context(), {
			...this.#tries,
			attempts: Math.max(this.#tries.attempts, this.#shown > 0 ? Infinity : 0),
		});
		const first = fitting[0];
		if (!first) return [];
		const unasked =
			first.error !== undefined || (first.when !== undefined && this.#tries.attempts > 0);
		return this.#shown > 0 || unasked ? [first] : [];
	}
	/** The names of what is gone while a goal still needs it: only undo brings it back. */
	get goneTooEarly(): readonly string[] {
		return this.#progress.length === 0 ? [] : goneTooEarly(this.lesson, this.#context());
	}
	/** Whether the exact command of the hint is shown: asked for twice. */
	get commandShown(): boolean {
		return this.#shown > 1;
	}

	askForHelp(): void {
		this.#shown += 1;
		this.#actor?.send({ type: 'askedForHelp' });
	}

	/** Begins the lesson again. */
	startOver(): void {
		this.#session.startOver();
		this.follow();
	}

	/** The id of the newest run that the text's block of this number shows; `undefined` when it has none in effect. */
	shownRun(step: number): number | undefined {
		return this.#runs.get(step);
	}

	/** Does what a script says, or the block of the text with this number. */
	perform(action: Action, step?: number): void {
		if (action.kind === 'run') this.#session.run(action.line);
		else if (action.kind === 'advance') this.#session.advance(action.duration);
		else this.#session.signInAs(action.as);
		if (step !== undefined) this.#clicked = new Map(this.#clicked).set(this.#newest(), step);
		this.follow();
	}

	/** Makes a bet. */
	answer(prediction: string, choice: string): void {
		const answers = { ...this.#answers, [prediction]: choice };
		remember(`answers.${this.#sitting}`, JSON.stringify(answers));
		this.#answers = answers;
		if (this.own) keeper.answered(this.lesson.slug, prediction, choice);
		this.#actor?.send({ type: 'answered', prediction, choice, progress: this.#check() });
	}
}
