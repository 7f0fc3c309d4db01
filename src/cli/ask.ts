import {
	isObject,
	parseJson,
	requests,
	type Conversation,
	type HttpRequest,
	type HttpResponse,
	type Json,
	type JsonObject,
} from '../azure';
import { fail, type Failure } from './command';

/** An answer that says yes. */
export interface Answer {
	readonly ok: true;
	readonly status: number;
	/** `{}` when there was no JSON object. */
	readonly body: JsonObject;
	readonly response: HttpResponse;
}

/** A list that was read to its end. */
export interface Listed {
	readonly ok: true;
	readonly items: readonly JsonObject[];
}

/** What an error answer says: Azure's code and sentence, whatever plane it comes from. */
export function errorOf(response: HttpResponse): { code: string; message: string; inner?: Json } {
	const body = parseJson(response.body);
	const error = isObject(body) ? (isObject(body.error) ? body.error : body) : undefined;
	if (error) {
		const code = String(error.code ?? error.error ?? error.statusCode ?? response.status);
		const message = String(error.message ?? error.error_description ?? '');
		return {
			code,
			message,
			...(error.innererror === undefined ? {} : { inner: error.innererror }),
		};
	}
	const xml = (tag: string) => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(response.body)?.[1];
	return {
		code: xml('Code') ?? response.headers['x-ms-error-code'] ?? String(response.status),
		message: xml('Message') ?? response.body,
	};
}

/** An error answer as `az` prints it. Things to show that are not there end with exit code 3. */
export function refusal(response: HttpResponse, showing = false): Failure {
	if (response.status === 0) return fail(response.body);
	const { code, message, inner } = errorOf(response);
	const more = inner === undefined ? '' : `\nInner error: ${JSON.stringify(inner, undefined, 4)}`;
	return fail(
		`(${code}) ${message}\nCode: ${code}\nMessage: ${message}${more}`,
		showing && response.status === 404 ? 3 : 1,
	);
}

const isYes = ({ status }: HttpResponse) => status >= 200 && status < 300;

/** Sends a request; a refusal is a value. */
export function* ask(request: HttpRequest, showing = false): Conversation<Answer | Failure> {
	const response = yield request;
	if (!isYes(response)) return refusal(response, showing);
	const body = parseJson(response.body);
	return { ok: true, status: response.status, body: isObject(body) ? body : {}, response };
}

/**
 * Sends a request that makes something. Where Azure takes it with 202, the body is what the address to poll answers, or what is
 * there so far: time passes only when the learner lets it.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
export function* askToMake(request: HttpRequest): Conversation<Answer | Failure> {
	const answer = yield* ask(request);
	const poll = answer.ok && answer.status === 202 ? answer.response.headers.location : undefined;
	if (poll === undefined) return answer;
	const polled = yield* ask({ method: 'GET', url: poll, headers: {} });
	if (!polled.ok || polled.status !== 202) return polled;
	return yield* ask({ method: 'GET', url: request.url, headers: {} });
}

/** Reads something that must be there, as `show` commands do. */
export const askToShow = (id: string): Conversation<Answer | Failure> =>
	ask(requests.get(id), true);

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Reads a list, page after page. */
export function* askList(request: HttpRequest, enough = Infinity): Conversation<Listed | Failure> {
	const items: JsonObject[] = [];
	for (let next = request; next.url !== '' && items.length < enough;) {
		const answer: Answer | Failure = yield* ask(next);
		if (!answer.ok) return answer;
		const page: JsonObject = answer.body;
		if (Array.isArray(page.value)) items.push(...page.value.filter(isObject));
		next = { method: 'GET', url: text(page.nextLink ?? page['@odata.nextLink']), headers: {} };
	}
	return { ok: true, items };
}
