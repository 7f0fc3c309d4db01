import { groupsOf } from '../entra/membership';
import { derived } from '../json';
import { remembered } from '../remembered';
import { idKey } from '../resourceId';
import type { RoleDefinition, World } from '../world';
import type {
	AccessDecision,
	AccessQuestion,
	AccessReason,
	AccessSuggestion,
	ConsideredAssignment,
	ConsideredDeny,
} from './accessDecision';
import { judgeOf } from './actions';
import { assignmentsIn, type IndexedAssignment } from './assignmentIndex';
import { conditionMet } from './conditionMet';
import { denyAssignmentsOf, denyOutcome } from './denyAssignments';
import { grantScope, leastRole } from './leastRole';
import { roleDefinitionByName } from './roles';
import { scopeChainsOf } from './scopeChain';

const SLASH = 47;
const NO_DENIALS: readonly ConsideredDeny[] = [];

const roleOf = (
	world: World,
	{ builtIn, assignment }: IndexedAssignment,
): RoleDefinition | undefined =>
	builtIn ?? roleDefinitionByName(world, assignment.roleDefinitionName);

const meets = (
	world: World,
	condition: IndexedAssignment['condition'],
	question: AccessQuestion,
): boolean =>
	condition === undefined || (condition !== 'never' && conditionMet(world, condition, question));

/** What decisions look up, found once for each world. */
const rulesOf = derived((world: World) => ({
	chainOf: scopeChainsOf(world),
	assignmentsOf: assignmentsIn(world.roleAssignments),
	denials: denyAssignmentsOf(world),
}));
type Rules = ReturnType<typeof rulesOf>;

function grants(
	world: World,
	{ assignmentsOf }: Rules,
	principalId: string,
	question: AccessQuestion,
	chain: ReadonlySet<string>,
): boolean {
	const reaching = assignmentsOf(principalId).reaching(chain);
	if (reaching.length === 0) return false;
	const verdict = judgeOf(question.action, question.plane);
	for (const each of reaching) {
		const role = roleOf(world, each);
		if (role && verdict(role) === 'granted' && meets(world, each.condition, question)) return true;
	}
	return false;
}

const groupsIn = (world: World, { groups, principalId }: AccessQuestion): readonly string[] =>
	groups ?? groupsOf(world, principalId);

/** Whether a principal may do something: {@link checkAccess} without the reasons. */
export function isAllowed(world: World, question: AccessQuestion): boolean {
	const rules = rulesOf(world);
	const chain = rules.chainOf(question.scope);
	const groups = groupsIn(world, question);
	for (const deny of rules.denials)
		if (denyOutcome(deny, question, groups, chain) === 'denied') return false;
	if (grants(world, rules, question.principalId, question, chain)) return true;
	for (const group of groups) if (grants(world, rules, group, question, chain)) return true;
	return false;
}

/** `near` reach the scope, the others do not. */
function reasonOf(
	near: readonly ConsideredAssignment[],
	others: boolean,
	grantsElsewhere: boolean,
): AccessReason {
	const came = (outcome: ConsideredAssignment['outcome']) =>
		near.some((each) => each.outcome === outcome);
	for (const reason of ['granted', 'propagating', 'conditionNotMet'] as const)
		if (came(reason)) return reason;
	if (grantsElsewhere) return 'otherScope';
	if (came('excludedByNotActions')) return 'excludedByNotActions';
	if (came('otherPlane')) return 'wrongPlane';
	if (came('actionNotListed')) return 'noMatchingAction';
	return others ? 'noneReaches' : 'noAssignment';
}

/** Which of the assignments that still propagate to wait for: the one that will be there first. */
function firstToArrive(
	world: World,
	considered: readonly ConsideredAssignment[],
): AccessSuggestion | undefined {
	return considered
		.filter(({ outcome }) => outcome === 'propagating')
		.map(({ roleAssignmentId, roleName, scope }) => {
			const key = idKey(roleAssignmentId);
			const timer = world.timers.find(
				({ record }) => record.kind === 'roleAssignment' && record.key === key,
			);
			const roleDefinitionName = world.roleAssignments[key]?.roleDefinitionName ?? '';
			return { roleDefinitionName, roleName, scope, waitUntil: timer?.at ?? world.now };
		})
		.sort((a, b) => a.waitUntil - b.waitUntil)[0];
}

/** The role that would do and little else, where it would do. */
function leastGrant(
	world: World,
	{ action, plane, scope }: AccessQuestion,
): AccessSuggestion | undefined {
	const role = leastRole(action, plane);
	return (
		role && {
			roleDefinitionName: role.name,
			roleName: role.roleName,
			scope: grantScope(world, scope),
		}
	);
}

