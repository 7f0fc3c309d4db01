/**
 * The errors of `@azure/identity`, by the names under which programs look for them.
 * @see https://learn.microsoft.com/javascript/api/@azure/identity
 */

/** A credential that cannot be used here. A chain goes on to the next one. */
export class CredentialUnavailableError extends Error {
	override readonly name = 'CredentialUnavailableError';
}

/** Nobody in a chain had a token. Its message has a line of each. */
export class AggregateAuthenticationError extends Error {
	override readonly name = 'AggregateAuthenticationError';
	readonly errors: readonly unknown[];
	constructor(errors: readonly unknown[], message: string) {
		super(`${message}\n${errors.join('\n')}`);
		this.errors = errors;
	}
}
