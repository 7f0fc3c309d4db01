import { access, noAccess } from './accessGoals';
import type { GoalAnswer, GoalContext } from './context';
import type { Goal } from './goal';
import { goalWords, type GoalWords } from './goalWords';
import { before, happened } from './logGoals';
import { moments } from './moments';
import type { GoalRule } from './rule';
import { absent, assigned, exists, identity, noBroaderThan } from './stateGoals';

const never: GoalRule<'never'> = {
	sentence: ({ goal }, words) => words.never(goalSentence(goal, words)),
	check({ goal }, context, words) {
		const found = moments(context).find((moment) => checkGoal(goal, moment, words).met);
		return found
			? { met: false, saw: checkGoal(goal, found, words).saw }
			: { met: true, saw: words.neverSo };
	},
};

const answered: GoalRule<'answered'> = {
	sentence: ({ choice }, words) => words.bet(choice !== undefined),
	check({ prediction, choice }, { answers }, words) {
		const chosen = answers[prediction];
		if (chosen === undefined) return { met: false, saw: words.noAnswer };
		const met = choice === undefined || chosen === choice;
		return { met, saw: words.answered(met) };
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

/** What a goal asks for, as the checklist says it in `words`. */
export function goalSentence(goal: Goal, words: GoalWords = goalWords): string {
	// The rule is of this very kind; the compiler cannot follow that through the table.
	return RULES[goal.kind].sentence(goal as never, words);
}

/** Whether a goal is met, what was expected and what was seen. Never only true or false. Told in `words`. */
export function checkGoal(
	goal: Goal,
	context: GoalContext,
	words: GoalWords = goalWords,
): GoalAnswer {
	const answer = RULES[goal.kind].check(goal as never, context, words);
	return { ...answer, expected: goalSentence(goal, words) };
}
