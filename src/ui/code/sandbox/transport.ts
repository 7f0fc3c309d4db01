import type { CodeRequest, CodeResponse } from './messages';

/** Sends a request to the simulated Azure. */
export type Send = (request: CodeRequest) => Promise<CodeResponse>;

const NO_BODY = [101, 204, 205, 304];

/**
 * A `fetch` that leads into the simulated Azure and nowhere else. Microsoft's packages use it without being changed, and so can the
 * learner's own code. Where no answer comes it says what Node would say about the network.
 */
export function createFetch(send: Send): typeof fetch {
	return async (input, init) => {
		const request = new Request(input, init);
		const { method, url, signal } = request;
		signal.throwIfAborted();
		const body = await request.text();
		const response = await send({
			method,
			url,
			headers: Object.fromEntries(request.headers),
			...(body === '' ? {} : { body }),
		});
		signal.throwIfAborted();
		if (response.status === 0) throw new TypeError(response.body);
		const { status, headers } = response;
		const made = new Response(NO_BODY.includes(status) ? null : response.body, { status, headers });
		// A made response has no address; some clients look at it.
		return Object.defineProperty(made, 'url', { value: url });
	};
}
