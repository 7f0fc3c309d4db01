import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64, utf8 } from '@scure/base';
import type { Json } from '../../json';
import { Fault, type Outcome } from '../fault';
import { parseLenientJson } from '../lenientJson';
import { ofTexts, unfit, type FunctionTable } from '../scope';
import { templateGuid, uniqueString } from '../uniqueString';
import { textOf } from './arrays';

const toBase64 = (text: string): string => base64.encode(utf8ToBytes(text));

function fromBase64(text: string, name: string): Outcome<string> {
	try {
		return utf8.encode(base64.decode(text));
	} catch {
		return new Fault(
			`The template language function '${name}' expects its parameter to be a base64 string. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
		);
	}
}

/** One value in the format that follows its number in `{0:D3}`. */
function formatted(value: Json, format: string): string {
	const digits = /^([DdXxNn])(\d*)$/.exec(format);
	if (typeof value !== 'number' || format === '') return textOf(value);
	if (!digits)
		return /^0+$/.test(format) ? String(value).padStart(format.length, '0') : String(value);
	const [, kind = '', length = ''] = digits;
	if (kind === 'X') return value.toString(16).toUpperCase().padStart(Number(length), '0');
	if (kind === 'x') return value.toString(16).padStart(Number(length), '0');
	if (kind.toUpperCase() === 'D') {
		const text = String(Math.abs(value)).padStart(Number(length), '0');
		return value < 0 ? `-${text}` : text;
	}
	const decimals = length === '' ? 2 : Number(length);
	return value.toLocaleString('en-US', {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	});
}

/** .NET's composite formatting: `{0}`, `{0,8}`, `{0:D3}`; doubled braces stand for one. */
function format(pattern: string, values: readonly Json[], name: string): Outcome {
	let fault: Fault | undefined;
	const text = pattern.replace(
		/\{\{|\}\}|\{(\d+)(?:,(-?\d+))?(?::([^}]*))?\}/g,
		(whole, index?: string, width?: string, style?: string) => {
			if (index === undefined) return whole.charAt(0);
			const value = values[Number(index)];
			if (value === undefined) {
				fault ??= new Fault(
					`Unable to evaluate template language function '${name}'. Index (zero based) must be greater than or equal to zero and less than the size of the argument list. Please see https://aka.ms/arm-functions#format for usage details.`,
				);
				return '';
			}
			const shown = formatted(value, style ?? '');
			const wide = Number(width ?? 0);
			return wide < 0 ? shown.padEnd(-wide) : shown.padStart(wide);
		},
	);
	return fault ?? text;
}

const splitBy = (text: string, delimiters: readonly string[]): string[] =>
	delimiters.reduce<string[]>((parts, by) => parts.flatMap((part) => part.split(by)), [text]);

const isTexts = (value: Json): value is readonly string[] =>
	Array.isArray(value) && value.every((each) => typeof each === 'string');

