import {
	resourceOf,
	type AccessToken,
	type CredentialOptions,
	type TokenCredential,
} from './credential';
import { ask, isOnMachine, isThere, tokenRequest, type IdentityChoice } from './endpoint';
import { CredentialUnavailableError } from './errors';

/** See the real one's options. */
export interface ManagedIdentityOptions extends CredentialOptions, IdentityChoice {
	/** Asks first whether there is a metadata service. `DefaultAzureCredential` does. */
	readonly sendProbeRequest?: boolean;
}

const NAME = 'ManagedIdentityCredential';
const SECOND = 1000;
/** A token that lives longer than this is fetched anew at half of its life, in seconds. */
const LONG_LIFE = 2 * 3600;
/** A kept token is not given out shortly before its end, in seconds. */
const MARGIN = 300;

/** Tokens are kept for as long as the program runs, as the real library keeps them. */
const kept = new Map<string, AccessToken>();

const text = (value: unknown): string =>
	typeof value === 'string' && value !== '' ? value : 'Not Available';

/** What the real library makes of an answer that is no token. */
function refusalOf(body: Readonly<Record<string, unknown>>): string {
	const { error, message, error_description: description, correlationId } = body;
	return (
		`${typeof error === 'string' ? error : ''}: Error(s): Not Available - Timestamp: ${text(body.timestamp)} - ` +
		`Description: ${text(message ?? description)} - ` +
		`Correlation ID: ${text(body.correlation_id ?? correlationId)} - Trace ID: ${text(body.trace_id)}`
	);
}

/** Seconds since 1970, of a number or a date. */
function expiryIn(value: unknown): number {
	const number = Number(value);
	return Number.isNaN(number) ? Date.parse(String(value)) / SECOND : number;
}

const NETWORK_ERROR = 'network_error: See https://aka.ms/msal.js.errors#network_error for details';

/**
 * Gets tokens for the identities of the resource on which the program runs. It stands in for the real class, which needs Node:
 * options, requests, retries and messages are the same.
 * @see https://learn.microsoft.com/javascript/api/@azure/identity/managedidentitycredential
 */
export class ManagedIdentityCredential implements TokenCredential {
	readonly #options: ManagedIdentityOptions;
	readonly #choice: IdentityChoice;

	constructor(chosen: string | ManagedIdentityOptions = {}, options: CredentialOptions = {}) {
		this.#options = typeof chosen === 'string' ? { ...options, clientId: chosen } : chosen;
		const { clientId, resourceId, objectId } = this.#options;
		this.#choice = { clientId, resourceId, objectId };
		if ([clientId, resourceId, objectId].filter(Boolean).length > 1)
			throw new Error(
				`${NAME}: only one of 'clientId', 'resourceId', or 'objectId' can be provided. Received values: ${JSON.stringify(this.#choice)}`,
			);
	}

	/** A token for one scope. Throws a {@link CredentialUnavailableError} with the endpoint's reason. */
	async getToken(scopes: string | readonly string[]): Promise<AccessToken> {
		const resource = resourceOf(scopes);
		if (!resource)
			throw new CredentialUnavailableError(
				`${NAME}: Multiple scopes are not supported. Scopes: ${JSON.stringify(scopes)}`,
			);
		const { sendProbeRequest = false } = this.#options;
		if (sendProbeRequest && isOnMachine() && !(await isThere(this.#options)))
			throw failed('Attempted to use the IMDS endpoint, but it is not available.');
		const key = JSON.stringify([this.#choice, resource]);
		const before = kept.get(key);
		const now = Date.now();
		if (
			before &&
			now < (before.refreshAfterTimestamp ?? before.expiresOnTimestamp - MARGIN * SECOND)
		)
			return before;
		const token = await this.#fetch(resource);
		kept.set(key, token);
		return token;
	}

	async #fetch(resource: string): Promise<AccessToken> {
		const body = await this.#ask(resource);
		const { access_token: token, expires_on: expiry, error, error_description: description } = body;
		if (error || description || body.message) throw failed(refusalOf(body));
		if (typeof token !== 'string') throw failed('Response had no "accessToken" property.');
		const now = Math.round(Date.now() / SECOND);
		const life = expiryIn(expiry) - now;
		return {
			token,
			expiresOnTimestamp: (now + life) * SECOND,
			...(life > LONG_LIFE ? { refreshAfterTimestamp: (now + life / 2) * SECOND } : {}),
			tokenType: 'Bearer',
		};
	}

	async #ask(resource: string): Promise<Readonly<Record<string, unknown>>> {
		try {
			const answer = await ask(tokenRequest(resource, this.#choice), this.#options);
			return Object(JSON.parse(answer.bodyAsText ?? '{}'));
		} catch (cause) {
			throw new CredentialUnavailableError(
				`${NAME}: Network unreachable. Message: ${NETWORK_ERROR}`,
				{
					cause,
				},
			);
		}
	}
}

const failed = (why: string): CredentialUnavailableError =>
	new CredentialUnavailableError(`${NAME}: Authentication failed. Message ${why}`);
