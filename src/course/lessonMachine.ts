import { assign, setup } from 'xstate';
import { countTry } from './play';
import { isSolved, type GoalProgress, type Tries } from './progress';

/** What a lesson's machine remembers. */
export interface LessonContext {
	readonly progress: readonly GoalProgress[];
	readonly tries: Tries;
	/** How often help was asked for since the last goal was met; counts like a try. */
	readonly asked: number;
	/** Choices made for predictions, by their ids. */
	readonly answers: Readonly<Record<string, string>>;
}

/** What happens while a lesson is being done. */
export type LessonEvent =
	/** Something was done; `errors` are Azure's codes among the answers. */
	| {
			readonly type: 'acted';
			readonly progress: readonly GoalProgress[];
			readonly errors: readonly string[];
	  }
	/** The world is another one without anything being done: undo, redo, a step chosen on the timeline. */
	| { readonly type: 'moved'; readonly progress: readonly GoalProgress[] }
	| {
			readonly type: 'answered';
			readonly prediction: string;
			readonly choice: string;
			readonly progress: readonly GoalProgress[];
	  }
	| { readonly type: 'askedForHelp' }
	| { readonly type: 'startedOver'; readonly progress: readonly GoalProgress[] };

/** What a lesson begins with. */
export interface LessonInput {
	readonly progress: readonly GoalProgress[];
	readonly answers?: Readonly<Record<string, string>>;
}

const NO_TRIES: Tries = { attempts: 0, errors: [] };

/**
 * A lesson being worked through: read, tried, solved. It knows nothing of worlds: whoever runs it checks the goals and tells
 * it. A goal that is lost again takes the lesson back to trying.
 */
export const lessonMachine = setup({
	types: {} as { context: LessonContext; events: LessonEvent; input: LessonInput },
	guards: {
		solves: ({ event }) => 'progress' in event && isSolved(event.progress),
	},
	actions: {
		remember: assign(({ context, event }) =>
			'progress' in event ? { progress: event.progress } : context,
		),
		countTry: assign(({ context, event }) => {
			if (event.type !== 'acted') return {};
			const tries = countTry(context.tries, context.progress, event.progress, event.errors);
			return { tries, asked: tries.attempts === 0 ? 0 : context.asked };
		}),
		countAsking: assign({ asked: ({ context }) => context.asked + 1 }),
		rememberAnswer: assign(({ context, event }) =>
			event.type === 'answered'
				? { answers: { ...context.answers, [event.prediction]: event.choice } }
				: {},
		),
		forget: assign({ tries: NO_TRIES, asked: 0, answers: {} }),
	},
}).createMachine({
	id: 'lesson',
	context: ({ input }) => ({
		progress: input.progress,
		tries: NO_TRIES,
		asked: 0,
		answers: input.answers ?? {},
	}),
	initial: 'reading',
	on: {
		acted: [
			{ guard: 'solves', target: '.solved', actions: ['countTry', 'remember'] },
			{ target: '.trying', actions: ['countTry', 'remember'] },
		],
		moved: [
			{ guard: 'solves', target: '.solved', actions: 'remember' },
			{ target: '.trying', actions: 'remember' },
		],
		answered: [
			{ guard: 'solves', target: '.solved', actions: ['rememberAnswer', 'remember'] },
			{ target: '.trying', actions: ['rememberAnswer', 'remember'] },
		],
		askedForHelp: { target: '.trying', actions: 'countAsking' },
		startedOver: { target: '.reading', actions: ['forget', 'remember'] },
	},
	states: { reading: {}, trying: {}, solved: {} },
});

/** The tries that hints are chosen by: asking for help counts like trying. */
export const triesFor = ({ tries, asked }: LessonContext): Tries => ({
	...tries,
	attempts: tries.attempts + asked,
});
