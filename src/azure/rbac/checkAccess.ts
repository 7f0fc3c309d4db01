import type { Milliseconds } from '../time';
import { idKey } from '../resourceId';
import type { RoleDefinition, World } from '../world';
import { roleVerdict, type ActionPlane, type RoleVerdict } from './actions';
import { assignmentsByScope, scopeChain, type IndexedAssignment } from './assignmentIndex';
import { grantScope, leastRole } from './leastRole';
import { roleDefinitionByName } from './roles';

/** May this principal do that there? */
export interface AccessQuestion {
	/** Object id. */
	readonly principalId: string;
	/** `Microsoft.KeyVault/vaults/secrets/getSecret/action`. */
	readonly action: string;
	/** ARM id of what is touched; a secret's is `{vaultId}/secrets/{name}`. */
	readonly scope: string;
	/** Whether the operation manages the resource or touches what is in it. */
	readonly plane: ActionPlane;
	/** Object ids of the groups that the principal's token names. */
	readonly groups?: readonly string[];
}

/** One of the principal's assignments and what came of it. */
export interface ConsideredAssignment {
	readonly roleAssignmentId: string;
	readonly roleName: string;
	readonly scope: string;
	/** The principal itself or one of its groups. */
	readonly principalId: string;
	/** `propagating`: it would grant, but Azure does not know it everywhere yet. `otherPlane`: its role lists the operation, but for the other plane. */
	readonly outcome:
		| 'granted'
		| 'propagating'
		| 'otherScope'
		| 'actionNotListed'
		| 'excludedByNotActions'
		| 'otherPlane';
}

/** Why a decision came out as it did; of a refusal, what was nearest to granting it. */
export type AccessReason =
	| 'granted'
	| 'propagating'
	| 'otherScope'
	| 'excludedByNotActions'
	| 'wrongPlane'
	| 'noMatchingAction'
	| 'noAssignment';

/** The smallest change that would turn a refusal: to grant this role at this scope. */
export interface AccessSuggestion {
	readonly roleDefinitionName: string;
	readonly roleName: string;
	readonly scope: string;
	/** Set when that role is assigned already and all that is missing is to wait until this moment. */
	readonly waitUntil?: Milliseconds;
}

/** The answer to a question, and how it was found. */
export interface AccessDecision {
	readonly allowed: boolean;
	readonly question: AccessQuestion;
	/** The assignment that granted it. */
	readonly roleAssignmentId?: string;
	/** All of the principal's assignments: those that reach the scope, narrowest first, then the others. */
	readonly considered: readonly ConsideredAssignment[];
	readonly reason: AccessReason;
	readonly suggestion?: AccessSuggestion;
}

const NOBODY: readonly string[] = [];

const verdictOf = (role: RoleDefinition | undefined, question: AccessQuestion): RoleVerdict =>
	role ? roleVerdict(role, question.action, question.plane) : 'actionNotListed';

function grants(world: World, principalId: string, question: AccessQuestion): boolean {
	const own = assignmentsByScope(world, principalId);
	if (!own) return false;
	const reaches = scopeChain(question.scope);
	const granted = ({ assignment, effective }: IndexedAssignment) =>
		effective &&
		verdictOf(roleDefinitionByName(world, assignment.roleDefinitionName), question) === 'granted';
	// Whichever is shorter: the principal's assignments, or the scopes from here to the root.
	if (own.all.length <= reaches.size)
		return own.all.some((each) => reaches.has(each.scopeKey) && granted(each));
	for (const key of reaches) if (own.byScope.get(key)?.some(granted)) return true;
	return false;
}

/** Whether a principal may do something: {@link checkAccess} without the reasons. */
export function isAllowed(world: World, question: AccessQuestion): boolean {
	if (grants(world, question.principalId, question)) return true;
	for (const group of question.groups ?? NOBODY) if (grants(world, group, question)) return true;
	return false;
}

function reasonOf(
	considered: readonly ConsideredAssignment[],
	grantsElsewhere: boolean,
): AccessReason {
	const came = (outcome: ConsideredAssignment['outcome']) =>
		considered.some((each) => each.outcome === outcome);
	if (came('granted')) return 'granted';
	if (came('propagating')) return 'propagating';
	if (grantsElsewhere) return 'otherScope';
	if (came('excludedByNotActions')) return 'excludedByNotActions';
	if (came('otherPlane')) return 'wrongPlane';
	if (came('actionNotListed')) return 'noMatchingAction';
	return considered.length > 0 ? 'otherScope' : 'noAssignment';
}

function suggest(
	world: World,
	question: AccessQuestion,
	considered: readonly ConsideredAssignment[],
): AccessSuggestion | undefined {
	const waiting = considered
		.filter(({ outcome }) => outcome === 'propagating')
		.map(({ roleAssignmentId, roleName, scope }) => {
			const key = idKey(roleAssignmentId);
			const timer = world.timers.find(
				({ record }) => record.kind === 'roleAssignment' && record.key === key,
			);
			const roleDefinitionName = world.roleAssignments[key]?.roleDefinitionName ?? '';
			return { roleDefinitionName, roleName, scope, waitUntil: timer?.at ?? world.now };
		})
		.sort((a, b) => a.waitUntil - b.waitUntil);
	if (waiting[0]) return waiting[0];
	const role = leastRole(question.action, question.plane);
	return (
		role && {
			roleDefinitionName: role.name,
			roleName: role.roleName,
			scope: grantScope(world, question.scope),
		}
	);
}

/**
 * Decides as Azure does: the assignments of the principal and its groups that reach the scope; of each the role's actions
 * without its NotActions, in the plane of the operation; one that grants is enough. Says of every assignment what came of it.
 * @see https://learn.microsoft.com/azure/role-based-access-control/overview#how-azure-rbac-determines-if-a-user-has-access-to-a-resource
 */
export function checkAccess(world: World, question: AccessQuestion): AccessDecision {
	const reaches = scopeChain(question.scope);
	const near: ConsideredAssignment[] = [];
	const elsewhere: ConsideredAssignment[] = [];
	let grantsElsewhere = false;
	const consider = ({ assignment, scopeKey, effective }: IndexedAssignment): void => {
		const { id, scope, principalId, roleDefinitionName } = assignment;
		const role = roleDefinitionByName(world, roleDefinitionName);
		const verdict = verdictOf(role, question);
		const here = reaches.has(scopeKey);
		const waits = verdict === 'granted' && !effective;
		const outcome = !here ? 'otherScope' : waits ? 'propagating' : verdict;
		const roleName = role?.roleName ?? roleDefinitionName;
		(here ? near : elsewhere).push({
			roleAssignmentId: id,
			roleName,
			scope,
			principalId,
			outcome,
		});
		if (!here && verdict === 'granted') grantsElsewhere = true;
	};
	assignmentsByScope(world, question.principalId)?.all.forEach(consider);
	for (const group of question.groups ?? NOBODY)
		assignmentsByScope(world, group)?.all.forEach(consider);
	if (question.groups?.length) near.sort((a, b) => b.scope.length - a.scope.length);
	const considered = near.concat(elsewhere);
	const reason = reasonOf(considered, grantsElsewhere);
	const granted = near.find(({ outcome }) => outcome === 'granted');
	if (granted)
		return {
			allowed: true,
			question,
			roleAssignmentId: granted.roleAssignmentId,
			considered,
			reason,
		};
	const suggestion = suggest(world, question, considered);
	return { allowed: false, question, considered, reason, ...(suggestion ? { suggestion } : {}) };
}
