import { parseJson, type Json } from '../../azure';
import { many, maybe, one } from '../args';
import { refusal } from '../ask';
import { done, fail, type CommandGroup } from '../command';
import { az } from '../quote';
import type { SentRequest } from '../sentRequest';

const METHODS = ['delete', 'get', 'head', 'options', 'patch', 'post', 'put'] as const;

/** What stands beside a status in its first line. */
const REASONS: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	409: 'Conflict',
	410: 'Gone',
	429: 'Too Many Requests',
};

/** `a=b c=d`, or a JSON object, as headers. */
function headersOf(words: readonly string[]): Readonly<Record<string, string>> {
	const whole = parseJson(words.join(' '));
	if (whole !== undefined && typeof whole === 'object' && whole !== null && !Array.isArray(whole))
		return Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, String(value)]));
	return Object.fromEntries(
		words.map((word) => {
			const cut = word.indexOf('=');
			return [word.slice(0, cut), word.slice(cut + 1)];
		}),
	);
}

/**
 * Any request at all.
 * @see https://learn.microsoft.com/cli/azure/reference-index#az-rest
 */
export const rest: CommandGroup = {
	groups: {},
	commands: [
		{
			name: 'rest',
			summary: 'Sends a request of your own to Azure, as the signed-in person.',
			options: [
				{
					long: 'url',
					also: ['uri'],
					short: 'u',
					required: true,
					summary: 'Address, or a resource id with its api-version.',
				},
				{ long: 'method', short: 'm', choices: METHODS, summary: 'The HTTP method. Default: get.' },
				{ long: 'body', short: 'b', summary: 'The body.' },
				{ long: 'headers', takes: 'some', summary: 'Headers: KEY=VALUE, or a JSON object.' },
			],
			examples: [
				"az rest --url '/subscriptions/{subscriptionId}/resourceGroups?api-version=2024-03-01'",
			],
			*run(args, { subscriptionId }) {
				const asked = one(args, 'url').replaceAll('{subscriptionId}', subscriptionId);
				const url = asked.startsWith('/') ? `https://management.azure.com${asked}` : asked;
				if (!/^https?:\/\//i.test(url))
					return fail(`'${asked}' is neither an address nor a resource id.`);
				const body = maybe(args, 'body');
				const headers = {
					...(body !== undefined && parseJson(body) !== undefined
						? { 'content-type': 'application/json' }
						: {}),
					...headersOf(many(args, 'headers') ?? []),
				};
				const method = (maybe(args, 'method') ?? 'get').toUpperCase();
				const response = yield { method, url, headers, ...(body === undefined ? {} : { body }) };
				if (response.status === 0) return refusal(response);
				if (response.status < 200 || response.status >= 300) {
					const reason = REASONS[response.status] ?? `HTTP ${response.status}`;
					return fail(response.body === '' ? reason : `${reason}(${response.body})`);
				}
				const value: Json | undefined = parseJson(response.body);
				if (value !== undefined) return done(value);
				return response.body === '' ? done() : { ok: true, raw: response.body };
			},
		},
	],
};

/** The `az rest` line that sends a request as it is. */
export function spellRest({ request, method, id }: SentRequest): string {
	const url =
		id === undefined ? request.url : request.url.replace(/^https:\/\/management\.azure\.com/i, '');
	const headers = Object.entries(request.headers).filter(
		([key]) => !['content-type', 'authorization'].includes(key.toLowerCase()),
	);
	return az(
		'rest',
		...['--method', method.toLowerCase(), '--url', url],
		...(headers.length > 0
			? ['--headers', ...headers.map(([key, value]) => `${key}=${value}`)]
			: []),
		...(request.body === undefined ? [] : ['--body', request.body]),
	);
}
