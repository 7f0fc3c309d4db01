import { hours, minutes, seconds, type Milliseconds } from '../azure';

const UNITS = {
	s: [seconds, 'second'],
	m: [minutes, 'minute'],
	h: [hours, 'hour'],
	d: [(n: number) => hours(24 * n), 'day'],
} as const;

function read(text: string): readonly [amount: number, unit: keyof typeof UNITS] | undefined {
	const [, amount = '', unit = ''] = /^(\d+)\s*([smhd])$/.exec(text.trim()) ?? [];
	return amount === '' ? undefined : [Number(amount), unit as keyof typeof UNITS];
}

/** `10m` as milliseconds; `undefined` when it is no span of time. */
export function durationOf(text: string): Milliseconds | undefined {
	const [amount, unit] = read(text) ?? [];
	return amount === undefined || unit === undefined ? undefined : UNITS[unit][0](amount);
}

/** A span of time as it was written. */
export interface TimeSpan {
	readonly amount: number;
	readonly unit: 'second' | 'minute' | 'hour' | 'day';
}

/** `91d` as 91 days; `undefined` when it is no span of time. */
export function timeSpan(text: string): TimeSpan | undefined {
	const [amount, unit] = read(text) ?? [];
	return amount === undefined || unit === undefined ? undefined : { amount, unit: UNITS[unit][1] };
}
