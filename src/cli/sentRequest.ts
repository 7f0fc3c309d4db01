import { parseJson, parseResourceId, parseUrl, typeOf } from '../azure';
import type { HttpRequest, Json, ParsedUrl } from '../azure';

/** A request as the spellers of lines read it. */
export interface SentRequest {
	readonly request: HttpRequest;
	readonly method: string;
	readonly url: ParsedUrl;
	/** The resource id, when the request goes to Resource Manager. */
	readonly id?: string;
	/** `Microsoft.Compute/virtualMachines`. */
	readonly type?: string;
	/** Names of the group and of the resource; empty when the id has none. */
	readonly group: string;
	readonly name: string;
	readonly body: Json | undefined;
}

/** Reads a request; `undefined` when its URL is none. */
export function readRequest(request: HttpRequest): SentRequest | undefined {
	const url = parseUrl(request.url);
	if (!url) return undefined;
	const parts = url.host === 'management.azure.com' ? parseResourceId(url.path) : undefined;
	const type = parts && typeOf(url.path);
	return {
		request,
		method: request.method.toUpperCase(),
		url,
		...(parts ? { id: url.path } : {}),
		...(type ? { type } : {}),
		group: parts?.resourceGroup ?? '',
		name: parts?.names.at(-1) ?? '',
		body: parseJson(request.body),
	};
}

/** Whether a request does this to a resource of this type. */
export const isTo = (sent: SentRequest, method: string, type: string): boolean =>
	sent.method === method &&
	sent.type?.toLowerCase() === type.toLowerCase() &&
	sent.id?.split('/').length === 1 + (type.split('/').length - 1) * 2 + 6;
