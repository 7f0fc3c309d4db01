import { hideSecureValues, parseJson, type HttpRequest, type HttpResponse } from '../../azure';

const pretty = (body: string | undefined): string => {
	const json = parseJson(body);
	return json === undefined ? (body ?? '') : JSON.stringify(json, null, 2);
};

/** A token in full would fill the screen; it is told claim by claim elsewhere. */
const short = (value: string): string => value.replace(/(eyJ[\w-]{12})[\w.-]{40,}/g, '$1…');

const linesOf = (headers: Readonly<Record<string, string>>): string =>
	Object.entries(headers)
		.map(([name, value]) => `${name}: ${short(value)}`)
		.join('\n');

/** What was sent, to read: headers, then the body. In place of the values of secure parameters stand their names. */
export const sentText = (request: HttpRequest): readonly string[] =>
	[
		linesOf(request.headers),
		pretty(hideSecureValues(request, (name) => `{{${name}}}`).body),
	].filter(Boolean);

/** What came back, to read: headers, then the body. */
export const cameText = ({ headers, body }: HttpResponse): readonly string[] =>
	[linesOf(headers), short(pretty(body))].filter(Boolean);
