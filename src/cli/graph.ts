import type { HttpRequest, Json } from '../azure';

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
