import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { World } from './world';

/**
 * Everything that real Azure makes at random is here a hash of the world's seed and of what it is for. So the same
 * seed and the same inputs give the same world, byte for byte, and a link need not carry a single GUID.
 */
export const hashHex = (...parts: readonly (string | number)[]): string =>
	bytesToHex(sha256(utf8ToBytes(parts.join('\u0000'))));

/** A version-4-shaped GUID made from the given parts. */
export function guidOf(...parts: readonly (string | number)[]): string {
	const hex = hashHex(...parts);
	const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A new GUID and the world that remembers having given it away. `purpose` keeps kinds of ids apart. */
export const mintGuid = (world: World, purpose: string): [World, string] => [
	{ ...world, sequence: world.sequence + 1 },
	guidOf(world.seed, purpose, world.sequence),
];

/** Whether a text is a GUID. */
export const isGuid = (text: string): boolean =>
	/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
