import { isObject, parseJson, type Json, type JsonObject } from '../../azure';
import { strictLines } from './strictLines';

/** A parameter that a template declares. */
export interface DeclaredParameter {
	readonly name: string;
	/** `string`, `int`, `bool`, `object`, `array`. */
	readonly type: string;
	readonly secure: boolean;
	/** Text of its default; absent when it has none and a value is needed. */
	readonly usual?: string;
	readonly allowed: readonly string[];
	readonly description: string;
	readonly required: boolean;
}

const textOf = (value: Json | undefined): string =>
	typeof value === 'string' ? value : JSON.stringify(value ?? null);

/** The parameters that a template declares. */
export function parametersOf({ parameters }: JsonObject): DeclaredParameter[] {
	if (!isObject(parameters)) return [];
	return Object.entries(parameters).flatMap(([name, declared]): DeclaredParameter[] => {
		if (!isObject(declared)) return [];
		const type = String(declared.type ?? 'string').toLowerCase();
		const { defaultValue, allowedValues, metadata } = declared;
		const usual = defaultValue === undefined ? {} : { usual: textOf(defaultValue) };
		return [
			{
				name,
				type: type.replace(/^secure/, ''),
				secure: type.startsWith('secure'),
				...usual,
				allowed: Array.isArray(allowedValues) ? (allowedValues as readonly Json[]).map(textOf) : [],
				description: isObject(metadata) ? textOf(metadata.description ?? '') : '',
				required: defaultValue === undefined && declared.nullable !== true,
			},
		];
	});
}

/** The value that a text means for a parameter; `undefined` when it is none of its type. */
export function valueOf({ type }: DeclaredParameter, text: string): Json | undefined {
	switch (type) {
		case 'int':
			return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
		case 'bool':
			return /^(true|false)$/i.test(text.trim()) ? text.trim().toLowerCase() === 'true' : undefined;
		case 'object':
		case 'array': {
			const value = parseJson(strictLines(text));
			return (type === 'array' ? Array.isArray(value) : isObject(value)) ? value : undefined;
		}
		default:
			return text;
	}
}

/** What can be wrong with the text that was given for a parameter. */
export type ParameterFault = 'needed' | 'int' | 'bool' | 'array' | 'object' | 'allowed';

/** What is wrong with the text that was given for a parameter, empty where none was; `undefined` when it is good. */
export function faultOf(parameter: DeclaredParameter, text: string): ParameterFault | undefined {
	const { type, allowed, required } = parameter;
	if (text === '') return required ? 'needed' : undefined;
	if (valueOf(parameter, text) === undefined)
		return type === 'int' || type === 'bool' || type === 'array' ? type : 'object';
	// Of an array each element must be one of them: Azure says so itself.
	const isOne = type === 'array' || type === 'object' || allowed.length === 0;
	return isOne || allowed.includes(text) ? undefined : 'allowed';
}

/** The parameters of a parameters file whose values lie in a key vault. */
export function referencesIn(text: string): string[] {
	const file = parseJson(strictLines(text));
	if (!isObject(file) || !isObject(file.parameters)) return [];
	return Object.entries(file.parameters).flatMap(([name, given]) =>
		isObject(given) && given.value === undefined && isObject(given.reference) ? [name] : [],
	);
}

/** The values of a parameters file as texts; `undefined` when it is none. */
export function parametersFile(text: string): Record<string, string> | undefined {
	const file = parseJson(strictLines(text));
	if (!isObject(file) || !isObject(file.parameters) || file.resources !== undefined)
		return undefined;
	return Object.fromEntries(
		Object.entries(file.parameters).flatMap(([name, given]) =>
			isObject(given) && given.value !== undefined ? [[name, textOf(given.value)]] : [],
		),
	);
}
