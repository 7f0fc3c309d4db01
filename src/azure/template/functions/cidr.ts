import { Fault, type Outcome } from '../fault';
import { unfit, type FunctionTable } from '../scope';

/**
 * Ranges of IPv4 addresses. Those of IPv6 are not read here.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-cidr
 */

interface Range {
	/** The first address, as a number. */
	readonly network: number;
	/** How many bits are fixed: 0 to 32. */
	readonly bits: number;
}

/** How many addresses have so many bits fixed. */
const sizeOf = (bits: number): number => 2 ** (32 - bits);

const dotted = (address: number): string =>
	[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

function readRange(text: string): Range | undefined {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
	if (!match) return undefined;
	const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
	if ([a, b, c, d].some((part) => part > 255) || bits > 32) return undefined;
	const address = ((a * 256 + b) * 256 + c) * 256 + d;
	return { network: address - (address % sizeOf(bits)), bits };
}

const noRange = (name: string, text: string): Fault =>
	new Fault(
		`The template language function '${name}' cannot read '${text}' as a range of IPv4 addresses. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);

const outside = (name: string): Fault =>
	new Fault(
		`The template language function '${name}' leads out of the range. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);

function subnet({ network, bits }: Range, wanted: number, index: number, name: string): Outcome {
	if (wanted < bits || wanted > 32 || index < 0 || index >= 2 ** (wanted - bits))
		return outside(name);
	return `${dotted(network + index * sizeOf(wanted))}/${wanted}`;
}

/** The functions of address ranges. */
export const CIDR: FunctionTable = {
	parsecidr: {
		min: 1,
		max: 1,
		run: ([text = null], _, name) => {
			if (typeof text !== 'string') return unfit(name, 'a string', text);
			const range = readRange(text);
			if (!range) return noRange(name, text);
			const { network, bits } = range;
			const last = network + sizeOf(bits) - 1;
			const isWide = bits < 31;
			return {
				network: dotted(network),
				netmask: dotted(2 ** 32 - sizeOf(bits)),
				broadcast: dotted(last),
				firstUsable: dotted(isWide ? network + 1 : network),
				lastUsable: dotted(isWide ? last - 1 : last),
				cidr: bits,
			};
		},
	},
	cidrsubnet: {
		min: 3,
		max: 3,
		run: ([text = null, wanted = null, index = null], _, name) => {
			if (typeof text !== 'string') return unfit(name, 'a string', text);
			if (typeof wanted !== 'number' || typeof index !== 'number')
				return unfit(name, 'an integer', typeof wanted === 'number' ? index : wanted);
			const range = readRange(text);
			return range ? subnet(range, wanted, index, name) : noRange(name, text);
		},
	},
	cidrhost: {
		min: 2,
		max: 2,
		run: ([text = null, index = null], _, name) => {
			if (typeof text !== 'string') return unfit(name, 'a string', text);
			if (typeof index !== 'number') return unfit(name, 'an integer', index);
			const range = readRange(text);
			if (!range) return noRange(name, text);
			// The first host of a range is the one after its own address.
			return index < 0 || index + 1 >= sizeOf(range.bits)
				? outside(name)
				: dotted(range.network + index + 1);
		},
	},
};
