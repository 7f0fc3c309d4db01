import { isObject, type Json, type JsonObject } from '../json';
import { remembered } from '../remembered';
import { isExpression, literalOf, parseExpression, type Expression } from './expression';
import { each, Fault, type Outcome } from './fault';
import { FUNCTIONS } from './functions';
import type { Scope, UserFunction } from './scope';

/**
 * Works out what a template says.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
 */

/** Property names are compared without regard to case. */
export function propertyOf(value: JsonObject, name: string): Json | undefined {
	if (Object.hasOwn(value, name)) return value[name];
	const key = Object.keys(value).find((each) => each.toLowerCase() === name.toLowerCase());
	return key === undefined ? undefined : value[key];
}

/** A deployment script is made here and never run: whoever asks for what it found out is told so. */
const isScript = (value: JsonObject): boolean =>
	value.scriptContent !== undefined || value.primaryScriptUri !== undefined;

const missing = (value: JsonObject, name: string): Fault =>
	new Fault(
		`The language expression property '${name}' doesn't exist, available properties are '${Object.keys(value).join(', ')}'.${name.toLowerCase() === 'outputs' && isScript(value) ? ' Deployment scripts are not run in this simulated Azure, so they have no outputs: let a parameter give what the script would find out.' : ''}`,
	);

function memberOf(value: Json, key: Json, safe: boolean): Outcome {
	if (safe && value === null) return null;
	if (typeof key === 'number') {
		if (!Array.isArray(value))
			return new Fault(
				`The language expression property '${key}' can't be evaluated, property index must be used with an array.`,
			);
		const item: Json | undefined = value[key];
		if (item !== undefined) return item;
		return safe
			? null
			: new Fault(
					`The language expression property array index '${key}' is out of bounds. Please see https://aka.ms/arm-functions for usage details.`,
				);
	}
	if (typeof key !== 'string' || !isObject(value))
		return new Fault(
			`The language expression property '${String(key)}' can't be evaluated, property name must be used with an object.`,
		);
	return propertyOf(value, key) ?? (safe ? null : missing(value, key));
}

/** A function of the template's own sees its parameters, and the functions beside it. */
function callUserFunction(definition: UserFunction, args: readonly Json[], scope: Scope): Outcome {
	const { now: _, newGuid: __, lookup: ___, loop: ____, ...rest } = scope;
	return resolve(definition.output, {
		...rest,
		loops: {},
		lambdas: {},
		variable: (name) =>
			new Fault(
				`The template function 'variables' is not expected at this location: a user-defined function cannot use the variable '${name}'. Please see https://aka.ms/arm-functions for usage details.`,
			),
		parameter: (name) => {
			const index = definition.parameters.findIndex(
				(each) => each.toLowerCase() === name.toLowerCase(),
			);
			return (
				args[index] ??
				new Fault(
					`The template parameter '${name}' is not found. Please see https://aka.ms/arm-syntax-parameters for usage details.`,
				)
			);
		},
	});
}

/** The value of an expression, or what is wrong with it. */
export function evaluate(expression: Expression, scope: Scope): Outcome {
	switch (expression.kind) {
		case 'text':
		case 'number':
			return expression.value;
		case 'property':
		case 'index': {
			const of = evaluate(expression.of, scope);
			if (of instanceof Fault) return of;
			const key = expression.kind === 'index' ? evaluate(expression.index, scope) : expression.name;
			return key instanceof Fault ? key : memberOf(of, key, expression.safe);
		}
		case 'call':
			return call(expression, scope);
	}
}

function call({ name, args }: Extract<Expression, { kind: 'call' }>, scope: Scope): Outcome {
	const key = name.toLowerCase();
	const own = scope.functions[key];
	const found = FUNCTIONS(key);
	if (!own && !found)
		return new Fault(
			`The template function '${name}' is not valid. Please see https://aka.ms/arm-functions for usage details.`,
		);
	if (found && 'special' in found) return found.special(args, scope, evaluate, name);
	const values = each(args, (arg) => evaluate(arg, scope));
	if (values instanceof Fault) return values;
	if (own) return callUserFunction(own, values, scope);
	if (!found) return null;
	const { min, max = Infinity } = found;
	if (values.length < min || values.length > max) return wrongCount(name, values.length, min, max);
	return found.run(values, scope, name);
}

function wrongCount(name: string, count: number, min: number, max: number): Fault {
	const wanted =
		min === max
			? `exactly '${min}'`
			: max === Infinity
				? `at least '${min}'`
				: `'${min}' to '${max}'`;
	return new Fault(
		`Unable to evaluate template language function '${name}'. The function requires ${wanted} argument(s) while '${count}' were provided. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);
}

/** The tree of a string that is an expression. Reading is pure, so it is done once for each text. */
export const readExpression = remembered((text: string) => parseExpression(text.slice(1, -1)));

/** One loop inside a value: `{ "name": "dataDisks", "count": 2, "input": … }`. */
function copied(loop: Json, scope: Scope, path: Path): Outcome<[string, Json]> {
	if (!isObject(loop)) return new Fault('The template copy definition is not valid.', path);
	const name = resolve(loop.name ?? '', scope, [...path, 'name']);
	const count = resolve(loop.count ?? null, scope, [...path, 'count']);
	if (name instanceof Fault) return name;
	if (count instanceof Fault) return count;
	if (typeof name !== 'string' || typeof count !== 'number' || count < 0)
		return new Fault(
			`The template copy definition '${String(name)}' has an invalid copy count. The co-ordinate count must be a positive integer value and cannot exceed '800'. Please see https://aka.ms/arm-resource-loops for usage details.`,
			path,
		);
	const items = repeat(count, name, scope, (inner) =>
		resolve(loop.input ?? null, inner, [...path, 'input']),
	);
	return items instanceof Fault ? items : [name, items];
}

/** Works a thing out once for each turn of a loop. */
export const repeat = <T>(
	count: number,
	name: string,
	scope: Scope,
	work: (scope: Scope, index: number) => Outcome<T>,
): Outcome<T[]> =>
	each(Array.from({ length: count }), (_, index) =>
		work(
			{
				...scope,
				loops: { ...scope.loops, [name.toLowerCase()]: index },
				loop: name.toLowerCase(),
			},
			index,
		),
	);

type Path = readonly (string | number)[];

/** A value of the template with every expression and every loop in it worked out. */
export function resolve(value: Json, scope: Scope, path: Path = []): Outcome {
	if (typeof value === 'string') {
		if (!isExpression(value)) return literalOf(value);
		const expression = readExpression(value);
		const result = expression instanceof Fault ? expression : evaluate(expression, scope);
		return result instanceof Fault && result.path.length === 0
			? new Fault(result.message, path, result.code)
			: result;
	}
	if (Array.isArray(value))
		return each(value as readonly Json[], (item, index) => resolve(item, scope, [...path, index]));
	if (!isObject(value)) return value;
	const entries: [string, Json][] = [];
	for (const [key, item] of Object.entries(value)) {
		if (item === undefined) continue;
		if (key === 'copy' && Array.isArray(item)) {
			const loops = each(item as readonly Json[], (loop, index) =>
				copied(loop, scope, [...path, 'copy', index]),
			);
			if (loops instanceof Fault) return loops;
			entries.push(...loops);
			continue;
		}
		const name = isExpression(key) ? resolve(key, scope, path) : literalOf(key);
		const result = name instanceof Fault ? name : resolve(item, scope, [...path, key]);
		if (name instanceof Fault) return name;
		if (result instanceof Fault) return result;
		entries.push([String(name), result]);
	}
	return Object.fromEntries(entries);
}
