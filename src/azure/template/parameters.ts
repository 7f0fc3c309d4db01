import { isObject, own, type Json, type JsonObject } from '../json';
import { propertyOf, resolve } from './evaluate';
import { Fault, type Outcome } from './fault';
import { same } from './functions/same';
import { typeName, type Scope } from './scope';

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

const TYPES: Readonly<Record<string, readonly [shown: string, fits: (value: Json) => boolean]>> = {
	string: ['String', (value) => typeof value === 'string'],
	securestring: ['SecureString', (value) => typeof value === 'string'],
	int: ['Int', (value) => Number.isInteger(value)],
	bool: ['Bool', (value) => typeof value === 'boolean'],
	object: ['Object', isObject],
	secureobject: ['SecureObject', isObject],
	array: ['Array', Array.isArray],
};

const fits = (type: string, value: Json): boolean => {
	// A truth value may be given as its word, as the command line does.
	if (type === 'bool' && typeof value === 'string') return /^(?:true|false)$/i.test(value);
	return own(TYPES, type)?.[1](value) ?? false;
};

const at = (name: string): readonly string[] => ['parameters', name];

function limitFault(name: string, declared: JsonObject, value: Json): Fault | undefined {
	const { allowedValues, minValue, maxValue, minLength, maxLength } = declared;
	if (Array.isArray(allowedValues)) {
		const allowed = allowedValues as readonly Json[];
		const given = Array.isArray(value) ? (value as readonly Json[]) : [value];
		if (!given.every((each) => allowed.some((other) => same(each, other))))
			return new Fault(
				`The provided value for the template parameter '${name}' is not valid. The value '${typeof value === 'string' ? value : JSON.stringify(value)}' is not part of the allowed value(s): '${allowed.map((each) => String(each)).join(',')}'.`,
				at(name),
			);
	}
	if (typeof value === 'number') {
		if (typeof minValue === 'number' && value < minValue)
			return new Fault(
				`The provided value for the template parameter '${name}' is not valid. The value '${value}' is below the minimum value '${minValue}'.`,
				at(name),
			);
		if (typeof maxValue === 'number' && value > maxValue)
			return new Fault(
				`The provided value for the template parameter '${name}' is not valid. The value '${value}' is above the maximum value '${maxValue}'.`,
				at(name),
			);
	}
	const length = typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
	if (length === undefined) return undefined;
	if (typeof minLength === 'number' && length < minLength)
		return new Fault(
			`The provided value for the template parameter '${name}' is not valid. Length of the value should be greater than or equal to '${minLength}'.`,
			at(name),
		);
	if (typeof maxLength === 'number' && length > maxLength)
		return new Fault(
			`The provided value for the template parameter '${name}' is not valid. Length of the value should be less than or equal to '${maxLength}'.`,
			at(name),
		);
	return undefined;
}

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
		const declaration = declared[name];
		if (!isObject(declaration)) return unknownParameter(name);
		if (pending.has(name))
			return new Fault(`The template parameter '${name}' refers to itself.`, at(name));
		pending.add(name);
		const value = given(values, name) ?? fallback(name, declaration);
		pending.delete(name);
		if (value instanceof Fault) return value;
		const type = typeof declaration.type === 'string' ? declaration.type.toLowerCase() : '';
		const row = own(TYPES, type);
		if (!row) return new Fault(`The template parameter '${name}' has no valid type.`, at(name));
		if (!fits(type, value) && !(value === null && declaration.nullable === true))
			return new Fault(
				`Template parameter JToken type is not valid. Expected '${row[0]}'. Actual '${typeName(value)}'. Please see https://aka.ms/resource-manager-parameter-files for usage details.`,
				at(name),
			);
		const held = type === 'bool' && typeof value === 'string' ? /^true$/i.test(value) : value;
		return limitFault(name, declaration, held) ?? (bound[name] = { type: row[0], value: held });
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
