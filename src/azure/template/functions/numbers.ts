import { Fault } from '../fault';
import { ofNumbers, unfit, type FunctionTable } from '../scope';

const dividesByZero = (name: string): Fault =>
	new Fault(
		`The template language function '${name}' cannot divide by zero. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);

/**
 * Whole numbers, and the position in a loop.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-numeric
 */
export const NUMBERS: FunctionTable = {
	add: ofNumbers(2, ([a = 0, b = 0]) => a + b),
	sub: ofNumbers(2, ([a = 0, b = 0]) => a - b),
	mul: ofNumbers(2, ([a = 0, b = 0]) => a * b),
	div: ofNumbers(2, ([a = 0, b = 0], name) => (b === 0 ? dividesByZero(name) : Math.trunc(a / b))),
	mod: ofNumbers(2, ([a = 0, b = 0], name) => (b === 0 ? dividesByZero(name) : a % b)),
	int: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) => {
			if (typeof value === 'number') return Math.trunc(value);
			return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)
				? Number(value)
				: unfit(name, 'an integer or a string that is one', value);
		},
	},
	float: {
		min: 1,
		max: 1,
		run: ([value = null], _, name) => {
			const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
			return typeof number === 'number' && Number.isFinite(number)
				? number
				: unfit(name, 'a number or a string that is one', value);
		},
	},
	copyindex: {
		min: 0,
		max: 2,
		run: (args, { loops, loop }, name) => {
			const [first, second] = args;
			const named = typeof first === 'string' ? first.toLowerCase() : loop;
			const offset = typeof first === 'number' ? first : (second ?? 0);
			if (typeof offset !== 'number') return unfit(name, 'an integer', offset);
			const index = named === undefined ? undefined : loops[named];
			return index === undefined
				? new Fault(
						`The template function '${name}' is not expected at this location. The function can only be used in a resource or property with copy specified. Please see https://aka.ms/arm-resource-loops for usage details.`,
					)
				: index + offset;
		},
	},
};
