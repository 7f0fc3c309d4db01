import {
	isObject,
	parseJson,
	programs,
	requests,
	type Conversation,
	type HttpRequest,
	type HttpResponse,
} from '../azure';
import { exchangeRequest } from './federatedLogin';
import type { Session } from './session';

/**
 * Whose requests a conversation's are. At the desk they are the signed-in person's. On a resource they come from there,
 * and `az login --identity` gives them the token of one of its identities.
 */

/** What a host takes tokens for. */
export function audienceFor(url: string): string {
	const host = /^https?:\/\/([^/:?]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
	if (host === 'graph.microsoft.com') return 'https://graph.microsoft.com/';
	if (host.endsWith('.vault.azure.net')) return 'https://vault.azure.net';
	if (host.endsWith('.azconfig.io')) return `https://${host}`;
	if (host.endsWith('.servicebus.windows.net')) return 'https://servicebus.azure.net/';
	if (/\.(blob|queue|table|file|dfs)\.core\.windows\.net$/.test(host))
		return 'https://storage.azure.com/';
	return 'https://management.core.windows.net/';
}

const isLogin = (url: string): boolean => /^https:\/\/login\.microsoft/i.test(url);

/** A shared access signature in an address opens it by itself. */
const isSigned = (url: string): boolean => /[?&]sig=/.test(url);

const names = (request: HttpRequest, header: string): boolean =>
	Object.keys(request.headers).some((name) => name.toLowerCase() === header);

/** The token request of code on a resource, or of a workload elsewhere; `undefined` for a person. */
export function tokenRequestOf(session: Session, audience: string): HttpRequest | undefined {
	const { at, account, tenantId } = session;
	if (account?.kind === 'federated') return exchangeRequest(account, tenantId, audience);
	if (!at) return undefined;
	const clientId = account?.kind === 'identity' ? account.selector : undefined;
	const request = programs.tokenRequest(at.host, audience);
	if (!clientId) return request;
	// The endpoint takes the identity by client id, object id or resource id.
	return { ...request, url: `${request.url}&${clientId.by}=${encodeURIComponent(clientId.value)}` };
}

/** Holds a conversation as whoever is signed in where the session is. */
export function* actAs<T>(conversation: Conversation<T>, session: Session): Conversation<T> {
	const { at, account } = session;
	if (!at && account?.kind !== 'federated') return yield* conversation;
	const tokens = new Map<string, string>();
	let step = conversation.next();
	while (!step.done) {
		const request = step.value;
		let answer: HttpResponse | undefined;
		let authorization: string | undefined;
		const audience = audienceFor(request.url);
		const needsNone = isLogin(request.url) || isSigned(request.url);
		if (!needsNone && request.from === undefined && !names(request, 'authorization')) {
			authorization = tokens.get(audience);
			const asked = authorization === undefined ? tokenRequestOf(session, audience) : undefined;
			if (asked) {
				const response = yield asked;
				const body = parseJson(response.body);
				if (isObject(body) && typeof body.access_token === 'string') {
					authorization = `Bearer ${body.access_token}`;
					tokens.set(audience, authorization);
				} else answer = response;
			}
		}
		answer ??= yield {
			...request,
			...(at ? { from: request.from ?? at.resourceId } : {}),
			headers:
				authorization === undefined ? request.headers : { ...request.headers, authorization },
		};
		step = conversation.next(answer);
	}
	return step.value;
}

/** The subscriptions that whoever is signed in can see. */
export const subscriptionsRequest = (): HttpRequest => requests.get('/subscriptions');
