import { isObject, own, type Json, type JsonObject } from '../json';
import { propertyOf, resolve } from './evaluate';
import { Fault, type Outcome } from './fault';
import { typeName, type Scope } from './scope';
import { misfit, plainType, withDefinition } from './types';

/**
 * The parameters of a template and the values that a deployment gives them.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters
 */

/** A parameter with its value. */
export interface BoundParameter {
	/** As the deployment shows it: `String`, `SecureString`, `Int`, `Bool`, `Object`, `SecureObject`, `Array`. */
	readonly type: string;
	readonly value: Json;
}

const at = (name: string): readonly string[] => ['parameters', name];

/** What the deployment gives for a parameter; `undefined` when nothing. A reference to a vault's secret is a fault here. */
function given(parameters: JsonObject, name: string): Outcome | undefined {
	const entry = propertyOf(parameters, name);
	if (!isObject(entry)) return undefined;
	if (entry.reference !== undefined)
		return new Fault(
			`The template parameter '${name}' refers to a key vault. Such references are not simulated; give its value instead.`,
			at(name),
		);
	return entry.value === null ? undefined : entry.value;
}

/** Every parameter of a template with its value. Default values may use other parameters, and they alone may read the clock. */
export function bindParameters(
	template: JsonObject,
	values: JsonObject,
	scope: Omit<Scope, 'parameter' | 'variable'>,
): Outcome<Readonly<Record<string, BoundParameter>>> {
	const declared = isObject(template.parameters) ? template.parameters : {};
	const names = Object.keys(declared);
	const strange = Object.keys(values).filter(
		(each) => !names.some((name) => name.toLowerCase() === each.toLowerCase()),
	);
	if (strange.length > 0)
		return new Fault(
			`The template parameters '${strange.join(', ')}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time. The only supported parameters for this template are '${names.join(', ')}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
		);
	const bound: Record<string, BoundParameter> = {};
	const pending = new Set<string>();

	function bind(name: string): Outcome<BoundParameter> {
		const known = own(bound, name);
		if (known) return known;
		const written = declared[name];
		if (!isObject(written)) return unknownParameter(name);
		const declaration = withDefinition(written, template);
		if (pending.has(name))
			return new Fault(`The template parameter '${name}' refers to itself.`, at(name));
		pending.add(name);
		const value = given(values, name) ?? fallback(name, declaration);
		pending.delete(name);
		if (value instanceof Fault) return value;
		const type = plainType(declaration);
		// The second version of the language has types of which nothing is said: those that are taken from a resource's.
		if (!type && (template.languageVersion === undefined || declaration.type !== undefined))
			return new Fault(`The template parameter '${name}' has no valid type.`, at(name));
		// A truth value may be given as its word, as the command line does.
		const isWord = type?.shown === 'Bool' && /^(?:true|false)$/i.test(String(value));
		const held = isWord ? /^true$/i.test(String(value)) : value;
		if (value === null && declaration.nullable === true)
			return (bound[name] = { type: type?.shown ?? 'Object', value });
		if (type && !type.fits(held))
			return new Fault(
				template.languageVersion === undefined
					? `Template parameter JToken type is not valid. Expected '${type.shown}'. Actual '${typeName(value)}'. Please see https://aka.ms/resource-manager-parameter-files for usage details.`
					: `The provided value for the template parameter '${name}' is not valid. Expected a value of type '${type.expected}', but received a value of type '${typeName(value)}'. Please see https://aka.ms/arm-create-parameter-file for usage details.`,
				at(name),
			);
		const wrong = misfit(declaration, held, template);
		return wrong === undefined
			? (bound[name] = { type: type?.shown ?? 'Object', value: held })
			: new Fault(
					`The provided value for the template parameter '${name}' is not valid. ${wrong}`,
					at(name),
				);
	}

	function fallback(name: string, declaration: JsonObject): Outcome {
		if (declaration.defaultValue !== undefined && declaration.defaultValue !== null)
			return resolve(
				declaration.defaultValue,
				{
					...scope,
					parameter: (other) => {
						const key = names.find((each) => each.toLowerCase() === other.toLowerCase());
						const found = key === undefined ? unknownParameter(other) : bind(key);
						return found instanceof Fault ? found : found.value;
					},
					variable: (other) =>
						new Fault(
							`The template function 'variables' is not expected at this location: a default value cannot use the variable '${other}'.`,
						),
				},
				[...at(name), 'defaultValue'],
			);
		if (declaration.nullable === true) return null;
		// The frame of the message says where: line and column are put in by whoever knows the text.
		return new Fault(NOT_PROVIDED(name), at(name));
	}

	for (const name of names) {
		const found = bind(name);
		if (found instanceof Fault) return found;
	}
	return bound;
}

/** The one message that names its place in the middle of the sentence; `{position}` is filled in where the text is known. */
const NOT_PROVIDED = (name: string): string =>
	`The value for the template parameter '${name}' {position} is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`;

/** What the engine says of a parameter that is not there. */
export const unknownParameter = (name: string): Fault =>
	new Fault(
		`The template parameter '${name}' is not found. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
	);
