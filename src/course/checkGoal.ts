import { access, noAccess } from './accessGoals';
import type { GoalAnswer, GoalContext } from './context';
import type { Goal } from './goal';
import { before, happened } from './logGoals';
import { moments } from './moments';
import type { GoalRule } from './rule';
import { absent, assigned, exists, identity, noBroaderThan } from './stateGoals';

const lower = (sentence: string): string => sentence.replace(/\.$/, '');

const never: GoalRule<'never'> = {
	sentence: ({ goal }) => `At no time: ${lower(goalSentence(goal))}.`,
	check({ goal }, context) {
		const found = moments(context).find((moment) => checkGoal(goal, moment).met);
		return found
			? { met: false, saw: checkGoal(goal, found).saw }
			: { met: true, saw: 'That was never so.' };
	},
};

const answered: GoalRule<'answered'> = {
	sentence: ({ choice }) =>
		choice === undefined ? 'You made your bet.' : 'You chose the right answer.',
	check({ prediction, choice }, { answers }) {
		const chosen = answers[prediction];
		if (chosen === undefined) return { met: false, saw: 'No answer yet.' };
		const met = choice === undefined || chosen === choice;
		return { met, saw: met ? 'You answered.' : 'You chose another answer.' };
	},
};

/** Every kind of goal. A new kind is a member of {@link Goal}, its row in the schema, and a line here. */
const RULES: { readonly [K in Goal['kind']]: GoalRule<K> } = {
	exists,
	absent,
	identity,
	assigned,
	access,
	noAccess,
	noBroaderThan,
	happened,
	before,
	never,
	answered,
};

/** What a goal asks for, as the checklist says it. */
export function goalSentence(goal: Goal): string {
	// The rule is of this very kind; the compiler cannot follow that through the table.
	return RULES[goal.kind].sentence(goal as never);
}

/** Whether a goal is met, what was expected and what was seen. Never only true or false. */
export function checkGoal(goal: Goal, context: GoalContext): GoalAnswer {
	const answer = RULES[goal.kind].check(goal as never, context);
	return { ...answer, expected: goalSentence(goal) };
}
