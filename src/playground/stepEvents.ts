import type { Milliseconds, Resource, ResourceGroup, Timing } from '../azure';

/** Something that has a place and a name: a resource, a resource group, a person, an identity. */
export interface Named {
	/** ARM id, or object id of a person. Empty when nothing is known of it any more. */
	readonly id: string;
	readonly name: string;
	/** `Microsoft.Compute/virtualMachines`; `Microsoft.Resources/resourceGroups`; `User`; '' when unknown. */
	readonly type: string;
}

/** Who has a role, which one, and where. */
export interface Grant {
	readonly assignmentId: string;
	readonly principalId: string;
	/** The identity (or person) behind the principal. */
	readonly principal: Named;
	readonly roleName: string;
	readonly scope: Named;
}

/**
 * One thing that happened, as plain data: whoever shows it finds the words. `orphans` counts the role assignments that
 * point at nobody since then.
 */
export type StepEvent =
	| { readonly kind: 'created'; readonly resource: Named; readonly ready: boolean }
	| { readonly kind: 'ready'; readonly resource: Named }
	| { readonly kind: 'changed'; readonly resource: Named }
	| { readonly kind: 'deleting'; readonly resource: Named }
	| {
			readonly kind: 'deleted';
			readonly resource: Named;
			/** What it was deleted with: its resource group, its parent. */
			readonly with?: Named;
			/** Its system-assigned identity went with it; or it was itself a user-assigned identity. */
			readonly identityGone?: 'system' | 'user';
			readonly orphans: number;
			/** Resources that still name this user-assigned identity. */
			readonly stillNamedBy: readonly Named[];
			/** For how long it can be recovered, in milliseconds; absent for what is gone at once. */
			readonly keptFor?: number;
	  }
	| {
			/** It was deleted before and could be recovered until now. Its name is free again. */
			readonly kind: 'purged';
			readonly resource: Named;
	  }
	| {
			/** It lies in another resource group now, under another id. */
			readonly kind: 'moved';
			readonly resource: Named;
			readonly to: Named;
			/** Role assignments made on it, which stayed at the old id. */
			readonly left: number;
	  }
	| { readonly kind: 'identityOn'; readonly resource: Named; readonly principalId: string }
	| {
			readonly kind: 'identityOff';
			readonly resource: Named;
			readonly principalId: string;
			readonly orphans: number;
	  }
	| { readonly kind: 'attached'; readonly resource: Named; readonly identity: Named }
	| { readonly kind: 'detached'; readonly resource: Named; readonly identity: Named }
	| { readonly kind: 'granted'; readonly grant: Grant; readonly effective: boolean }
	| { readonly kind: 'effective'; readonly grant: Grant }
	| { readonly kind: 'revoked'; readonly grant: Grant; readonly with?: Named }
	| {
			readonly kind: 'token';
			readonly from: Named;
			readonly identity: Named;
			readonly audience: string;
			readonly cached: boolean;
	  }
	| {
			readonly kind: 'noToken';
			readonly from: Named;
			readonly audience: string;
			readonly status: number;
			readonly error: string;
	  }
	| {
			/** Data was read or written. */
			readonly kind: 'read' | 'wrote';
			readonly by: Named;
			readonly what: Named;
			readonly operation: string;
			/** Whether a principal proved itself: a key or a signature opens the data for whoever has it. */
			readonly known: boolean;
	  }
	| {
			/** The data plane said no. */
			readonly kind: 'refused';
			readonly by: Named;
			readonly what: Named;
			readonly operation: string;
			readonly action: string;
			readonly status: number;
	  }
	| {
			/** Any other request that Azure answered with an error. */
			readonly kind: 'failed';
			readonly resource: Named;
			readonly method: string;
			readonly status: number;
			readonly code: string;
			readonly message: string;
			/** The role assignment that was asked for, or that was to go: its own name is a GUID and tells nobody anything. */
			readonly grant?: Grant;
	  }
	| {
			/** A template is on its way. */
			readonly kind: 'deploying';
			readonly deployment: Named;
	  }
	| {
			/** A deployment came to its end. */
			readonly kind: 'deployed';
			readonly deployment: Named;
			/** `succeeded`, `failed` or `canceled`. */
			readonly state: string;
			/** How many resources it made or confirmed. */
			readonly made: number;
			/** Azure's code for the first thing that failed; '' when nothing did. */
			readonly code: string;
	  }
	| { readonly kind: 'credentialRolled'; readonly identity: Named }
	| { readonly kind: 'signedIn'; readonly person: Named }
	| { readonly kind: 'timing'; readonly timing: Timing }
	| { readonly kind: 'passed'; readonly duration: Milliseconds };

/** What one step was about. A step that only looked has no events. */
export interface StepSummary {
	readonly stepId: number;
	readonly at: Milliseconds;
	readonly events: readonly StepEvent[];
}

/** A resource or a resource group by its name. */
export const namedResource = (thing: Resource | ResourceGroup): Named => ({
	id: thing.id,
	name: thing.name,
	type: 'type' in thing ? thing.type : 'Microsoft.Resources/resourceGroups',
});
