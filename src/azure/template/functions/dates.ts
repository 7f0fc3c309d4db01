import type { Json } from '../../json';
import { Fault, type Outcome } from '../fault';
import { ofNumbers, unfit, type FunctionTable } from '../scope';
import { onlyInDefaults } from './strings';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

const two = (value: number): string => String(value).padStart(2, '0');

/** .NET's standard formats as custom ones. */
const STANDARD: Readonly<Record<string, string>> = {
	d: 'M/d/yyyy',
	D: 'dddd, MMMM d, yyyy',
	g: 'M/d/yyyy h:mm tt',
	G: 'M/d/yyyy h:mm:ss tt',
	o: 'yyyy-MM-ddTHH:mm:ss.fffffffZ',
	O: 'yyyy-MM-ddTHH:mm:ss.fffffffZ',
	r: 'ddd, dd MMM yyyy HH:mm:ss GMT',
	R: 'ddd, dd MMM yyyy HH:mm:ss GMT',
	s: 'yyyy-MM-ddTHH:mm:ss',
	t: 'h:mm tt',
	T: 'h:mm:ss tt',
	u: 'yyyy-MM-dd HH:mm:ssZ',
};

const PARTS: Readonly<Record<string, (date: Date) => string>> = {
	yyyy: (date) => String(date.getUTCFullYear()),
	yy: (date) => two(date.getUTCFullYear() % 100),
	MMMM: (date) => MONTHS[date.getUTCMonth()] ?? '',
	MMM: (date) => (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3),
	MM: (date) => two(date.getUTCMonth() + 1),
	M: (date) => String(date.getUTCMonth() + 1),
	dddd: (date) => DAYS[date.getUTCDay()] ?? '',
	ddd: (date) => (DAYS[date.getUTCDay()] ?? '').slice(0, 3),
	dd: (date) => two(date.getUTCDate()),
	d: (date) => String(date.getUTCDate()),
	HH: (date) => two(date.getUTCHours()),
	H: (date) => String(date.getUTCHours()),
	hh: (date) => two(date.getUTCHours() % 12 || 12),
	h: (date) => String(date.getUTCHours() % 12 || 12),
	mm: (date) => two(date.getUTCMinutes()),
	m: (date) => String(date.getUTCMinutes()),
	ss: (date) => two(date.getUTCSeconds()),
	s: (date) => String(date.getUTCSeconds()),
	tt: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
	fffffff: (date) => `${String(date.getUTCMilliseconds()).padStart(3, '0')}0000`,
	fff: (date) => String(date.getUTCMilliseconds()).padStart(3, '0'),
};

/** `utcNow()` without a format. */
const BASIC = 'yyyyMMddTHHmmssZ';

/** A moment in a .NET format, in UTC. */
export function formatDate(moment: number, format: string): string {
	const pattern = STANDARD[format] ?? format;
	const date = new Date(moment);
	return pattern.replace(
		/'[^']*'|GMT|fffffff|fff|yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|tt/g,
		(part) => (part.startsWith("'") ? part.slice(1, -1) : (PARTS[part]?.(date) ?? part)),
	);
}

/** Reads ISO 8601, long or basic, with or without a `T`. Milliseconds, or `undefined`. */
function readDate(text: string): number | undefined {
	const basic = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z?$/.exec(text);
	const iso = basic
		? `${basic[1]}-${basic[2]}-${basic[3]}T${basic[4]}:${basic[5]}:${basic[6]}Z`
		: text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T').replace(/(T[\d:.]+)$/, '$1Z');
	const moment = Date.parse(iso);
	return Number.isNaN(moment) ? undefined : moment;
}

/** Adds an ISO 8601 duration, months and years by the calendar. */
function addDuration(moment: number, duration: string): number | undefined {
	const match =
		/^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
			duration,
		);
	if (!match || duration.replace('-', '') === 'P') return undefined;
	const sign = match[1] === '-' ? -1 : 1;
	const part = (index: number) => sign * Number(match[index] ?? 0);
	const date = new Date(moment);
	const months = date.getUTCMonth() + part(3) + 12 * part(2);
	const lastDay = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
	const day = Math.min(date.getUTCDate(), lastDay);
	const shifted = Date.UTC(
		date.getUTCFullYear(),
		months,
		day + 7 * part(4) + part(5),
		date.getUTCHours() + part(6),
		date.getUTCMinutes() + part(7),
		date.getUTCSeconds() + part(8),
	);
	return shifted + date.getUTCMilliseconds();
}

const noDate = (name: string, text: string): Fault =>
	new Fault(
		`The template language function '${name}' cannot read the date or duration '${text}'. It must be in ISO 8601. Please see https://aka.ms/arm-functions#${name.toLowerCase()} for usage details.`,
	);

function add([base = null, duration = null, format]: readonly Json[], name: string): Outcome {
	if (typeof base !== 'string' || typeof duration !== 'string')
		return unfit(name, 'a string', typeof base === 'string' ? duration : base);
	const moment = readDate(base);
	if (moment === undefined) return noDate(name, base);
	const sum = addDuration(moment, duration);
	if (sum === undefined) return noDate(name, duration);
	return formatDate(sum, typeof format === 'string' ? format : 'G');
}

/**
 * Dates. The clock can only be read in the default value of a parameter.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-date
 */
export const DATES: FunctionTable = {
	utcnow: {
		min: 0,
		max: 1,
		run: ([format = BASIC], { now }, name) =>
			now === undefined
				? onlyInDefaults(name)
				: typeof format === 'string'
					? formatDate(now, format)
					: unfit(name, 'a string', format),
	},
	datetimeadd: { min: 2, max: 3, run: (args, _, name) => add(args, name) },
	datetimefromepoch: ofNumbers(1, ([seconds = 0]) =>
		formatDate(seconds * 1000, 'yyyy-MM-ddTHH:mm:ssZ'),
	),
	datetimetoepoch: {
		min: 1,
		max: 1,
		run: ([text = null], _, name) => {
			if (typeof text !== 'string') return unfit(name, 'a string', text);
			const moment = readDate(text);
			return moment === undefined ? noDate(name, text) : Math.floor(moment / 1000);
		},
	},
};
