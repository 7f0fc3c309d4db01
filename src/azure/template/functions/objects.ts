import { isObject, type Json } from '../../json';
import { Fault } from '../fault';
import { parseLenientJson } from '../lenientJson';
import { unfit, type FunctionTable } from '../scope';

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
	a < b ? -1 : a > b ? 1 : 0;

/**
 * Functions of objects.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-object
 */
export const OBJECTS: FunctionTable = {
	createobject: {
		min: 0,
		run: (args, _, name) => {
			if (args.length % 2 !== 0)
				return new Fault(
					`The template language function '${name}' expects an even number of parameters. Please see https://aka.ms/arm-functions#createobject for usage details.`,
				);
			const entries: [string, Json][] = [];
			for (let at = 0; at < args.length; at += 2) {
				const key = args[at] ?? null;
				if (typeof key !== 'string') return unfit(name, 'a string', key);
				entries.push([key, args[at + 1] ?? null]);
			}
			return Object.fromEntries(entries);
		},
	},
	json: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) => {
			if (typeof value !== 'string') return unfit(name, 'a string', value);
			const parsed = parseLenientJson(value);
			return parsed === undefined
				? new Fault(
						`The template language function '${name}' parameter is not valid. The provided value '${value}' cannot be parsed as JSON. Please see https://aka.ms/arm-functions#json for usage details.`,
					)
				: parsed;
		},
	},
	null: { min: 0, max: 0, run: () => null },
	items: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) =>
			isObject(value)
				? Object.entries(value)
						.sort(byName)
						.map(([key, each]) => ({ key, value: each ?? null }))
				: unfit(name, 'an object', value),
	},
	objectkeys: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) =>
			isObject(value)
				? Object.entries(value)
						.sort(byName)
						.map(([key]) => key)
				: unfit(name, 'an object', value),
	},
	shallowmerge: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) =>
			Array.isArray(value) && value.every(isObject)
				? (Object.assign({}, ...value) as Json)
				: unfit(name, 'an array of objects', value),
	},
	tryget: {
		min: 2,
		run: ([value = null, ...keys]) => {
			let found: Json = value;
			for (const key of keys) {
				const next: Json | undefined =
					isObject(found) && typeof key === 'string'
						? found[key]
						: Array.isArray(found) && typeof key === 'number'
							? (found as readonly Json[])[key]
							: undefined;
				if (next === undefined) return null;
				found = next;
			}
			return found;
		},
	},
};