/** `substring` beyond the text is a fault, not a shorter text. */
const outOfRange = (name: string, text: string): Fault =>
	new Fault(
		`The template language function '${name}' parameters are out of range: 'The index and length parameters must refer to a location within the string. The length of the string is '${text.length}'.'. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);

/** Puts a relative address behind a base, as .NET's `Uri` does. */
function uri(base: string, relative: string): string {
	if (/^[a-z][\w+.-]*:/i.test(relative)) return relative;
	const [, origin = '', path = ''] = /^([a-z][\w+.-]*:\/\/[^/]*)(.*)$/i.exec(base) ?? [
		'',
		'',
		base,
	];
	if (relative.startsWith('/')) return `${origin}${relative}`;
	return `${origin}${path.slice(0, path.lastIndexOf('/') + 1) || '/'}${relative}`;
}

/**
 * Functions of texts.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string
 */
export const STRINGS: FunctionTable = {
	base64: ofTexts(1, 1, ([text = '']) => toBase64(text)),
	base64tostring: ofTexts(1, 1, ([text = ''], name) => fromBase64(text, name)),
	base64tojson: ofTexts(1, 1, ([text = ''], name) => {
		const decoded = fromBase64(text, name);
		return decoded instanceof Fault
			? decoded
			: (parseLenientJson(decoded) ??
					new Fault(`The template language function '${name}' parameter is not valid JSON.`));
	}),
	datauri: ofTexts(1, 1, ([text = '']) => `data:text/plain;charset=utf8;base64,${toBase64(text)}`),
	datauritostring: ofTexts(1, 1, ([text = ''], name) => {
		const [, encoding = '', content = ''] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(text) ?? [];
		return encoding === '' ? decodeURIComponent(content) : fromBase64(content, name);
	}),
	endswith: ofTexts(2, 2, ([text = '', end = '']) =>
		text.toLowerCase().endsWith(end.toLowerCase()),
	),
	startswith: ofTexts(2, 2, ([text = '', start = '']) =>
		text.toLowerCase().startsWith(start.toLowerCase()),
	),
	format: {
		min: 1,
		run: ([pattern = null, ...values], _, name) =>
			typeof pattern === 'string'
				? format(pattern, values, name)
				: unfit(name, 'a string', pattern),
	},
	guid: ofTexts(1, undefined, (texts) => templateGuid(...texts)),
	uniquestring: ofTexts(1, undefined, (texts) => uniqueString(...texts)),
	newguid: {
		min: 0,
		max: 0,
		run: (_, { newGuid }, name) => newGuid?.() ?? onlyInDefaults(name),
	},
	join: {
		min: 2,
		max: 2,
		run: ([items = null, by = null], _, name) =>
			Array.isArray(items) && typeof by === 'string'
				? (items as readonly Json[]).map(textOf).join(by)
				: unfit(name, 'an array and a string', items),
	},
	padleft: {
		min: 2,
		max: 3,
		run: ([value = null, width = null, fill = ' '], _, name) =>
			typeof width === 'number' && typeof fill === 'string' && fill.length === 1
				? textOf(value).padStart(width, fill)
				: unfit(name, 'a value, an integer and one character', width),
	},
	replace: ofTexts(3, 3, ([text = '', old = '', by = '']) =>
		old === '' ? text : text.replaceAll(old, () => by),
	),
	split: {
		min: 2,
		max: 2,
		run: ([text = null, by = null], _, name) => {
			if (typeof text !== 'string') return unfit(name, 'a string', text);
			if (typeof by === 'string') return splitBy(text, [by]);
			return isTexts(by) ? splitBy(text, by) : unfit(name, 'a string or an array of strings', by);
		},
	},
	string: {
		min: 1,
		max: 1,
		run: ([value = null]) => (value === null ? '' : textOf(value)),
	},
	substring: {
		min: 2,
		max: 3,
		run: ([text = null, start = null, length], _, name) => {
			if (typeof text !== 'string') return unfit(name, 'a string', text);
			const count = length ?? text.length - Number(start);
			if (typeof start !== 'number' || typeof count !== 'number')
				return unfit(name, 'an integer', typeof start === 'number' ? (count as Json) : start);
			return start < 0 || count < 0 || start + count > text.length
				? outOfRange(name, text)
				: text.slice(start, start + count);
		},
	},
	tolower: ofTexts(1, 1, ([text = '']) => text.toLowerCase()),
	toupper: ofTexts(1, 1, ([text = '']) => text.toUpperCase()),
	trim: ofTexts(1, 1, ([text = '']) => text.trim()),
	uri: ofTexts(2, 2, ([base = '', relative = '']) => uri(base, relative)),
	uricomponent: ofTexts(1, 1, ([text = '']) => encodeURIComponent(text)),
	uricomponenttostring: ofTexts(1, 1, ([text = ''], name) => {
		try {
			return decodeURIComponent(text);
		} catch {
			return new Fault(`The template language function '${name}' parameter is not URI encoded.`);
		}
	}),
};

/** Some functions may only stand in the default values of parameters, so that a deployment can be repeated. */
export const onlyInDefaults = (name: string): Fault =>
	new Fault(
		`The template function '${name}' is not expected at this location. The function can only be used in the default value of a parameter. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);
