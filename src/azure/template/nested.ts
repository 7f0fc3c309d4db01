import { isObject, type JsonObject } from '../json';

/**
 * Whether the expressions of a nested template belong to it, or to the template around it. In a template with symbolic names
 * they are its own unless it says otherwise.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#languageversion
 */
export function evaluatesInside(around: JsonObject, properties: JsonObject): boolean {
	const options = properties.expressionEvaluationOptions;
	const scope = isObject(options) ? options.scope : undefined;
	if (typeof scope === 'string' && scope.toLowerCase() !== 'notspecified')
		return scope.toLowerCase() === 'inner';
	return isObject(around.resources);
}
