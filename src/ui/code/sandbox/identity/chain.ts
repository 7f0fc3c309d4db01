import type { AccessToken, TokenCredential } from './credential';
import { AggregateAuthenticationError, CredentialUnavailableError } from './errors';

const goesOn = (thrown: unknown): boolean =>
	['CredentialUnavailableError', 'AuthenticationRequiredError'].includes(
		String(Reflect.get(Object(thrown), 'name')),
	);

/**
 * Asks one credential after another until one has a token.
 * @see https://learn.microsoft.com/javascript/api/@azure/identity/chainedtokencredential
 */
export class ChainedTokenCredential implements TokenCredential {
	readonly #sources: readonly TokenCredential[];

	constructor(...sources: readonly TokenCredential[]) {
		this.#sources = sources;
	}

	/** The first token that one of them has. Throws an {@link AggregateAuthenticationError} when none has any. */
	async getToken(scopes: string | readonly string[]): Promise<AccessToken> {
		const errors: unknown[] = [];
		for (const source of this.#sources)
			try {
				const token = await source.getToken(scopes);
				if (token) return token;
			} catch (thrown) {
				if (!goesOn(thrown)) throw thrown;
				errors.push(thrown);
			}
		if (errors.length > 0)
			throw new AggregateAuthenticationError(
				errors,
				'ChainedTokenCredential authentication failed.',
			);
		throw new CredentialUnavailableError('Failed to retrieve a valid token');
	}
}
