import type { HttpRequest } from '../http';
import { isObject, type Json, type JsonObject } from '../json';
import { propertyOf } from './evaluate';
import { parseRelaxedJson } from './relaxedJson';
import { withDefinition } from './types';

/** The names of the parameters that a template declares as secure, in lower case. */
export function secureNames(template: JsonObject): ReadonlySet<string> {
	const declared = isObject(template.parameters) ? template.parameters : {};
	return new Set(
		Object.entries(declared)
			.filter(
				([, each]) =>
					isObject(each) && /^secure/i.test(String(withDefinition(each, template).type ?? '')),
			)
			.map(([name]) => name.toLowerCase()),
	);
}

/**
 * A request as it may be shown: the values that a deployment gives for secure parameters are replaced by what `stand` says for
 * their names. Azure keeps them out of its history the same way. Any other request comes back as it is.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters#secure-strings-and-objects
 */
export function hideSecureValues(
	request: HttpRequest,
	stand: (name: string) => string,
): HttpRequest {
	if (request.body === undefined || !/\/deployments\//i.test(request.url)) return request;
	const body = parseRelaxedJson(request.body);
	if (!isObject(body) || !isObject(body.properties)) return request;
	const { template, parameters } = body.properties;
	if (!isObject(template) || !isObject(parameters)) return request;
	const secure = secureNames(template);
	const isHidden = (name: string, given: Json | undefined): boolean =>
		secure.has(name.toLowerCase()) && isObject(given) && propertyOf(given, 'value') !== undefined;
	if (!Object.entries(parameters).some(([name, given]) => isHidden(name, given))) return request;
	const shown = Object.fromEntries(
		Object.entries(parameters).map(([name, given]) => [
			name,
			isHidden(name, given) ? { value: stand(name) } : given,
		]),
	);
	return {
		...request,
		body: JSON.stringify({ ...body, properties: { ...body.properties, parameters: shown } }),
	};
}
