import type { Json } from '../../json';
import { Fault, type Outcome } from '../fault';
import { unfit, type FunctionTable, type PlainFunction } from '../scope';
import { same } from './same';

const ofTruths = (min: number, max: number, run: (truths: readonly boolean[]) => boolean) =>
	({
		min,
		max,
		run: (args, _, name) => {
			const wrong = args.find((arg) => typeof arg !== 'boolean');
			return wrong === undefined
				? run(args as readonly boolean[])
				: unfit(name, 'a boolean', wrong);
		},
	}) satisfies PlainFunction;

/** Numbers are compared as numbers, texts letter by letter in the order of their code units. */
const compares = (holds: (order: number) => boolean): PlainFunction => ({
	min: 2,
	max: 2,
	run: ([a = null, b = null], _, name) => {
		if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
		return typeof a === 'string' && typeof b === 'string'
			? holds(a < b ? -1 : a > b ? 1 : 0)
			: unfit(name, 'two integers or two strings', typeof a === 'number' ? b : a);
	},
});

function toBoolean(value: Json, name: string): Outcome {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return value !== 0;
	const text = typeof value === 'string' ? value.toLowerCase() : '';
	return text === 'true' || text === 'false'
		? text === 'true'
		: unfit(name, "a boolean, an integer, 'true' or 'false'", value);
}

/**
 * Comparisons and logic.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-logical
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-comparison
 */
export const LOGIC: FunctionTable = {
	equals: { min: 2, max: 2, run: ([a = null, b = null]) => same(a, b) },
	less: compares((order) => order < 0),
	lessorequals: compares((order) => order <= 0),
	greater: compares((order) => order > 0),
	greaterorequals: compares((order) => order >= 0),
	and: ofTruths(2, Infinity, (truths) => truths.every(Boolean)),
	or: ofTruths(2, Infinity, (truths) => truths.some(Boolean)),
	not: ofTruths(1, 1, ([truth]) => !truth),
	bool: { min: 1, max: 1, run: ([value = null], _, name) => toBoolean(value, name) },
	true: { min: 0, max: 0, run: () => true },
	false: { min: 0, max: 0, run: () => false },
	// Only the branch that is taken is worked out.
	if: {
		special: (args, scope, evaluate, name) => {
			const [condition, yes, no] = args;
			if (!condition || !yes || !no || args.length !== 3)
				return new Fault(
					`Unable to evaluate template language function '${name}'. The function requires exactly '3' argument(s) while '${args.length}' were provided. Please see https://aka.ms/arm-functions#if for usage details.`,
				);
			const holds = evaluate(condition, scope);
			if (holds instanceof Fault) return holds;
			if (typeof holds !== 'boolean') return unfit(name, 'a boolean', holds);
			return evaluate(holds ? yes : no, scope);
		},
	},
	coalesce: { min: 1, run: (args) => args.find((value) => value !== null) ?? null },
};
