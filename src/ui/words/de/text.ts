/** `1 Minute`, `3 Minuten`. */
export const count = (n: number, one: string, many: string): string =>
	`${n} ${n === 1 ? one : many}`;

/** `a`, `a und b`, `a, b und c`. */
export function list(names: readonly string[]): string {
	if (names.length <= 1) return names[0] ?? '';
	return `${names.slice(0, -1).join(', ')} und ${names.at(-1)}`;
}

/** A span of time after “in”: `45 Tage`, but in `45 Tagen`. */
export const dative = (span: string): string => `${span}`.replace(/Tage$/, 'Tagen');

/** With its first letter in upper case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
