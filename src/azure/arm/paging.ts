import { base64urlnopad } from '@scure/base';
import { jsonText, type HttpResponse } from '../http';
import type { Json } from '../json';
import type { ArmCall } from './call';

/** How many entries Resource Manager gives in one answer when the client does not say. */
const PAGE_SIZE = 1000;

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function offsetOf(token: string | undefined): number {
	if (token === undefined) return 0;
	try {
		const text = String.fromCharCode(...base64urlnopad.decode(token));
		return /^skip:\d+$/.test(text) ? Number(text.slice(5)) : 0;
	} catch {
		return 0;
	}
}

/**
 * A list as an answer: `value`, and `nextLink` when there is more than `$top` (or a thousand) entries.
 * @see https://learn.microsoft.com/rest/api/azure/#async-operations-throttling-and-paging
 */
export const page = (call: ArmCall, value: readonly Json[]): HttpResponse =>
	pageOf(call, value, (each) => JSON.stringify(each));

/** {@link page} of things that are written only when they are on it; `most` is the longest page. */
export function pageOf<T>(
	call: ArmCall,
	value: readonly T[],
	write: (each: T) => string,
	most = PAGE_SIZE,
): HttpResponse {
	const top = Number(call.query.$top);
	const size = Number.isInteger(top) && top > 0 ? Math.min(top, most) : most;
	const start = offsetOf(call.query.$skiptoken);
	const end = start + size;
	// Texts that are added up are put together only when somebody reads them.
	let list = '{"value":[';
	for (let index = start; index < Math.min(end, value.length); index++)
		list += `${index > start ? ',' : ''}${write(value[index] as T)}`;
	list += ']';
	if (end >= value.length) return jsonText(200, `${list}}`);
	const [path = '', search = ''] = call.request.url.split('?');
	const kept = search.split('&').filter((pair) => !/^(?:%24|\$)skiptoken=/i.test(pair));
	const token = base64urlnopad.encode(bytes(`skip:${end}`));
	const nextLink = `${path}?${[...kept, `%24skiptoken=${token}`].join('&')}`;
	return jsonText(200, `${list},"nextLink":${JSON.stringify(nextLink)}}`);
}
