import type { OperationName } from './operations';

/** What a goal says of a log. All that is given must fit the same entry. */
export interface LoggedEvent {
	/** `activity`: the control plane; `signIn`: tokens for identities; `data`: secrets and blobs. */
	readonly log: 'activity' | 'signIn' | 'data';
	/**
	 * As the log writes it: `Microsoft.Compute/virtualMachines/delete`, `SecretGet`, `GetBlob`. Sign-ins have none:
	 * there it is the audience, `https://vault.azure.net`.
	 */
	readonly operation?: string;
	/** The resource whose code asked (data, sign-in) or the person (activity). */
	readonly by?: string;
	/** The identity that answered: a name, or `system` for the system-assigned one of `by`. */
	readonly identity?: string;
	/** What was acted on. Of blobs the log names the container only, as `stshop/photos`. */
	readonly on?: string;
	readonly outcome: 'succeeded' | 'refused';
	/** Not before so much time has passed since the lesson began: `91d`. */
	readonly after?: string;
}

/**
 * A question about the world and its logs. Names are plain ones, as the learner reads them: `vm-web`, `kv-shop`,
 * `kv-shop/db-password`, `stshop/photos`, `ada`.
 */
export type Goal =
	/** There is a resource, resource group, secret, container or blob of this name. */
	| { readonly kind: 'exists'; readonly name: string; readonly type?: string }
	| { readonly kind: 'absent'; readonly name: string }
	/** `on` has the system-assigned identity, this user-assigned one (its name), or `none` at all. */
	| { readonly kind: 'identity'; readonly identity: string; readonly on: string }
	/**
	 * `to` has this role at exactly this scope, or with `orBelow` somewhere within it. `nobody`: an assignment whose
	 * principal is gone.
	 */
	| {
			readonly kind: 'assigned';
			readonly role: string;
			readonly to: string;
			readonly at: string;
			readonly orBelow?: boolean;
	  }
	/** One of `who`'s identities may do this there, now. */
	| {
			readonly kind: 'access';
			readonly who: string;
			readonly to: OperationName;
			readonly on: string;
	  }
	| {
			readonly kind: 'noAccess';
			readonly who: string;
			readonly to: OperationName;
			readonly on: string;
	  }
	/** All that `who` was given lies within `at`, and allows nothing beyond `role`. */
	| {
			readonly kind: 'noBroaderThan';
			readonly who: string;
			readonly role: string;
			readonly at: string;
	  }
	/** It was seen in a log since the lesson began, so many `times` (once, if it does not say). */
	| { readonly kind: 'happened'; readonly event: LoggedEvent; readonly times?: number }
	/** Both were seen, `first` before `then`. */
	| { readonly kind: 'before'; readonly first: LoggedEvent; readonly then: LoggedEvent }
	/** At no time in this lesson was this so. */
	| { readonly kind: 'never'; readonly goal: Goal }
	/** A prediction was answered; with this choice, if it says one. */
	| { readonly kind: 'answered'; readonly prediction: string; readonly choice?: string };

/** The kinds of {@link Goal}. */
export const GOAL_KINDS = [
	'exists',
	'absent',
	'identity',
	'assigned',
	'access',
	'noAccess',
	'noBroaderThan',
	'happened',
	'before',
	'never',
	'answered',
] as const satisfies readonly Goal['kind'][];