/** How many segments two scopes share: the more, the nearer they are. */
function sharedSegments(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	let shared = 0;
	for (let at = 0; at < length && a.charCodeAt(at) === b.charCodeAt(at); at++)
		if (a.charCodeAt(at) === SLASH) shared++;
	return shared;
}

/** How near other scopes are to the one that a chain begins with. */
const nearnessTo = derived((chain: ReadonlySet<string>) => {
	const [key = ''] = chain;
	return remembered((scopeKey: string) => sharedSegments(scopeKey, key));
});

/** The deny assignments of the world and what came of each: those that reach the scope first. */
function considerDenials(
	{ denials }: Rules,
	question: AccessQuestion,
	groups: readonly string[],
	reaches: ReadonlySet<string>,
): readonly ConsideredDeny[] {
	if (denials.length === 0) return NO_DENIALS;
	const considered = denials.map((deny) => ({
		denyAssignmentId: deny.id,
		denyAssignmentName: deny.denyAssignmentName,
		scope: deny.scope,
		outcome: denyOutcome(deny, question, groups, reaches),
	}));
	const elsewhere = ({ outcome }: ConsideredDeny) => (outcome === 'otherScope' ? 1 : 0);
	return considered.sort((a, b) => elsewhere(a) - elsewhere(b) || b.scope.length - a.scope.length);
}

/**
 * Decides as Azure does: a deny assignment that applies refuses; else the assignments of the principal and its groups that
 * reach the scope; of each the role's actions without its NotActions, in the plane of the operation, and its condition; one
 * that grants is enough. Says of every assignment what came of it.
 * @see https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 */
export function checkAccess(world: World, question: AccessQuestion): AccessDecision {
	const rules = rulesOf(world);
	const reaches = rules.chainOf(question.scope);
	const near: ConsideredAssignment[] = [];
	/** By how near they are to the scope: at 4 those that share four segments with it. */
	const elsewhere: ConsideredAssignment[][] = [];
	const nearnessOf = nearnessTo(reaches);
	const judge = judgeOf(question.action, question.plane);
	let grantsElsewhere = false;
	const consider = (each: IndexedAssignment): void => {
		const { assignment, scopeKey, effective, condition } = each;
		const { id, scope, principalId, roleDefinitionName } = assignment;
		const role = roleOf(world, each);
		const verdict = role ? judge(role) : 'actionNotListed';
		const here = reaches.has(scopeKey);
		let outcome: ConsideredAssignment['outcome'] = verdict;
		if (!here) outcome = 'otherScope';
		else if (verdict === 'granted' && !meets(world, condition, question))
			outcome = 'conditionNotMet';
		else if (verdict === 'granted' && !effective) outcome = 'propagating';
		const roleName = role?.roleName ?? roleDefinitionName;
		const one = { roleAssignmentId: id, roleName, scope, principalId, outcome };
		if (here) near.push(one);
		else (elsewhere[nearnessOf(scopeKey)] ??= []).push(one);
		if (!here && verdict === 'granted') grantsElsewhere = true;
	};
	rules.assignmentsOf(question.principalId).all.forEach(consider);
	const groups = groupsIn(world, question);
	for (const group of groups) rules.assignmentsOf(group).all.forEach(consider);
	if (near.length > 1) {
		// In the order of the chain, for a management group's id is longer than that of a subscription in it.
		if (groups.length > 0 || near.some(({ scope }) => !scope.startsWith('/subscriptions/'))) {
			const order = [...reaches];
			const rank = ({ scope }: ConsideredAssignment) => order.indexOf(idKey(scope));
			near.sort((a, b) => rank(a) - rank(b));
		}
	}
	const considered = [...near];
	for (let shared = elsewhere.length - 1; shared >= 0; shared--)
		for (const one of elsewhere[shared] ?? []) considered.push(one);
	const denials = considerDenials(rules, question, groups, reaches);
	if (denials.some(({ outcome }) => outcome === 'denied'))
		return { allowed: false, question, considered, denials, reason: 'denied' };
	const reason = reasonOf(near, considered.length > near.length, grantsElsewhere);
	const granted = near.find(({ outcome }) => outcome === 'granted');
	if (granted)
		return {
			allowed: true,
			question,
			roleAssignmentId: granted.roleAssignmentId,
			considered,
			denials,
			reason,
		};
	const suggestion =
		reason === 'propagating' ? firstToArrive(world, near) : leastGrant(world, question);
	const decision = { allowed: false, question, considered, denials, reason };
	return suggestion ? { ...decision, suggestion } : decision;
}
