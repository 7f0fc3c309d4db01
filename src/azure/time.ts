/** A span of virtual time, or a moment as milliseconds since 1970-01-01T00:00:00Z. */
export type Milliseconds = number;

/** `n` seconds as milliseconds. */
export const seconds = (n: number): Milliseconds => n * 1000;
/** `n` minutes as milliseconds. */
export const minutes = (n: number): Milliseconds => n * 60_000;
/** `n` hours as milliseconds. */
export const hours = (n: number): Milliseconds => n * 3_600_000;
/** `n` days as milliseconds. */
export const days = (n: number): Milliseconds => n * 86_400_000;

/** A moment as Azure Resource Manager writes it: ISO 8601 in UTC with seven decimals. */
export const armTime = (moment: Milliseconds): string =>
	new Date(moment).toISOString().replace('Z', '0000Z');

/** A moment as Microsoft Graph writes it: ISO 8601 in UTC, whole seconds. */
export const graphTime = (moment: Milliseconds): string =>
	new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** A moment as seconds since 1970 (tokens and Key Vault attributes). */
export const unixTime = (moment: Milliseconds): number => Math.floor(moment / 1000);

/** A moment as older services write it: `1/5/2026 9:00:00 AM`, in UTC. */
export function usTime(moment: Milliseconds): string {
	const at = new Date(moment);
	const two = (n: number) => String(n).padStart(2, '0');
	const day = `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`;
	const hour = at.getUTCHours();
	const time = `${hour % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
	return `${day} ${time} ${hour < 12 ? 'AM' : 'PM'}`;
}
