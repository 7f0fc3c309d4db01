import type { Json } from './json';

/** A request as plain data. `from` is the ARM id of the resource whose code makes it; without it the signed-in user asks. */
export interface HttpRequest {
	readonly method: string;
	readonly url: string;
	/** Names in any case. Without `authorization` a request to Azure's planes carries the signed-in user's own session. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly from?: string;
}

/** An answer as plain data. Status 0 means that none came: `body` then says what the network stack would say. */
export interface HttpResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** A header of a request, whatever the case of its name. */
export function header(request: HttpRequest, name: string): string | undefined {
	const wanted = name.toLowerCase();
	for (const [key, value] of Object.entries(request.headers))
		if (key.toLowerCase() === wanted) return value;
	return undefined;
}

/** An answer with a body that is JSON text already. */
export const jsonText = (
	status: number,
	body: string,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
	status,
	headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
	body,
});

/** An answer with a JSON body. */
export const json = (
	status: number,
	body: Json,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse => jsonText(status, JSON.stringify(body), headers);

/** An answer without a body. */
export const empty = (
	status: number,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({ status, headers: { 'content-length': '0', ...headers }, body: '' });

/** No answer at all: a name that does not resolve, a link-local address that this caller cannot reach. */
export const unreachable = (reason: string): HttpResponse => ({
	status: 0,
	headers: {},
	body: reason,
});
