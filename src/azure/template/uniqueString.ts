import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base32 } from '@scure/base';

/**
 * The two hash functions of the template language, equal to Azure's to the letter: names that a template works out here
 * are the names that it works out there.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#uniquestring
 */

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** Four bytes, least significant first; bytes beyond the end count as zero. */
const word = (bytes: Uint8Array, at: number): number =>
	(bytes[at] ?? 0) |
	((bytes[at + 1] ?? 0) << 8) |
	((bytes[at + 2] ?? 0) << 16) |
	((bytes[at + 3] ?? 0) << 24);

const C1 = 0xab0e9789;
const C2 = 0x239b961b;

const mixLow = (value: number): number => Math.imul(rotate(Math.imul(value, C2), 15), C1);
const mixHigh = (value: number): number => Math.imul(rotate(Math.imul(value, C1), 17), C2);

function avalanche(value: number): number {
	const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
	return second ^ (second >>> 16);
}

/** Azure's variant of MurmurHash over two halves of 32 bits: eight bytes, most significant first. */
function murmur64(bytes: Uint8Array): Uint8Array {
	let low = 0;
	let high = 0;
	const whole = bytes.length - (bytes.length % 8);
	for (let at = 0; at < whole; at += 8) {
		low = (Math.imul(rotate(low ^ mixLow(word(bytes, at)), 19) + high, 5) + 0x561ccd1b) | 0;
		high = (Math.imul(rotate(high ^ mixHigh(word(bytes, at + 4)), 13) + low, 5) + 0x0bcaa747) | 0;
	}
	if (bytes.length > whole) low ^= mixLow(word(bytes, whole));
	if (bytes.length > whole + 4) high ^= mixHigh(word(bytes, whole + 4));
	high ^= bytes.length;
	low = ((low ^ bytes.length) + high) | 0;
	high = (high + low) | 0;
	low = avalanche(low);
	high = avalanche(high);
	low = (low + high) | 0;
	high = (high + low) | 0;
	const hash = new DataView(new ArrayBuffer(8));
	hash.setInt32(0, high);
	hash.setInt32(4, low);
	return new Uint8Array(hash.buffer);
}

/** `uniqueString(…)`: 13 characters of `a` to `z` and `2` to `7`. The same texts always give the same ones. */
export const uniqueString = (...texts: readonly string[]): string =>
	base32
		.encode(murmur64(utf8ToBytes(texts.join('-'))))
		.slice(0, 13)
		.toLowerCase();

const NAMESPACE = hexToBytes('11fb06fb712d4ddd98c7e71bbd588830');

/**
 * `guid(…)`: a name-based GUID (version 5) in a namespace that is Azure's own.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string#guid
 */
export function templateGuid(...texts: readonly string[]): string {
	const hash = sha1(concatBytes(NAMESPACE, utf8ToBytes(texts.join('-')))).slice(0, 16);
	hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
	hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
	return bytesToHex(hash).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
