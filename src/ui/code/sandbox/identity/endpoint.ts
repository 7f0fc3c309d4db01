import {
	createDefaultHttpClient,
	createHttpHeaders,
	createPipelineFromOptions,
	createPipelineRequest,
	retryPolicy,
	type PipelineRequestOptions,
	type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { variable, type CredentialOptions } from './credential';

/** Which identity is meant: at most one of these. */
export interface IdentityChoice {
	readonly clientId?: string | undefined;
	readonly resourceId?: string | undefined;
	readonly objectId?: string | undefined;
}

const IMDS = 'http://169.254.169.254/metadata/identity/oauth2/token';
const MOST_DELAY = 64_000;
/** The metadata service may be away for 70 seconds after an update: five waits from here on are longer than that. */
const DELAY_WHEN_GONE = 3000;

/** Waits that double, each thrown with dice between its half and its whole. */
function delayFor(retry: number, first: number): number {
	const whole = Math.min(MOST_DELAY, first * 2 ** retry);
	return whole / 2 + Math.floor(Math.random() * (whole / 2));
}

/** The request for a token, as the real library makes it on this host. */
export function tokenRequest(resource: string, choice: IdentityChoice): PipelineRequestOptions {
	const endpoint = variable('IDENTITY_ENDPOINT');
	const secret = variable('IDENTITY_HEADER');
	const isApp = endpoint !== undefined && secret !== undefined;
	const url = new URL(isApp ? endpoint : IMDS);
	url.searchParams.set('api-version', isApp ? '2019-08-01' : '2018-02-01');
	url.searchParams.set('resource', resource);
	const { clientId, resourceId, objectId } = choice;
	if (clientId) url.searchParams.set('client_id', clientId);
	if (resourceId) url.searchParams.set(isApp ? 'mi_res_id' : 'msi_res_id', resourceId);
	if (objectId) url.searchParams.set('object_id', objectId);
	return {
		url: url.href,
		headers: createHttpHeaders(isApp ? { 'X-IDENTITY-HEADER': secret } : { Metadata: 'true' }),
		allowInsecureConnection: true,
	};
}

/** Whether tokens come from a machine's metadata service. */
export const isOnMachine = (): boolean =>
	variable('IDENTITY_ENDPOINT') === undefined || variable('IDENTITY_HEADER') === undefined;

/** Sends a request with the retries of the real library: its own, and those for 404 and 410. */
export function ask(
	request: PipelineRequestOptions,
	{ httpClient, ...options }: CredentialOptions,
): Promise<PipelineResponse> {
	const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 3 }, ...options });
	const strategy = {
		name: 'imdsRetryPolicy',
		retry: ({ retryCount, response }: { retryCount: number; response?: PipelineResponse }) =>
			response?.status === 404 || response?.status === 410
				? { retryAfterInMs: delayFor(retryCount, response.status === 410 ? DELAY_WHEN_GONE : 800) }
				: { skipStrategy: true },
	};
	pipeline.addPolicy(
		retryPolicy([strategy], { maxRetries: options.retryOptions?.maxRetries ?? 5 }),
	);
	return pipeline.sendRequest(
		httpClient ?? createDefaultHttpClient(),
		createPipelineRequest(request),
	);
}

/** Whether a metadata service is there: it is asked wrongly, and any answer will do. */
export async function isThere({ httpClient }: CredentialOptions): Promise<boolean> {
	const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } });
	const probe = createPipelineRequest({
		url: IMDS,
		headers: createHttpHeaders({ Accept: 'application/json' }),
		allowInsecureConnection: true,
		timeout: 1000,
	});
	try {
		const answer = await pipeline.sendRequest(httpClient ?? createDefaultHttpClient(), probe);
		return answer.status !== 403 || !answer.bodyAsText?.includes('unreachable');
	} catch {
		return false;
	}
}
