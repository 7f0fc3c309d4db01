import type { World } from '../../azure';
import { openingOf, readActions, type Action, type Lesson } from '../../course';
import { replay } from '../../playground';

/** A step of a handout. */
export interface HandoutStep {
	readonly action: Action;
	/** What it prints; cut where it is long. */
	readonly printed: string;
	/** Azure says no to it, and so it should. */
	readonly expected: boolean;
}

/** A lesson as it stands on paper: its worlds before and after, and the steps of its first solution. */
export interface Handout {
	readonly before: World;
	readonly after: World;
	readonly steps: readonly HandoutStep[];
}

const LINES = 14;

/** What was printed, as far as paper has room for it. */
function cut(text: string): string {
	const lines = text.trim().split('\n');
	return lines.length <= LINES ? lines.join('\n') : [...lines.slice(0, LINES), '…'].join('\n');
}

/** Does a lesson's first solution and writes down what comes of it (pure). */
export function handoutOf(lesson: Lesson): Handout {
	const actions = readActions(lesson.solutions[0]?.text ?? '');
	const { start, steps } = replay({
		options: { timing: lesson.timing },
		opening: openingOf(lesson),
		causes: actions.map(({ action }) => action),
		position: actions.length,
	});
	return {
		before: start.world,
		after: steps.at(-1)?.world ?? start.world,
		steps: actions.map(({ action, expect }, index) => {
			const printed = steps[index]?.printed;
			return {
				action,
				printed: printed ? cut(printed.stdout + printed.stderr) : '',
				expected: expect !== undefined,
			};
		}),
	};
}
