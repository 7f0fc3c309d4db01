import { isObject, type Json } from '../../json';
import { each, Fault, type Outcome } from '../fault';
import type { Expression } from '../expression';
import {
	unfit,
	type Evaluate,
	type FunctionTable,
	type Scope,
	type SpecialFunction,
} from '../scope';

/** A lambda that is ready to be called. */
type Lambda = (...values: readonly Json[]) => Outcome;

/** Reads `lambda('item', …)`: its variables' names and its body. */
function lambdaOf(
	expression: Expression | undefined,
	scope: Scope,
	evaluate: Evaluate,
	name: string,
): Outcome<Lambda> {
	const parts =
		expression?.kind === 'call' && expression.name.toLowerCase() === 'lambda'
			? expression.args
			: [];
	const body = parts.at(-1);
	const names = parts.slice(0, -1).map((part) => (part.kind === 'text' ? part.value : undefined));
	if (!body || names.includes(undefined))
		return new Fault(
			`The template language function '${name}' expects a lambda. Please see https://aka.ms/arm-functions#lambda for usage details.`,
		);
	return (...values) => {
		const bound = names.map((each, index) => [(each ?? '').toLowerCase(), values[index] ?? null]);
		return evaluate(body, {
			...scope,
			lambdas: { ...scope.lambdas, ...(Object.fromEntries(bound) as Record<string, Json>) },
		});
	};
}

/** A function whose first argument is an array and whose last is a lambda. */
const over = (
	run: (items: readonly Json[], lambda: Lambda, between: readonly Json[], name: string) => Outcome,
): SpecialFunction => ({
	special: (args, scope, evaluate, name) => {
		const values = each(args.slice(0, -1), (arg) => evaluate(arg, scope));
		if (values instanceof Fault) return values;
		const [items = null, ...between] = values;
		if (!Array.isArray(items)) return unfit(name, 'an array', items);
		const lambda = lambdaOf(args.at(-1), scope, evaluate, name);
		return lambda instanceof Fault ? lambda : run(items as readonly Json[], lambda, between, name);
	},
});

function sorted(items: readonly Json[], comesFirst: Lambda): Outcome {
	let fault: Fault | undefined;
	const before = (a: Json, b: Json): boolean => {
		const answer = comesFirst(a, b);
		if (answer instanceof Fault) fault ??= answer;
		return answer === true;
	};
	const result = [...items].sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
	return fault ?? result;
}

/**
 * Functions that take a lambda, as Bicep writes them out.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-lambda
 */
export const LAMBDAS: FunctionTable = {
	lambdavariables: {
		min: 1,
		max: 1,
		run: ([variable = null], { lambdas }) =>
			lambdas[String(variable).toLowerCase()] ??
			new Fault(
				`The lambda variable '${String(variable)}' is not found. Please see https://aka.ms/arm-functions#lambdavariables for usage details.`,
			),
	},
	map: over((items, lambda) => each(items, (item, index) => lambda(item, index))),
	filter: over((items, lambda) => {
		const kept = each(items, (item, index) => lambda(item, index));
		return kept instanceof Fault ? kept : items.filter((_, index) => kept[index] === true);
	}),
	sort: over(sorted),
	reduce: over((items, lambda, [start = null]) => {
		let sum: Json = start;
		for (const [index, item] of items.entries()) {
			const next = lambda(sum, item, index);
			if (next instanceof Fault) return next;
			sum = next;
		}
		return sum;
	}),
	toobject: {
		special: (args, scope, evaluate, name) => {
			const items = args[0] ? evaluate(args[0], scope) : null;
			if (items instanceof Fault) return items;
			if (!Array.isArray(items)) return unfit(name, 'an array', items);
			const key = lambdaOf(args[1], scope, evaluate, name);
			if (key instanceof Fault) return key;
			const value = args[2] ? lambdaOf(args[2], scope, evaluate, name) : (item: Json) => item;
			if (value instanceof Fault) return value;
			const entries = each(items as readonly Json[], (item): Outcome<[string, Json]> => {
				const named = key(item);
				const held = value(item);
				if (named instanceof Fault) return named;
				return held instanceof Fault ? held : [String(named), held];
			});
			return entries instanceof Fault ? entries : Object.fromEntries(entries);
		},
	},
	mapvalues: {
		special: (args, scope, evaluate, name) => {
			const whole = args[0] ? evaluate(args[0], scope) : null;
			if (whole instanceof Fault) return whole;
			if (!isObject(whole)) return unfit(name, 'an object', whole);
			const lambda = lambdaOf(args[1], scope, evaluate, name);
			if (lambda instanceof Fault) return lambda;
			const entries = each(Object.entries(whole), ([key, value]): Outcome<[string, Json]> => {
				const mapped = lambda(value ?? null);
				return mapped instanceof Fault ? mapped : [key, mapped];
			});
			return entries instanceof Fault ? entries : Object.fromEntries(entries);
		},
	},
	groupby: over((items, lambda) => {
		const keys = each(items, (item) => lambda(item));
		if (keys instanceof Fault) return keys;
		const groups: Record<string, Json[]> = {};
		for (const [index, key] of keys.entries())
			(groups[String(key)] ??= []).push(items[index] ?? null);
		return groups;
	}),
};
