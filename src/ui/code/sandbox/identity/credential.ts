import type { HttpClient, PipelineRetryOptions } from '@azure/core-rest-pipeline';

/** A token as Microsoft's clients take it. */
export interface AccessToken {
	readonly token: string;
	/** Milliseconds since 1970. */
	readonly expiresOnTimestamp: number;
	readonly refreshAfterTimestamp?: number;
	readonly tokenType: 'Bearer';
}

/** Whoever can get tokens. */
export interface TokenCredential {
	getToken(scopes: string | readonly string[]): Promise<AccessToken | null>;
}

/** Options that all credentials take. */
export interface CredentialOptions {
	readonly httpClient?: HttpClient;
	readonly retryOptions?: PipelineRetryOptions;
}

/** A variable of the environment in which the program runs. */
export function variable(name: string): string | undefined {
	const env: unknown = Reflect.get(Object(Reflect.get(globalThis, 'process')), 'env');
	const value: unknown = Reflect.get(Object(env), name);
	return typeof value === 'string' ? value : undefined;
}

const SUFFIX = '/.default';

/** The audience that a scope names; `undefined` for several scopes, which no endpoint serves. */
export function resourceOf(scopes: string | readonly string[]): string | undefined {
	const [scope, another] = [scopes].flat();
	if (scope === undefined || another !== undefined) return undefined;
	return scope.endsWith(SUFFIX) ? scope.slice(0, -SUFFIX.length) : scope;
}
