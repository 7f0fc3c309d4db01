import type { Milliseconds } from '../time';
import type { ActionPlane } from './actions';
import type { AttributeSource } from './condition';

/** What can be asked about access, and what an answer says. */

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
	/** Object ids of the groups that the principal's token names. Default: those that it is in at present. */
	readonly groups?: readonly string[];
	/** What conditions can ask about, besides the names in the scope: by source, then by the attribute's name in lower case. */
	readonly attributes?: Readonly<
		Partial<Record<AttributeSource, Readonly<Record<string, string | readonly string[]>>>>
	>;
	/** `Blob.List`: an action within the action, which conditions can tell apart. */
	readonly subOperation?: string;
}

/** One of the principal's assignments and what came of it. */
export interface ConsideredAssignment {
	readonly roleAssignmentId: string;
	readonly roleName: string;
	readonly scope: string;
	/** The principal itself or one of its groups. */
	readonly principalId: string;
	/**
	 * `propagating`: it would grant, but Azure does not know it everywhere yet. `otherPlane`: its role lists the operation, but for
	 * the other plane. `conditionNotMet`: it would grant, but for its condition.
	 */
	readonly outcome:
		| 'granted'
		| 'propagating'
		| 'conditionNotMet'
		| 'otherScope'
		| 'actionNotListed'
		| 'excludedByNotActions'
		| 'otherPlane';
}

/** What came of a deny assignment that was looked at. */
export type DenyOutcome =
	'denied' | 'otherScope' | 'otherPrincipal' | 'excluded' | 'actionNotListed';

/** A deny assignment and what came of it. */
export interface ConsideredDeny {
	readonly denyAssignmentId: string;
	readonly denyAssignmentName: string;
	readonly scope: string;
	/** `excluded`: the principal or one of its groups is among those that it leaves out. */
	readonly outcome: DenyOutcome;
}

/**
 * Why a decision came out as it did; of a refusal, what was nearest to granting it. `otherScope`: a role that would grant it is
 * assigned elsewhere. `noneReaches`: there are roles, but none of them reaches the scope, and none would grant it there.
 */
export type AccessReason =
	| 'granted'
	| 'denied'
	| 'conditionNotMet'
	| 'propagating'
	| 'otherScope'
	| 'excludedByNotActions'
	| 'wrongPlane'
	| 'noMatchingAction'
	| 'noneReaches'
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
	/** All of the principal's assignments: those that reach the scope, narrowest first, then the others, nearest first. */
	readonly considered: readonly ConsideredAssignment[];
	/** All deny assignments of the world, in the same order. */
	readonly denials: readonly ConsideredDeny[];
	readonly reason: AccessReason;
	readonly suggestion?: AccessSuggestion;
}
