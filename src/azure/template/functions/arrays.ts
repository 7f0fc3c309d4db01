import { isObject, type Json } from '../../json';
import { Fault } from '../fault';
import { same } from './same';
import { typeName, unfit, type FunctionTable } from '../scope';
import { mergeDeep } from './merge';

const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The values that a number of arrays have in common, or the properties that a number of objects have. */
function common(args: readonly Json[], name: string): Json | Fault {
	const [first = null, ...rest] = args;
	if (isArray(first) && rest.every(isArray))
		return first.filter(
			(item, index) =>
				first.findIndex((other) => same(other, item)) === index &&
				rest.every((other) => (other as readonly Json[]).some((each) => same(each, item))),
		);
	if (isObject(first) && rest.every(isObject))
		return Object.fromEntries(
			Object.entries(first).filter(([key, value]) =>
				rest.every((other) => isObject(other) && same(other[key] ?? null, value ?? null)),
			),
		);
	return unfit(name, 'an array or an object, all of the same type', first);
}

function joined(args: readonly Json[], name: string): Json | Fault {
	const [first = null, ...rest] = args;
	if (isArray(first) && rest.every(isArray)) {
		const all = [first, ...(rest as (readonly Json[])[])].flat();
		return all.filter((item, index) => all.findIndex((other) => same(other, item)) === index);
	}
	if (isObject(first) && rest.every(isObject))
		return args.reduce((before, after) => mergeDeep(before, after));
	return unfit(name, 'an array or an object, all of the same type', first);
}

/**
 * Functions of arrays, and those that take arrays and texts alike.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-array
 */
export const ARRAYS: FunctionTable = {
	array: { min: 1, max: 1, run: ([value = null]) => (isArray(value) ? value : [value]) },
	createarray: { min: 0, run: (args) => args },
	concat: {
		min: 1,
		run: (args, _, name) => {
			if (args.every(isArray)) return args.flat();
			const wrong = args.find((arg) => isArray(arg) || isObject(arg));
			return wrong === undefined
				? args.map((arg) => (arg === null ? '' : textOf(arg))).join('')
				: unfit(name, 'a string or an array, all of the same type', wrong);
		},
	},
	contains: {
		min: 2,
		max: 2,
		run: ([where = null, what = null], _, name) => {
			if (isArray(where)) return where.some((item) => same(item, what));
			if (isObject(where))
				return Object.keys(where).some((key) => key.toLowerCase() === String(what).toLowerCase());
			return typeof where === 'string'
				? where.includes(String(what))
				: unfit(name, 'an array, an object or a string', where);
		},
	},
	empty: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) => {
			if (value === null || value === '') return true;
			if (typeof value === 'string') return false;
			if (isArray(value)) return value.length === 0;
			return isObject(value)
				? Object.keys(value).length === 0
				: unfit(name, 'an array, an object or a string', value);
		},
	},
	first: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) =>
			isArray(value)
				? (value[0] ?? null)
				: typeof value === 'string'
					? value.charAt(0)
					: unfit(name, 'an array or a string', value),
	},
	last: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) =>
			isArray(value)
				? (value.at(-1) ?? null)
				: typeof value === 'string'
					? value.slice(-1)
					: unfit(name, 'an array or a string', value),
	},
	length: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) => {
			if (isArray(value) || typeof value === 'string') return value.length;
			return isObject(value)
				? Object.keys(value).length
				: unfit(name, 'an array, an object or a string', value);
		},
	},
	take: { min: 2, max: 2, run: cut((value, count) => value.slice(0, Math.max(0, count))) },
	skip: { min: 2, max: 2, run: cut((value, count) => value.slice(Math.max(0, count))) },
	intersection: { min: 2, run: (args, _, name) => common(args, name) },
	union: { min: 2, run: (args, _, name) => joined(args, name) },
	min: { min: 1, run: (args, _, name) => extreme(args, name, Math.min) },
	max: { min: 1, run: (args, _, name) => extreme(args, name, Math.max) },
	range: {
		min: 2,
		max: 2,
		run: ([start = null, count = null], _, name) => {
			if (typeof start !== 'number' || typeof count !== 'number')
				return unfit(name, 'an integer', typeof start === 'number' ? count : start);
			return count < 0 || count > 10_000 || start + count > 2_147_483_647
				? new Fault(
						`The template language function '${name}' expects a count of at least 0 and at most 10000. Please see https://aka.ms/arm-functions#range for usage details.`,
					)
				: Array.from({ length: count }, (_, index) => start + index);
		},
	},
	flatten: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) =>
			isArray(value) && value.every(isArray)
				? value.flat()
				: unfit(name, 'an array of arrays', value),
	},
	indexof: { min: 2, max: 2, run: position('indexOf') },
	lastindexof: { min: 2, max: 2, run: position('lastIndexOf') },
};

/** A number or truth value as `concat` and `string` write it. */
export const textOf = (value: Json): string =>
	typeof value === 'boolean'
		? value
			? 'True'
			: 'False'
		: typeof value === 'string'
			? value
			: JSON.stringify(value);

function cut(slice: <T extends string | readonly Json[]>(value: T, count: number) => Json) {
	return ([value = null, count = null]: readonly Json[], _: unknown, name: string) => {
		if (typeof count !== 'number') return unfit(name, 'an integer', count);
		return typeof value === 'string' || isArray(value)
			? slice(value, count)
			: unfit(name, 'an array or a string', value);
	};
}

function position(method: 'indexOf' | 'lastIndexOf') {
	return ([where = null, what = null]: readonly Json[], _: unknown, name: string) => {
		if (typeof where === 'string' && typeof what === 'string')
			return where.toLowerCase()[method](what.toLowerCase());
		if (!isArray(where)) return unfit(name, 'an array or a string', where);
		const found = where.flatMap((item, index) => (same(item, what) ? [index] : []));
		return (method === 'indexOf' ? found[0] : found.at(-1)) ?? -1;
	};
}

function extreme(
	args: readonly Json[],
	name: string,
	pick: (...numbers: number[]) => number,
): Json | Fault {
	const [first] = args;
	const numbers = args.length === 1 && isArray(first) ? first : args;
	const wrong = numbers.find((each) => typeof each !== 'number');
	if (wrong !== undefined) return unfit(name, 'an integer or an array of integers', wrong);
	return numbers.length === 0
		? new Fault(
				`The template language function '${name}' expects at least one value of type '${typeName(0)}'.`,
			)
		: pick(...(numbers as readonly number[]));
}
