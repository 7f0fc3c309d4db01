import { isObject, type Json, type JsonObject } from '../json';
import { resolve } from './evaluate';
import { Fault, type Outcome } from './fault';
import { unknownParameter } from './parameters';
import type { Lookup, Place, Scope, UserFunction } from './scope';

/** The functions that a template defines for itself, by `namespace.name` in lower case. */
export function userFunctions(template: JsonObject): Readonly<Record<string, UserFunction>> {
	const groups = Array.isArray(template.functions) ? (template.functions as readonly Json[]) : [];
	const found: Record<string, UserFunction> = {};
	for (const group of groups) {
		if (!isObject(group) || typeof group.namespace !== 'string' || !isObject(group.members))
			continue;
		for (const [name, member] of Object.entries(group.members)) {
			if (!isObject(member) || !isObject(member.output)) continue;
			const parameters = Array.isArray(member.parameters)
				? (member.parameters as readonly Json[])
				: [];
			found[`${group.namespace}.${name}`.toLowerCase()] = {
				parameters: parameters.map((each) =>
					isObject(each) && typeof each.name === 'string' ? each.name : '',
				),
				output: member.output.value ?? null,
			};
		}
	}
	return found;
}

/** The declared variables, loops among them as `{ name: { count, input } }` would be. */
const variablesOf = (template: JsonObject): JsonObject =>
	isObject(template.variables) ? template.variables : {};

/** What a template's expressions can see, with its parameters' values. Variables are worked out when first used. */
export function templateScope(
	template: JsonObject,
	values: Readonly<Record<string, Json>>,
	place: Place,
	lookup?: Lookup,
): Scope {
	const variables = variablesOf(template);
	const known = new Map<string, Outcome>();
	const names = new Map(Object.keys(values).map((name) => [name.toLowerCase(), name]));
	const pending = new Set<string>();
	// `copy` beside the variables makes some of them; they are worked out together.
	let looped: Outcome | undefined;

	function loops(): Outcome {
		looped ??=
			variables.copy === undefined ? {} : resolve({ copy: variables.copy }, scope, ['variables']);
		return looped;
	}

	function work(name: string): Outcome {
		const key = Object.keys(variables).find((each) => each.toLowerCase() === name.toLowerCase());
		if (key !== undefined && key !== 'copy')
			return resolve(variables[key] ?? null, scope, ['variables', key]);
		const made = Array.isArray(variables.copy) ? loops() : {};
		if (made instanceof Fault) return made;
		const found = isObject(made)
			? Object.entries(made).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1]
			: undefined;
		return (
			found ??
			new Fault(
				`The template variable '${name}' is not found. Please see https://aka.ms/arm-syntax-variables for usage details.`,
			)
		);
	}

	const scope: Scope = {
		place,
		functions: userFunctions(template),
		loops: {},
		lambdas: {},
		...(lookup ? { lookup } : {}),
		parameter: (name) => {
			const key = names.get(name.toLowerCase());
			return key === undefined ? unknownParameter(name) : (values[key] ?? null);
		},
		variable: (name) => {
			const key = name.toLowerCase();
			const found = known.get(key);
			if (found !== undefined) return found;
			if (pending.has(key))
				return new Fault(
					`The template variable '${name}' refers to itself. Please see https://aka.ms/arm-syntax-variables for usage details.`,
				);
			pending.add(key);
			const value = work(name);
			pending.delete(key);
			known.set(key, value);
			return value;
		},
	};
	return scope;
}
