import { checkAccess, type AccessDecision } from '../azure';
import { currentWorld, type GoalContext } from './context';
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

/** Why nobody was let in, from the evaluator's nearest miss. */
const WHY: Readonly<Record<AccessDecision['reason'], string>> = {
	granted: '',
	propagating: ': the role is assigned, but Azure has not spread it everywhere yet',
	denied: ': a deny assignment refuses it',
	conditionNotMet: ': the condition of the role assignment does not hold here',
	otherScope: ': the role is assigned at another scope',
	excludedByNotActions: ': NotActions takes that out of the role',
	wrongPlane: ': the role is for managing the resource, not for the data in it',
	noMatchingAction: ': the role does not allow that',
	noAssignment: ': no role is assigned',
};

const operation = ({ to, on }: AccessGoal): string => {
	const { verb, inside } = OPERATIONS[to];
	const what = spoken(on);
	return on.includes('/') || inside === '' ? `${verb} ${what}` : `${verb} ${inside} ${what}`;
};

function seen(goal: AccessGoal, context: GoalContext): { allowed: boolean; saw: string } {
	const found = decisions(goal, context);
	if (!found) return { allowed: false, saw: `There is no ${goal.on}.` };
	const granted = found.find(({ allowed }) => allowed);
	if (granted) {
		const by = granted.considered.find(({ outcome }) => outcome === 'granted');
		const through = by ? ` through ${by.roleName} at ${spokenScope(by.scope)}` : '';
		return { allowed: true, saw: `${spoken(goal.who)} can ${operation(goal)}${through}.` };
	}
	const [first] = found;
	const why = first ? WHY[first.reason] : ': there is no identity';
	return { allowed: false, saw: `${spoken(goal.who)} cannot ${operation(goal)}${why}.` };
}

/** `access` */
export const access: GoalRule<'access'> = {
	sentence: (goal) => `${spoken(goal.who)} can ${operation(goal)}.`,
	check(goal, context) {
		const { allowed, saw } = seen(goal, context);
		return { met: allowed, saw };
	},
};

/** `noAccess` */
export const noAccess: GoalRule<'noAccess'> = {
	sentence: (goal) => `${spoken(goal.who)} cannot ${operation(goal)}.`,
	check(goal, context) {
		const { allowed, saw } = seen(goal, context);
		return { met: !allowed, saw };
	},
};
