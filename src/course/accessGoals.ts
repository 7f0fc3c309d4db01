import { checkAccess, type AccessDecision } from '../azure';
import { currentWorld, type GoalContext } from './context';
import type { GoalWords } from './goalWords';
import type { GoalOf, GoalRule } from './rule';
import { findThing, principalsOf, spoken, spokenScope } from './names';
import { OPERATIONS } from './operations';

type AccessGoal = GoalOf<'access' | 'noAccess'>;

/** What the evaluator says for each of the principals that a name may act with; `undefined` when there is no target. */
function decisions(
	{ who, to, on }: AccessGoal,
	context: GoalContext,
): AccessDecision[] | undefined {
	const world = currentWorld(context);
	const target = findThing(world, on);
	if (!target) return undefined;
	const { action, plane } = OPERATIONS[to];
	// An identity that is gone asks for nothing; what it could once do is no answer.
	const living = findThing(world, who)
		? principalsOf({ ...context, start: world, worlds: [] }, who)
		: [];
	return living.map((principalId) =>
		checkAccess(world, { principalId, action, plane, scope: target.id }),
	);
}

function seen(
	goal: AccessGoal,
	context: GoalContext,
	words: GoalWords,
): { allowed: boolean; saw: string } {
	const { to, on } = goal;
	const who = spoken(goal.who);
	const found = decisions(goal, context);
	if (!found) return { allowed: false, saw: words.missing(on) };
	const granted = found.find(({ allowed }) => allowed);
	if (granted) {
		const by = granted.considered.find(({ outcome }) => outcome === 'granted');
		const through = by && { role: by.roleName, at: spokenScope(by.scope) };
		return { allowed: true, saw: words.can(who, to, spoken(on), through) };
	}
	// From the evaluator's nearest miss.
	const why = found[0]?.reason ?? 'noIdentity';
	return { allowed: false, saw: words.cannot(who, to, spoken(on), why) };
}

/** `access` */
export const access: GoalRule<'access'> = {
	sentence: ({ who, to, on }, words) => words.can(spoken(who), to, spoken(on)),
	check(goal, context, words) {
		const { allowed, saw } = seen(goal, context, words);
		return { met: allowed, saw };
	},
};

/** `noAccess` */
export const noAccess: GoalRule<'noAccess'> = {
	sentence: ({ who, to, on }, words) => words.cannot(spoken(who), to, spoken(on)),
	check(goal, context, words) {
		const { allowed, saw } = seen(goal, context, words);
		return { met: !allowed, saw };
	},
};
