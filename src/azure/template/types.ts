import { isObject, own, type Json, type JsonObject } from '../json';
import { propertyOf } from './evaluate';
import { same } from './functions/same';
import { typeName } from './scope';

/**
 * The types that a template declares for parameters and outputs: those of the language, and in its second version those that are made
 * of others.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/definitions
 */

interface Plain {
	/** As the deployment shows it. */
	readonly shown: string;
	/** As the second version of the language names what it expected. */
	readonly expected: string;
	readonly fits: (value: Json) => boolean;
}

const isText = (value: Json): boolean => typeof value === 'string';

const TYPES: Readonly<Record<string, Plain>> = {
	string: { shown: 'String', expected: 'String, Uri', fits: isText },
	securestring: { shown: 'SecureString', expected: 'String, Uri', fits: isText },
	int: { shown: 'Int', expected: 'Integer', fits: Number.isInteger },
	bool: { shown: 'Bool', expected: 'Boolean', fits: (value) => typeof value === 'boolean' },
	object: { shown: 'Object', expected: 'Object', fits: isObject },
	secureobject: { shown: 'SecureObject', expected: 'Object', fits: isObject },
	array: { shown: 'Array', expected: 'Array', fits: Array.isArray },
};

/** The plain type that a declaration names; `undefined` for none. */
export const plainType = ({ type }: JsonObject): Plain | undefined =>
	typeof type === 'string' ? own(TYPES, type.toLowerCase()) : undefined;

/** A declaration with what it refers to by `$ref` filled in, as often as that refers on. */
export function withDefinition(declared: JsonObject, template: JsonObject): JsonObject {
	let found = declared;
	for (let turn = 0; typeof found.$ref === 'string' && turn < 100; turn++) {
		let target: Json | undefined = template;
		for (const part of found.$ref.replace(/^#\//, '').split('/'))
			target = isObject(target)
				? target[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')]
				: undefined;
		const { $ref: _, ...rest } = found;
		found = { ...(isObject(target) ? target : {}), ...rest };
	}
	return found;
}

type Misfit = string | undefined;

/** The limits that a declaration sets to a value. */
function limits(schema: JsonObject, value: Json): Misfit {
	const { allowedValues, minValue, maxValue, minLength, maxLength } = schema;
	if (Array.isArray(allowedValues)) {
		const allowed = allowedValues as readonly Json[];
		const given = Array.isArray(value) ? (value as readonly Json[]) : [value];
		if (!given.every((each) => allowed.some((other) => same(each, other))))
			return `The value '${typeof value === 'string' ? value : JSON.stringify(value)}' is not part of the allowed value(s): '${allowed.map((each) => String(each)).join(',')}'.`;
	}
	if (typeof value === 'number') {
		if (typeof minValue === 'number' && value < minValue)
			return `The value '${value}' is below the minimum value '${minValue}'.`;
		if (typeof maxValue === 'number' && value > maxValue)
			return `The value '${value}' is above the maximum value '${maxValue}'.`;
	}
	const length = typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
	if (length === undefined) return undefined;
	if (typeof minLength === 'number' && length < minLength)
		return `Length of the value should be greater than or equal to '${minLength}'.`;
	if (typeof maxLength === 'number' && length > maxLength)
		return `Length of the value should be less than or equal to '${maxLength}'.`;
	return undefined;
}

const firstOf = <T>(all: readonly T[], misfit: (one: T, index: number) => Misfit): Misfit => {
	for (const [index, one] of all.entries()) {
		const found = misfit(one, index);
		if (found !== undefined) return found;
	}
	return undefined;
};

const listed = (names: readonly string[]): string =>
	`[${names.map((name) => `'${name}'`).join(', ')}]`;

/** A part of a value: what is wrong with it, where it may be missing, and of which type it must be. */
function partMisfit(declared: Json | undefined, value: Json, template: JsonObject): Misfit {
	if (!isObject(declared)) return undefined;
	const schema = withDefinition(declared, template);
	if (value === null && schema.nullable === true) return undefined;
	const type = plainType(schema);
	return type && !type.fits(value)
		? `Expected a value of type '${type.expected}', but received a value of type '${typeName(value)}'. Please see https://aka.ms/arm-create-parameter-file for usage details.`
		: misfit(schema, value, template);
}

function objectMisfit(schema: JsonObject, value: JsonObject, template: JsonObject): Misfit {
	const { discriminator, additionalProperties } = schema;
	if (isObject(discriminator) && isObject(discriminator.mapping)) {
		const tag = propertyOf(value, String(discriminator.propertyName));
		const one = typeof tag === 'string' ? discriminator.mapping[tag] : undefined;
		if (!isObject(one))
			return `The value '${JSON.stringify(tag ?? null)}' of the property '${String(discriminator.propertyName)}' is not one of ${listed(Object.keys(discriminator.mapping))}.`;
		return misfit(withDefinition(one, template), value, template);
	}
	const known = isObject(schema.properties) ? schema.properties : {};
	const missing = Object.entries(known).filter(
		([name, each]) =>
			isObject(each) &&
			withDefinition(each, template).nullable !== true &&
			propertyOf(value, name) === undefined,
	);
	if (missing.length > 0)
		return `The following required properties are missing: ${listed(missing.map(([name]) => name))}.`;
	const others = Object.keys(value).filter((name) => propertyOf(known, name) === undefined);
	if (additionalProperties === false && others.length > 0)
		return `The object does not allow values with properties not defined in the schema, but the following unknown properties were present: ${listed(others)}. Please see https://aka.ms/arm-syntax-parameters for usage details.`;
	return (
		firstOf(Object.entries(known), ([name, each]) =>
			partMisfit(each, propertyOf(value, name) ?? null, template),
		) ?? firstOf(others, (name) => partMisfit(additionalProperties, value[name] ?? null, template))
	);
}

/** Why a value of the right plain type is not what a declaration says, in Azure's words; `undefined` when it is. */
export function misfit(schema: JsonObject, value: Json, template: JsonObject): Misfit {
	const limit = limits(schema, value);
	if (limit !== undefined) return limit;
	if (isObject(value)) return objectMisfit(schema, value, template);
	if (!Array.isArray(value)) return undefined;
	const items = value as readonly Json[];
	const first = Array.isArray(schema.prefixItems) ? (schema.prefixItems as readonly Json[]) : [];
	if (schema.items === false && items.length > first.length)
		return `Length of the value should be less than or equal to '${first.length}'.`;
	return firstOf(items, (item, index) => partMisfit(first[index] ?? schema.items, item, template));
}
