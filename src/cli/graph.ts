import { isObject, parseJson, type Conversation, type HttpRequest, type Json } from '../azure';
import { errorOf, refusal, type Answer } from './ask';
import { fail, type Failure } from './command';

/** Requests to Microsoft Graph. */

const ROOT = 'https://graph.microsoft.com/v1.0';

/** A text inside an OData expression in an address. */
export const odata = (text: string): string => encodeURIComponent(text.replaceAll("'", "''"));

/** A request to Graph for a path. */
export const graph = (path: string, method = 'GET', body?: Json): HttpRequest => ({
	method,
	url: `${ROOT}${path}`,
	headers: body === undefined ? {} : { 'content-type': 'application/json' },
	...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** How a body names a directory object. */
export const reference = (id: string): Json => ({ '@odata.id': `${ROOT}/directoryObjects/${id}` });

/** Sends a request to Graph. Of a refusal `az` prints the sentence alone, without its code. */
export function* askGraph(request: HttpRequest, showing = false): Conversation<Answer | Failure> {
	const response = yield request;
	const { status } = response;
	if (status === 0) return refusal(response);
	if (status < 200 || status >= 300)
		return fail(errorOf(response).message, showing && status === 404 ? 3 : 1);
	const body = parseJson(response.body);
	return { ok: true, status, body: isObject(body) ? body : {}, response };
}
